/**
 * The Braze clients of an action host. Deployments with the same address and key share one client, so that their requests
 * share batches and the rate limit; the key never leaves this process.
 */
import { hash } from 'node:crypto'
import { type Braze, BrazeError, type BrazeOptions, createBraze } from '@parley/braze'
import { type Dispatcher, fetch as send } from 'undici'
import { z } from 'zod'
import { brazeSandbox } from '../braze.ts'
import type { Deployment } from './deployment.ts'
import { ActionHostError, kindOfBrazeCode } from './failure.ts'
import type { RemoteError } from './frame.ts'
import { createRecentRequests, type RecentRequest, type RecentRequests } from './recent-requests.ts'
import { Refusal } from './refusal.ts'
import type { BudgetWindow, Upstream } from './upstream.ts'

export interface BrazeLine {
  /** Calls a method by its path, `users.track`. @throws BrazeError, ActionHostError */
  call(method: string, body: unknown, signal?: AbortSignal): Promise<unknown>
  /** What the account's client sent last, be it for this deployment or another one; newest first. */
  recent(): readonly RecentRequest[]
  /** Gives the client back; the last to do so ends it. */
  close(): Promise<void>
}

export interface BrazeDesk {
  /** `isOpened`: whether plain HTTP may carry the key there. */
  open(deployment: Deployment, isOpened: (url: URL) => boolean): BrazeLine
}

interface Shared {
  readonly braze: Braze
  readonly recent: RecentRequests
  users: number
}

interface Account {
  readonly url: string
  readonly key: string
  /** True when the address came from the operator and not from the solution. */
  readonly trusted: boolean
  /** Rate limits of the contract with Braze where they differ, by bucket: `params.braze_rate_limits`. */
  readonly limits: { readonly [bucket: string]: BudgetWindow }
}

const limitShape = z.record(
  z.string(),
  z.object({ requests: z.number().min(1), window_seconds: z.number().positive() }),
)

function readLimits(given: unknown): Account['limits'] {
  if (given === undefined || given === null) return {}
  const parsed = limitShape.safeParse(given)
  if (!parsed.success) {
    const form = '{ "users-track": { "requests": 100, "window_seconds": 3 } }'
    throw new ActionHostError('braze', `params.braze_rate_limits must look like ${form}.`, 'no')
  }
  return Object.fromEntries(
    Object.entries(parsed.data).map(([bucket, { requests, window_seconds }]) => [
      bucket,
      { requests, windowMs: window_seconds * 1000 },
    ]),
  )
}

function findAccount({ params, secrets, brazeUrl }: Deployment, isOpened: (url: URL) => boolean): Account {
  const given = params.braze_url
  const key = secrets.braze_api_key
  if (typeof given !== 'string' || given === '') {
    throw new ActionHostError('braze', 'The solution has no params.braze_url for this environment.', 'no')
  }
  if (!key) throw new ActionHostError('braze', 'The secret braze_api_key has no value in this environment.', 'no')
  const trusted = brazeUrl !== undefined && (given === brazeSandbox || given === brazeUrl)
  if (given === brazeSandbox && !trusted) {
    throw new ActionHostError('braze', 'params.braze_url is the local Braze sandbox, which is not running.', 'later')
  }
  if (!trusted && given.startsWith('http:') && URL.canParse(given) && !isOpened(new URL(given))) {
    throw new ActionHostError('braze', 'params.braze_url must be https: the key would be readable on its way.', 'no')
  }
  return { url: trusted ? brazeUrl : given, key, trusted, limits: readLimits(params.braze_rate_limits) }
}

type Method = (body: unknown, options: { readonly signal?: AbortSignal | undefined }) => Promise<unknown>

/** Finds a client's method by its path; only what it has itself, nothing inherited, and not its end. */
function findMethod(braze: Braze, path: string): Method | null {
  let at: unknown = braze
  for (const name of path.split('.')) {
    // A method may carry another as a member: `users.track.sync`.
    if ((typeof at !== 'object' && typeof at !== 'function') || at === null || !Object.hasOwn(at, name)) return null
    at = (at as Record<string, unknown>)[name]
  }
  return typeof at === 'function' && path !== 'close' ? (at as Method) : null
}

/** The limits that all nodes share, for one account. Its name in the database must not give away the key. */
function shareLimits({ url, key, limits }: Account, upstream: Upstream): NonNullable<BrazeOptions['budget']> {
  const account = hash('sha256', JSON.stringify([url, key]), 'base64url').slice(0, 16)
  return {
    take: ({ name, requests, windowSeconds }, signal) =>
      upstream.takeBudget(`${account}/${name}`, limits[name] ?? { requests, windowMs: windowSeconds * 1000 }, signal),
    pause: ({ name }, ms) => upstream.pauseBudget(`${account}/${name}`, ms),
  }
}

/** `guarded` refuses private addresses, `open` does not. Without `upstream` this process keeps the limits by itself. */
export function createBrazeDesk(
  dialers: { readonly guarded: Dispatcher; readonly open: Dispatcher },
  upstream: Upstream | null,
): BrazeDesk {
  const shared = new Map<string, Shared>()

  const nameOf = (account: Account): string =>
    JSON.stringify([account.url, account.key, account.trusted, account.limits])

  const make = (account: Account): Shared => {
    const dispatcher = account.trusted ? dialers.open : dialers.guarded
    const fetch_ = (input: unknown, init: unknown): Promise<Response> =>
      send(input as string, { ...(init as object), dispatcher } as never) as unknown as Promise<Response>
    const recent = createRecentRequests(account.key)
    const braze = createBraze({
      url: account.url,
      apiKey: account.key,
      fetch: recent.watch(fetch_ as typeof fetch),
      ...(upstream && { budget: shareLimits(account, upstream) }),
    })
    return { braze, recent, users: 0 }
  }

  const join = (account: Account): { readonly name: string; readonly client: Shared } => {
    const name = nameOf(account)
    const client = shared.get(name) ?? make(account)
    client.users += 1
    shared.set(name, client)
    return { name, client }
  }

  return {
    open(deployment, isOpened) {
      // Made at the first call: a solution without Braze needs no settings for it.
      let joined: ReturnType<typeof join> | null = null
      return {
        async call(method, body, signal) {
          joined ??= join(findAccount(deployment, isOpened))
          const found = findMethod(joined.client.braze, method)
          if (!found) throw new ActionHostError('braze', `There is no braze.${method}.`, 'no')
          return found(body, { signal })
        },
        recent() {
          try {
            return shared.get(nameOf(findAccount(deployment, isOpened)))?.recent.list() ?? []
          } catch {
            // Its settings are not complete: then nothing was sent with them.
            return []
          }
        },
        async close() {
          if (!joined) return
          const { name, client } = joined
          joined = null
          client.users -= 1
          if (client.users > 0) return
          shared.delete(name)
          await client.braze.close()
        },
      }
    },
  }
}

/** A failure on the way to Braze, as it crosses into an action. */
export function toRemoteError(thrown: unknown): RemoteError {
  const refusal = findRefusal(thrown)
  if (refusal)
    return {
      name: 'BrazeError',
      message: refusal.message,
      kind: refusal.kind,
      retry: refusal.retry,
      code: refusal.kind,
      ambiguous: false,
      errors: [],
    }
  if (thrown instanceof BrazeError) {
    const { message, code, status, retry, ambiguous, errors } = thrown
    const plain = JSON.parse(JSON.stringify(errors)) as never
    const base = { name: 'BrazeError', message, kind: kindOfBrazeCode(code), retry, code, ambiguous, errors: plain }
    return status === undefined ? base : { ...base, status }
  }
  const message = thrown instanceof ActionHostError ? thrown.message : 'The call to Braze failed.'
  const retry = thrown instanceof ActionHostError ? thrown.retry : 'no'
  const code = retry === 'no' ? 'invalid' : 'unavailable'
  return { name: 'BrazeError', message, kind: kindOfBrazeCode(code), retry, code, ambiguous: false, errors: [] }
}

/** A refusal of ours among the causes, be it the error itself or the copy that the client made of it. */
function findRefusal(thrown: unknown): Pick<Refusal, 'message' | 'kind' | 'retry'> | null {
  for (let error = thrown; error instanceof Error; error = error.cause)
    if (error.name === 'Refusal' && 'code' in error && error.code === 'denied')
      return new Refusal('denied', error.message)
  return null
}
