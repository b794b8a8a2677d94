import type { Surroundings } from './surroundings.ts'

const pausesMs = [500, 1000, 2000, 4000, 8000, 15_000]

/** How long to wait after so many attempts in vain, from 0: spread, so that a restarted server does not meet all its visitors at once. */
export function pauseAfter(attempts: number, random: Surroundings['random'], atLeastMs = 0): number {
  const pause = pausesMs[Math.min(attempts, pausesMs.length - 1)] ?? 0
  return Math.max(pause * (0.5 + random() / 2), atLeastMs)
}
