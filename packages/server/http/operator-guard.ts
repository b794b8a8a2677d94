// Who may use the operator's part of the API: the operator with the operator's key, and programs with an API key of the Studio whose
// permissions cover what they ask for.
//
// 1. The operator's key opens everything, as before there were others.
// 2. What the table does not name is open to no API key.
// 3. Whatever is changed is written down: by which key, and where.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Permission } from '@parley/studio/api'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type ApiKeyRow, keyBeginning } from '../access/api-keys.ts'
import { mustHave } from '../access/guard.ts'
import { bearerOf } from './authority.ts'
import { operatorNeeds } from './operator-needs.ts'
import { Refusal } from './refusal.ts'

/** Hashed first, so that the time taken tells neither content nor length. */
function isKey(given: string, key: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(key))
}

export interface ApiKeyDoor {
  /** @throws Refusal `rate-limited` */
  findKey(secret: string): Promise<ApiKeyRow | null>
  /** Told of every change that was carried out; `route` is `POST /v1/…` with the names of its parameters. */
  changed(request: FastifyRequest, actor: Actor, route: string): Promise<void>
}

export interface Actor {
  readonly id: string
  readonly name: string
}

/** Whoever was let in, of requests that are under way. */
const actors = new WeakMap<FastifyRequest, Actor>()
const operator: Actor = { id: 'operator', name: 'Operator' }

/** An `onRequest` hook that lets in who shows the operator's key, before the body is read; and who {@link admitApiKeys} let in. */
export function operatorOnly(key: string) {
  return (request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void): void => {
    const given = bearerOf(request.headers)
    const isOperator = given !== undefined && isKey(given, key)
    if (isOperator) actors.set(request, operator)
    done(isOperator || actors.has(request) ? undefined : new Refusal('operator-key-needed'))
  }
}

/** Lets API keys into the operator's part. Call it before the routes are added. Hooks that need not wait cost a turn next to nothing. */
export function admitApiKeys(app: FastifyInstance, { findKey, changed }: ApiKeyDoor): void {
  const keys = new WeakMap<FastifyRequest, ApiKeyRow>()

  async function admit(request: FastifyRequest, given: string): Promise<void> {
    const key = await findKey(given)
    if (key === null) throw new Refusal('api-key-refused')
    const needs = needsOf(request)
    if (needs === null) throw new Refusal('not-permitted', 'No API key opens this. Use the key of the operator.') // 2
    for (const need of needs.always) check(key, need)
    keys.set(request, key)
    actors.set(request, key)
  }

  app.addHook('onRequest', (request, _reply, done) => {
    const given = request.url.startsWith('/v1/') ? bearerOf(request.headers) : undefined
    if (given?.startsWith(keyBeginning) === true) admit(request, given).then(() => done(), done)
    else done()
  })

  app.addHook('preHandler', (request, _reply, done) => {
    const key = keys.get(request)
    if (key === undefined || needsOf(request)?.byEnvironment !== true) return void done()
    const body: unknown = request.body
    const environment = typeof body === 'object' && body !== null ? Reflect.get(body, 'environment') : undefined
    try {
      // Whoever does not say which may mean both.
      check(key, environment === 'sandbox' ? 'publish:sandbox' : 'publish:prod')
      done()
    } catch (refusal) {
      done(refusal as Refusal)
    }
  })

  app.addHook('onSend', (request, reply, payload, done) => {
    const actor = actors.get(request)
    const isChange = !['GET', 'HEAD', 'OPTIONS'].includes(request.method) && reply.statusCode < 400
    if (actor === undefined || !isChange) return void done(null, payload)
    // Of an error that follows from this one, nothing more is written down.
    actors.delete(request)
    changed(request, actor, `${request.method} ${request.routeOptions.url ?? ''}`).then(() => done(null, payload), done) // 3
  })
}

const needsOf = (request: FastifyRequest) => operatorNeeds(request.method, request.routeOptions.url ?? '')

const check = (key: ApiKeyRow, permission: Permission): void =>
  mustHave({ id: key.id, name: key.name, permissions: new Set(key.permissions) }, permission)
