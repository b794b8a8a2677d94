const rightToLeft = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm', 'Rohg'])

/** In which direction a language is written. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  try {
    return rightToLeft.has(new Intl.Locale(language).maximize().script ?? '') ? 'rtl' : 'ltr'
  } catch {
    return 'ltr'
  }
}

/** The language's own form of its tag, `pt-br` → `pt-BR`; `null` for what is no tag. */
export function tagOf(text: string): string | null {
  try {
    const [tag = null] = Intl.getCanonicalLocales(text.trim())
    return tag !== null && /^[a-z]{2,3}(-|$)/.test(tag) ? tag : null
  } catch {
    return null
  }
}

/** What a language is called in another one. */
export function languageName(language: string, inLanguage: string): string {
  try {
    return new Intl.DisplayNames([inLanguage], { type: 'language' }).of(language) ?? language
  } catch {
    return language
  }
}

/** Where a text is looked for: the language, its fallbacks, and the same with its last parts taken off. */
export function chainOf(
  language: string,
  fallbacks: { readonly [language: string]: readonly string[] },
): readonly string[] {
  const chain = [language, ...(fallbacks[language] ?? [])]
  const parts = language.split('-')
  for (let count = parts.length - 1; count > 0; count -= 1) chain.push(parts.slice(0, count).join('-'))
  return [...new Set(chain)]
}

/** Languages that many solutions speak, to pick from. */
export const usualLanguages = [
  'en',
  'ko',
  'ja',
  'zh-Hans',
  'zh-Hant',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'pt-BR',
  'nl',
  'sv',
  'da',
  'nb',
  'fi',
  'pl',
  'cs',
  'tr',
  'uk',
  'ar',
  'he',
  'hi',
  'id',
  'th',
  'vi',
]
