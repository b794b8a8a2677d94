import type { ProblemDocument } from '@parley/widget/protocol'
import { sourceProblems } from './source-problem.ts'
import { studioProblems } from './studio-problem.ts'

interface Row {
  readonly status: number
  readonly title: string
  /** What it means and what to do; shown when the place of the error knows nothing more exact, and at `/problems/<code>`. */
  readonly detail: string
}

/** Every way in which HTTP refuses. The code is stable, the words are not. */
export const problems = {
  'invalid-request': {
    status: 400,
    title: 'Invalid request',
    detail: 'The request does not have the documented form. Mend what `errors` points at and send it again.',
  },
  'unknown-variable': {
    status: 400,
    title: 'Unknown variable',
    detail: 'The flow does not declare a variable of this name. Mend what `errors` points at and send it again.',
  },
  'invalid-variable': {
    status: 400,
    title: 'Variable of another type',
    detail: 'The flow declares the variable as something else. Mend what `errors` points at and send it again.',
  },
  unauthorized: {
    status: 401,
    title: 'Token needed',
    detail: 'Send the token that POST /v1/conversations gave, as `Authorization: Bearer <token>`.',
  },
  'identity-needed': {
    status: 401,
    title: 'Identity needed',
    detail:
      'Conversations of this solution begin only with proof of who it is. Log in, or open a link that was sent to you.',
  },
  'identity-refused': {
    status: 401,
    title: 'Identity not taken',
    detail: 'The identity is not one that this solution takes. Ask the back end of the site for a new one.',
  },
  'operator-key-needed': {
    status: 401,
    title: 'Operator key needed',
    detail:
      'This part is for the operator. Send PARLEY_OPERATOR_KEY, or the key in operator.key under PARLEY_HOME, as `Authorization: Bearer <key>`.',
  },
  'webhook-not-signed': {
    status: 401,
    title: 'Webhook not signed',
    detail:
      'Sign it with the key of the solution, in the header `Parley-Signature: t=<unix seconds>,v1=<hex hmac-sha256 of "<t>.<body>">`.',
  },
  'outreach-key-needed': {
    status: 401,
    title: 'Outreach key needed',
    detail:
      'Send the secret that the solution names under `outreach`, as `Authorization: Bearer <secret>` or `X-Parley-Key: <secret>`.',
  },
  'link-of-another': {
    status: 403,
    title: 'Link of another person',
    detail: 'The link was made for somebody else than who is logged in. Log out, or start without the link.',
  },
  forbidden: {
    status: 403,
    title: 'Token of another conversation',
    detail:
      'A token opens the one conversation it was given for. Whether the conversation asked for exists is not told.',
  },
  'preview-refused': {
    status: 403,
    title: 'Preview link not valid',
    detail: 'The preview link is not one of this server, or its time is over. Ask for a new one.',
  },
  'file-link-refused': {
    status: 403,
    title: 'Link to a file not valid',
    detail: 'Links to files expire. Read the message again: it has a new one.',
  },
  'origin-not-allowed': {
    status: 403,
    title: 'Web origin not allowed',
    detail:
      'Pages of this origin may not use the API. A solution allows an origin for itself in `web.origins`, the operator for all in PARLEY_ALLOWED_ORIGINS.',
  },
  'unknown-route': { status: 404, title: 'Nothing here', detail: 'There is nothing at this address. Check the path.' },
  'link-unknown': {
    status: 404,
    title: 'Unknown link',
    detail:
      'There is no such link, or no longer. Open it exactly as it was sent, or ask whoever sent it for a new one.',
  },
  'unknown-conversation': {
    status: 404,
    title: 'Unknown conversation',
    detail: 'The conversation does not exist, or no longer. Start a new one with POST /v1/conversations.',
  },
  'not-recorded': {
    status: 409,
    title: 'Not recorded',
    detail: 'What happened in this conversation was not kept: it began before Parley kept it. Record a newer one.',
  },
  'unknown-file': {
    status: 404,
    title: 'Unknown file',
    detail: 'The conversation has no file of this id. Upload it to this conversation first, then answer with its id.',
  },
  'unknown-webhook': {
    status: 404,
    title: 'Unknown webhook',
    detail: 'No node of the solution waits for a webhook of this name. Check the last part of the address.',
  },
  'unknown-contact': {
    status: 404,
    title: 'Unknown contact',
    detail:
      'There is no contact of this id. It may have been erased; GET /v1/contacts?external_id= or ?email= finds one.',
  },
  'unknown-erasure': {
    status: 404,
    title: 'Unknown erasure',
    detail: 'There is no erasure of this id. DELETE /v1/contacts/{id} answers with one.',
  },
  erased: {
    status: 410,
    title: 'Erased',
    detail: 'The conversation was erased, with all that was known of the person. Start a new one.',
  },
  sealed: {
    status: 500,
    title: 'Cannot be opened',
    detail:
      'What is sensitive in the conversation cannot be opened by this server: its data key is missing, or the data was changed. The log says which.',
  },
  'unknown-hand-over': {
    status: 404,
    title: 'Not handed over',
    detail: 'No person of the brand has this conversation now. GET /v1/hand-overs lists those that they have.',
  },
  'unknown-dead-letter': {
    status: 404,
    title: 'Unknown dead letter',
    detail:
      'There is no dead letter of this id. It may have been replayed or discarded; GET /v1/dead-letters lists them.',
  },
  'unknown-solution': {
    status: 404,
    title: 'Unknown solution',
    detail: 'There is no solution of this name. Check `solution`.',
  },
  'unknown-version': { status: 404, title: 'Unknown version', detail: 'There is no such version of the solution.' },
  'unknown-draft': {
    status: 404,
    title: 'Unknown draft',
    detail: 'The draft is not there any more: it was removed, or has expired. Upload it again.',
  },
  'unknown-migration': { status: 404, title: 'Unknown migration', detail: 'There is no migration of this id.' },
  'unknown-flow': {
    status: 404,
    title: 'Unknown flow',
    detail: 'The solution has no flow of this name. Check `flow`.',
  },
  'not-deployed': {
    status: 404,
    title: 'Not deployed',
    detail: 'The solution runs no version in this environment. Deploy one, or check `environment`.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'Method not allowed',
    detail: 'This address does not know the method. The header `Allow` lists those it knows.',
  },
  'request-timeout': {
    status: 408,
    title: 'Request too slow',
    detail: 'The request did not arrive in time. Send it again.',
  },
  'version-archived': {
    status: 409,
    title: 'Version archived',
    detail: 'An archived version cannot be deployed. Take it out of the archive first, or deploy another one.',
  },
  'version-live': {
    status: 409,
    title: 'Version live',
    detail: 'An environment runs this version. Deploy another one there first.',
  },
  'version-in-use': {
    status: 409,
    title: 'Version in use',
    detail: 'Conversations run on this version. Wait for their end, migrate them, or send `"force": true`: they go on.',
  },
  'nothing-live': {
    status: 409,
    title: 'Nothing live',
    detail: 'The environment runs no version of the solution yet. Deploy one for everybody first.',
  },
  'nothing-before': {
    status: 409,
    title: 'Nothing to go back to',
    detail: 'The environment ran no other version before. Say which version to go to with `to`, or deploy one.',
  },
  'no-canary': {
    status: 409,
    title: 'No canary',
    detail: 'No canary runs in the environment. Deploy a version with a `canary` share first.',
  },
  'deployment-changed': {
    status: 409,
    title: 'Deployment changed',
    detail: 'Somebody changed what the environment runs since you looked. Look again, and decide anew.',
  },
  'too-many-drafts': {
    status: 409,
    title: 'Too many drafts',
    detail: 'The solution has as many drafts as are kept. Remove some, or wait until they expire.',
  },
  'conversation-over': {
    status: 409,
    title: 'Conversation over',
    detail: 'The conversation has ended. Start a new one with POST /v1/conversations.',
  },
  'too-many-files': {
    status: 409,
    title: 'Too many files',
    detail: 'The conversation holds as many files, or as much of them, as it may.',
  },
  'client-message-id-reused': {
    status: 409,
    title: 'Client message id reused',
    detail: 'This `client_message_id` named an earlier message with other content. Give each message an id of its own.',
  },
  'link-used': {
    status: 410,
    title: 'Link used',
    detail:
      'This link was used already, and opens the chat once. Go on in the browser in which it was opened, or ask for a new one.',
  },
  'link-expired': {
    status: 410,
    title: 'Link expired',
    detail: 'The time of this link is over. Ask whoever sent it for a new one.',
  },
  'body-too-large': {
    status: 413,
    title: 'Body too large',
    detail: 'The body is larger than the server takes. Send less.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'Unsupported media type',
    detail: 'Send JSON, uncompressed, with `Content-Type: application/json`.',
  },
  'build-refused': {
    status: 422,
    title: 'Solution with problems',
    detail: 'What was sent is no solution that can run. Mend what `errors` and `problems` say, and send it again.',
  },
  'mapping-refused': {
    status: 422,
    title: 'Mapping with mistakes',
    detail: 'The mapping does not fit the two versions. Mend what `errors` points at.',
  },
  'message-too-long': {
    status: 422,
    title: 'Message too long',
    detail: 'The text is longer than one message may be. Shorten it.',
  },
  'report-too-large': {
    status: 422,
    title: 'Too much to read at once',
    detail: 'This takes too long to count. Narrow it: a shorter range, one version, one channel.',
  },
  'upgrade-required': {
    status: 426,
    title: 'WebSocket needed',
    detail: 'This address speaks WebSocket only. Connect with a WebSocket client, or read GET …/messages instead.',
  },
  overloaded: {
    status: 429,
    title: 'Too much at once',
    detail: 'More came in than can be taken now. Wait as long as `Retry-After` says and send the same again.',
  },
  'rate-limited': {
    status: 429,
    title: 'Too often',
    detail: 'This came too often from the same place. Wait as long as `Retry-After` says and send the same again.',
  },
  'headers-too-large': {
    status: 431,
    title: 'Headers too large',
    detail: 'The request headers are too large. Send less.',
  },
  'internal-error': {
    status: 500,
    title: 'Internal error',
    detail: 'The server made a mistake; it is in its log under the request id of the header `X-Request-Id`.',
  },
  'turn-failed': {
    status: 500,
    title: 'The conversation could not go on',
    detail: 'The server made a mistake with this message and took it back; the conversation stands where it stood.',
  },
  'database-unavailable': {
    status: 503,
    title: 'Database unavailable',
    detail:
      'The database does not answer. Send the same again later; with the same `client_message_id` it counts once.',
  },
  closing: {
    status: 503,
    title: 'Shutting down',
    detail: 'This server is shutting down. Send the same again in a moment.',
  },
  'not-ready': { status: 503, title: 'Not ready', detail: 'A part of the server is not there yet.' },
  ...studioProblems,
  ...sourceProblems,
} as const satisfies { readonly [code: string]: Row }

export type ProblemCode = keyof typeof problems

export const isProblemCode = (code: unknown): code is ProblemCode =>
  typeof code === 'string' && Object.hasOwn(problems, code)

/** RFC 9457. `type` is where the server explains the code. */
export function problemDocument(
  code: ProblemCode,
  detail: string = problems[code].detail,
  errors?: ProblemDocument['errors'],
): ProblemDocument {
  const { status, title } = problems[code]
  return { type: `/problems/${code}`, title, status, code, detail, ...(errors === undefined ? {} : { errors }) }
}
