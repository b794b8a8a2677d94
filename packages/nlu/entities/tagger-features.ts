import { isJoined } from './seen-text.ts'

/** A word, or a letter of a script that joins its words, as the tagger sees it. */
export interface Token {
  readonly start: number
  readonly end: number
}

const token = /[\p{L}\p{M}\p{N}]+|\p{Extended_Pictographic}|[^\s\p{L}\p{M}\p{N}]/gu
/** Later ones are outside of everything: time grows with them. */
const mostTokens = 200

/** Tokens of folded text. Korean is cut letter by letter too, so that a particle is no part of what stands before it. */
export function tokensIn(text: string): readonly Token[] {
  const tokens: Token[] = []
  for (const { 0: word, index } of text.matchAll(token)) {
    if (tokens.length >= mostTokens) break
    if (!isJoined(word[0] ?? '')) {
      tokens.push({ start: index, end: index + word.length })
      continue
    }
    let at = index
    for (const letter of word) {
      tokens.push({ start: at, end: at + letter.length })
      at += letter.length
    }
  }
  return tokens.slice(0, mostTokens)
}

function hash(kind: number, text: string): number {
  let value = Math.imul(0x811c9dc5 ^ kind, 0x01000193)
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  value ^= value >>> 15
  return value >>> 0
}

/** What kind of letters a word has: `Xx`, `d`, `xd`. */
function shapeOf(written: string): string {
  let shape = ''
  for (let at = 0; at < written.length && shape.length < 8; at++) {
    const sign = written[at] ?? ''
    const kind =
      sign >= '0' && sign <= '9'
        ? 'd'
        : sign.toLowerCase() === sign.toUpperCase()
          ? 'l'
          : sign === sign.toLowerCase()
            ? 'x'
            : 'X'
    if (!shape.endsWith(kind)) shape += kind
  }
  return shape
}

/** So many of a token's features, the first, are about what stands around it. */
export const contextFeatures = 10

/** The features of every token, as numbers: the word and its parts, its neighbours, and how it is written. */
export function featuresOf(plain: string, folded: string, tokens: readonly Token[]): readonly Uint32Array[] {
  const words = tokens.map(({ start, end }) => folded.slice(start, end))
  const shapes = tokens.map(({ start, end }) => shapeOf(plain.slice(start, end)))
  const wordAt = (index: number) => words[index] ?? (index < 0 ? '<' : '>')
  return tokens.map(({ start }, index) => {
    const word = wordAt(index)
    const made = [
      hash(2, wordAt(index - 1)),
      hash(3, wordAt(index + 1)),
      hash(4, wordAt(index - 2)),
      hash(5, wordAt(index + 2)),
      hash(8, `${wordAt(index - 2)} ${wordAt(index - 1)}`),
      hash(9, `${wordAt(index + 1)} ${wordAt(index + 2)}`),
      hash(11, `${shapes[index - 1] ?? '<'} ${shapes[index] ?? ''}`),
      hash(12, `${shapes[index] ?? ''} ${shapes[index + 1] ?? '>'}`),
      hash(13, folded[start - 1] === ' ' || start === 0 ? 'begins' : 'joined'),
      hash(14, ''),
      // From here on it is about the word itself.
      hash(1, word),
      hash(6, `${wordAt(index - 1)} ${word}`),
      hash(7, `${word} ${wordAt(index + 1)}`),
      hash(10, shapes[index] ?? ''),
    ]
    if (isJoined(word))
      made.push(
        hash(15, `${wordAt(index - 2)}${wordAt(index - 1)}${word}`),
        hash(16, `${word}${wordAt(index + 1)}${wordAt(index + 2)}`),
      )
    else
      for (let length = 1; length <= Math.min(4, word.length); length++)
        made.push(hash(16 + length, word.slice(0, length)), hash(20 + length, word.slice(-length)))
    return Uint32Array.from(made)
  })
}
