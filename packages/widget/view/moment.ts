/** Days and times as the language writes them, by the clock of the person's device. */

/** The day that a moment is in, `2026-05-03`. */
export function dayOf(at: number): string {
  const day = new Date(at)
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}

/** "Today", "Yesterday", "Monday", "3 May", "3 May 2025". */
export function writeDay(at: number, now: number, language: string): string {
  const days = Math.round((Date.parse(dayOf(at)) - Date.parse(dayOf(now))) / 86_400_000)
  if (days === 0 || days === -1) {
    const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day')
    return words.charAt(0).toLocaleUpperCase(language) + words.slice(1)
  }
  if (days < 0 && days > -7) return new Date(at).toLocaleDateString(language, { weekday: 'long' })
  const year = new Date(at).getFullYear() === new Date(now).getFullYear() ? {} : { year: 'numeric' as const }
  return new Date(at).toLocaleDateString(language, { day: 'numeric', month: 'long', ...year })
}

/** "14:30" */
export function writeTime(at: number, language: string): string {
  return new Date(at).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' })
}

/** "Sunday, 3 May 2026 at 14:30:12" */
export function writeExactly(at: number, language: string): string {
  return new Date(at).toLocaleString(language, { dateStyle: 'full', timeStyle: 'medium' })
}

/** An example of what may be typed. */
export function exampleOf(type: 'date' | 'time' | 'date-time', language: string): string {
  const at = new Date(1990, 4, 3, 14, 30)
  const style = {
    ...(type === 'time' ? {} : { dateStyle: 'long' as const }),
    ...(type === 'date' ? {} : { timeStyle: 'short' as const }),
  }
  return at.toLocaleString(language, style)
}

const units = ['byte', 'kilobyte', 'megabyte'] as const

/** "1.5 MB" */
export function writeSize(bytes: number, language: string): string {
  const power = bytes >= 1e6 ? 2 : bytes >= 1e3 ? 1 : 0
  const options = { style: 'unit', unit: units[power], maximumFractionDigits: 1 } as const
  return (bytes / 1000 ** power).toLocaleString(language, options)
}
