import { type EntityModel, type IntentModel, readEntityModel, readModel, unpackModel } from '@parley/nlu'
import { findVectors } from './word-vectors.ts'

/** A stored model, ready to be asked. `null`: it has no such part. */
export interface ModelParts {
  readonly intents: IntentModel | null
  readonly entities: EntityModel | null
}

/** Reads all of it, check sums too. @throws NluError when it is no model, or none that can be read here */
export function readParts(file: Uint8Array): ModelParts {
  const { intents, entities } = unpackModel(file)
  return {
    intents: intents === null ? null : readModel(intents, findVectors),
    entities: entities === null ? null : readEntityModel(entities),
  }
}
