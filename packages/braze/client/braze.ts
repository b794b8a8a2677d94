/**
 * The client of the Braze REST API: one typed method per row of the contract, `users.track` through the micro-batcher.
 *
 * C1 The key is in the Authorization header and nowhere else: not in errors, reports or logs.
 * C2 Neither errors nor reports nor logs hold anything of a body.
 * C3 Once `close` has resolved, no request, timer or listener of the client is left.
 */
import { type Endpoint, type EndpointId, endpoints } from '@parley/braze/contract'
import { placeRequest } from './address.ts'
import { createBatcher } from './batch.ts'
import { type Bucket, createBucket } from './bucket.ts'
import { BrazeError, describe } from './error.ts'
import { createLife } from './life.ts'
import { type CallOptions, type Method, type Methods, nestMethods } from './method.ts'
import { send } from './send.ts'
import { type BrazeOptions, readSettings } from './setting.ts'
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
  const findBucket = createBuckets(settings.clock)
  const track = endpoints['users.track']

  const life = createLife(options.signal, () => batcher.idle())
  const batcher = createBatcher(settings.batch, {
    clock,
    chance,
    bucket: findBucket(track),
    send: (body, objects) => transport.send(track, { target: track.path, body }, { objects, signal: life.stopped }),
  })
  life.stopped.addEventListener('abort', () => batcher.stop(), { once: true })

  function call(
    endpoint: Endpoint,
    body: { readonly [member: string]: unknown },
    each?: CallOptions,
  ): Promise<unknown> {
    return life.run(endpoint, each?.signal, async (signal) => {
      if (typeof body !== 'object' || body === null) throw refuse(endpoint)
      const ports = { transport, clock, chance, bucket: findBucket(endpoint), patienceMs: settings.batch.patienceMs }
      return send(endpoint, placeRequest(endpoint, body), ports, signal)
    })
  }

  const alone = Object.fromEntries(
    (Object.keys(endpoints) as EndpointId[]).map((id) => [
      id,
      (body: object, each?: CallOptions) => call(endpoints[id], { ...body }, each),
    ]),
  ) as { [Id in EndpointId]: Method<Id> }
  const methods = nestMethods({
    ...alone,
    'users.track': async (body, each) => {
      life.admit(track)
      return batcher.track(body, each)
    },
  })
  return Object.assign(methods, { close: () => life.close() })
}

/** One bucket for all endpoints that share it. */
function createBuckets(clock: Parameters<typeof createBucket>[1]): (endpoint: Endpoint) => Bucket {
  const buckets = new Map<string, Bucket>()
  return ({ rateLimit }) => {
    const bucket = buckets.get(rateLimit.bucket) ?? createBucket(rateLimit, clock)
    buckets.set(rateLimit.bucket, bucket)
    return bucket
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
