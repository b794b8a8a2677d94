/**
 * The client of the Braze REST API: one typed method per row of the contract, `users.track` through the micro-batcher.
 *
 * C1 The key is in the Authorization header and nowhere else: not in errors, reports or logs.
 * C2 Neither errors, their causes included, nor reports nor logs hold anything of a request: path, query, headers, body.
 * C3 Once `close` has resolved, no request, timer or listener of the client is left.
 */
import { type Endpoint, endpoints } from '@parley/braze/contract'
import { placeRequest } from './address.ts'
import { type Batcher, createBatcher } from './batch.ts'
import { createBucket } from './bucket.ts'
import { createBudgetBucket } from './budget.ts'
import { BrazeError, describe } from './error.ts'
import { createBudgetGate, createGate, type Gate } from './gate.ts'
import { createLife, type Life } from './life.ts'
import { type CallOptions, nestMethods } from './method.ts'
import type { Methods } from './methods.ts'
import { type Page, type PageRequest, readAll, readPages } from './pages.ts'
import { send } from './send.ts'
import { type BrazeOptions, readSettings, type Settings } from './setting.ts'
import { createTransport, type RequestReport } from './transport.ts'

export type Braze = Methods & {
  /** Takes no more calls, and resolves when those it has are answered. */
  close(): Promise<void>
}

/**
 * @example
 * const braze = createBraze({ url: 'https://rest.fra-01.braze.eu', apiKey })
 * await braze.users.track({ attributes: [{ external_id: 'u1', first_name: 'Ada' }] })
 *
 * @throws BrazeError `invalid` when the URL or the key cannot be used.
 */
export function createBraze(options: BrazeOptions): Braze {
  const settings = readSettings(options)
  const { clock, chance } = settings
  const transport = createTransport({ ...settings, report: (report) => tell(options, report) })
  const findGate = createGates(settings)
  const track = endpoints['users.track']

  const over = new AbortController()
  const life = createLife(options.signal, async () => {
    await batcher.idle()
    over.abort()
  })
  const batcher = createBatcher(settings.batch, {
    clock,
    chance,
    bucket: settings.budget
      ? createBudgetBucket(track.rateLimit, { budget: settings.budget, clock, signal: over.signal })
      : createBucket(track.rateLimit, clock),
    send: (body, objects) => {
      const address = { target: track.path, body, personal: () => body }
      return transport.send(track, address, { objects, signal: life.stopped })
    },
  })
  const stop = (): void => {
    over.abort()
    batcher.stop()
  }
  life.stopped.addEventListener('abort', stop, { once: true })

  function call(endpoint: Endpoint, request: PageRequest, each?: CallOptions): Promise<Page> {
    return life.run(endpoint, each?.signal, async (signal) => {
      if (typeof request !== 'object' || request === null) throw refuse(endpoint)
      const ports = { transport, clock, chance, gate: findGate(endpoint), patienceMs: settings.batch.patienceMs }
      return send(endpoint, placeRequest(endpoint, request), ports, signal)
    })
  }

  const methods = nestMethods((endpoint) => {
    const alone = async (request: PageRequest = {}, each?: CallOptions) => (await call(endpoint, request, each)).value
    if (endpoint.id === track.id) return admitted(life, track, batcher.track.bind(batcher))
    if (endpoint.pages === undefined) return alone
    const pages = (request: PageRequest = {}, each?: CallOptions) =>
      readPages(endpoint, request, (page) => call(endpoint, page, each))
    const all = (request?: PageRequest, each?: CallOptions) => readAll(endpoint, pages(request, each))
    return Object.assign(alone, { pages, all })
  }) as Methods
  return Object.assign(methods, { close: () => life.close() })
}

function admitted(life: Life, endpoint: Endpoint, track: Batcher['track']): Batcher['track'] {
  return async (body, each) => {
    life.admit(endpoint)
    return track(body, each)
  }
}

/** One gate for all endpoints that share a bucket. */
function createGates({ clock, budget }: Settings): (endpoint: Endpoint) => Gate {
  const gates = new Map<string, Gate>()
  return ({ rateLimit }) => {
    const gate =
      gates.get(rateLimit.bucket) ??
      (budget ? createBudgetGate(rateLimit, budget, clock) : createGate(createBucket(rateLimit, clock), clock))
    gates.set(rateLimit.bucket, gate)
    return gate
  }
}

/** An observer that throws must not change what becomes of a request. */
function tell({ onRequest, log }: BrazeOptions, report: RequestReport): void {
  if (report.code !== undefined) log?.warn(report, 'Braze request failed')
  try {
    onRequest?.(report)
  } catch {
    log?.warn({ endpoint: report.endpoint }, 'onRequest failed')
  }
}

function refuse(endpoint: Endpoint): BrazeError {
  const detail = 'Not sent. The request must be an object.'
  return new BrazeError(describe(endpoint, 'invalid', { detail }), { code: 'invalid', retry: 'no' })
}
