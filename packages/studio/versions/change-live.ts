import type { Deployed, EnvironmentName } from '../api.ts'
import { RequestError, request } from '../app/request.ts'
import { versionsChanged } from './use-versions.ts'

/** Changes what an environment runs. `after`: the deployment that was seen, so that nobody overrules what they did not see. */
export async function changeLive(
  solution: string,
  environment: EnvironmentName,
  deed: 'publish' | 'deployments' | 'rollback' | 'canary',
  body: { readonly after: number; readonly [member: string]: unknown },
): Promise<Deployed> {
  try {
    return await request<Deployed>(`/solutions/${solution}/environments/${environment}/${deed}`, { body })
  } finally {
    // Refused too: whoever was overtaken wants to see by whom.
    await versionsChanged(solution)
  }
}

/** Whether somebody else was quicker. */
export const isOvertaken = (error: unknown): boolean =>
  error instanceof RequestError && error.code === 'deployment-changed'
