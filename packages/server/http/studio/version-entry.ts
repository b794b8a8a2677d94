import type { Deployment } from '@parley/runtime'
import type { DeploymentEntry } from '@parley/studio/api'

export const deploymentEntry = ({
  deployment,
  environment,
  kind,
  number,
  canary,
  by,
  note,
  deployedAt,
}: Deployment): DeploymentEntry => ({
  deployment,
  environment,
  kind,
  version: number,
  canary: canary && { version: canary.number, share: canary.share },
  by,
  note,
  at: new Date(deployedAt).toISOString(),
})
