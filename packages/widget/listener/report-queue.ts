/**
 * Reports on their way to the server: kept in the browser until it has them, sent one after the other.
 *
 * 1. A report is never changed once it is sealed, so that sent twice it is one: its events have ids.
 * 2. Bounded: the oldest go first.
 * 3. Several tabs share what is stored; each writes only what it added or got rid of.
 */
import type { Page, Values } from '@parley/flow'
import { readStored, type Store, writeStored } from './memory.ts'

export interface ReportEvent {
  readonly id: string
  readonly name: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly properties: Values
}

/** `POST /v1/page-events` */
export interface Report {
  readonly solution: string
  readonly environment: 'sandbox' | 'prod'
  readonly visitor: string
  readonly consent: 'full'
  readonly page: Page
  readonly events: readonly ReportEvent[]
}

export interface ReportQueueParts {
  readonly store: Store | null
  readonly key: string
  /** Answers with the HTTP status; rejects when there is no connection. */
  send(body: string): Promise<number>
  /** Runs later; returns what prevents that. */
  after(ms: number, run: () => void): () => void
}

export interface ReportQueue {
  add(report: Report): void
  /** Tries at once what is there. */
  retry(): void
  /** Forgets everything, stored or not. */
  clear(): void
  close(): void
  readonly length: number
}

const mostReports = 40
const mostCharacters = 400_000
const firstPauseMs = 5000
const longestPauseMs = 300_000

interface Stored {
  readonly reports: readonly Report[]
}

const nameOf = (report: Report): string => report.events[0]?.id ?? ''

export function createReportQueue({ store, key, send, after }: ReportQueueParts): ReportQueue {
  let reports: readonly Report[] = readStored<Stored>(store, key, { reports: [] }).reports
  let sending = false
  let failures = 0
  let closed = false
  let cancel: () => void = () => {}

  /** 2 */
  function bounded(all: readonly Report[]): readonly Report[] {
    const kept = all.slice(-mostReports)
    let room = mostCharacters
    const from = kept.findLastIndex((report) => {
      room -= JSON.stringify(report).length
      return room < 0
    })
    return kept.slice(from + 1)
  }

  /** 3 */
  function save(gone: ReadonlySet<string> = new Set()): void {
    const stored = readStored<Stored>(store, key, { reports: [] }).reports
    const known = new Set(reports.map(nameOf))
    const others = stored.filter((report) => !known.has(nameOf(report)) && !gone.has(nameOf(report)))
    const all = bounded([...others, ...reports])
    writeStored(store, key, all.length === 0 ? null : { reports: all })
  }

  function drop(report: Report): void {
    reports = reports.filter((each) => each !== report)
    save(new Set([nameOf(report)]))
  }

  async function sendAll(): Promise<void> {
    sending = true
    try {
      for (let [next] = reports; next !== undefined && !closed; [next] = reports) {
        const status = await send(JSON.stringify(next)).catch(() => 0)
        if (closed) return
        if (status === 0 || status === 408 || status === 429 || status >= 500) {
          wait()
          return
        }
        failures = 0
        // Taken, or refused for good: sent again it would be refused again.
        drop(next)
      }
    } finally {
      // Here and not later: what is added in the same turn must find it idle.
      sending = false
    }
  }

  function wait(): void {
    const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** failures)
    failures += 1
    cancel()
    cancel = after(pause, start)
  }

  function start(): void {
    if (!sending && !closed) void sendAll()
  }

  return {
    add(report) {
      reports = bounded([...reports, report])
      save()
      // While it waits after a failure, more do not make it try sooner.
      if (failures === 0) start()
    },
    retry() {
      failures = 0
      cancel()
      start()
    },
    clear() {
      reports = []
      failures = 0
      cancel()
      writeStored(store, key, null)
    },
    close() {
      closed = true
      cancel()
    },
    get length() {
      return reports.length
    },
  }
}
