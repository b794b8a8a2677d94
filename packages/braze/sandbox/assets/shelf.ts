import { z } from 'zod'

/** What has to outlive the process. */
export interface Keepable {
  /** As JSON. */
  save(): unknown
  /** Takes back what `save` gave. */
  load(saved: unknown): void
}

/** Things of one kind, each under its key, in the order in which they came. */
export interface Shelf<Thing> extends Keepable {
  readonly size: number
  get(key: string): Thing | undefined
  /** A known key keeps its place. */
  put(key: string, thing: Thing): void
  /** Whether there was such a thing. */
  remove(key: string): boolean
  all(): readonly Thing[]
}

/**
 * @param schema what a thing is, once it comes back from a database
 * @param changed called after each change
 */
export function createShelf<Thing>(schema: z.ZodType<Thing>, changed: () => void): Shelf<Thing> {
  const things = new Map<string, Thing>()
  const saved = z.array(z.tuple([z.string(), schema]))
  return {
    get size() {
      return things.size
    },
    get: (key) => things.get(key),
    put(key, thing) {
      things.set(key, thing)
      changed()
    },
    remove(key) {
      const removed = things.delete(key)
      if (removed) changed()
      return removed
    },
    all: () => [...things.values()],
    save: () => [...things],
    load(json) {
      for (const [key, thing] of saved.parse(json)) things.set(key, thing)
    },
  }
}

/** One key of several names. */
export function joinKey(...names: readonly string[]): string {
  return JSON.stringify(names)
}
