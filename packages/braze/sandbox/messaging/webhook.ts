/**
 * HTTP calls that a campaign or Canvas makes once per person, and the statuses of transactional e-mails.
 *
 * Owns the call, its repetition and its record, and keeps what is still to be called beyond the process. Leaves what is in a call to
 * whoever asks for it, where it may go to the settings.
 *
 * W1 Nothing is called that the settings do not allow.
 * W2 2xx is delivered. 408, 429, 5XX and no answer are tried again by the sandbox's clock, with the same body; everything else is final.
 * W3 A host that fails too often is left in peace for a minute; its calls are logged as 598 and come after that minute.
 * W4 A call that was under way when the sandbox ended is made again: at least once, as with Braze.
 */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import { mayCall } from '../outgoing.ts'
import { createChanges, type Rows } from '../rows.ts'
import type { Settings } from '../settings.ts'
import { showTime } from '../time.ts'
import type { Agenda } from './agenda.ts'
import type { Caller } from './call.ts'
import { type HostHealth, PAUSED_STATUS, UNREACHABLE_STATUS } from './host-health.ts'
import type { Pool } from './pool.ts'
import { planRetry } from './retry-plan.ts'

const webhookCall = z
  .object({
    url: z.string(),
    method: z.string(),
    headers: z.record(z.string(), z.string()).readonly(),
    body: z.string(),
  })
  .readonly()
/** A call ready to be made. */
export type WebhookCall = z.output<typeof webhookCall>

/** What the call is for: a message on its way, or the status of one. */
const purpose = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), sendingId: z.string() }).readonly(),
  z.object({ kind: z.literal('status'), status: z.string() }).readonly(),
])
export type Purpose = z.output<typeof purpose>

/** One attempt as the controls show it. */
const attempt = z
  .object({
    at: z.string(),
    /** 598: the host is left in peace; 599: nothing answered. */
    status: z.number(),
    answer: z.string().exactOptional(),
    problem: z.string().exactOptional(),
  })
  .readonly()

const webhookRecord = z.object({
  state: z.enum(['calling', 'waiting', 'delivered', 'failed', 'blocked']),
  attempts: z.array(attempt),
  next_attempt_at: z.string().exactOptional(),
  problem: z.string().exactOptional(),
})
export type WebhookRecord = z.output<typeof webhookRecord>

const job = z.object({
  id: z.string(),
  call: webhookCall,
  purpose,
  record: webhookRecord,
  /** Epoch milliseconds. */
  firstAt: z.number(),
  attempts: z.number(),
  nextAt: z.number().exactOptional(),
})
type Job = z.output<typeof job>

export interface Webhooks {
  readonly rows: Rows
  /** Takes up a call: `record` tells how it goes, `attempt` makes it for the first time. */
  begin(call: WebhookCall, purpose: Purpose): { readonly record: WebhookRecord; readonly attempt: () => Promise<void> }
  /** The calls that are not settled. */
  unsettled(): readonly { readonly purpose: Purpose; readonly record: WebhookRecord }[]
  /** Goes on with the calls that were not settled before a restart. */
  resume(): void
  /** What comes back of calls under way counts no more. */
  close(): void
}

const TIMEOUT_MS = 90_000
/** Characters of calls that wait for their next attempt. */
const WAITING = 128 * 1024 * 1024
const ANSWER = { bytes: 1024 * 1024, shownCharacters: 2000 }

export interface WebhookNeeds {
  readonly clock: Clock
  readonly settings: Settings
  readonly caller: Caller
  readonly health: HostHealth
  readonly agenda: Agenda
  readonly pool: Pool
  /** Hears of every attempt. */
  readonly progressed: (purpose: Purpose) => void
  /** Hears once a call is delivered or given up, which may be a day later. */
  readonly settled: (purpose: Purpose, delivered: boolean) => void
}

export function createWebhooks(needs: WebhookNeeds): Webhooks {
  const { clock, settings, caller, health, agenda, pool, progressed, settled } = needs
  const changes = createChanges(settings.databaseUrl !== undefined)
  const jobs = new Map<string, Job>()
  let waiting = 0
  let closed = false

  async function make(one: Job): Promise<void> {
    const { call, record } = one
    const url = URL.parse(call.url.trim())
    if (url === null || !mayCall(url, settings.webhooks)) {
      record.state = 'blocked' // W1
      record.problem = url === null ? 'the address is no URL' : `the sandbox may not call ${url.host}`
      return settle(one, false)
    }
    record.state = 'calling'
    if (one.nextAt !== undefined) waiting -= weightOf(one)
    delete record.next_attempt_at
    delete one.nextAt
    changes.mark(one.id)
    const until = health.pausedUntil(url.host)
    if (until !== undefined) {
      record.attempts.push({ at: showTime(clock.now()), status: PAUSED_STATUS, problem: 'the host is left in peace' })
      return waitUntil(until, one) // W3
    }
    const at = showTime(clock.now())
    const body = call.method === 'GET' ? undefined : call.body
    const outcome = await caller.call({ ...call, url, body, timeoutMs: TIMEOUT_MS, maxBytes: ANSWER.bytes })
    if (closed) return // W4
    const status = outcome.kind === 'answered' ? outcome.status : undefined
    health.note(url.host, status)
    record.attempts.push(
      outcome.kind === 'answered'
        ? { at, status: outcome.status, answer: outcome.text.slice(0, ANSWER.shownCharacters) }
        : { at, status: UNREACHABLE_STATUS, problem: outcome.reason },
    )
    if (status !== undefined && status >= 200 && status < 300) return settle(one, true) // W2
    const retryAfter = outcome.kind === 'answered' ? outcome.headers['retry-after'] : undefined
    one.attempts += 1
    const { attempts, firstAt } = one
    const next = planRetry({ status, retryAfter, attempts, firstAt, now: clock.now() })
    if (next === undefined) return settle(one, false)
    waitUntil(next, one)
  }

  function waitUntil(time: number, one: Job): void {
    if (waiting + weightOf(one) > WAITING) {
      one.record.problem = 'too much is waiting to be called again'
      settle(one, false)
      return
    }
    waiting += weightOf(one)
    one.record.state = 'waiting'
    one.record.next_attempt_at = showTime(time)
    one.nextAt = time
    changes.mark(one.id)
    progressed(one.purpose)
    agenda.at(time, () => pool.add(() => make(one)))
  }

  function settle(one: Job, delivered: boolean): void {
    if (one.record.state !== 'blocked') one.record.state = delivered ? 'delivered' : 'failed'
    jobs.delete(one.id)
    changes.mark(one.id)
    settled(one.purpose, delivered)
  }

  return {
    rows: {
      changes,
      read: (id) => jobs.get(id),
      load(saved) {
        for (const [id, data] of saved) jobs.set(id, job.parse(data))
      },
    },
    begin(call, purpose) {
      const record: WebhookRecord = { state: 'calling', attempts: [] }
      const one = { id: randomUUID(), call, purpose, record, firstAt: clock.now(), attempts: 0 }
      jobs.set(one.id, one)
      changes.mark(one.id)
      return { record, attempt: () => make(one) }
    },
    unsettled: () => [...jobs.values()],
    resume() {
      for (const one of [...jobs.values()]) {
        if (one.nextAt === undefined) pool.add(() => make(one))
        else waitUntil(one.nextAt, one)
      }
    },
    close() {
      closed = true
    },
  }
}

function weightOf({ call: { url, body } }: Job): number {
  return url.length + body.length
}
