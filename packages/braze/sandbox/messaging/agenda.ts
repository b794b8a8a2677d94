import type { Clock } from '../clock.ts'

/** What is to happen at a time of the sandbox's clock, however that time comes: by itself or by a shift. */
export interface Agenda {
  readonly size: number
  /** Runs once the clock shows `time`; at once when it already does. Returns what takes it back. */
  at(time: number, run: () => void): () => void
  /** Forgets everything, and whatever is added later. */
  close(): void
}

interface Entry {
  readonly time: number
  readonly run: () => void
}

/** Timers beyond this fire at once instead, and a clock that stands still must not be asked too often. */
const TIMER = { longest: 2 ** 31 - 1, shortest: 1000 }

export function createAgenda(clock: Clock): Agenda {
  let entries: Entry[] = []
  let timer: NodeJS.Timeout | undefined
  let closed = false

  function runDue(): void {
    for (let first = entries[0]; first !== undefined && first.time <= clock.now(); first = entries[0]) {
      entries.shift()
      first.run()
    }
    arm(TIMER.shortest)
  }

  function arm(least: number): void {
    clearTimeout(timer)
    const [first] = entries
    if (first === undefined || closed) return
    const wait = Math.min(TIMER.longest, Math.max(least, Math.ceil(first.time - clock.now())))
    timer = setTimeout(runDue, wait)
    timer.unref()
  }

  clock.onShift(() => {
    if (!closed) runDue()
  })

  return {
    get size() {
      return entries.length
    },
    at(time, run) {
      const entry = { time, run }
      if (closed) return () => undefined
      if (time <= clock.now()) {
        run()
        return () => undefined
      }
      const place = entries.findLastIndex((other) => other.time <= time) + 1
      entries.splice(place, 0, entry)
      if (place === 0) arm(1)
      return () => {
        entries = entries.filter((other) => other !== entry)
        arm(1)
      }
    },
    close() {
      closed = true
      entries = []
      clearTimeout(timer)
    },
  }
}
