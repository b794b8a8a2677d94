import type { Context } from 'liquidjs'
import type { Budget } from './budget.ts'

/** A call that Connected Content made, or would have made. Values are as sent, credentials left out. */
export interface ContentCall {
  readonly method: string
  readonly url: string
  /** `null` when nothing answered or nothing was called. */
  readonly status: number | null
  readonly attempts: number
  readonly cached: boolean
  /** Why it was not called, or what went wrong. */
  readonly problem?: string
}

export interface ContentRequest {
  readonly url: string
  readonly method: string
  readonly headers: { readonly [name: string]: string }
  readonly body: string | undefined
  readonly basicAuth: string | undefined
  readonly retry: boolean
  /** Seconds to keep the answer; `undefined` not at all. */
  readonly cacheSeconds: number | undefined
}

/** What a text of Connected Content turns into: `text` replaces the tag, `value` becomes a variable. */
export type Content =
  | { readonly kind: 'text'; readonly text: string }
  /** `characters`: of the text that the value was read from. */
  | { readonly kind: 'value'; readonly value: unknown; readonly characters: number }
  | { readonly kind: 'abort'; readonly reason: string }

/** What a rendering can ask for besides its variables. */
export interface Library {
  /** The Liquid of a content block; `undefined` when there is none. */
  contentBlock(name: string): string | undefined
  catalogItem(catalog: string, id: string): unknown
  connectedContent(request: ContentRequest, record: (call: ContentCall) => void): Promise<Content>
}

/** What happened while a text was rendered. */
export interface Session {
  readonly budget: Budget
  readonly library: Library
  readonly contentCalls: ContentCall[]
  readonly warnings: string[]
  /** Of `message_extras`. */
  readonly extras: { [key: string]: string }
}

const REGISTER = 'braze_session'

export function putSession(context: Context, session: Session): void {
  context.setRegister(REGISTER, session)
}

export function sessionOf(context: Context): Session {
  return context.getRegister<Session>(REGISTER)
}
