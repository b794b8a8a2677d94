export {
  createExtractor,
  type Extractor,
  type ExtractorSettings,
  type Saying,
  valuesOf,
  withEntities,
} from '../entity-extractor.ts'
export { crossValidateEntities, type EntityFigures } from './evaluate-entities.ts'
export { createPlaces, loadPlaces, type PlaceLists, type Places } from './places.ts'
export type { EntityModel } from './tagger.ts'
export { readEntityModel, writeEntityModel } from './tagger-file.ts'
export { mostLabels, mostMarkedExamples, trainEntities } from './train-entities.ts'
