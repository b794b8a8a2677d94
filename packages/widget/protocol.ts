/**
 * The conversation protocol, version 1: what a chat client and the server say to each other over HTTP and WebSocket.
 * This file owns the shapes; the server implements them. JSON is snake_case.
 */
import type {
  Card,
  Choice,
  ChoiceStyle,
  Content,
  FormField,
  InputHint,
  LinkButton,
  LinkedFile,
  Location,
  MenuItem,
  Problem,
  Status,
  Upload,
  Value,
  Values,
  WebView,
} from '@parley/flow'

/** `POST /v1/conversations` */
export interface StartRequest {
  readonly solution: string
  /** Default `sandbox`. */
  readonly environment?: 'sandbox' | 'prod'
  /** Default: the solution's start flow. */
  readonly flow?: string
  /** Who the caller says the person is. Unproved: see `identity`. */
  readonly contact?: {
    readonly external_id?: string
    readonly email?: string
    readonly phone?: string
    /** The person's language as far as the caller knows it, BCP 47. */
    readonly language?: string
  }
  /** Signed proof of identity: a JWT of the brand's back end, see `identity` of a solution. */
  readonly identity?: string
  /**
   * The browser that this person comes back with, `vis_` and 22 or more characters of base64url. Who knows it is that visitor, so it is
   * random, stays in this browser and is sent to nobody else.
   */
  readonly visitor?: string
  readonly page?: {
    readonly url?: string
    readonly referrer?: string
    readonly title?: string
    readonly language?: string
    /** Where the visit came from: `source`, `medium`, `campaign`, `term`, `content`, `id`. */
    readonly utm?: { readonly [name: string]: string }
    /** What the page is about: `name`, `sku`, `brand`, `category`, `price`, `currency`, `availability`, `url`, `image`. */
    readonly product?: { readonly [name: string]: string | number }
    /** What the page tells by names of its own, and its meta tags: at most 50 and 8,000 characters of each are kept. */
    readonly tags?: Values
    readonly meta?: Values
    /** The pages before it, oldest first; only when the visitor agreed to that. */
    readonly history?: readonly { readonly url: string; readonly title?: string }[]
  }
  readonly variables?: { readonly [name: string]: Value }
  /** The language to speak, BCP 47. Otherwise the contact's, the page's, what the browser accepts, the solution's own. */
  readonly language?: string
  /** A signed link's token. */
  readonly link?: string
  /** The token of a preview link: the conversation runs that draft, in the environment `sandbox`. */
  readonly preview?: string
}

/**
 * `POST /v1/identify`, 204: the visitor has logged in. What they began as nobody known becomes theirs, and conversations that go on
 * know who it is.
 */
export interface IdentifyRequest {
  readonly solution: string
  /** Default `sandbox`. */
  readonly environment?: 'sandbox' | 'prod'
  readonly visitor: string
  readonly identity: string
}

/**
 * `POST /v1/conversations/{id}/token`: with a good token in `Authorization` and no body, or as the visitor who began the
 * conversation, also when the token has expired. A stream ends with the token it was opened with (close code 1008): open it
 * again with the next one.
 */
export interface TokenRequest {
  readonly visitor?: string
}

/** Answer to a `TokenRequest`, 200. */
export interface TokenGiven {
  readonly token: string
  /** ISO 8601. */
  readonly expires_at: string
}

/** A file that the person gave. */
export interface UploadedFile extends Upload {
  readonly url: string
}

/** Answer to `POST /v1/conversations/{id}/files` (the bytes as the body with `?name=`, or a multipart form), 201. */
export interface Uploaded {
  readonly file: UploadedFile
}

/** One entry of a transcript. `seq` counts from 1 in each conversation, without gaps. */
export interface Message {
  readonly id: `msg_${string}`
  readonly seq: number
  readonly from: 'bot' | 'user' | 'agent'
  /** What it shows; a client that does not know a kind shows `text`. Which members come with which kind is in `Content`. */
  readonly kind: Content['kind']
  /** From the bot Markdown: bold, italic, links, lists, and a backslash before a mark meant as it is; otherwise plain. */
  readonly text?: string
  /** With kinds `choices` and `carousel`: what may be picked. One with a `url` opens it, and is only picked where there is `input`. */
  readonly choices?: readonly Choice[]
  readonly style?: ChoiceStyle
  /** With kind `choices`: several may be picked, and are sent as `{ choices }`. */
  readonly multiple?: { readonly min: number; readonly max: number }
  readonly search?: boolean
  readonly cards?: readonly Card[]
  /** With kind `form`: sent as `{ form }`, a file field as the id of an upload. `values` are right already, `errors` say what is not. */
  readonly fields?: readonly FormField[]
  readonly submit?: string
  readonly values?: Values
  readonly errors?: { readonly [field: string]: string }
  readonly image?: { readonly url: string; readonly alt: string }
  readonly video?: { readonly url: string; readonly title: string; readonly poster?: string }
  /** From the user an upload; its `url` is a path of the server, good for an hour or two. */
  readonly file?: LinkedFile | UploadedFile
  readonly link?: LinkButton
  /** A question waits for what the page posts back, `{ parley: values }`, from this very origin; it is sent as `{ form: values }`. */
  readonly web_view?: WebView
  /** From the user sent as `{ form: { latitude, longitude } }`. */
  readonly location?: Location
  /** With kind `choice`: what was picked. */
  readonly choice?: string
  /** With kind `picks`: what was picked. */
  readonly picks?: readonly string[]
  /** With kind `form-answer`: what was filled in. */
  readonly form?: Values
  /** The kind of answer that a question waits for. */
  readonly input?: InputHint
  /** From the user: the id under which their client sent it. */
  readonly client_message_id?: string
  /** What the bot's text is written in, BCP 47, where the solution says. */
  readonly language?: string
  /** Only where that is written from right to left. */
  readonly direction?: 'rtl'
  /** ISO 8601, UTC. */
  readonly at: string
}

/** Answer to `POST /v1/conversations`, 201. */
export interface Started {
  readonly conversation: { readonly id: `conv_${string}`; readonly status: Status }
  /** Bearer token for this conversation, and for no other. */
  readonly token: string
  /** Until when the token is good, ISO 8601. `POST /v1/conversations/{id}/token` gives the next one. */
  readonly expires_at?: string
  readonly messages: readonly Message[]
  /** Opaque; pass as `after` to get only what is newer. */
  readonly cursor: string
  /** The persistent menu, where there is one: each item is sent as `{ choice: id }`. */
  readonly menu?: readonly MenuItem[]
}

/** `POST /v1/conversations/{id}/messages`: exactly one of the five forms. */
export type SayRequest = (
  | { readonly text: string }
  | { readonly choice: string }
  | { readonly choices: readonly string[] }
  | { readonly form: { readonly [field: string]: Value } }
  | { readonly file: string }
) & {
  /** The same id twice is one message; the second caller gets the first answer. Up to 128 characters. */
  readonly client_message_id?: string
}

/** Answer to a `SayRequest` (what the bot answered) and to `GET …/messages` (the transcript after the cursor), 200. */
export interface Answer {
  readonly messages: readonly Message[]
  readonly status: Status
  readonly cursor: string
  /** The persistent menu, in the answer that makes it another one, and with the transcript where there is one. */
  readonly menu?: readonly MenuItem[]
}

/** Something that happened on the page, or that the person is back at the conversation after they left the page. */
export type ClientEvent =
  | { readonly type?: 'page'; readonly name: string; readonly properties?: { readonly [name: string]: Value } }
  | { readonly type: 'returned' }

/** `POST /v1/conversations/{id}/events` */
export interface EventsRequest {
  readonly events: readonly ClientEvent[]
}

/**
 * `POST /v1/page-events`, as JSON or as plain text that is JSON: what happened on pages of the brand, of a visitor who agreed to all of
 * it. Sent again with the same ids it counts once. Answered with 202 and nothing.
 */
export interface PageEventsRequest {
  readonly solution: string
  readonly environment?: 'sandbox' | 'prod'
  /** As in {@link StartRequest}. */
  readonly visitor: string
  readonly consent: 'full'
  readonly page?: StartRequest['page']
  /** 1 to 50. */
  readonly events: readonly {
    readonly id: string
    readonly name: string
    /** Epoch milliseconds. */
    readonly at: number
    /** At most 8,000 characters of JSON. */
    readonly properties?: Values
  }[]
}

/**
 * Answer to `GET /v1/widget?solution=…&environment=…`, 200: what the solution says of the widget. Public. With `preview`, the token of a
 * preview link: what that draft says.
 */
export interface WidgetSettings {
  readonly look: {
    readonly title?: string
    readonly subtitle?: string
    readonly accent?: string
    readonly avatar?: string
    /** `false`: none. */
    readonly launcher?: string | false
    readonly position?: 'left' | 'right'
    readonly theme?: 'light' | 'dark' | 'auto'
  }
  /** What a page's language may choose from; absent: any. */
  readonly languages?: readonly string[]
  readonly consent: 'none' | 'essential' | 'full'
  /** What the page listener looks for, as the solution's `listen` says it. */
  readonly listen?: { readonly [name: string]: unknown }
}

/** Server to client on `GET /v1/conversations/{id}/stream`. */
export type ServerFrame =
  | { readonly type: 'message'; readonly message: Message; readonly cursor: string }
  | { readonly type: 'status'; readonly status: Status }
  /** The persistent menu is another one now; at first it is empty. */
  | { readonly type: 'menu'; readonly menu: readonly MenuItem[] }
  | { readonly type: 'typing'; readonly from: 'bot' | 'agent'; readonly on: boolean }
  /** A frame of the client was refused; the socket stays open. */
  | { readonly type: 'problem'; readonly problem: ProblemDocument; readonly client_message_id?: string }
  | { readonly type: 'accepted'; readonly client_message_id: string }

/** Client to server on the stream. */
export type ClientFrame =
  | { readonly type: 'say'; readonly message: SayRequest }
  | { readonly type: 'typing'; readonly on: boolean }

/** `POST /v1/consent`: what a person agreed to in this browser, to be written down. Answered with 204. */
export interface ConsentRequest {
  readonly solution: string
  readonly environment: 'sandbox' | 'prod'
  readonly visitor: string
  readonly level: 'none' | 'essential' | 'full'
  /** Where it was said: `page`, a name of the brand's banner. */
  readonly source?: string
  /** Which text the person saw. */
  readonly text_version?: string
}

/** RFC 9457, `application/problem+json`. */
export interface ProblemDocument {
  readonly type: string
  readonly title: string
  readonly status: number
  /** Stable, for programs: `unknown-solution`. */
  readonly code: string
  /** For people: what happened, to what, what to do. */
  readonly detail: string
  /** `pointer` is a JSON pointer (RFC 6901) into the request body. */
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[]
  /** The mistakes of a solution that was sent, as `parley check` tells them. */
  readonly problems?: readonly Problem[]
}
