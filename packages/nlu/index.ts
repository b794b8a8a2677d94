export { type Conflicts, findConflicts } from './conflicts.ts'
export { counted } from './counted.ts'
export { crossValidateEntities, type EntityFigures } from './entities/evaluate-entities.ts'
export { createPlaces, loadPlaces, type Places } from './entities/places.ts'
export type { EntityModel } from './entities/tagger.ts'
export { readEntityModel } from './entities/tagger-file.ts'
export { createExtractor, type Extractor, type ExtractorSettings, withEntities } from './entity-extractor.ts'
export { NluError } from './error.ts'
export { crossValidate, type Evaluation, evaluate, type IntentFigures } from './evaluation.ts'
export { importDialogflow, isDialogflow } from './import-dialogflow.ts'
export { importRasa } from './import-rasa.ts'
export type { Imported, Lost } from './import-result.ts'
export { columnsOf, type ImportedRow, importRows } from './import-rows.ts'
export type { IntentModel } from './intent-model.ts'
export { crossJudge, type JudgedSentence, judgeOutside, judgeSentences } from './judged-sentences.ts'
export { clusterTexts, createNearest } from './likeness.ts'
export { readModel, writeModel } from './model-file.ts'
export type { ByLanguage, EntityDefinition, Mark, MarkedText, NluContent } from './nlu-content.ts'
export { intentsPath, isNluPath, mostNluFiles, readNlu, repeatedExamples } from './nlu-files.ts'
export { type ModelParts, packModel, unpackModel } from './nlu-model.ts'
export { createRecognizer } from './recognizer.ts'
export { type Comparison, compareJudged, type Report, reportOf } from './report.ts'
export { drawReportPage, type ReportPage } from './report-page.ts'
export {
  type Example,
  examplesOf,
  mostExamples,
  mostIntents,
  type TrainOptions,
  trainIntents,
} from './train-intents.ts'
export { markedOf, type Taught, taughtIn, trainingEdition, trainNluModel } from './train-nlu.ts'
export { type UnderstoodSource, understoodSource } from './understood-source.ts'
export type { WordVectors } from './word-vectors.ts'
export { languagesOf } from './words/languages.ts'
export { printNlu, type WrittenIntent, type WrittenNlu } from './write-nlu.ts'
