import { describe, expect, it } from 'vitest'
import { createKeyRing } from './key-ring.ts'
import { drive } from './test-driver.ts'

describe('a key with addresses', () => {
  const key = { key: 'k', permissions: 'all', addresses: ['10.1.0.0/16', '192.168.1.5', 'fd00::/8'] } as const
  const ring = createKeyRing({ keys: [key], scimTokens: [] })

  it.each([
    ['10.1.2.3', true],
    ['10.2.0.1', false],
    ['::ffff:10.1.2.3', true],
    ['192.168.1.5', true],
    ['192.168.1.6', false],
    ['fd12::1', true],
    ['fe80::1', false],
    [undefined, false],
  ])('from %s is admitted: %j', (address, admitted) => {
    expect(ring.admits(key, address)).toBe(admitted)
  })

  it('is 403 from elsewhere', async () => {
    const keys = [{ key: 'sandbox-key', permissions: 'all', addresses: ['10.0.0.0/8'] }] as const
    expect((await (await drive({ keys })).track({ attributes: [{ external_id: 'a' }] })).status).toBe(403)
    const here = [{ key: 'sandbox-key', permissions: 'all', addresses: ['127.0.0.0/8'] }] as const
    expect((await (await drive({ keys: here })).track({ attributes: [{ external_id: 'a' }] })).status).toBe(201)
  })

  it('is refused at the start when it names no address', () => {
    const keys = [{ ...key, addresses: ['localhost'] }]
    expect(() => createKeyRing({ keys, scimTokens: [] })).toThrow("'localhost' is no IP address")
  })
})

it('the SCIM endpoints take their own token, which opens nothing else', async () => {
  const braze = await drive()
  const list = (path: string, token: string) =>
    braze.send(path, { headers: { Authorization: `Bearer ${token}`, 'X-Request-Origin': 'test' } })
  const users = '/scim/v2/Users?filter=userName eq "a"'
  expect((await list(users, 'sandbox-scim-token')).status).toBe(200)
  expect((await list(users, 'somebody-else')).status).toBe(401)
  expect((await list('/catalogs', 'sandbox-scim-token')).status).toBe(401)
})
