/**
 * Texts that the API is known to answer with, word for word. `_docs/_api/errors.md`, the endpoint pages, and traffic
 * recorded by public clients. Whether an error of an object holds a sentence or a code is not documented, both are seen:
 * show `type` as it came and never decide by it.
 */

/** `message` of every answer that is not a failure. */
export const successMessage = 'success'
/** `message` of a 202 during maintenance: taken, applied later. */
export const queuedMessage = 'queued'

/** Errors of one object of a track request, `errors[].type`. */
export const objectErrors = {
  identifierRequired: "'external_id', 'braze_id', 'user_alias', 'email' or 'phone' is required",
  quantity: "'quantity' is not valid",
  email: "The value provided for the 'email' field is not a valid email.",
  blockedExternalId: 'provided external_id is blacklisted and disallowed',
  properties: "Invalid 'properties' field",
  externalIdTooLarge: 'EXTERNAL_USER_ID_TOO_LARGE',
  deviceId: 'BAD_DEVICE_ID',
  emailSubscription: 'BAD_EMAIL_SUBSCRIPTION_STATE',
  location: 'BAD_LOCATION_UPDATE',
  pushSubscription: 'BAD_PUSH_SUBSCRIPTION_STATE',
  pushTokenAppId: 'BAD_PUSH_TOKEN_APP_ID',
  pushTokenImport: 'BAD_PUSH_TOKEN_IMPORT',
  pushTokenString: 'BAD_PUSH_TOKEN_STRING',
  pushTokenValue: 'BAD_PUSH_TOKEN_VALUE',
  subscriptionGroupArray: 'BAD_SUBSCRIPTION_GROUP_ARRAY',
  subscriptionGroupHash: 'BAD_SUBSCRIPTION_GROUP_HASH',
  subscriptionGroupId: 'BAD_SUBSCRIPTION_GROUP_ID',
  subscriptionGroupState: 'BAD_SUBSCRIPTION_GROUP_STATE',
} as const

/** Errors of a whole request. */
export const requestErrors = {
  /** 400 of a track request without a single valid object. */
  noValidData: "Valid data must be provided in the 'attributes', 'events', or 'purchases' fields.",
  /** 400, in the member `error` instead of `message`. */
  notJson:
    "\nProblem:\n  message body does not match declared format\nResolution:\n  when specifying application/json as content-type, you must pass valid application/json in the request's 'body' ",
  /** 400. The exact text for track is not documented; this is the documented name of the error family. */
  tooMany: 'Max Input Length Exceeded',
  /** 400 of an export request. */
  tooManyIds: 'The max number of ids per request was exceeded',
  forbidden: 'Access Denied',
  notFound: 'Not Found',
} as const

/** `message` of a 401. It repeats the key, so it must never reach a log. */
export function invalidApiKey(key: string): string {
  return `Invalid API key: ${key}`
}
