import { permissions } from '@parley/studio/api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase } from '../../../test/support/database.ts'
import { operatorNeeds } from './operator-needs.ts'
import { type AccessDoor, type Answered, openAccessDoor, operatorKey, type TestBrowser } from './studio/test-access.ts'
import { greeterBuild } from './test-solutions.ts'

let door: AccessDoor
let owner: TestBrowser

beforeAll(async () => {
  door = await openAccessDoor(await createTestDatabase())
  owner = await door.owner()
})

afterAll(() => door[Symbol.asyncDispose]())

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** Every route of the operator, with what an API key needs for it. Nothing is there, so whoever may gets a 404 or a 400 at worst. */
const routes: readonly (readonly [Method, string, readonly string[], object?])[] = [
  ['GET', '/v1/solutions', ['solution:read']],
  ['GET', '/v1/solutions/shop/versions', ['solution:read']],
  ['POST', '/v1/solutions/shop/versions', ['publish:sandbox', 'action:edit']],
  ['GET', '/v1/solutions/shop/versions/1', ['solution:read']],
  ['GET', '/v1/solutions/shop/versions/1/build', ['solution:read']],
  ['POST', '/v1/solutions/shop/versions/1/archive', ['publish:sandbox']],
  ['DELETE', '/v1/solutions/shop/versions/1/archive', ['publish:sandbox']],
  ['GET', '/v1/solutions/shop/diff', ['solution:read']],
  ['GET', '/v1/solutions/shop/deployments', ['solution:read']],
  ['POST', '/v1/solutions/shop/deployments', ['publish:sandbox'], { environment: 'sandbox', version: 1 }],
  ['POST', '/v1/solutions/shop/deployments', ['publish:prod'], { environment: 'prod', version: 1 }],
  ['POST', '/v1/solutions/shop/rollback', ['publish:sandbox'], { environment: 'sandbox' }],
  ['POST', '/v1/solutions/shop/rollback', ['publish:prod'], { environment: 'prod' }],
  ['POST', '/v1/solutions/shop/canary', ['publish:prod'], { environment: 'prod', end: 'abort' }],
  ['GET', '/v1/solutions/shop/drafts', ['solution:read']],
  ['POST', '/v1/solutions/shop/drafts', ['publish:sandbox', 'action:edit']],
  ['DELETE', '/v1/solutions/shop/drafts/draft_1', ['publish:sandbox']],
  ['GET', '/v1/solutions/shop/migrations', ['solution:read']],
  ['POST', '/v1/solutions/shop/migrations', ['publish:sandbox'], { from: 1, to: 2, environment: 'sandbox' }],
  ['POST', '/v1/solutions/shop/migrations', ['publish:prod'], { from: 1, to: 2 }],
  ['POST', '/v1/solutions/shop/migrations/move_1', ['publish:prod']],
  ['GET', '/v1/dead-letters', ['delivery:read']],
  ['GET', '/v1/dead-letters/1', ['delivery:read']],
  ['PATCH', '/v1/dead-letters/1', ['delivery:replay']],
  ['DELETE', '/v1/dead-letters/1', ['delivery:replay']],
  ['POST', '/v1/dead-letters/1/replay', ['delivery:replay']],
  ['GET', '/v1/reports/data-points', ['report:read']],
  ['GET', '/v1/hand-overs', ['hand-over:answer']],
  ['POST', '/v1/hand-overs/conv_1/end', ['hand-over:answer']],
  ['GET', '/v1/records', ['transcript:read']],
  ['GET', '/v1/conversations/conv_1/record', ['transcript:read']],
  ['GET', '/v1/contacts', ['contact:manage']],
  ['GET', '/v1/contacts/cont_1/export', ['contact:manage']],
  ['DELETE', '/v1/contacts/cont_1', ['contact:manage']],
  ['GET', '/v1/erasures/1', ['contact:manage']],
]

async function keyWith(wanted: readonly string[]): Promise<string> {
  const { body } = await owner.ask('POST', '/keys', { name: 'test', permissions: wanted, days: 1 })
  return body.secret
}

const ask = (secret: string, method: Method, path: string, body?: object): Promise<Answered> =>
  door.browser().ask(method, path, body, { authorization: `Bearer ${secret}`, origin: null, 'sec-fetch-site': null })

describe('the operator’s part of the API', () => {
  for (const [method, path, needs, body] of routes) {
    const name = `${method} ${path}${body === undefined ? '' : ` ${JSON.stringify(body)}`}`
    test(`${name} is open to a key with ${needs.join(' and ')}, and to none that lacks it`, async () => {
      const allowed = await ask(await keyWith(needs), method, path, body)
      expect([allowed.status === 401, allowed.status === 403, allowed.status >= 500]).toEqual([false, false, false])
      for (const missing of needs) {
        const rest = permissions.filter((each) => each !== missing)
        expect(await ask(await keyWith(rest), method, path, body)).toMatchObject({
          status: 403,
          body: { code: 'not-permitted', detail: expect.stringContaining(missing) },
        })
      }
      const operator = await ask(operatorKey, method, path, body)
      expect([operator.status === 401, operator.status === 403]).toEqual([false, false])
      expect((await ask('nonsense', method, path, body)).body.code).toBe('operator-key-needed')
    })
  }

  test('is closed to a key that was revoked or never was', async () => {
    const { body } = await owner.ask('POST', '/keys', { name: 'test', permissions: ['solution:read'], days: 1 })
    expect((await ask(body.secret, 'GET', '/v1/solutions')).status).toBe(200)
    await owner.ask('DELETE', `/keys/${body.key.id}`)
    expect((await ask(body.secret, 'GET', '/v1/solutions')).body.code).toBe('api-key-refused')
    expect((await ask('parley_key_wrong', 'GET', '/v1/solutions')).body.code).toBe('api-key-refused')
  })

  test('opens nothing to a key that its table does not name', async () => {
    expect(operatorNeeds('POST', '/v1/conversations')).toBeNull()
    const answer = await ask(await keyWith(permissions), 'POST', '/v1/conversations', { solution: 'shop' })
    expect(answer).toMatchObject({ status: 403, body: { code: 'not-permitted' } })
  })

  test('writes down what was changed, by a key and by the operator, and nothing that was only read or refused', async () => {
    const { number } = await door.runtime.versions.put('shop', greeterBuild('shop', 'Hello'))
    const deploy = (secret: string, version: number) =>
      ask(secret, 'POST', '/v1/solutions/shop/deployments', { environment: 'sandbox', version })
    const key = await keyWith(['publish:sandbox', 'solution:read'])
    expect((await deploy(key, number)).status).toBe(201)
    expect((await deploy(key, 99)).status).toBe(404)
    expect((await ask(key, 'GET', '/v1/solutions/shop/versions')).status).toBe(200)
    expect((await ask(operatorKey, 'POST', `/v1/solutions/shop/versions/${number}/archive`)).status).toBe(409)
    expect((await deploy(operatorKey, number)).status).toBe(200)
    const { entries } = (await owner.ask('GET', '/audit?action=api.called')).body
    const deployed = { subject: 'POST /v1/solutions/:solution/deployments', details: { solution: 'shop' } }
    expect(entries).toMatchObject([
      { actor_id: 'operator', ...deployed },
      { actor: 'test', actor_id: expect.stringMatching(/^key_/), ...deployed },
    ])
  })
})
