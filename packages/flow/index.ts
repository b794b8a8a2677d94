export { largestFile } from './answers/file.ts'
export { type ChannelLimits, type ChannelName, channelNames, channels } from './channels.ts'
export { type Checker, createChecker, type FlowEdit } from './checker.ts'
export { type Compiled, type CompileOptions, compile } from './compile.ts'
export { type DataPoints, dataPoints, type NodeDataPoints } from './data-points.ts'
export type { EdgeChange, FlowChange, NodeChange } from './diff/flow.ts'
export {
  type ComparedSolution,
  diffSolutions,
  type FileChange,
  type ListChange,
  type SolutionDiff,
} from './diff/solution.ts'
export type { Hunk, TextPart } from './diff/text.ts'
export type { FieldChange } from './diff/value.ts'
export { parseDuration } from './duration.ts'
export type { Effect } from './effect.ts'
export {
  type Contact,
  type EffectId,
  type Event,
  type HandOverOutcome,
  type Page,
  type Said,
  type TimerName,
  visitorLabel,
} from './event.ts'
export type { FlowSource } from './flow-file.ts'
export type { FlowScope, FlowView, PortView, ScopeName } from './flow-view.ts'
export { directionOf, type InLanguage, readTag } from './language.ts'
export type { MenuItem } from './menu.ts'
export type {
  Card,
  Choice,
  ChoiceStyle,
  Content,
  FormField,
  InputHint,
  LinkButton,
  LinkedFile,
  Location,
  RatingIcon,
  Upload,
  WebView,
} from './message.ts'
export { type Lack, type MigratedState, migrateState, placesFor, type StateMigration } from './migrate-state.ts'
export { type NodeKindName, type NodeSource, nodeKinds } from './nodes/index.ts'
export { readPage } from './page.ts'
export { createPhraseMatcher } from './phrase-matcher.ts'
export { plainOf } from './plain.ts'
export { type BrokenPreview, type PreviewValues, previewLogic, previewText } from './preview.ts'
export type { Place, Problem } from './problem.ts'
export { type ProblemCode, problemCodes } from './problem-code.ts'
export { exportedFields, readProfile } from './profile.ts'
export type { Flow, FlowNode, Program } from './program.ts'
export type { Alternative, Entity, Intents, Recognition, RecognitionContext, Recognizer } from './recognizer.ts'
export {
  mostRetargets,
  type ReportSource,
  type RetargetSource,
  reportSource,
  retargetSource,
} from './reporting-source.ts'
export { type ActionError, type ActionResult, type ErrorKind, errorKinds, type Retry } from './result.ts'
export { canResume } from './resume.ts'
export { flowJsonSchema } from './schema.ts'
export { type FoundSecret, findSecrets, mayHoldSecret, secretFind } from './secret.ts'
export type { ActionSignature, IntentTextsSource, SolutionSource } from './source.ts'
export { type CallFrame, type Phase, readState, type State, type Status } from './state.ts'
export { checkMapping, emptyMapping, type MappingProblem, type StateMapping } from './state-mapping.ts'
export { giveUp, newState, type Stepped, statusOf, step } from './step.ts'
export { filterNames, tagNames } from './template.ts'
export type { Visit } from './trail.ts'
export { builtInEntities } from './understanding/entity.ts'
export { hearsSensitive, listensAt } from './understanding/listens-at.ts'
export type { Value, Values } from './value.ts'
export { fit, type VariableType, variableTypes } from './variable.ts'
export { roomForWebhook } from './webhook.ts'
