export { type AudienceFilter, attributeComparisons, type ConnectedAudience, connectedAudience } from './audience.ts'
export { buckets } from './bucket.ts'
export {
  type BatchLimits,
  type Endpoint,
  type Pages,
  pathMembers,
  placeOf,
  type RateLimit,
  requestMembers,
} from './endpoint.ts'
export { RESET_EPOCH_FROM, rateLimitHeaders } from './header.ts'
export {
  type Identifier,
  identifierShape,
  primaryIdentifiers,
  readIdentifier,
  secondaryIdentifiers,
  type UserAlias,
  userAlias,
} from './identifier.ts'
export { limits, reservedPropertyKeys } from './limit.ts'
export { type MessageObjects, messageObjects } from './message.ts'
export {
  isProfileField,
  type ProfileField,
  type ProfileFieldName,
  profileFields,
  profileShape,
} from './profile.ts'
export { checkProfile, type ProfileProblem, type ProfileProblemCode } from './profile-check.ts'
export { prioritizations } from './recipient.ts'
export { type Schedule, schedule } from './schedule.ts'
export {
  type EndpointGroup,
  type EndpointId,
  type EndpointRequest,
  type EndpointResponse,
  endpoints,
  groups,
} from './table.ts'
export { invalidApiKey, objectErrors, queuedMessage, requestErrors, successMessage } from './text.ts'
export { type ExportedUser, exportedUser, exportFields } from './users-export-ids.ts'
export {
  attributesObject,
  eventObject,
  purchaseObject,
  type TrackArray,
  type TrackError,
  trackArrays,
  trackError,
  usersTrack,
} from './users-track.ts'
