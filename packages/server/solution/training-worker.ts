/** Trains one model on a thread of its own and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { NluError, type Taught, trainNluModel } from '@parley/nlu/training'
import { vectorsFor } from './word-vectors.ts'

/** What comes back: a model, `null` where there is nothing to learn, or why there is none. */
export type Trained =
  | { readonly model: Uint8Array | null }
  | { readonly refused: string; readonly code: NluError['code'] }

parentPort?.postMessage(trained(workerData as Taught))

function trained(taught: Taught): Trained {
  try {
    return { model: trainNluModel(taught, vectorsFor(Object.values(taught.intents).flat())) }
  } catch (error) {
    if (error instanceof NluError) return { refused: error.message, code: error.code }
    throw error
  }
}
