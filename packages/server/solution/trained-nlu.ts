import type { Recognizer } from '@parley/flow'
import {
  createRecognizer,
  examplesOf,
  type IntentModel,
  NluError,
  readModel,
  trainIntents,
  writeModel,
} from '@parley/nlu'
import type { Nlu } from './intents.ts'

/** The last one, because a folder that is watched is built again and again, and its intents seldom change. */
let lastTrained: { readonly intents: string; readonly model: string } | null = null
let lastRead: { readonly stored: string; readonly threshold: number | null; readonly recognizer: Recognizer } | null =
  null

/** With a model of its intents, so that every node that runs the build understands the same. */
export function trainNlu(nlu: Nlu): Nlu {
  const examples = examplesOf(nlu.intents)
  if (examples.length === 0) return nlu
  const intents = JSON.stringify(nlu.intents)
  if (lastTrained?.intents !== intents)
    lastTrained = { intents, model: Buffer.from(writeModel(trainIntents(examples))).toString('base64') }
  return { ...nlu, model: lastTrained.model }
}

/** `null`: the build has no model, or one of another version of the program; then phrases are compared. */
export function recognizerOf(nlu: Nlu | undefined): Recognizer | null {
  if (nlu?.model === undefined) return null
  const { model: stored, leastConfidence: threshold } = nlu
  if (lastRead?.stored === stored && lastRead.threshold === threshold) return lastRead.recognizer
  const model = modelOf(stored)
  if (model === null) return null
  const recognizer = createRecognizer(model, threshold ?? undefined)
  lastRead = { stored, threshold, recognizer }
  return recognizer
}

export function isModel(stored: string): boolean {
  return modelOf(stored) !== null
}

function modelOf(stored: string): IntentModel | null {
  try {
    return readModel(Buffer.from(stored, 'base64'))
  } catch (error) {
    if (error instanceof NluError) return null
    throw error
  }
}
