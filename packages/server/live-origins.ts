import type { Versions } from '@parley/runtime'
import type { Logger } from 'pino'
import { type Origins, originsOf } from './http/origin.ts'
import type { LiveSolutions } from './live-solutions.ts'
import { environments } from './solution/build.ts'

/** The web origins of everything that is live. A deployment shows after at most `everyMs`. */
export interface LiveOrigins extends Origins {
  /** Looks now what is live. */
  refresh(): Promise<void>
  close(): void
}

const everyMs = 2000

/** Remembers the origins of what is live and looks again in the background, so that no request waits for the database. */
export function createLiveOrigins(parts: {
  readonly versions: Pick<Versions, 'solutions'>
  readonly live: LiveSolutions
  readonly log: Pick<Logger, 'warn'>
}): LiveOrigins {
  let known: Origins = originsOf([])
  let looking: Promise<void> | null = null

  async function look(): Promise<void> {
    const patterns = new Set<string>()
    for (const solution of await parts.versions.solutions())
      for (const environment of environments) {
        // What cannot be read now is not let in; the others are.
        const found = await parts.live.find(solution, environment).catch(() => null)
        for (const origin of found?.build.web?.origins ?? []) patterns.add(origin)
      }
    known = originsOf(patterns)
  }

  function refresh(): Promise<void> {
    looking ??= look().finally(() => {
      looking = null
    })
    return looking
  }

  const timer = setInterval(() => {
    refresh().catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : 'unknown'
      parts.log.warn({ error: reason }, 'the web origins of what is live could not be looked up; those known stay')
    })
  }, everyMs)
  // What nobody closed must not keep the process alive.
  timer.unref()

  return { has: (origin) => known.has(origin), refresh, close: () => clearInterval(timer) }
}
