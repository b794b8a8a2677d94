import { normalise, wordsOf } from './text.ts'

const signs = /^[?!$€£¥₩%]$/

/**
 * What of a text can be learned: its words (and pictographs, which are words here), nothing but signs such as "?!", which a great many
 * sentences have, or nothing at all, as of "…" and ":)".
 */
export function saidIn(text: string): 'words' | 'signs' | 'nothing' {
  const words = wordsOf(normalise(text))
  if (words.length === 0) return 'nothing'
  return words.every((word) => signs.test(word)) ? 'signs' : 'words'
}
