import { useLanguage } from '../app/words.ts'

/** A moment, in the language of the Studio and the time of this place. */
export function When({ at, dayOnly }: { readonly at: string; readonly dayOnly?: boolean }) {
  const language = useLanguage()
  // British people read English differently from Americans.
  const locale = navigator.languages.find((each) => each.startsWith(language)) ?? language
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    ...(dayOnly === true ? {} : { timeStyle: 'short' }),
  })
  return <time dateTime={at}>{format.format(new Date(at))}</time>
}
