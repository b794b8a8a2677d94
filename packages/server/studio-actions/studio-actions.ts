import type { ActionHost } from '@parley/actions/host'
import type { Runtime } from '@parley/runtime'
import type { Deployments } from '../deployments.ts'
import type { LiveSolutions } from '../live-solutions.ts'
import type { Sources } from '../sources/sources.ts'
import { type ActionTrials, createActionTrials } from './action-trials.ts'
import { type BrazeWatch, createBrazeWatch } from './braze-watch.ts'

/** What the Studio needs to try code and to look at Braze. */
export interface StudioActions {
  readonly trials: ActionTrials
  readonly watch: BrazeWatch
  readonly deadLetters: Runtime['deadLetters']
  readonly dataPoints: Runtime['dataPoints']
  close(): void
}

export interface StudioActionsParts {
  readonly sources: Pick<Sources, 'read'>
  readonly host: ActionHost
  readonly deployments: Deployments
  readonly live: LiveSolutions
  readonly runtime: Pick<Runtime, 'shadow' | 'deadLetters' | 'dataPoints'>
  readonly sandboxUrl: () => string
}

export function createStudioActions(parts: StudioActionsParts): StudioActions {
  const { sources, host, deployments, live, runtime, sandboxUrl } = parts
  const trials = createActionTrials({
    sources,
    host,
    open: (id, build) => deployments.openTrial(id, build),
    close: (id) => deployments.closeTrial(id),
    shadow: () => runtime.shadow,
    now: Date.now,
  })
  const watch = createBrazeWatch({
    host,
    trials,
    sandboxUrl,
    async running(solution, environment) {
      const [current, found] = await Promise.all([
        deployments.current(solution, environment),
        live.find(solution, environment),
      ])
      const target = current === null ? undefined : deployments.targetOf(current.deployment)
      if (current === null || found === null || target === undefined) return null
      return { deployment: current.deployment, target, build: found.build }
    },
  })
  return {
    trials,
    watch,
    deadLetters: runtime.deadLetters,
    dataPoints: runtime.dataPoints,
    close: trials.close,
  }
}
