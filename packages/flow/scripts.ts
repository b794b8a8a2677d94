/** How the scripts of the world write words. */

const unspacedEnd =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]$/u
const unset = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

/** Whether words in the script of the phrase are not set apart, or carry their endings with them: the beginning of one is enough. */
export function isUnspaced(phrase: string): boolean {
  return unspacedEnd.test(phrase)
}

/** How many words a word without spaces is: where they are not set apart, two letters are one. */
export function wordsOf(word: string): number {
  return unset.test(word) ? Math.ceil(word.length / 2) : 1
}
