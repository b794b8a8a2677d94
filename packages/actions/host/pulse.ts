/** After so long without an answer to a ping a child counts as stuck: it gets no new calls. */
const stuckAfterMs = 100

/** Tells by pings whether a child's event loop still turns. */
export interface Pulse {
  /** Asks now; `late` is called when no answer comes within `graceMs`. */
  ask(graceMs: number, late: () => void): void
  /** Asks without consequences but `stuck`. */
  beat(): void
  answered(ping: number): void
  stuck(): boolean
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
    stuck: () => {
      const [oldest] = open.values()
      return oldest !== undefined && performance.now() - oldest.asked > stuckAfterMs
    },
    stop() {
      for (const { timer } of open.values()) if (timer) clearTimeout(timer)
      open.clear()
    },
  }
}
