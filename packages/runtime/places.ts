import type { Task } from './sql/lease-outbox.ts'

/** The places in which effects of one sort are executed, and those that wait for one. Every effect in hand keeps its lease. */
export interface Places {
  /** Effects that may still be taken in hand. */
  readonly room: number
  readonly running: number
  add(task: Task): void
  /** Whether this effect is in hand already. */
  has(key: string): boolean
  /** The next one, if a place is free; it stays in hand until `forget`. */
  begin(): { readonly task: Task; readonly abort: AbortController } | undefined
  /** Its execution is over, its place free. */
  end(task: Task): void
  /** Its end is known to the database. */
  forget(key: string): void
  /** Everything in hand. */
  tasks(): Iterable<Task>
  abortAll(): void
}

export function keyOf(row: { readonly conversation: string; readonly effect: string }): string {
  return `${row.conversation}.${row.effect}`
}

/** @param perPlace In hand per place: enough that no place stands empty, little enough to lose with a node. */
export function createPlaces(places: number, perPlace: number): Places {
  const inHand = new Map<string, Task>()
  const running = new Map<string, AbortController>()
  let backlog: Task[] = []
  let next = 0

  function shift(): Task | undefined {
    const task = backlog[next]
    if (task === undefined) return undefined
    next += 1
    if (next === backlog.length) {
      backlog = []
      next = 0
    }
    return task
  }

  return {
    get room() {
      return places * perPlace - inHand.size
    },
    get running() {
      return running.size
    },
    add(task) {
      inHand.set(keyOf(task), task)
      backlog.push(task)
    },
    has: (key) => inHand.has(key),
    begin() {
      const task = running.size < places ? shift() : undefined
      if (task === undefined) return undefined
      const abort = new AbortController()
      running.set(keyOf(task), abort)
      return { task, abort }
    },
    end: (task) => void running.delete(keyOf(task)),
    forget: (key) => void inHand.delete(key),
    tasks: () => inHand.values(),
    abortAll() {
      for (const abort of running.values()) abort.abort()
    },
  }
}
