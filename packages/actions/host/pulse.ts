/** Tells by pings whether a child's event loop still turns. */
export interface Pulse {
  /** Asks now; `late` is called when no answer comes within `graceMs`. */
  ask(graceMs: number, late: () => void): void
  /** Asks without consequences but what `waitedMs` tells. */
  beat(): void
  answered(ping: number): void
  /** For how many milliseconds the oldest open ping has waited; 0 when all are answered. */
  waitedMs(): number
  stop(): void
}

interface Ping {
  readonly asked: number
  readonly timer: NodeJS.Timeout | null
}

export function createPulse(send: (ping: number) => void): Pulse {
  const open = new Map<number, Ping>()
  let last = 0
  const add = (timer: NodeJS.Timeout | null): void => {
    last += 1
    open.set(last, { asked: performance.now(), timer })
    send(last)
  }
  return {
    ask: (graceMs, late) => add(setTimeout(late, graceMs)),
    // One is enough: an older one that is still open says all there is to say.
    beat: () => open.size === 0 && add(null),
    answered(ping) {
      const timer = open.get(ping)?.timer
      if (timer) clearTimeout(timer)
      open.delete(ping)
    },
    waitedMs: () => {
      const [oldest] = open.values()
      return oldest === undefined ? 0 : performance.now() - oldest.asked
    },
    stop() {
      for (const { timer } of open.values()) if (timer) clearTimeout(timer)
      open.clear()
    },
  }
}
