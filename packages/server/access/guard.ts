// Who may open which door of the Studio.
//
// G1. Every route below /studio/api names what it needs; one without a name does not start, see `refuseUnguarded`.
// G2. Who is looked up anew for each request: a session that ended, a role that shrank, a key that was revoked count at once.
// G3. A change with a cookie needs both: a page of our own, by what the browser says, and the token of the session.
// G4. A request with a key in `Authorization` is judged by that key alone, whatever cookie comes along.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { type Permission, permissionsOf, roles } from '@parley/studio/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { bearerOf } from '../http/authority.ts'
import { Refusal } from '../http/refusal.ts'
import type { Caller, StudioGuard } from '../http/studio/guard.ts'
import { type ApiKeyRow, keyBeginning } from './api-keys.ts'
import { cookieOf } from './cookie.ts'
import { isOwnPage, type Place } from './place.ts'
import type { Visit } from './sessions.ts'

export const sessionCookie = 'parley_studio'
/** The cookie goes to the Studio only, not to the brand's pages of this server. */
export const cookiePath = '/studio'

/** What a route needs: a permission, to be signed in (`null`), or nothing but one of our own pages (`anybody`). */
export type Need = Permission | null | 'anybody'
type Hook = (request: FastifyRequest) => Promise<void>

const needs = new WeakMap<object, Need>()

/** Says what a hook asks for. Every hook that guards a route of the Studio is marked so. */
export function markGuard<Guard extends Hook>(need: Need, hook: Guard): Guard {
  needs.set(hook, need)
  return hook
}

/** What the route with these hooks needs; undefined: it is not guarded. */
export function needOf(hooks: unknown): Need | undefined {
  const all: readonly unknown[] = [hooks].flat()
  return all
    .map((hook) => (typeof hook === 'function' ? needs.get(hook) : undefined))
    .find((need) => need !== undefined)
}

/** G1. Call it before the routes are added. */
export function refuseUnguarded(app: FastifyInstance): void {
  app.addHook('onRoute', ({ url, method, onRequest }) => {
    if (url.startsWith('/studio/api') && needOf(onRequest) === undefined)
      throw new Error(`${method} ${url} has no guard: give it { onRequest: guard.requires(…) }`)
  })
}

/** The guard, with what the routes of access itself need besides. */
export interface AccessGuard extends StudioGuard {
  /** A hook for doors that are open to who is not signed in; a change must come from one of our own pages all the same. */
  readonly anybody: Hook
  /** The session of who passed `requires`; null with an API key. */
  visitOf(request: FastifyRequest): Visit | null
}

export interface GuardParts {
  readonly place: Place
  /** `idle`: it is not used by this. */
  findSession(token: string, idle?: boolean): Promise<Visit | null>
  /** @throws Refusal `rate-limited` */
  findKey(secret: string): Promise<ApiKeyRow | null>
}

interface Known {
  readonly caller: Caller
  readonly visit: Visit | null
}

export function createStudioGuard(parts: GuardParts): AccessGuard {
  const { place } = parts
  const known = new WeakMap<FastifyRequest, Known>()

  async function identify(request: IncomingMessage, idle = false): Promise<Known> {
    const bearer = bearerOf(request.headers)
    if (bearer !== undefined) {
      // G4
      const key = bearer.startsWith(keyBeginning) ? await parts.findKey(bearer) : null
      if (key === null) throw new Refusal('api-key-refused')
      return { caller: { id: key.id, name: key.name, permissions: new Set(key.permissions) }, visit: null }
    }
    const token = cookieOf(request.headers.cookie, sessionCookie)
    const visit = token === undefined ? null : await parts.findSession(token, idle)
    if (visit === null) throw new Refusal('signed-out')
    const { id, name, role } = visit.account
    return { caller: { id, name, permissions: new Set(permissionsOf[role]) }, visit }
  }

  function checkPage(request: IncomingMessage, token: string): void {
    if (!isOwnPage(request, place) || !isCsrfToken(request, token)) throw new Refusal('csrf-refused') // G3
  }

  function find(request: FastifyRequest): Known {
    const found = known.get(request)
    if (found === undefined) throw new Error(`${request.routeOptions.url} asks who it is before its guard has`)
    return found
  }

  return {
    requires: (permission) =>
      markGuard(permission, async (request) => {
        const found = await identify(request.raw)
        if (found.visit !== null && isUnsafe(request.method))
          checkPage(request.raw, cookieOf(request.headers.cookie, sessionCookie) ?? '')
        mustHave(found.caller, permission)
        known.set(request, found)
      }),
    anybody: markGuard('anybody', async (request) => {
      if (isUnsafe(request.method) && !isOwnPage(request.raw, place)) throw new Refusal('csrf-refused')
    }),
    callerOf: (request) => find(request).caller,
    visitOf: (request) => find(request).visit,
    async admit(request, permission, idle) {
      const { caller, visit } = await identify(request, idle)
      // A WebSocket is opened with GET and the cookie goes along whoever opens it.
      if (visit !== null && !isOwnPage(request, place)) throw new Refusal('csrf-refused')
      mustHave(caller, permission)
      return caller
    },
  }
}

const isUnsafe = (method: string): boolean => method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'

/** What every change of a session carries: only who has been told by `GET /studio/api/me` knows it. */
export const csrfTokenOf = (sessionToken: string): string =>
  createHmac('sha256', sessionToken).update('parley studio csrf').digest('base64url')

function isCsrfToken(request: IncomingMessage, sessionToken: string): boolean {
  const given = Buffer.from(String(request.headers['x-parley-csrf'] ?? ''))
  const right = Buffer.from(csrfTokenOf(sessionToken))
  return given.length === right.length && timingSafeEqual(given, right)
}

/** @throws Refusal `not-permitted`, which says what is missing and who has it */
export function mustHave(caller: Caller, permission: Permission | null): void {
  if (permission === null || caller.permissions.has(permission)) return
  const having = roles.filter((role) => permissionsOf[role].includes(permission))
  const detail = caller.id.startsWith('key_')
    ? `This needs the permission ${permission}, which the API key does not have. Make a key with it; people who are ${listOf(having)} may.`
    : `This needs the permission ${permission}. It comes with the roles ${listOf(having)}; an owner can give you one of them.`
  throw new Refusal('not-permitted', detail)
}

const listOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
