/**
 * Questions of reports to the database: bounded in time, in number, and never in the way of conversations.
 *
 * 1. A question reads only, and ends after eight seconds: who asked is told to ask for less.
 * 2. Two run at a time; as many others as may wait, wait, and more are refused.
 */
import type { Queryable, SharedDatabase } from '@parley/runtime'
import { Refusal } from '../http/refusal.ts'

/** Below the time within which the database must answer at all. */
const longestMs = 8000
const mostAtOnce = 2
const mostWaiting = 20

export type Ask = <Result>(work: (db: Queryable) => Promise<Result>) => Promise<Result>

/** A gate to the database for whoever reads much. */
export function createAsk(database: Pick<SharedDatabase, 'transaction'>): Ask {
  let running = 0
  const waiting: (() => void)[] = []

  async function enter(): Promise<void> {
    if (running < mostAtOnce) running += 1
    else if (waiting.length >= mostWaiting) throw new Refusal('overloaded')
    // Whoever leaves hands on the place.
    else await new Promise<void>((resolve) => waiting.push(resolve))
  }

  function leave(): void {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }

  return async (work) => {
    await enter()
    try {
      return await database.transaction(async (db) => {
        await db.query({ text: settings })
        return work(db)
      })
    } catch (error) {
      throw isOutOfTime(error) ? new Refusal('report-too-large', undefined, { cause: error }) : error
    } finally {
      leave()
    }
  }
}

/** What turns need of the planner is wrong for reading much. */
const settings = `
set transaction read only;
set local statement_timeout = ${longestMs};
set local enable_seqscan = on;
set local work_mem = '48MB';
set local max_parallel_workers_per_gather = 1`

/** `query_canceled`: the statement ran longer than it may. */
const isOutOfTime = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '57014'
