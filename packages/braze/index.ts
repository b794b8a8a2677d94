export {
  checkProfile,
  type EndpointId,
  type EndpointRequest,
  type EndpointResponse,
  isProfileField,
  type ProfileFieldName,
  type ProfileProblem,
  profileFields,
} from '@parley/braze/contract'
export type { TrackOptions } from './client/batch.ts'
export { type Braze, createBraze } from './client/braze.ts'
export type { Budget, BudgetBucket } from './client/budget.ts'
export type { Clock } from './client/clock.ts'
export { BrazeError, type BrazeErrorCode, type Retry } from './client/error.ts'
export type { CallOptions, Method, PagedId, PagedMethod, PageItem } from './client/method.ts'
export type { Methods } from './client/methods.ts'
export type { TrackRequest } from './client/parcel.ts'
export { type Decision, decideRetry, type Failure } from './client/retry.ts'
export type { BrazeOptions } from './client/setting.ts'
export type { TrackResult } from './client/track-call.ts'
export type { RequestReport } from './client/transport.ts'
export { VERSION } from './client/version.ts'
