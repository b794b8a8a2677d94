import { setImmediate as breathe } from 'node:timers/promises'

/**
 * Work that happens after a request was answered: a few pieces at a time, in the order in which they came. What sets off other work comes
 * after all that has been set off: so a send to many never piles up more than it has begun.
 */
export interface Pool {
  /** A piece that fails is a bug; it is reported and the others go on. */
  add(piece: () => Promise<void>): void
  /** The same for a piece that sets off others. */
  addSource(piece: () => Promise<void>): void
  /** Resolves once nothing is left to do. */
  idle(): Promise<void>
  /** Forgets what has not begun, and whatever is added later. */
  close(): void
}

/** Milliseconds of work between two breaths: requests are answered while a broadcast is rendered. */
const BETWEEN_BREATHS = 20

type Piece = () => Promise<void>

export function createPool(workers: number, report: (bug: unknown) => void): Pool {
  const pieces = createQueue()
  const sources = createQueue()
  let running = 0
  let closed = false
  let onIdle: (() => void)[] = []
  let breathedAt = performance.now()

  async function work(): Promise<void> {
    for (let piece = pieces.take() ?? sources.take(); piece !== undefined; piece = pieces.take() ?? sources.take()) {
      try {
        await piece()
      } catch (bug) {
        report(bug)
      }
      if (performance.now() - breathedAt < BETWEEN_BREATHS) continue
      await breathe()
      breathedAt = performance.now()
    }
    running -= 1
    if (running > 0) return
    for (const resolve of onIdle.splice(0)) resolve()
  }

  function addTo(queue: Queue, piece: Piece): void {
    if (closed) return
    queue.add(piece)
    if (running >= workers) return
    running += 1
    void work()
  }

  return {
    add: (piece) => addTo(pieces, piece),
    addSource: (piece) => addTo(sources, piece),
    idle: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => onIdle.push(resolve))),
    close() {
      closed = true
      pieces.clear()
      sources.clear()
      for (const resolve of onIdle) resolve()
      onIdle = []
    },
  }
}

interface Queue {
  add(piece: Piece): void
  take(): Piece | undefined
  clear(): void
}

/** First in, first out, without moving what is left at each turn. */
function createQueue(): Queue {
  let waiting: Piece[] = []
  let next = 0
  return {
    add: (piece) => waiting.push(piece),
    take() {
      const piece = waiting[next]
      next += 1
      if (next >= waiting.length) {
        waiting = []
        next = 0
      } else if (next >= MOVED) {
        waiting = waiting.slice(next)
        next = 0
      }
      return piece
    },
    clear() {
      waiting = []
      next = 0
    },
  }
}

/** Pieces that were taken linger until there are so many. */
const MOVED = 1000
