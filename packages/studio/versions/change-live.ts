import type { Deployed, DeploymentEntry, DeploymentList, EnvironmentName, Me } from '../api.ts'
import { askWhoThisIs, queries } from '../app/api.ts'
import { RequestError, request } from '../app/request.ts'
import { versionsChanged } from './use-versions.ts'

type Deed = 'publish' | 'deployments' | 'rollback' | 'canary'

/**
 * Changes what an environment runs. When the connection is lost before the answer, it is found out whether it was done.
 *
 * @param body `after`: the deployment that was seen, so that nobody overrules what they did not see
 * @param onLost told that the answer was lost, and that it takes until the server can be reached
 * @throws RequestError `not-done` when the answer was lost and it was not done; sent again it is done once
 */
export async function changeLive(
  solution: string,
  environment: EnvironmentName,
  deed: Deed,
  body: { readonly after: number; readonly [member: string]: unknown },
  onLost?: () => void,
): Promise<Deployed> {
  try {
    return await request<Deployed>(`/solutions/${solution}/environments/${environment}/${deed}`, { body })
  } catch (error) {
    if (!isLost(error)) throw error
    onLost?.()
    const me = queries.getQueryData<Me>(askWhoThisIs.queryKey)
    const ask = () => request<DeploymentList>(`/solutions/${solution}/deployments?environment=${environment}&limit=50`)
    return { deployment: await findOwn(ask, body.after, me?.name ?? null, waitForNetwork), changed: true }
  } finally {
    // Refused too: whoever was overtaken wants to see by whom.
    await versionsChanged(solution)
  }
}

/** Whether somebody else was quicker. */
export const isOvertaken = (error: unknown): boolean =>
  error instanceof RequestError && error.code === 'deployment-changed'

const isLost = (error: unknown): boolean => error instanceof RequestError && error.code === 'offline'

/** How often it is looked, once the server answers, before it counts as not done: making a version takes seconds. */
const looks = 4
const waitMs = 2000

/** The next chance, at the latest after a while. */
function waitForNetwork(): Promise<void> {
  return new Promise((go) => {
    const timer = setTimeout(done, waitMs)
    window.addEventListener('online', done)
    function done(): void {
      clearTimeout(timer)
      window.removeEventListener('online', done)
      go()
    }
  })
}

/**
 * The deployment that a lost answer was about: if there is one, it is the next after the one that was seen.
 *
 * @param by who made it
 * @throws RequestError `not-done`, `deployment-changed`
 */
export async function findOwn(
  ask: () => Promise<DeploymentList>,
  after: number,
  by: string | null,
  wait: () => Promise<void>,
): Promise<DeploymentEntry> {
  for (let looked = 0; ; ) {
    await wait()
    const answer = await ask().catch((error: unknown) => {
      if (isLost(error)) return null
      throw error
    })
    if (answer === null) continue
    const next = answer.deployments.find(({ deployment }) => deployment === after + 1)
    if (next?.by === by) return next
    looked += 1
    if (next !== undefined)
      throw new RequestError({
        title: 'Deployment changed',
        status: 409,
        code: 'deployment-changed',
        detail: 'Somebody else was quicker. Look again, and decide anew.',
      })
    if (looked >= looks)
      throw new RequestError({
        title: 'Not done',
        status: 0,
        code: 'not-done',
        detail:
          'The connection was lost before the server took it: nothing was changed. Do it again; should the first still arrive, it counts once.',
      })
  }
}
