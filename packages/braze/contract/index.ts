export { type BatchLimits, defineEndpoint, type Endpoint, type RateLimit } from './endpoint.ts'
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
export {
  isProfileField,
  type ProfileField,
  type ProfileFieldName,
  profileFields,
  profileShape,
} from './profile.ts'
export { type EndpointId, type EndpointRequest, type EndpointResponse, endpoints } from './table.ts'
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
