const named = new Map<string, ReadonlyMap<string, number>>()

/** Months as a language names them, folded, to their number. */
export function monthNames(language: string): ReadonlyMap<string, number> {
  const found = named.get(language)
  if (found !== undefined) return found
  const names = new Map<string, number>()
  for (let month = 0; month < 12; month++) {
    const at = new Date(Date.UTC(2000, month, 15))
    // With a day beside it many languages write the name in another case.
    for (const style of [{ month: 'long' }, { month: 'short' }, { month: 'long', day: 'numeric' }] as const) {
      const parts = new Intl.DateTimeFormat(language, { ...style, calendar: 'gregory', timeZone: 'UTC' }).formatToParts(
        at,
      )
      const name = foldName(parts.find(({ type }) => type === 'month')?.value ?? '')
      if (name !== '') names.set(name, month + 1)
    }
  }
  if (named.size < 1000) named.set(language, names)
  return names
}

function foldName(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[.]$/, '')
}

/** The month that `typed` names in this language; beside it there may be one small word, "de". */
export function monthIn(typed: string, language: string): number | null {
  const names = monthNames(language)
  const months: number[] = []
  for (const word of typed.split(/[\s\d.,/-]+/)) {
    const name = foldName(word)
    // Hebrew and Arabic join "in" to the name: one letter before it.
    const joined = /^[\p{sc=Hebrew}\p{sc=Arabic}]/u.test(name) ? names.get(name.slice(1)) : undefined
    const month = names.get(name) ?? joined
    if (month !== undefined) months.push(month)
    else if (name.length > 2) return null
  }
  return months.length === 1 ? (months[0] ?? null) : null
}
