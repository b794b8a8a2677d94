/** Text as phrases are compared: no case, no accents, nothing but letters and digits between single spaces. */
export function foldPhrase(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
}

/** Scripts whose words are not set apart, or carry their endings with them: there the beginning of a word is enough. */
const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]$/u

/** Whether the folded text begins with one of the folded phrases. */
export function beginsWith(text: string, phrases: readonly string[]): boolean {
  return phrases.some((phrase) => phrase !== '' && text.startsWith(phrase) && endsWord(text, phrase.length, phrase))
}

/** Whether the folded phrase stands in the folded text. */
export function mentions(text: string, phrase: string): boolean {
  if (phrase === '') return false
  for (let at = text.indexOf(phrase); at !== -1; at = text.indexOf(phrase, at + 1)) {
    const begins = at === 0 || text[at - 1] === ' ' || unspaced.test(phrase)
    if (begins && endsWord(text, at + phrase.length, phrase)) return true
  }
  return false
}

function endsWord(text: string, end: number, phrase: string): boolean {
  return end === text.length || text[end] === ' ' || unspaced.test(phrase)
}

const parts = new Map<string, readonly string[]>()

/** The phrases of a word of the platform, which are parted by bars, folded. */
export function phrasesIn(word: string): readonly string[] {
  const known = parts.get(word)
  if (known !== undefined) return known
  const made = word.split('|').map(foldPhrase)
  // A solution may say its words differently; what it says is bounded, but solutions come and go.
  if (parts.size < 1000) parts.set(word, made)
  return made
}
