export type { Budgets } from './budgets.ts'
export type { DataKeys } from './cipher.ts'
export type { ConsentInput, Consents } from './consents.ts'
export type { Consent, ContactExport, ContactQuery, ContactRow, Contacts, EraseOptions, Erasure } from './contact.ts'
export { createRuntime } from './create-runtime.ts'
export type { DataPoints } from './data-points.ts'
export type { Queryable } from './database.ts'
export type { DeadLetterId, DeadLetters } from './dead-letters.ts'
export type { InputError, RuntimeErrorCode, RuntimeRetry } from './error.ts'
export { RuntimeError } from './error.ts'
export type { Files } from './files.ts'
export type { HandOver } from './hand-over.ts'
export type { HandOverId, HandOvers } from './hand-overs.ts'
export type { ContactId, ConversationId, MessageId, VersionId, VisitorId } from './ids.ts'
export type { Inbox } from './inbox.ts'
export type { Links, LinkTarget, LinkUsed, Outreach, Person } from './link.ts'
export { knownOf, longestSentence, maskWords } from './masked-words.ts'
export type { DeliverPageReports, PageDelivery, PageEvents, PageReportEnd } from './page-events.ts'
export {
  type ActionCall,
  type ActionEnd,
  type Attempt,
  deliveryTimeoutMs,
  type Log,
  type LogFields,
  type Ports,
  type ProfileAsked,
  type ProfileErased,
} from './ports.ts'
export type { ProfileKey, ProfileLookUp, Profiles } from './profiles.ts'
export type { ConversationRecord, NoRecord, RecordedTurn, Records } from './records.ts'
export type { Keep } from './retention.ts'
export type {
  Answer,
  ConversationPlace,
  Environment,
  Frame,
  Limits,
  Runtime,
  RuntimeOptions,
  RuntimeStats,
  SayOptions,
  StartInput,
  StoredMessage,
} from './runtime.ts'
export { mask } from './sensitive.ts'
export type { Shadow, ShadowProfile, ShadowWrite } from './shadow.ts'
export type { SharedDatabase } from './shared-database.ts'
export type { DataPointCount } from './sql/add-data-points.ts'
export type { SentenceKey } from './sql/decide-sentences.ts'
export type { DataPointRange } from './sql/list-data-points.ts'
export type { DeadLetter } from './sql/list-dead-letters.ts'
export { isDraftBuild } from './sql/load-build.ts'
export type { PageEvent, PageReport, StoredPageReport } from './sql/put-page-reports.ts'
export type { Sentence, SentenceReason } from './sql/save-sentences.ts'
export type { BudgetWindow } from './sql/take-budget.ts'
export type { ShownConversation, ShownEvent, ShownMessage, ShownVariable, Transcripts } from './transcripts.ts'
export type { UnderstandWords, WordsAsked } from './understanding.ts'
export type {
  Authored,
  Canary,
  Deployed,
  Deployment,
  DeploymentKind,
  Draft,
  DraftId,
  Drafts,
  LiveOptions,
  Migration,
  MigrationBatch,
  MigrationId,
  MigrationPlan,
  Migrations,
  StartCount,
  Stay,
  StoredVersion,
  Versions,
} from './version.ts'
export type { IdentifyInput, Visitors } from './visitors.ts'
