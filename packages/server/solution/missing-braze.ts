import type { Problem } from '@parley/flow'
import { environments, type SolutionBuild } from './build.ts'

/** What a solution sets that speaks to Braze without any node doing so, and is therefore easily forgotten. */
function settingsOf({ report, retarget, insight, listen }: SolutionBuild): readonly string[] {
  const set = { report, retarget, insight, 'listen.braze': listen?.braze }
  return Object.entries(set).flatMap(([name, value]) => (value === undefined ? [] : [name]))
}

/** Environments in which these settings lead nowhere: nobody says which Braze is meant. */
export function missingBraze(build: SolutionBuild): readonly Problem[] {
  const settings = settingsOf(build)
  if (settings.length === 0) return []
  return environments
    .filter((environment) => typeof build.params[environment].braze_url !== 'string')
    .map((environment) => ({
      code: 'parameter-missing',
      severity: 'warning',
      place: { file: 'solution.ts', field: `params.${environment}.braze_url` },
      reason: `"${settings.join('", "')}" speaks to Braze, and in ${environment} nobody says where that is.`,
      repair: `Write braze_url into the parameters of ${environment}, or brazeSandbox for the local one.`,
    }))
}
