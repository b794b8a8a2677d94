import { z } from 'zod'
import { broken, type Engine, EngineError, type EngineGuess, type EngineParts, unfit } from './engine.ts'

/** Of all intents together; their vectors stay in memory. */
const mostExamples = 2000
const atOnce = 100
const longestVector = 4096
/** The vectors of one part of the examples may take as long as a batch of work may. */
const prepareMs = 20_000

const answer = z.object({
  data: z.array(z.object({ embedding: z.array(z.number()).min(1).max(longestVector), index: z.int().min(0) })),
})

interface Example {
  readonly intent: string
  readonly vector: Float32Array
}

/**
 * Finds the nearest example by an embeddings endpoint in the form of OpenAI. The examples are embedded once; until they are, it is
 * `unready`. What is done of it is kept when it fails: it costs money.
 */
export function createEmbeddingEngine({ settings, intents, send }: EngineParts): Engine {
  const all = Object.entries(intents).flatMap(([intent, texts]) => texts.map((text) => ({ intent, text })))
  const ready: Example[] = []
  let isPreparing = false
  let failure: unknown

  async function embed(texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]> {
    const parsed = answer.safeParse(await send('/embeddings', { model: settings.model, input: texts }, signal))
    if (!parsed.success || parsed.data.data.length !== texts.length) throw broken('Its answer holds no vectors.')
    const vectors = parsed.data.data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => normal(embedding))
    if (new Set(vectors.map(({ length }) => length)).size > 1) throw broken('Its vectors are of several lengths.')
    return vectors
  }

  /** Nobody waits for it: whoever asks meanwhile is told that it is not ready, and one who asks afterwards why it failed. */
  async function prepare(): Promise<void> {
    isPreparing = true
    try {
      while (ready.length < all.length) {
        const part = all.slice(ready.length, ready.length + atOnce)
        const texts = part.map(({ text }) => text)
        const vectors = await embed(texts, AbortSignal.timeout(prepareMs))
        ready.push(...vectors.map((vector, at) => ({ intent: part[at]?.intent ?? '', vector })))
      }
    } catch (error) {
      failure = error
    } finally {
      isPreparing = false
    }
  }

  return {
    async guess({ text }, signal) {
      if (all.length > mostExamples) throw unfit(`There are more than ${mostExamples} examples.`)
      if (ready.length < all.length) {
        if (failure !== undefined) {
          const told = failure
          failure = undefined
          throw told
        }
        if (!isPreparing) void prepare()
        throw new EngineError('unready', 'The vectors of the examples are being made.')
      }
      const [vector] = await embed([text], signal)
      return vector === undefined ? null : nearest(vector, ready)
    },
  }
}

function nearest(vector: Float32Array, examples: readonly Example[]): EngineGuess | null {
  let best: EngineGuess | null = null
  for (const example of examples) {
    if (example.vector.length !== vector.length) throw broken('Its vectors are of several lengths.')
    let cosine = 0
    for (let at = 0; at < vector.length; at++) cosine += (vector[at] ?? 0) * (example.vector[at] ?? 0)
    if (cosine > (best?.confidence ?? 0)) best = { intent: example.intent, confidence: Math.min(cosine, 1) }
  }
  return best
}

function normal(values: readonly number[]): Float32Array {
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
  if (!(length > 0) || !Number.isFinite(length)) throw broken('A vector of its answer has no direction.')
  return Float32Array.from(values, (value) => value / length)
}
