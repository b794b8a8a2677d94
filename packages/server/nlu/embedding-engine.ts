import { createHash } from 'node:crypto'
import type { Intents } from '@parley/flow'
import { z } from 'zod'
import { broken, type Engine, EngineError, type EngineGuess, type EngineParts } from './engine.ts'

/** Of all intents together; their vectors stay in memory. */
const mostExamples = 2000
const atOnce = 100
const longestVector = 4096
/** Sets of examples whose vectors are kept: those of the versions that run. */
const mostSets = 4

const answer = z.object({
  data: z.array(z.object({ embedding: z.array(z.number()).min(1).max(longestVector), index: z.int().min(0) })),
})

interface Example {
  readonly intent: string
  readonly vector: Float32Array
}

/**
 * Finds the nearest example by an embeddings endpoint in the form of OpenAI. The examples are embedded once for each content; until they
 * are, it is `unready`.
 */
export function createEmbeddingEngine({ settings, send }: EngineParts): Engine {
  const sets = new Map<string, Promise<readonly Example[]>>()
  const ready = new Map<string, readonly Example[]>()

  async function embed(texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]> {
    const parsed = answer.safeParse(await send('/embeddings', { model: settings.model, input: texts }, signal))
    if (!parsed.success || parsed.data.data.length !== texts.length) throw broken('Its answer holds no vectors.')
    const vectors = parsed.data.data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => normal(embedding))
    if (new Set(vectors.map(({ length }) => length)).size > 1) throw broken('Its vectors are of several lengths.')
    return vectors
  }

  async function prepare(intents: Intents): Promise<readonly Example[]> {
    const all = Object.entries(intents).flatMap(([intent, texts]) => texts.map((text) => ({ intent, text })))
    const found: Example[] = []
    for (let from = 0; from < all.length; from += atOnce) {
      const part = all.slice(from, from + atOnce)
      const vectors = await embed(
        part.map(({ text }) => text),
        AbortSignal.timeout(prepareMs),
      )
      for (const [at, vector] of vectors.entries()) found.push({ intent: part[at]?.intent ?? '', vector })
    }
    return found
  }

  /** Nobody waits for it: whoever asks meanwhile is told that it is not ready. */
  function begin(key: string, intents: Intents): void {
    const preparing = prepare(intents)
    sets.set(key, preparing)
    const [oldest] = sets.keys()
    if (sets.size > mostSets && oldest !== undefined) {
      sets.delete(oldest)
      ready.delete(oldest)
    }
    preparing.then(
      (examples) => {
        if (sets.has(key)) ready.set(key, examples)
      },
      // The next one who asks begins it anew.
      () => sets.delete(key),
    )
  }

  return {
    async guess({ text, intents }, signal) {
      const count = Object.values(intents).reduce((sum, { length }) => sum + length, 0)
      if (count > mostExamples) throw new EngineError('unready', `There are more than ${mostExamples} examples.`)
      const key = keyOf(intents)
      const examples = ready.get(key)
      if (examples === undefined) {
        if (!sets.has(key)) begin(key, intents)
        throw new EngineError('unready', 'The vectors of the examples are being made.')
      }
      const [vector] = await embed([text], signal)
      return vector === undefined ? { intent: null, confidence: 0 } : nearest(vector, examples)
    },
  }
}

/** All examples of a part may take as long as a batch of work may. */
const prepareMs = 20_000

function nearest(vector: Float32Array, examples: readonly Example[]): EngineGuess {
  let best: EngineGuess = { intent: null, confidence: 0 }
  for (const example of examples) {
    if (example.vector.length !== vector.length) throw broken('Its vectors are of several lengths.')
    let cosine = 0
    for (let at = 0; at < vector.length; at++) cosine += (vector[at] ?? 0) * (example.vector[at] ?? 0)
    if (cosine > best.confidence) best = { intent: example.intent, confidence: Math.min(cosine, 1) }
  }
  return best
}

function normal(values: readonly number[]): Float32Array {
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
  if (!(length > 0) || !Number.isFinite(length)) throw broken('A vector of its answer has no direction.')
  return Float32Array.from(values, (value) => value / length)
}

const keys = new WeakMap<Intents, string>()

function keyOf(intents: Intents): string {
  const known = keys.get(intents) ?? createHash('sha256').update(JSON.stringify(intents)).digest('base64url')
  keys.set(intents, known)
  return known
}
