export { createRuntime } from './create-runtime.ts'
export type { RuntimeErrorCode, RuntimeRetry } from './error.ts'
export { RuntimeError } from './error.ts'
export type { ContactId, ConversationId, MessageId, VersionId } from './ids.ts'
export type { ActionCall, Log, LogFields, Ports } from './ports.ts'
export type {
  Answer,
  DeadLetter,
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
