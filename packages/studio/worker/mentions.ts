/** The part of the worker that finds what people mention: loaded when it is needed, because of its lists. */
import type { Recognizer } from '@parley/flow'
import { createExtractor, createPlaces, readEntityModel, withEntities } from '@parley/nlu/entities'
import type { NluContent } from '@parley/nlu/intents'
import { placeLists } from '@parley/nlu/places'

const places = createPlaces(placeLists)

/** `learned`: what was learned of marked examples. */
export function withMentions(meant: Recognizer, nlu: NluContent | null, learned: Uint8Array | null): Recognizer {
  const { entities = {}, synonyms = {} } = nlu ?? {}
  const model = learned === null ? null : readEntityModel(learned)
  return withEntities(meant, createExtractor({ entities, synonyms, model, places }))
}
