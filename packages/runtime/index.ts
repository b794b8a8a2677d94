export type { Budgets } from './budgets.ts'
export { createRuntime } from './create-runtime.ts'
export type { DataPoints } from './data-points.ts'
export type { DeadLetterId, DeadLetters } from './dead-letters.ts'
export type { RuntimeErrorCode, RuntimeRetry } from './error.ts'
export { RuntimeError } from './error.ts'
export type { ContactId, ConversationId, MessageId, VersionId } from './ids.ts'
export type { ActionCall, ActionEnd, Attempt, Log, LogFields, Ports } from './ports.ts'
export type {
  Answer,
  Deployment,
  Environment,
  Frame,
  Limits,
  Runtime,
  RuntimeOptions,
  RuntimeStats,
  SayOptions,
  StartInput,
  StoredMessage,
  StoredVersion,
  Versions,
} from './runtime.ts'
export type { Shadow, ShadowProfile, ShadowWrite } from './shadow.ts'
export type { DataPointCount } from './sql/add-data-points.ts'
export type { DataPointRange } from './sql/list-data-points.ts'
export type { DeadLetter } from './sql/list-dead-letters.ts'
export type { BudgetWindow } from './sql/take-budget.ts'
