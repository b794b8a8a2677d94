/** A message, not a document. N1 */
const longestText = 4096

/** Letters that look like Latin ones and are used to get past filters, only ever replaced in words that mix scripts. */
const lookAlikes: { readonly [letter: string]: string } = {
  ...{ а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', у: 'y', х: 'x', і: 'i', ѕ: 's', ј: 'j', к: 'k', м: 'm', т: 't', в: 'b' },
  ...{ н: 'h', α: 'a', ε: 'e', ο: 'o', ρ: 'p', υ: 'u', ι: 'i', κ: 'k', ν: 'v', τ: 't', χ: 'x' },
}
const word = /[\p{L}\p{M}\p{N}]+(?:'\p{L}+)?|[?!$€£¥₩%]|\p{Extended_Pictographic}/gu
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]|\u034f|[\ufe00-\ufe0f]/gu
const space = /[\t\n\v\f\r\u0085\u2028\u2029]/g
const mixed = /\p{sc=Latin}/u
const foreign = /[\p{sc=Cyrillic}\p{sc=Greek}]/u
const foreigners = /[\p{sc=Cyrillic}\p{sc=Greek}]/gu
/** Scripts whose words are not set apart: there every letter is a word, and pairs of them are what words are elsewhere. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u
const unspacedRun = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+/gu
/** Korean words carry their endings: what follows two syllables is taken for a word of its own. */
const hangul = /^[가-힣]{3,}$/u
const stem = 2
const plain = /^[\x20-\x7e]*$/

/** One form for what people see as the same. At most 4,096 characters of the text count. N1, N2 */
export function normalise(text: string): string {
  const short = text.slice(0, longestText)
  if (plain.test(short)) return short.toLowerCase()
  const seen = short
    .replace(space, ' ')
    .normalize('NFKC')
    .replace(invisible, '')
    .toLowerCase()
    .replace(/[’`´ʼ]/g, "'")
  // What NFKC unfolds may be many times as long.
  const bounded = seen.slice(0, longestText)
  return foreign.test(bounded) && mixed.test(bounded) ? bounded.replace(/[\p{L}\p{M}]+/gu, latinised) : bounded
}

function latinised(letters: string): string {
  if (!mixed.test(letters) || !foreign.test(letters)) return letters
  return letters.replace(foreigners, (letter) => lookAlikes[letter] ?? letter)
}

/** The words of a normalised text: runs of letters and digits, signs that carry meaning, pictographs. N3 */
export function wordsOf(normalised: string): readonly string[] {
  return normalised.match(word) ?? []
}

/** What word features are made of. N3 */
export function tokensOf(words: readonly string[]): readonly string[] {
  if (!words.some((each) => unspaced.test(each) || hangul.test(each))) return words
  return words.flatMap((each) => {
    if (hangul.test(each)) return [each.slice(0, stem), each.slice(stem)]
    if (!unspaced.test(each)) return [each]
    const apart = each.replace(unspacedRun, (run) => ` ${[...run].join(' ')} `)
    return apart.split(' ').filter((part) => part !== '')
  })
}

/** The form in which two sentences are literally the same: no case, no accents, no punctuation. N8 */
export function foldedOf(text: string): string {
  return normalise(text)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/'/g, '')
    .replace(/[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}]+/gu, ' ')
    .trim()
}

/** An intent's own name as words: `cancel_order`, `CancelOrder` and `cancel.order` are "cancel order". */
export function nameAsText(name: string): string {
  return name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
}
