/** The word vectors that come with this package: two megabytes, so nobody imports this file who may not need it. */
import stored from './english-words.json' with { type: 'json' }
import { WordVectors } from './word-vectors.ts'

let known: WordVectors | null = null

/** Of 40,000 English words; unpacked when they are first asked for. */
export function englishVectors(): WordVectors {
  known ??= new WordVectors(stored)
  return known
}
