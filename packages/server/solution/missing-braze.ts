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

/**
 * What keeps the Braze nodes of a solution from reaching Braze in one environment: nobody says where it is, or the way there is open to
 * everybody. Told when somebody publishes there; until then an environment may be unfinished.
 */
export function brazeOutOfReach(build: SolutionBuild, environment: (typeof environments)[number]): readonly Problem[] {
  if (!Object.values(build.flows).some(({ text }) => /"kind"\s*:\s*"braze-/.test(text))) return []
  const url = build.params[environment].braze_url
  const reason =
    typeof url !== 'string' || url === ''
      ? `Nodes speak to Braze, and in ${environment} nobody says where that is: every one of them would fail.`
      : url.startsWith('http:')
        ? `The address of Braze in ${environment} begins with http: the key could be read on its way, so nothing is sent there.`
        : null
  if (reason === null) return []
  return [
    {
      code: 'parameter-missing',
      severity: 'warning',
      place: { file: 'solution.ts', field: `params.${environment}.braze_url` },
      reason,
      repair: `Write the REST address of your Braze cluster (https://…) as braze_url of ${environment} on the page Settings, under Parameters.`,
    },
  ]
}
