import { generateKeyPairSync } from 'node:crypto'
import { expect, it } from 'vitest'
import { driveAssets } from '../../assets/test-client.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = String(rsa.publicKey.export({ type: 'spki', format: 'pem' }))
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' })
const good = { app_id: 'app', rsa_public_key_str: pem, description: 'd' }
const base = '/app_group/sdk_authentication'

it('SDK keys are created, listed, made primary and deleted', async () => {
  const braze = await driveAssets()
  const { id: first } = await braze.expect(201, `POST ${base}/create`, good)
  const { id: second } = await braze.expect(201, `POST ${base}/create`, good)
  const { id: third } = await braze.expect(201, `POST ${base}/create`, { ...good, make_primary: true })
  const primary = ({ keys }: { keys: { id: string; is_primary: boolean }[] }) =>
    keys.filter(({ is_primary }) => is_primary).map(({ id }) => id)
  const listed = await braze.expect(200, `GET ${base}/keys?app_id=app`)
  expect(listed.keys[0]).toEqual({ id: first, rsa_public_key: pem, description: 'd', is_primary: false })
  expect(primary(listed)).toEqual([third])
  expect(primary(await braze.expect(200, `PUT ${base}/primary`, { app_id: 'app', key_id: second }))).toEqual([second])
  await braze.expect(400, `DELETE ${base}/delete`, { app_id: 'app', key_id: second })
  const left = await braze.expect(200, `DELETE ${base}/delete`, { app_id: 'app', key_id: first })
  expect(left.keys.map(({ id }: { id: string }) => id)).toEqual([second, third])
  expect((await braze.expect(200, `GET ${base}/keys?app_id=other`)).keys).toEqual([])
})

it('the first SDK key of an app is its primary one, and an app has three at most', async () => {
  const braze = await driveAssets()
  await braze.expect(201, `POST ${base}/create`, good)
  expect((await braze.expect(200, `GET ${base}/keys?app_id=app`)).keys[0].is_primary).toBe(true)
  await braze.expect(201, `POST ${base}/create`, good)
  await braze.expect(201, `POST ${base}/create`, good)
  await braze.expect(400, `POST ${base}/create`, good)
  await braze.expect(201, `POST ${base}/create`, { ...good, app_id: 'other' })
})

it.each([
  ['app_id', { ...good, app_id: '' }],
  ['rsa_public_key_str', { ...good, rsa_public_key_str: 'x' }],
  ['rsa_public_key_str', { ...good, rsa_public_key_str: ec }],
  ['rsa_public_key_str', { ...good, rsa_public_key_str: rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }) }],
  ['description', { ...good, description: ' ' }],
  ['make_primary', { ...good, make_primary: 'yes' }],
])('an SDK key is refused for its %s', async (member, body) => {
  const braze = await driveAssets()
  expect((await braze.expect(400, `POST ${base}/create`, body)).message).toContain(member)
})
