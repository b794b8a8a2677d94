/**
 * The languages that there are word vectors of. Each is a file of a megabyte beside this one, `@parley/nlu/words/<language>.json`, so that
 * nobody loads more than is spoken.
 */
export const wordLanguages = ['en', 'de', 'es', 'fr', 'ja', 'ko', 'zh'] as const

export type WordLanguage = (typeof wordLanguages)[number]

/** What a text has that may be in the language: too much is better than too little, but for the time to load it. */
const signs: { readonly [language in WordLanguage]: RegExp } = {
  en: /\p{sc=Latin}/u,
  de: /[äöüß]|(?<!\p{L})(?:ich|du|wir|ihr|mir|mein\p{L}*|dein\p{L}*|nicht|kein\p{L}*|und|oder|ist|sind|wird|habe?|kann|bitte|wie|wo|wann|warum|eine?[mnrs]?|der|das|dem|den|für|auf|zum?|von|mit)(?!\p{L})/iu,
  es: /[ñ¿¡]|(?<!\p{L})(?:el|los|las|una?|qué|por|para|con|mi|mis|esta|está|esto|cómo|como|cuándo|dónde|quiero|puedo|necesito|hay|se|del|yo|tengo)(?!\p{L})/iu,
  fr: /[çœêûîôë]|(?<!\p{L})(?:le|les|une?|des|du|je|vous|nous|est|qui|pour|avec|dans|mon|ma|mes|pas|où|quand|quel\p{L}*|voudrais|veux|peux|merci|sur|ai)(?!\p{L})|(?<!\p{L})(?:j|l|d|qu|n|c)['’]/iu,
  ja: /[\p{sc=Hiragana}\p{sc=Katakana}]/u,
  ko: /\p{sc=Hangul}/u,
  zh: /^[^\p{sc=Hiragana}\p{sc=Katakana}]*\p{sc=Han}[^\p{sc=Hiragana}\p{sc=Katakana}]*$/u,
}

/** Fewer are there by chance: `est` is an hour of New York. */
const leastShare = 0.02
const mostLookedAt = 2000

/** Those that the texts may be in, by the letters and the most usual words of some of them. */
export function languagesIn(texts: readonly string[]): readonly WordLanguage[] {
  const each = Math.ceil(texts.length / mostLookedAt)
  const some = texts.filter((_, at) => at % each === 0)
  return wordLanguages.filter((language) => {
    const count = some.filter((text) => signs[language].test(text)).length
    return count > 0 && count >= leastShare * some.length
  })
}

/** The languages of vectors that a model was trained with, by their id; `null`: not of this program. */
export function languagesOf(id: string): readonly WordLanguage[] | null {
  const named = id.split('+').map((table) => wordLanguages.find((language) => table.startsWith(`${language}-`)))
  const known = named.filter((language) => language !== undefined)
  return known.length === named.length ? known : null
}
