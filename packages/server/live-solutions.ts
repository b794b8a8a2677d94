import type { Versions } from '@parley/runtime'
import { type Environment, readBuild, type SolutionBuild } from './solution/build.ts'
import { readSecrets } from './solution/secrets.ts'

/** What an environment runs now, as the doors need it: its settings and the values of its secrets. */
export interface LiveSolution {
  readonly build: SolutionBuild
  readonly environment: Environment
  /** The value of a secret that the solution declares; undefined when it declares none of this name, or nobody set it. */
  secret(name: string): string | undefined
}

export interface LiveSolutions {
  /** `null`: there is no such solution, or it is not deployed there. */
  find(solution: string, environment: Environment): Promise<LiveSolution | null>
}

/** A deployment shows after at most this time, milliseconds. */
const freshMs = 1000
/** Solutions times environments that are remembered. */
const mostKept = 256

/** Remembers for a moment what runs where, so that every request may ask. */
export function createLiveSolutions(
  versions: Pick<Versions, 'current' | 'load'>,
  now: () => number = Date.now,
): LiveSolutions {
  interface Kept {
    readonly until: number
    readonly found: Promise<LiveSolution | null>
  }
  const kept = new Map<string, Kept>()
  const builds = new Map<string, Promise<SolutionBuild>>()

  async function look(solution: string, environment: Environment): Promise<LiveSolution | null> {
    const deployment = await versions.current(solution, environment)
    if (deployment === null) return null
    const build = await loadBuild(deployment.version)
    const { values } = readSecrets(build, environment)
    return { build, environment, secret: (name) => values[name] }
  }

  function loadBuild(version: Parameters<typeof versions.load>[0]): Promise<SolutionBuild> {
    const loading = builds.get(version) ?? versions.load(version).then(readBuild)
    remember(builds, version, loading)
    loading.catch(() => builds.delete(version))
    return loading
  }

  return {
    find(solution, environment) {
      const key = `${environment} ${solution}`
      const present = kept.get(key)
      if (present !== undefined && present.until > now()) return present.found
      const found = look(solution, environment)
      remember(kept, key, { until: now() + freshMs, found })
      // What is not there yet may be there the next moment, and must not be missed because somebody asked too early.
      found.then(
        (live) => live === null && kept.delete(key),
        () => kept.delete(key),
      )
      return found
    },
  }
}

/** The one longest unused goes: a Map keeps the order in which keys came. */
function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key)
  map.set(key, value)
  const oldest = map.keys().next().value
  if (map.size > mostKept && oldest !== undefined) map.delete(oldest)
}
