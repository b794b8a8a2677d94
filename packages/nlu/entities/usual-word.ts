import { oncePerLanguage } from './languages/once-per-language.ts'
import { namesToo, usualWords } from './languages/usual-words.ts'

/** How words end that nobody is called; shorter ones may be names. */
const endings: { readonly [language: string]: RegExp } = {
  en: /^\p{L}{3,}(?:tion|sion|ness|ship|able|ible|ful|less)$/u,
  de: /^\p{L}{3,}(?:ungen|heit|keit|schaft|tion|nummer|karte|zimmer|kosten|adresse|tickets?|gepäck|zeit(?:en)?|fehler|pl[aä]tze?|datum|tarife?|fahrt|hinweise|gebühr(?:en)?|maße|liste|dauer|schutz|vertrag|konto|preise?)$|^(?!hart|horn)\p{L}{4,}ung$/u,
  fr: /^\p{L}{3,}(?:tion|sion|euse|trice)$|^\p{L}{5,}ment$/u,
  es: /^\p{L}{3,}(?:miento|mente)$/u,
  pt: /^\p{L}{3,}(?:mento|mente|idade)$/u,
  it: /^\p{L}{3,}(?:zione|zioni|mente|mento)$/u,
  nl: /^\p{L}{3,}(?:heid|teit|nummer|kaart|schap)$/u,
}

interface UsualWords {
  readonly words: ReadonlySet<string>
  readonly ending: RegExp | undefined
}

const names = new Set(namesToo.split(/\s+/))

const wordsOf = oncePerLanguage((language): UsualWords | null => {
  const listed = Object.hasOwn(usualWords, language) ? usualWords[language] : undefined
  return listed === undefined ? null : { words: new Set(listed.split(/\s+/)), ending: endings[language] }
})

/** Whether it is a word of the language, or of English, which is written everywhere. `word`: in small letters. */
function isUsual(word: string, language: string): boolean {
  return [language, 'en'].some((each) => {
    const usual = wordsOf(each)
    return usual?.words.has(word) === true || usual?.ending?.test(word) === true
  })
}

/** Whether it is a usual word that no name has in it: "Seat", not "Price". */
export function isNoName(word: string, language: string): boolean {
  const small = word.toLowerCase()
  return !names.has(small) && isUsual(small, language)
}

/** Whether words that look like a name are rather what they say: one of them is in no name, or all are usual. */
export function areUsual(words: readonly string[], language: string): boolean {
  return words.some((each) => isNoName(each, language)) || words.every((each) => isUsual(each.toLowerCase(), language))
}
