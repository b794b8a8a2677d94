/**
 * What the action host and a child say to each other: one JSON text per line over the child's stdin and stdout. The same for
 * every language; what is in a `bundle` is the language's own.
 * The child's lines are prefixed with a token that only its worker script knows; other lines are noise made by an action.
 * Whatever comes from a child is untrusted, and parsed here.
 */

import type { Retry, Value, Values } from '@parley/flow'
import { z } from 'zod'
import type { ActionContext } from '../action.ts'

/** The most characters one frame of a child may have: a request of 1 MB in base64, and room. */
export const frameLimit = 2 * 1024 * 1024

/** How much of what an action logs is kept per call. */
export const logLimits = { lineCharacters: 4096, lines: 200, characters: 64 * 1024 } as const

export type CallContext = Omit<ActionContext, 'signal'>

/** A failure that carries its kind through the action, so that letting it escape keeps the reason. */
export interface RemoteError {
  readonly name: string
  readonly message: string
  readonly kind: string
  readonly retry: Retry
  /** Further fields of a Braze failure. */
  readonly code?: string
  readonly status?: number
  readonly ambiguous?: boolean
  readonly errors?: readonly Value[]
}

/** A request as an action makes it: `body` is base64. */
export interface WireRequest {
  readonly method: string
  readonly url: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string | null
  readonly redirect: 'follow' | 'manual' | 'error'
}

/** An answer as an action gets it: `body` is base64. */
export interface WireAnswer {
  readonly url: string
  readonly status: number
  readonly statusText: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string
  readonly redirected: boolean
}

export type ToChild =
  | { readonly kind: 'hello'; readonly token: string }
  | {
      readonly kind: 'load'
      readonly bundle: string
      readonly params: Values
      readonly secrets: Readonly<Record<string, string>>
    }
  | { readonly kind: 'describe' }
  | {
      readonly kind: 'call'
      readonly call: number
      readonly action: string
      readonly payload: Values
      readonly context: CallContext
    }
  /** Call 0 is the loading. */
  | { readonly kind: 'cancel'; readonly call: number }
  | { readonly kind: 'answer'; readonly rpc: number; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly rpc: number; readonly error: RemoteError }
  | { readonly kind: 'ping'; readonly ping: number }

const retry = z.union([z.literal('no'), z.literal('later'), z.object({ afterMs: z.number().min(0).max(86_400_000) })])
const text = z.string().max(16_384)
const thrown = z.object({
  name: text,
  message: text,
  stack: text,
  /** Set when the failure came out of `fetch` or `braze`. */
  failure: z.object({ kind: z.string().max(40), message: text, retry }).nullable(),
})

const end = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('outcome'),
    outcome: z.string().max(100),
    outputs: z.record(z.string(), z.json()),
    message: text.nullable(),
    retry: retry.nullable(),
  }),
  z.object({ kind: z.literal('thrown'), thrown }),
  z.object({ kind: z.enum(['input', 'output', 'missing']), message: text }),
])

const id = z.int().min(0)
const logLevel = z.enum(['debug', 'info', 'warn', 'error'])

const fromChild = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({
    kind: z.literal('loaded'),
    thrown: thrown.nullable(),
    /** Time limits as the actions declare them, `10s`, by action. */
    timeouts: z.record(z.string(), z.string()),
  }),
  z.object({ kind: z.literal('described'), description: z.unknown() }),
  /** The action's code begins: from here on it can be what holds the event loop. */
  z.object({ kind: z.literal('begun'), call: id }),
  z.object({ kind: z.literal('log'), call: id, level: logLevel, text: z.string().max(logLimits.lineCharacters + 100) }),
  z.object({
    kind: z.literal('fetch'),
    call: id,
    rpc: id,
    request: z.object({
      method: z.string().max(20),
      url: z.string().max(16_384),
      headers: z.array(z.tuple([z.string(), z.string()])).max(200),
      body: z.string().nullable(),
      redirect: z.enum(['follow', 'manual', 'error']),
    }),
  }),
  z.object({ kind: z.literal('braze'), call: id, rpc: id, method: z.string().max(200), body: z.json() }),
  z.object({ kind: z.literal('abort'), rpc: id }),
  z.object({ kind: z.literal('done'), call: id, end }),
  /** Where a call was when it was told to stop; `stack` names lines of the author's files. */
  z.object({ kind: z.literal('stopped'), call: id, stack: text }),
  z.object({ kind: z.literal('pong'), ping: id }),
])

export type FromChild = z.output<typeof fromChild>
export type Thrown = z.output<typeof thrown>
export type End = z.output<typeof end>
export type LogLevel = z.output<typeof logLevel>

/** Reads one line's JSON; `null` when it is no frame. */
export function readFrame(line: string): FromChild | null {
  try {
    const parsed = fromChild.safeParse(JSON.parse(line))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
