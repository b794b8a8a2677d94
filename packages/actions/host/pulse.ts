/** Tells by pings whether a child still does what it is asked. */
export interface Pulse {
  /** Asks now; `alive` is called when this question is answered, `late` when it is not within `graceMs`. */
  ask(graceMs: number, late: () => void, alive: () => void): void
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
  readonly alive: (() => void) | null
}

export function createPulse(send: (ping: number) => void): Pulse {
  const open = new Map<number, Ping>()
  let last = 0
  const add = (timer: Ping['timer'], alive: Ping['alive']): void => {
    last += 1
    open.set(last, { asked: performance.now(), timer, alive })
    send(last)
  }
  return {
    ask: (graceMs, late, alive) => add(setTimeout(late, graceMs), alive),
    // One is enough: an older one that is still open says all there is to say.
    beat: () => open.size === 0 && add(null, null),
    answered(ping) {
      const { timer, alive } = open.get(ping) ?? {}
      if (timer) clearTimeout(timer)
      open.delete(ping)
      alive?.()
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
