import { describe, expect, it } from 'vitest'
import type { DeploymentEntry, DeploymentList } from '../api.ts'
import { RequestError } from '../app/request.ts'
import { findOwn } from './change-live.ts'

const entry = (deployment: number, by: string): DeploymentEntry => ({
  deployment,
  environment: 'prod',
  kind: 'deploy',
  version: deployment,
  canary: null,
  by,
  note: null,
  at: '2026-01-01T00:00:00Z',
})
const offline = new RequestError({ title: '', status: 0, code: 'offline', detail: '' })

/** Asks, as far as the network lets it: `null` where it does not. */
async function found(...answers: readonly (readonly DeploymentEntry[] | null)[]): Promise<number | string> {
  let asked = 0
  const ask = async (): Promise<DeploymentList> => {
    const deployments = answers[Math.min(asked, answers.length - 1)]
    asked += 1
    if (deployments == null) throw offline
    return { deployments }
  }
  return findOwn(ask, 3, 'Ada', async () => {}).then(
    ({ deployment }) => deployment,
    (error: RequestError) => `${error.code} after ${asked}`,
  )
}

describe('a change whose answer was lost', () => {
  it('is found when it was done, however long the network is away', async () => {
    expect(await found([entry(4, 'Ada'), entry(3, 'Bob')])).toBe(4)
    expect(await found(null, null, null, null, null, null, [entry(4, 'Ada')])).toBe(4)
    // Others may have gone on from it.
    expect(await found([entry(5, 'Bob'), entry(4, 'Ada')])).toBe(4)
  })

  it('may be on its way still, and is looked for a few times', async () => {
    expect(await found([entry(3, 'Bob')], [entry(4, 'Ada'), entry(3, 'Bob')])).toBe(4)
    expect(await found([entry(3, 'Ada')])).toBe('not-done after 4')
  })

  it('was not done when somebody else came first', async () => {
    expect(await found([entry(4, 'Bob')])).toBe('deployment-changed after 1')
  })
})
