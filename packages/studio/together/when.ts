import { type Language, useLanguage } from '../app/words.ts'

/** A moment as people say it: the time of today, the day of this year, else the date. */
function whenOf(at: number, now: number, language: Language): string {
  const [then, today] = [new Date(at), new Date(now)]
  const isToday = then.toDateString() === today.toDateString()
  const time = { hour: 'numeric', minute: '2-digit' } as const
  const day = { month: 'short', day: 'numeric' } as const
  const year = then.getFullYear() === today.getFullYear() ? {} : ({ year: 'numeric' } as const)
  return new Intl.DateTimeFormat(language, isToday ? time : { ...year, ...day, ...time }).format(then)
}

export function useWhen(): (at: number) => string {
  const language = useLanguage()
  return (at) => whenOf(at, Date.now(), language)
}
