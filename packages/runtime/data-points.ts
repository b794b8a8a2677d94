import type { Database } from './database.ts'
import { createGatherer } from './gather.ts'
import { addDataPoints, type DataPointCount } from './sql/add-data-points.ts'
import { type DataPointRange, listDataPoints } from './sql/list-data-points.ts'
import { asked } from './versions.ts'

/** How many data points each node wrote and saved, by day. What is on its way into the count when a node is killed is lost. */
export interface DataPoints {
  /** Counts for today. */
  add(count: Omit<DataPointCount, 'day'>): Promise<void>
  /** Newest day first, at most 10,000 lines. */
  list(range: DataPointRange): Promise<readonly DataPointCount[]>
}

export function createDataPoints(parts: { db: Database['pool']; workspace: string; now(): number }): DataPoints {
  const { db, workspace } = parts
  const add = createGatherer(async (counts: readonly DataPointCount[]) => {
    await addDataPoints(db, workspace, counts)
    return counts.map(() => undefined)
  })
  return {
    add: (count) => asked(add({ ...count, day: new Date(parts.now()).toISOString().slice(0, 10) })),
    list: (range) => asked(listDataPoints(db, workspace, range)),
  }
}
