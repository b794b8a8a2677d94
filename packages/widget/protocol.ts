/**
 * The conversation protocol, version 1: what a chat client and the server say to each other over HTTP and WebSocket.
 * This file owns the shapes; the server implements them. JSON is snake_case.
 */
import type { Choice, InputHint, Status, Value } from '@parley/flow'

/** `POST /v1/conversations` */
export interface StartRequest {
  readonly solution: string
  /** Default `sandbox`. */
  readonly environment?: 'sandbox' | 'prod'
  /** Default: the solution's start flow. */
  readonly flow?: string
  /** Who the caller says the person is. Unproved: see `identity`. */
  readonly contact?: { readonly external_id?: string; readonly email?: string; readonly phone?: string }
  /** Signed proof of identity. */
  readonly identity?: string
  readonly page?: {
    readonly url?: string
    readonly referrer?: string
    readonly title?: string
    readonly language?: string
  }
  readonly variables?: { readonly [name: string]: Value }
  /** A signed link's token. */
  readonly link?: string
}

/** One entry of a transcript. `seq` counts from 1 in each conversation, without gaps. */
export interface Message {
  readonly id: `msg_${string}`
  readonly seq: number
  readonly from: 'bot' | 'user' | 'agent'
  readonly kind: 'text' | 'choices' | 'choice'
  readonly text?: string
  /** With kind `choices`: what may be picked. */
  readonly choices?: readonly Choice[]
  /** With kind `choice`: what was picked. */
  readonly choice?: string
  /** The kind of answer that a question waits for. */
  readonly input?: InputHint
  /** From the user: the id under which their client sent it. */
  readonly client_message_id?: string
  /** ISO 8601, UTC. */
  readonly at: string
}

/** Answer to `POST /v1/conversations`, 201. */
export interface Started {
  readonly conversation: { readonly id: `conv_${string}`; readonly status: Status }
  /** Bearer token for this conversation, and for no other. */
  readonly token: string
  readonly messages: readonly Message[]
  /** Opaque; pass as `after` to get only what is newer. */
  readonly cursor: string
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
}

/** `POST /v1/conversations/{id}/events` */
export interface EventsRequest {
  readonly events: readonly { readonly name: string; readonly properties?: { readonly [name: string]: Value } }[]
}

/** Server to client on `GET /v1/conversations/{id}/stream`. */
export type ServerFrame =
  | { readonly type: 'message'; readonly message: Message; readonly cursor: string }
  | { readonly type: 'status'; readonly status: Status }
  | { readonly type: 'typing'; readonly from: 'bot' | 'agent'; readonly on: boolean }
  /** A frame of the client was refused; the socket stays open. */
  | { readonly type: 'problem'; readonly problem: ProblemDocument; readonly client_message_id?: string }
  | { readonly type: 'accepted'; readonly client_message_id: string }

/** Client to server on the stream. */
export type ClientFrame =
  | { readonly type: 'say'; readonly message: SayRequest }
  | { readonly type: 'typing'; readonly on: boolean }

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
}
