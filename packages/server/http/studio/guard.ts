import type { IncomingMessage } from 'node:http'
import type { Permission } from '@parley/studio/api'
import type { FastifyRequest } from 'fastify'

/** Whoever sends a request to the Studio's API. */
export interface Caller {
  /** `acc_…` of an account, `key_…` of an API key. */
  readonly id: string
  /** As audit log and history show it. */
  readonly name: string
  readonly permissions: ReadonlySet<Permission>
}

/** Who may open which door of the Studio. */
export interface StudioGuard {
  /** A Fastify `onRequest` hook: refuses who is not signed in (401 `signed-out`), forges a change (403) or may not do this (403 `not-permitted`). */
  requires(permission: Permission | null): (request: FastifyRequest) => Promise<void>
  /** Who passed `requires`. */
  callerOf(request: FastifyRequest): Caller
  /**
   * Of a WebSocket upgrade, which no hook sees. `idle`: only the server asks, and the session is not used by it.
   * @throws Refusal like `requires`
   */
  admit(request: IncomingMessage, permission: Permission, idle?: boolean): Promise<Caller>
}
