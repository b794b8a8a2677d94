import { z } from 'zod'
import { createShelf, type Shelf } from './shelf.ts'

const job = z
  .object({
    /** Epoch milliseconds. */
    startedAt: z.number(),
    finishesAt: z.number(),
    rows: z.number(),
    failingRows: z.number(),
  })
  .readonly()
/** One sync. What it is doing follows from the time, so that nothing has to run. */
export type SyncJob = z.output<typeof job>

const integration = z
  .object({
    id: z.string(),
    name: z.string(),
    type: z.string(),
    warehouse: z.string(),
    contactEmails: z.string(),
    /** What every sync finds. */
    rows: z.number(),
    failingRows: z.number(),
    syncSeconds: z.number(),
    /** Epoch milliseconds. */
    createdAt: z.number(),
    /** Newest first. */
    jobs: z.array(job).readonly(),
  })
  .readonly()
/** A source of Cloud Data Ingestion. Only the dashboard makes them: see the controls. */
export type Integration = z.output<typeof integration>

/** Integrations by their ids. */
export type Integrations = Shelf<Integration>

export function createIntegrations(changed: () => void): Integrations {
  return createShelf(integration, changed)
}

/** Jobs kept of one integration. */
const JOBS = 1000

/** The integration with another sync begun at `now`; `undefined` while one is running. */
export function startSync(one: Integration, now: number): Integration | undefined {
  const [latest] = one.jobs
  if (latest !== undefined && isRunning(latest, now)) return undefined
  const { rows, failingRows, syncSeconds } = one
  const started = { startedAt: now, finishesAt: now + syncSeconds * 1000, rows, failingRows }
  return { ...one, jobs: [started, ...one.jobs].slice(0, JOBS) }
}

export function isRunning({ startedAt, finishesAt }: SyncJob, now: number): boolean {
  return startedAt <= now && now < finishesAt
}

export type SyncStatus = 'Running' | 'Success' | 'Partial' | 'Error'

export function syncStatus(one: SyncJob, now: number): SyncStatus {
  if (isRunning(one, now)) return 'Running'
  if (one.failingRows === 0) return 'Success'
  return one.failingRows < one.rows ? 'Partial' : 'Error'
}
