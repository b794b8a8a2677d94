/**
 * What `make` makes of a language: made when it is first asked for, and once. `null` says that it does not know the
 * language, and is not remembered: languages come from outside, and there is no end of those that are not known.
 */
export function oncePerLanguage<Made extends object>(
  make: (language: string) => Made | null,
): (language: string) => Made | null {
  const known = new Map<string, Made>()
  return (language) => {
    const before = known.get(language)
    if (before !== undefined) return before
    const made = make(language)
    if (made !== null) known.set(language, made)
    return made
  }
}
