export { NluError } from './error.ts'
export { crossValidate, type Evaluation, evaluate, type IntentFigures } from './evaluation.ts'
export type { IntentModel } from './intent-model.ts'
export { readModel, writeModel } from './model-file.ts'
export { createRecognizer } from './recognizer.ts'
export {
  type Example,
  examplesOf,
  mostExamples,
  mostIntents,
  type TrainOptions,
  trainIntents,
} from './train-intents.ts'
