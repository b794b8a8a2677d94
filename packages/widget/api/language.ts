/** Which of the languages a page's own fits, BCP 47: itself, a shorter or a longer form of it, else the first. */
export function chooseLanguage(page: string, languages: readonly string[]): string | undefined {
  const wanted = page.toLowerCase()
  const base = wanted.split('-', 1)[0]
  const same = (language: string): boolean => language.toLowerCase() === wanted
  const near = (language: string): boolean => language.toLowerCase().split('-', 1)[0] === base
  return languages.find(same) ?? languages.find(near) ?? languages[0]
}

/** The form of a language that the person has set up, `en-GB` for `en`: how days and times are written goes by the place. */
export function withRegion(language: string, wishes: readonly string[]): string {
  if (language.includes('-')) return language
  return wishes.find((wish) => wish.toLowerCase().startsWith(`${language.toLowerCase()}-`)) ?? language
}
