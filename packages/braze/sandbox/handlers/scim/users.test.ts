import { describe, expect, it } from 'vitest'
import { type AssetDriver, driveAssets } from '../../assets/test-client.ts'

const good = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName: 'user@test.com',
  name: { givenName: 'Test', familyName: 'User' },
  department: 'finance',
  permissions: {
    companyPermissions: ['manage_company_settings'],
    appGroup: [
      {
        appGroupName: 'Test Workspace',
        appGroupPermissions: ['basic_access'],
        team: [{ teamName: 'Test Team', teamPermissions: ['admin'] }],
      },
    ],
  },
}

const headers = { Authorization: 'Bearer sandbox-scim-token', 'X-Request-Origin': 'https://idp.example.com' }
const scim = (braze: AssetDriver) => (line: string, body?: unknown) => braze.ask(line, body, headers)
const error = 'urn:ietf:params:scim:api:messages:2.0:Error'

describe('SCIM', () => {
  it('creates, finds, shows, updates and deletes a user', async () => {
    const braze = await driveAssets({ machineTime: () => Date.parse('2024-11-11T16:20:00Z') })
    const ask = scim(braze)
    const made = await ask('POST /scim/v2/Users', good)
    expect(made).toMatchObject({
      status: 201,
      body: {
        ...good,
        id: expect.stringMatching(/^([0-9a-f]{8}-){3}[0-9a-f]{8}$/),
        createdAt: '2024 Nov 11, 4:20 PM',
        lastSignInAt: 'N/A',
        permissions: {
          appGroup: [{ appGroupId: expect.any(String), team: [{ teamId: expect.any(String), teamName: 'Test Team' }] }],
        },
      },
    })
    const filter = encodeURIComponent('userName eq "USER@test.com"')
    expect((await ask(`GET /scim/v2/Users?filter=${filter}`)).body).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: 1,
      Resources: [made.body],
    })
    const path = `/scim/v2/Users/${made.body.id}`
    const renamed = { ...good, userName: 'new@test.com', name: { givenName: 'New', familyName: 'Name' } }
    expect((await ask(`PUT ${path}`, renamed)).body).toMatchObject({ userName: 'user@test.com', name: renamed.name })
    expect((await ask(`GET ${path}`)).body.name).toEqual(renamed.name)
    expect(await ask(`DELETE ${path}`)).toMatchObject({ status: 204, body: '' })
    for (const line of [`GET ${path}`, `DELETE ${path}`]) {
      expect(await ask(line)).toMatchObject({
        status: 404,
        body: { schemas: [error], status: 404, detail: 'Resource not found' },
      })
    }
    expect((await ask(`GET /scim/v2/Users?filter=${filter}`)).body.totalResults).toBe(0)
  })

  it('answers 409 to an address that is taken', async () => {
    const ask = scim(await driveAssets())
    await ask('POST /scim/v2/Users', good)
    expect(await ask('POST /scim/v2/Users', { ...good, userName: 'User@Test.com' })).toMatchObject({
      status: 409,
      body: { schemas: [error], detail: 'User already exists in the database.', status: 409 },
    })
  })

  it.each([
    [{ ...good, userName: 'nobody' }],
    [{ ...good, schemas: undefined }],
    [{ ...good, name: { givenName: 'x' } }],
    [{ ...good, department: 'sales' }],
    [{ ...good, permissions: { appGroup: [1] } }],
    [{ ...good, permissions: { companyPermissions: 'admin' } }],
    [null],
  ])('answers 400 to %j', async (body) => {
    const ask = scim(await driveAssets())
    expect(await ask('POST /scim/v2/Users', body)).toMatchObject({
      status: 400,
      body: { schemas: [error], status: 400, detail: expect.stringContaining('violates schema') },
    })
  })

  it('answers 400 to a search without a filter that it understands', async () => {
    const ask = scim(await driveAssets())
    for (const query of ['', '?filter=', '?filter=userName', '?filter=name%20eq%20%22x%22']) {
      expect((await ask(`GET /scim/v2/Users${query}`)).status).toBe(400)
    }
  })

  it('wants its own token, or the key that opens every door, and an origin', async () => {
    const braze = await driveAssets()
    const other = { ...headers, Authorization: 'Bearer somebody-else' }
    const without = (name: keyof typeof headers) => ({ ...headers, [name]: '' })
    const own = await driveAssets({ scimTokens: ['sandbox-scim-token'] })
    const key = { ...headers, Authorization: 'Bearer sandbox-key' }
    expect((await braze.ask('POST /scim/v2/Users', good, key)).status).toBe(201)
    expect((await own.ask('POST /scim/v2/Users', good, key)).status).toBe(401)
    expect((await braze.ask('POST /scim/v2/Users', good, other)).status).toBe(401)
    expect((await braze.ask('POST /scim/v2/Users', good, without('Authorization'))).status).toBe(401)
    expect((await braze.ask('POST /scim/v2/Users', good, without('X-Request-Origin'))).status).toBe(401)
    expect((await braze.ask('GET /catalogs', undefined, headers)).status).toBe(401)
  })
})
