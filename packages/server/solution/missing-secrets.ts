import { brazeSandbox } from '@parley/actions'
import type { Environment, SolutionBuild } from './build.ts'
import { readSecrets } from './secrets.ts'

/** Environment variables of secrets that a build declares and this process does not have. The local Braze sandbox needs no key. */
export function missingSecrets(build: SolutionBuild, environment: Environment): readonly string[] {
  const isLocal = build.params[environment].braze_url === brazeSandbox
  return readSecrets(build, environment)
    .missing.filter(({ name }) => !(isLocal && name === 'braze_api_key'))
    .map(({ variable }) => variable)
}
