/** The sandbox's own time: the machine's, shifted. It runs on after being set, as a wall clock does. Epoch milliseconds. */
export interface Clock {
  now(): number
  set(now: number): void
  advance(milliseconds: number): void
  /** Calls back after each shift, so that what is due by the new time can happen. */
  onShift(listener: () => void): void
}

/** @param machine the time that passes by itself; a test hands in one that stands still. */
export function createClock(machine: () => number = Date.now): Clock {
  let shift = 0
  const listeners: (() => void)[] = []
  function move(by: number): void {
    shift += by
    for (const listener of listeners) listener()
  }
  const now = () => machine() + shift
  return {
    now,
    set: (wanted) => move(wanted - now()),
    advance: move,
    onShift: (listener) => listeners.push(listener),
  }
}
