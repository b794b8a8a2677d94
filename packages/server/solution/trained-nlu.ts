/**
 * Models of what people mean: trained on a thread of their own, one at a time, and not again for what was trained before.
 */
import { createRequire } from 'node:module'
import { isDeepStrictEqual } from 'node:util'
import { Worker } from 'node:worker_threads'
import { createPhraseMatcher, type Recognizer } from '@parley/flow'
import {
  createExtractor,
  createPlaces,
  createRecognizer,
  type EntityModel,
  NluError,
  type Places,
  type Taught,
  taughtIn,
  withEntities,
} from '@parley/nlu'
import type { Nlu } from './intents.ts'
import { findModel, keepModel, keyOf } from './model-cache.ts'
import { type ModelParts, readParts } from './model-parts.ts'
import type { Trained } from './training-worker.ts'

export interface TrainSettings {
  /** Folder in which models are kept for the next time; absent: in memory only. */
  readonly models?: string
  /** Told before and after a training that takes long enough to be waited for. */
  readonly onProgress?: (line: string) => void
}

/** A folder that is watched, or worked on in the Studio, is built again and again, and its examples seldom change. */
const mostRemembered = 4
/** From so many examples on, a training is told of. */
const manyExamples = 2000

const remembered = new Map<string, string | null>()
const running = new Map<string, Promise<string | null>>()
let last: Promise<unknown> = Promise.resolve()
let lastRead: { readonly nlu: Nlu | undefined; readonly recognizer: Recognizer } | null = null

/** With a model of what it teaches, so that every node that runs the build understands the same. */
export async function trainNlu(nlu: Nlu, settings: TrainSettings = {}): Promise<Nlu> {
  const taught = taughtIn(nlu)
  const key = keyOf(taught)
  const known = remembered.get(key)
  const model = known !== undefined ? known : await (running.get(key) ?? begin(key, taught, settings))
  remember(key, model)
  return model === null ? nlu : { ...nlu, model }
}

function begin(key: string, taught: Taught, settings: TrainSettings): Promise<string | null> {
  const training = last
    .then(() => learn(key, taught, settings))
    .then((model) => (model === null ? null : Buffer.from(model).toString('base64')))
    .finally(() => running.delete(key))
  running.set(key, training)
  // The next one begins whatever became of this one, and whoever asked for it hears of it.
  last = training.catch(() => {})
  return training
}

async function learn(key: string, taught: Taught, { models, onProgress }: TrainSettings): Promise<Uint8Array | null> {
  const kept = models === undefined ? null : await findModel(models, key)
  if (kept !== null) return kept
  const count = Object.values(taught.intents).reduce((sum, { length }) => sum + length, 0)
  if (count === 0) return null
  const tell = count < manyExamples ? undefined : onProgress
  const began = performance.now()
  tell?.(`  learning ${count} examples of ${Object.keys(taught.intents).length} intents …`)
  const model = await trainElsewhere(taught)
  tell?.(`  learned in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  if (models !== undefined && model !== null) await keepModel(models, key, model)
  return model
}

/** @throws NluError when there is more than can be learned. */
function trainElsewhere(taught: Taught): Promise<Uint8Array | null> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./training-worker.ts', import.meta.url), { workerData: taught })
    worker.once('message', (trained: Trained) => {
      if ('refused' in trained) reject(new NluError(trained.code, trained.refused))
      else resolve(trained.model)
      void worker.terminate()
    })
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('The thread that learns what people mean ended.')))
  })
}

function remember(key: string, model: string | null): void {
  remembered.delete(key)
  remembered.set(key, model)
  const [oldest] = remembered.keys()
  if (remembered.size > mostRemembered && oldest !== undefined) remembered.delete(oldest)
}

/**
 * Tells what people mean by the build's model, and what they mention. Without a model, or with one of another version of the
 * program, phrases are compared.
 */
export function recognizerOf(nlu: Nlu | undefined): Recognizer {
  const known = lastRead
  if (known !== null && isSame(known.nlu, nlu)) return known.recognizer
  const parts = nlu?.model === undefined ? null : partsOf(nlu.model)
  const threshold = nlu?.leastConfidence ?? undefined
  const intents = parts?.intents ?? null
  const meant =
    intents === null ? createPhraseMatcher(nlu?.intents ?? {}, threshold) : createRecognizer(intents, threshold)
  const recognizer = withMentions(meant, nlu, parts?.entities ?? null)
  lastRead = { nlu, recognizer }
  return recognizer
}

/** The lists that entities are found by are read when the first sentence comes: most flows never ask. */
function withMentions(meant: Recognizer, nlu: Nlu | undefined, model: EntityModel | null): Recognizer {
  const { entities = {}, synonyms = {} } = nlu ?? {}
  let whole: Recognizer | null = null
  return {
    recognize(text, language, context) {
      whole ??= withEntities(meant, createExtractor({ entities, synonyms, model, places: findPlaces() }))
      return whole.recognize(text, language, context)
    },
  }
}

let places: Places | null = null

function findPlaces(): Places {
  const { placeLists } = createRequire(import.meta.url)('@parley/nlu/places') as typeof import('@parley/nlu/places')
  places ??= createPlaces(placeLists)
  return places
}

export function isModel(stored: string): boolean {
  return partsOf(stored) !== null
}

function isSame(one: Nlu | undefined, other: Nlu | undefined): boolean {
  if (one === other) return true
  if (one === undefined || other === undefined || one.model !== other.model) return false
  const told = ({ intents, leastConfidence, entities, synonyms }: Nlu) => [intents, leastConfidence, entities, synonyms]
  return isDeepStrictEqual(told(one), told(other))
}

function partsOf(stored: string): ModelParts | null {
  try {
    return readParts(Buffer.from(stored, 'base64'))
  } catch (error) {
    if (error instanceof NluError) return null
    throw error
  }
}
