import { largestFile } from '@parley/flow'
import type { Runtime } from '@parley/runtime'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { LiveSolutions } from '../live-solutions.ts'
import type { ApiKeyDoor } from './operator-guard.ts'
import type { Operator } from './operator-routes.ts'
import type { Origins } from './origin.ts'
import type { RateOptions } from './rate-limit.ts'
import type { Solutions } from './solution-parts.ts'
import type { StudioParts } from './studio/index.ts'
import type { WebhookKeys } from './webhook-routes.ts'
import type { WidgetFiles } from './widget-routes.ts'

/** What HTTP needs of the runtime, and all it ever calls. */
export type Conversations = Pick<
  Runtime,
  'start' | 'say' | 'pageEvent' | 'messages' | 'watch' | 'files' | 'webhook' | 'returned' | 'visitors'
>

/** Sizes, rates and times of the door, each with its default. */
export interface Limits {
  /** Largest request body and largest WebSocket frame, bytes. 65,536 */
  readonly bodyBytes: number
  /** Longest text a person may send, in characters as people count them. 4,096 */
  readonly textCharacters: number
  /** Largest file that a person may upload, bytes. 10,000,000 */
  readonly fileBytes: number
  /** Uploads at once in this process; each is held in memory. 16 */
  readonly uploads: number
  /** Open streams in this process. 10,000 */
  readonly sockets: number
  /** Frames a socket may send at once, and the pace at which it earns new ones. 20 and 5 a second */
  readonly frameBurst: number
  readonly framesPerSecond: number
  /** A socket that lets more than this pile up unread is closed, bytes. 1,048,576 */
  readonly bufferedBytes: number
  /** Time between two pings to a socket, milliseconds. 20,000 */
  readonly pingMs: number
  /** How long `close` waits for answers in progress before it cuts them off, milliseconds. 5,000 */
  readonly closeMs: number
}

export const defaultLimits: Limits = {
  bodyBytes: 64 * 1024,
  textCharacters: 4096,
  fileBytes: largestFile,
  uploads: 16,
  sockets: 10_000,
  frameBurst: 20,
  framesPerSecond: 5,
  bufferedBytes: 1024 * 1024,
  pingMs: 20_000,
  closeMs: 5000,
}

/** A link in the page's header. */
export interface PageLink {
  readonly label: string
  readonly href: string
}

export interface HttpOptions {
  readonly conversations: Conversations
  /** Signs conversation tokens; at least 32 characters, the same on every node. */
  readonly tokenKey: string
  readonly log: Logger
  /** Where the door registers its own metrics, and what `/metrics` shows. */
  readonly metrics: Registry
  /** Asked by `/readyz`, by name (`database`, `actions`): each rejects, or resolves to false, when its part is not there. */
  readonly checks?: { readonly [name: string]: () => Promise<unknown> }
  /** The keys that webhooks are signed with; without them there are no webhooks. */
  readonly webhooks?: WebhookKeys
  /** Conversations with people of the brand; the operator's key opens them. */
  readonly handOvers?: Runtime['handOvers']
  /** People: found, exported, erased; the operator's key opens them. */
  readonly contacts?: Runtime['contacts']
  /** What people agree to; without it nobody is asked. */
  readonly consents?: Runtime['consents']
  /** Conversations to be played again; the operator's key opens them. */
  readonly records?: Runtime['records']
  /** What an operator may do; without it there is no such part. */
  readonly operator?: Operator
  /** API keys of the Studio in the operator's part; without it only the operator's key opens that. */
  readonly apiKeys?: ApiKeyDoor
  /** Where reports of pages are stored; without it none are taken. */
  readonly pageEvents?: Pick<Runtime['pageEvents'], 'add'>
  /** Versions of solutions, for the operator. */
  readonly solutions?: Solutions
  /** What each environment runs now: settings and secrets. */
  readonly live?: LiveSolutions
  /** Links into conversations; without them, or without `live`, there are none and nobody can ask for any. */
  readonly links?: Runtime['links']
  /** Under which people reach this server, `https://chat.example.com`. Default: what whoever asks for a link reached it under. */
  readonly publicUrl?: string
  /** The widget's code; without it there is none. */
  readonly widget?: WidgetFiles
  /** The web editor; without it there is none. */
  readonly studio?: StudioParts
  /** The demo page: the solution it talks to and the links it shows. */
  readonly page?: { readonly solution: string; readonly links: readonly PageLink[] }
  /** Web origins besides our own that may use `/v1`, `https://www.example.com`. */
  readonly allowedOrigins?: readonly string[]
  /** Origins of what is live: they may use `/v1`, each for the solutions that list it. */
  readonly liveOrigins?: Origins
  /** How often things may be done. */
  readonly rates?: Partial<RateOptions>
  readonly limits?: Partial<Limits>
  /** Epoch milliseconds. Default: the system clock. */
  readonly now?: () => number
}
