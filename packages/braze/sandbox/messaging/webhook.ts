/**
 * Webhook steps: the HTTP call that a campaign or Canvas makes once per person.
 *
 * Owns the call, its repetition and its record. Leaves what is in it to the message, where it may go to the settings.
 *
 * W1 Nothing is called that the settings do not allow.
 * W2 2xx is delivered. 408, 429, 5XX and no answer are tried again by the sandbox's clock, with the same body; everything else is final.
 * W3 A host that fails too often is left in peace for a minute; its calls are logged as 598 and come after that minute.
 */
import type { Clock } from '../clock.ts'
import { mayCall } from '../outgoing.ts'
import type { Settings } from '../settings.ts'
import { showTime } from '../time.ts'
import type { Agenda } from './agenda.ts'
import type { Caller } from './call.ts'
import { type HostHealth, PAUSED_STATUS, UNREACHABLE_STATUS } from './host-health.ts'
import type { Pool } from './pool.ts'
import { planRetry } from './retry-plan.ts'

/** A call ready to be made. */
export interface WebhookCall {
  readonly url: string
  readonly method: string
  readonly headers: { readonly [name: string]: string }
  readonly body: string
}

/** One attempt as the controls show it. */
export interface WebhookAttempt {
  readonly at: string
  /** 598: the host is left in peace; 599: nothing answered. */
  readonly status: number
  readonly answer?: string
  readonly problem?: string
}

export interface WebhookRecord {
  state: 'calling' | 'waiting' | 'delivered' | 'failed' | 'blocked'
  readonly attempts: WebhookAttempt[]
  next_attempt_at?: string
  problem?: string
}

export interface Webhooks {
  /** Makes the call; `settled` hears once it is delivered or given up. */
  send(call: WebhookCall, record: WebhookRecord, settled: (delivered: boolean) => void): Promise<void>
}

const TIMEOUT_MS = 90_000
const ANSWER = { bytes: 1024 * 1024, shownCharacters: 2000 }

export interface WebhookNeeds {
  readonly clock: Clock
  readonly settings: Settings
  readonly caller: Caller
  readonly health: HostHealth
  readonly agenda: Agenda
  readonly pool: Pool
}

export function createWebhooks({ clock, settings, caller, health, agenda, pool }: WebhookNeeds): Webhooks {
  async function send(call: WebhookCall, record: WebhookRecord, settled: (delivered: boolean) => void): Promise<void> {
    const url = URL.parse(call.url.trim())
    if (url === null || !mayCall(url, settings.webhooks)) {
      record.state = 'blocked' // W1
      record.problem = url === null ? 'the address is no URL' : `the sandbox may not call ${url.host}`
      return settled(false)
    }
    await attempt({ call, url, record, settled, firstAt: clock.now(), attempts: 0 })
  }

  async function attempt(job: Job): Promise<void> {
    const { call, url, record } = job
    record.state = 'calling'
    delete record.next_attempt_at
    const until = health.pausedUntil(url.host)
    if (until !== undefined) {
      record.attempts.push({ at: showTime(clock.now()), status: PAUSED_STATUS, problem: 'the host is left in peace' })
      return waitUntil(until, job) // W3
    }
    const at = showTime(clock.now())
    const body = call.method === 'GET' ? undefined : call.body
    const outcome = await caller.call({ ...call, url, body, timeoutMs: TIMEOUT_MS, maxBytes: ANSWER.bytes })
    const status = outcome.kind === 'answered' ? outcome.status : undefined
    health.note(url.host, status)
    record.attempts.push(
      outcome.kind === 'answered'
        ? { at, status: outcome.status, answer: outcome.text.slice(0, ANSWER.shownCharacters) }
        : { at, status: UNREACHABLE_STATUS, problem: outcome.reason },
    )
    if (status !== undefined && status >= 200 && status < 300) return settle(job, true) // W2
    const retryAfter = outcome.kind === 'answered' ? outcome.headers['retry-after'] : undefined
    const attempts = job.attempts + 1
    const next = planRetry({ status, retryAfter, attempts, firstAt: job.firstAt, now: clock.now() })
    if (next === undefined) return settle(job, false)
    waitUntil(next, { ...job, attempts })
  }

  function waitUntil(time: number, job: Job): void {
    job.record.state = 'waiting'
    job.record.next_attempt_at = showTime(time)
    agenda.at(time, () => pool.add(() => attempt(job)))
  }

  function settle({ record, settled }: Job, delivered: boolean): void {
    record.state = delivered ? 'delivered' : 'failed'
    settled(delivered)
  }

  return { send }
}

interface Job {
  readonly call: WebhookCall
  readonly url: URL
  readonly record: WebhookRecord
  readonly settled: (delivered: boolean) => void
  readonly firstAt: number
  readonly attempts: number
}
