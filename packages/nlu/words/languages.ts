/**
 * The languages that there are word vectors of. Each is a file of one or two megabytes beside this one, `@parley/nlu/words/<language>.json`,
 * so that what is not spoken need not be loaded.
 */
export const wordLanguages = ['en', 'de', 'es', 'fr', 'it', 'ja', 'ko', 'nl', 'pt', 'zh'] as const

export type WordLanguage = (typeof wordLanguages)[number]

/** The most usual words of a language, and letters that only it has: who writes Latin letters is told apart by them. */
const usual: readonly (readonly [WordLanguage, RegExp])[] = [
  [
    'en',
    said(
      'the|an|and|is|are|i|my|you|your|we|it|to|of|what|how|can|do|does|please|for|with|on|at|this|have|want|need|where|when|why|which|not|get',
    ),
  ],
  [
    'de',
    said(
      String.raw`ich|du|wir|ihr|mir|mein\p{L}*|dein\p{L}*|nicht|kein\p{L}*|und|oder|ist|sind|wird|habe?|kann|bitte|wie|wo|wann|warum|eine?[mnrs]?|der|die|das|dem|den|für|auf|zum?|von|mit`,
      '[äöüß]',
    ),
  ],
  [
    'es',
    said(
      'el|los|las|la|una?|qué|que|de|por|para|con|mi|mis|esta|está|esto|cómo|como|cuándo|dónde|quiero|puedo|necesito|hay|del|yo|tengo',
      '[ñ¿¡]',
    ),
  ],
  [
    'fr',
    said(
      String.raw`le|la|les|une?|des?|du|je|vous|nous|est|que|qui|pour|avec|dans|mon|ma|mes|ne|pas|où|quand|quel\p{L}*|voudrais|veux|peux|merci|sur|ai`,
      "[çœêûîôë]|(?<!\\p{L})(?:j|l|d|qu|n|c)['’]",
    ),
  ],
  [
    'it',
    said(
      `il|lo|la|gli|di|del|dell[aeo]|dei|che|sono|non|mi[ao]?|quando|dove|vorrei|posso|voglio|ho|con|una?|è|ciao|grazie`,
      "[ìò]|(?<!\\p{L})(?:l|un|dell|all|c|dov|quant)['’]",
    ),
  ],
  [
    'nl',
    said(
      'ik|het|de|een|niet|mijn|jullie|je|voor|met|van|hoe|wat|waar|wanneer|naar|graag|heb|kan|zijn|deze|dat|nog|wil|geen|bij|aan|op|er',
    ),
  ],
  [
    'pt',
    said(
      'não|meus?|minhas?|vocês?|quero|onde|como|está|uma?|da|dos|das|na|em|para|pra|com|que|de|é|eu|isso|ao|pelo|preciso',
      '[ãõ]',
    ),
  ],
]
/** Each of the others has letters of its own. */
const letters: readonly (readonly [WordLanguage, RegExp])[] = [
  ['ja', /[\p{sc=Hiragana}\p{sc=Katakana}]/u],
  ['ko', /\p{sc=Hangul}/u],
  ['zh', /^[^\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]*\p{sc=Han}[^\p{sc=Hiragana}\p{sc=Katakana}]*$/u],
]
const latin = /\p{sc=Latin}/u

/** A smaller share of the texts is there by chance. */
const leastShare = 0.015
const mostLookedAt = 2000

/**
 * Those that texts may be in: a guess that costs little, for what has to be loaded; what words tell decides later. Of many texts some are
 * looked at.
 */
export function languagesIn(texts: readonly string[]): readonly WordLanguage[] {
  const each = Math.ceil(texts.length / mostLookedAt)
  const some = texts.filter((_, at) => at % each === 0)
  const shares = new Map<WordLanguage, number>()
  for (const guesses of some.map(guessesOf))
    for (const language of guesses) shares.set(language, (shares.get(language) ?? 0) + 1 / guesses.length / some.length)
  return wordLanguages.filter((language) => (shares.get(language) ?? 0) >= leastShare)
}

function guessesOf(text: string): readonly WordLanguage[] {
  const found = letters.filter(([, own]) => own.test(text)).map(([language]) => language)
  if (!latin.test(text)) return found
  const hits = usual.map(([language, words]) => ({ language, count: text.match(words)?.length ?? 0 }))
  const most = Math.max(...hits.map(({ count }) => count))
  // Without a usual word English is as good a guess as any.
  const latins = most === 0 ? hits.slice(0, 1) : hits.filter(({ count }) => count === most)
  return [...found, ...latins.map(({ language }) => language)]
}

function said(words: string, others = ''): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})${others === '' ? '' : `|${others}`}`, 'giu')
}

/** The languages of vectors that a model was trained with, by their id; `null`: not of this program. */
export function languagesOf(id: string): readonly WordLanguage[] | null {
  const named = id.split('+').map((table) => wordLanguages.find((language) => table.startsWith(`${language}-`)))
  const known = [...new Set(named)].filter((language) => language !== undefined)
  return known.length === named.length ? known : null
}
