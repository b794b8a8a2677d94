import { z } from 'zod'
import type { Part } from './part.ts'

/** The sandbox's own time: the machine's, shifted. It runs on after being set, as a wall clock does. Epoch milliseconds. */
export interface Clock extends Part {
  now(): number
  set(now: number): void
  advance(milliseconds: number): void
  /** Calls back after each shift, so that what is due by the new time can happen. */
  onShift(listener: () => void): void
}

/** @param machine the time that passes by itself; a test hands in one that stands still. */
export function createClock(machine: () => number = Date.now): Clock {
  let shift = 0
  let revision = 0
  const listeners: (() => void)[] = []
  function move(by: number): void {
    shift += by
    revision += 1
    for (const listener of listeners) listener()
  }
  const now = () => machine() + shift
  return {
    get revision() {
      return revision
    },
    now,
    set: (wanted) => move(wanted - now()),
    advance: move,
    onShift: (listener) => listeners.push(listener),
    save: () => ({ shift }),
    load(saved) {
      shift = z.object({ shift: z.number() }).parse(saved).shift
    },
    close: () => undefined,
  }
}
