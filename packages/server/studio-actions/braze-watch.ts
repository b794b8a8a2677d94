/**
 * What went to Braze lately, and whether it can be reached.
 *
 * Owns which of the two is asked: the sandbox keeps a log of its own, of a connected workspace the action host remembers what it sent.
 * Secrets are in neither; people's own values are masked here unless the caller may see them.
 */
import { setTimeout as rest } from 'node:timers/promises'
import { type ActionHost, ActionHostError, type RecentRequest } from '@parley/actions/host'
import { BrazeError } from '@parley/braze'
import type { BrazeCheck, BrazeRequest, BrazeRequests } from '@parley/studio/api'
import { z } from 'zod'
import type { Target } from '../braze/target.ts'
import { Refusal } from '../http/refusal.ts'
import type { Environment, SolutionBuild } from '../solution/build.ts'
import { missingSecrets } from '../solution/missing-secrets.ts'
import type { ActionTrials } from './action-trials.ts'
import { maskPath, maskPersonal } from './personal-mask.ts'
import { hostOf } from './trial-report.ts'

export interface BrazeWatchOptions {
  readonly host: Pick<ActionHost, 'call' | 'recent'>
  readonly trials: Pick<ActionTrials, 'load'>
  /** What an environment runs, loaded. */
  readonly running: (solution: string, environment: Environment) => Promise<BrazePlace | null>
  readonly sandboxUrl: () => string
}

export interface BrazePlace {
  readonly deployment: string
  readonly target: Target
  readonly build: SolutionBuild
}

export interface RequestsAsked {
  readonly environment: Environment
  /** Whether people's own values are shown. */
  readonly personal: boolean
  readonly search: string
  readonly limit: number
}

export interface BrazeWatch {
  requests(solution: string, asked: RequestsAsked): Promise<BrazeRequests>
  check(solution: string, environment: Environment): Promise<BrazeCheck>
}

const askedMs = 3000
const checkMs = 10_000

export function createBrazeWatch(options: BrazeWatchOptions): BrazeWatch {
  /** In the sandbox the document as it is, else what runs. */
  async function find(solution: string, environment: Environment): Promise<BrazePlace | null> {
    if (environment === 'prod') return options.running(solution, environment)
    return options.trials.load(solution).catch((error: unknown) => {
      if (error instanceof Refusal && error.code === 'build-refused') return options.running(solution, environment)
      throw error
    })
  }

  async function ofSandbox({ search, limit }: RequestsAsked): Promise<readonly BrazeRequest[]> {
    const query = new URLSearchParams({ limit: String(limit), ...(search === '' ? {} : { search }) })
    const answer = await fetch(`${options.sandboxUrl()}/__sandbox/requests?${query}`, {
      signal: AbortSignal.timeout(askedMs),
    })
    return sandboxLog
      .parse(await answer.json())
      .requests.map(({ response, ...request }) => ({ ...request, answer: response }))
      .toReversed()
  }

  return {
    async requests(solution, asked) {
      const place = await find(solution, asked.environment)
      if (place === null) return { source: 'none', host: '', masked: false, requests: [] }
      const host = hostOf(place.target.space)
      // Only the local sandbox can be asked whether a profile is there.
      if (place.target.exists !== undefined)
        return { source: 'sandbox', host, masked: false, requests: await ofSandbox(asked) }
      const requests = (await options.host.recent(place.deployment))
        .map((request) => readRecent(request, asked.personal))
        .filter((request) => holds(request, asked.search))
        .slice(0, asked.limit)
      return { source: 'workspace', host, masked: !asked.personal, requests }
    },
    async check(solution, environment) {
      const place = await find(solution, environment)
      if (place === null) {
        const detail = 'Nothing runs in this environment yet. Publish a version there first.'
        return { state: 'not-published', host: '', detail, missing_secrets: [] }
      }
      const facts = { host: hostOf(place.target.space), missing_secrets: missingSecrets(place.build, environment) }
      return { ...facts, ...(await tryKey(options.host, place)) }
    },
  }
}

const sandboxLog = z.object({
  requests: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      method: z.string(),
      path: z.string(),
      status: z.number().nullable(),
      body: z.unknown(),
      response: z.unknown(),
      warnings: z.array(z.unknown()).exactOptional(),
    }),
  ),
})

function readRecent(request: RecentRequest, personal: boolean): BrazeRequest {
  const { id, at, method, path, status, error, tookMs, body, answer } = request
  return {
    id: String(id),
    at: new Date(at).toISOString(),
    method,
    path: personal ? path : maskPath(path),
    status: status ?? null,
    ...(error === undefined ? {} : { error }),
    took_ms: tookMs,
    body: readText(body, personal),
    answer: readText(answer, personal),
  }
}

function readText(text: string | null, personal: boolean): unknown {
  if (text === null || text === '') return null
  try {
    const value: unknown = JSON.parse(text)
    return personal ? value : maskPersonal(value)
  } catch {
    return personal ? text : `(${text.length} characters that are no JSON, or were cut)`
  }
}

const holds = (request: BrazeRequest, search: string): boolean =>
  search === '' || JSON.stringify(request).toLowerCase().includes(search.toLowerCase())

type Tried = Pick<BrazeCheck, 'state' | 'detail'>

/** Nobody's id: asking for the profile changes nothing, and tells whether the key is taken. */
const nobody = { external_ids: ['parley-connection-check'], fields_to_export: ['external_id'] }

async function tryKey(host: Pick<ActionHost, 'call'>, { deployment }: BrazePlace): Promise<Tried> {
  const late = new AbortController()
  const over = rest(checkMs, null, { signal: late.signal, ref: false }).catch(() => null)
  const stop = new AbortController()
  try {
    const asked = host.call(deployment, 'users.export.ids', nobody, { signal: stop.signal })
    asked.catch(() => {})
    const answer = await Promise.race([asked, over])
    if (answer === null) return { state: 'unreachable', detail: `No answer within ${checkMs / 1000} seconds.` }
    return { state: 'connected', detail: 'Braze knows the key, and it may read profiles.' }
  } catch (failure) {
    return readFailure(failure)
  } finally {
    stop.abort()
    late.abort()
  }
}

function readFailure(failure: unknown): Tried {
  if (failure instanceof BrazeError) {
    const detail = failure.message
    if (failure.code === 'unauthorized') return { state: 'wrong-key', detail }
    if (failure.code === 'forbidden') return { state: 'limited-key', detail }
    // Whoever is told to slow down, or that the request is wrong, has been let in.
    if (failure.code === 'rate-limited' || failure.code === 'invalid') return { state: 'connected', detail }
    const isOther = failure.code === 'not-found' || failure.code === 'unreadable-answer'
    return { state: isOther ? 'not-braze' : 'unreachable', detail }
  }
  if (failure instanceof ActionHostError && failure.code === 'braze')
    return { state: failure.message.includes('braze_api_key') ? 'no-key' : 'no-address', detail: failure.message }
  throw failure
}
