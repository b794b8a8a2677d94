import { dataPoints, type Program } from '@parley/flow'
import type { Runtime, StoredVersion } from '@parley/runtime'
import type { SolutionBuild } from '../solution/build.ts'
import { Refusal } from './refusal.ts'
import type { Solutions } from './solution-parts.ts'
import type { VersionRef } from './solution-request.ts'
import { versionOf } from './version-answer.ts'

type Versions = Runtime['versions']

interface Live {
  readonly environment: 'sandbox' | 'prod'
  readonly version: number
  readonly canary: { readonly version: number; readonly share: number } | null
}

export async function liveOf(versions: Versions, solution: string): Promise<readonly Live[]> {
  const current = await Promise.all((['sandbox', 'prod'] as const).map((each) => versions.current(solution, each)))
  return current.flatMap((it) =>
    it === null
      ? []
      : [
          {
            environment: it.environment,
            version: it.number,
            canary: it.canary && { version: it.canary.number, share: it.canary.share },
          },
        ],
  )
}

/** Where a version runs, and for how many of those who come. */
export function liveIn(live: readonly Live[], { number }: StoredVersion) {
  return live.flatMap(({ environment, version, canary }) => {
    const share = canary?.version === number ? canary.share : version === number ? 1 - (canary?.share ?? 0) : 0
    return share === 0 ? [] : [{ environment, share, canary: canary?.version === number }]
  })
}

/** A version with what somebody wants to know before it is deployed. */
export async function describeVersion(
  { versions, missingSecrets }: Solutions,
  stored: StoredVersion,
  { build, program }: { readonly build: SolutionBuild; readonly program: Program | null },
) {
  const [live, running] = await Promise.all([liveOf(versions, stored.solution), versions.running(stored.version)])
  return {
    ...versionOf(stored),
    live: liveIn(live, stored),
    running: running.map(({ environment, conversations }) => ({ environment, conversations })),
    flows: Object.keys(build.flows),
    actions: Object.keys(build.actions),
    secrets: build.secrets,
    missing_secrets: { sandbox: missingSecrets(build, 'sandbox'), prod: missingSecrets(build, 'prod') },
    egress: build.egress,
    data_points: program === null ? null : dataPoints(program).perThousand,
  }
}

/** The version that is meant. @throws Refusal when nothing runs there */
export async function findVersion(versions: Versions, solution: string, ref: VersionRef): Promise<StoredVersion> {
  if (ref.kind === 'number') return versions.find(solution, ref.number)
  const { kind, environment } = ref
  const current = await versions.current(solution, environment)
  if (current === null) {
    await versions.find(solution, 1)
    throw new Refusal('nothing-live', `${solution} runs no version in ${environment}.`)
  }
  if (kind === 'live') return versions.find(solution, current.number)
  if (current.canary === null) throw new Refusal('no-canary', `${solution} runs no canary in ${environment}.`)
  return versions.find(solution, current.canary.number)
}
