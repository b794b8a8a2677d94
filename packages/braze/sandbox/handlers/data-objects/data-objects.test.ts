import { describe, expect, it } from 'vitest'
import { type AssetDriver, driveAssets } from '../../assets/test-client.ts'

const account = {
  type_name: 'account',
  display_name_source: 'name',
  schema_def: {
    properties: {
      name: { type: 'string', title: 'Name' },
      credits: { type: 'number' },
      renewal: { type: 'string', format: 'date-time' },
    },
    required: ['name'],
  },
  user_relationship_types: ['account_user'],
  object_relationship_types: [{ rel_kind: 'subaccount', to_type_name: 'account' }],
}

async function withAccounts(...ids: readonly string[]): Promise<AssetDriver> {
  const braze = await driveAssets()
  await braze.post('/__sandbox/data_object_types', account)
  for (const external_id of ids) {
    await braze.expect(201, 'POST /data_objects/objects/account', { external_id, attributes: { name: external_id } })
  }
  return braze
}

describe('types of data objects', () => {
  it('are listed and shown as the dashboard defined them', async () => {
    const braze = await withAccounts()
    expect(await braze.expect(200, 'GET /data_objects/types?search_term=ACC')).toEqual({
      items: [{ type_name: 'account', metadata: { display_name_source: 'name' } }],
      total_count: 1,
      has_more: false,
      next_offset: null,
      offset: 0,
      limit: 100,
    })
    const { data_object_type } = await braze.expect(200, 'GET /data_objects/types/account')
    expect(data_object_type.schema_def).toEqual({ type: 'object', ...account.schema_def })
    expect((await braze.expect(200, 'GET /data_objects/types/account/user_relationship_types')).items).toEqual([
      { rel_kind: 'account_user', display_name: 'account_user' },
    ])
    expect((await braze.expect(200, 'GET /data_objects/types/account/object_relationship_types')).items).toEqual([
      {
        from_type_name: 'account',
        to_type_name: 'account',
        rel_kind: 'subaccount',
        display_name: 'subaccount',
        related_type_name: 'account',
      },
    ])
  })

  it('are 404 where unknown, with an error id', async () => {
    const braze = await driveAssets()
    expect(await braze.expect(404, 'GET /data_objects/types/none')).toEqual({
      errors: [{ id: 'type-not-found', message: 'Data object type not found' }],
    })
  })
})

describe('data objects', () => {
  it('are created, shown, merged into, replaced and deleted', async () => {
    const braze = await withAccounts()
    const path = '/data_objects/objects/account/a'
    const created = { external_id: 'a', attributes: { name: 'Acme', credits: 5 } }
    expect(await braze.expect(201, 'POST /data_objects/objects/account', created)).toEqual({
      data_object: { type_name: 'account', display_name: 'Acme', ...created },
    })
    const merged = await braze.expect(200, `PATCH ${path}`, { attributes: { credits: null, renewal: '2026-01-01' } })
    expect(merged.data_object.attributes).toEqual({ name: 'Acme', renewal: '2026-01-01' })
    const replaced = await braze.expect(200, `PUT ${path}`, { attributes: { name: 'New' } })
    expect(replaced.data_object).toMatchObject({ display_name: 'New', attributes: { name: 'New' } })
    expect(await braze.expect(200, `DELETE ${path}`)).toEqual({ deleted: true })
    expect((await braze.expect(404, `GET ${path}`)).errors[0].id).toBe('object-not-found')
    await braze.expect(404, `PATCH ${path}`, { attributes: {} })
    await braze.expect(200, `PUT ${path}`, { attributes: { name: 'Again' } })
    await braze.expect(409, 'POST /data_objects/objects/account', created)
  })

  it.each([
    [400, {}],
    [400, { external_id: 'x', attributes: [] }],
    [400, { external_id: 'x', attributes: { name: 'x' }, display_name: 1 }],
    [422, { external_id: 'x', attributes: {} }],
    [422, { external_id: 'x', attributes: { name: 'x', unknown: 1 } }],
    [422, { external_id: 'x', attributes: { name: 'x', unknown: null } }],
    [422, { external_id: 'x', attributes: { name: 'x', credits: '1' } }],
    [422, { external_id: 'x', attributes: { name: 'x', renewal: 'soon' } }],
  ])('are refused with %d: %j', async (status, body) => {
    const braze = await withAccounts()
    const refusal = await braze.expect(status, 'POST /data_objects/objects/account', body)
    expect(refusal).toEqual(
      status === 400
        ? { error: expect.any(String) }
        : { errors: [{ id: 'invalid-attributes', message: expect.any(String) }] },
    )
  })

  it('come in pages whose figures are moved into their range', async () => {
    const braze = await withAccounts('a', 'b', 'c')
    const path = 'GET /data_objects/objects/account'
    expect(await braze.expect(200, `${path}?limit=2`)).toMatchObject({ has_more: true, next_offset: 2, total_count: 3 })
    expect(await braze.expect(200, `${path}?limit=0&offset=-5`)).toMatchObject({ limit: 1, offset: 0 })
    expect(await braze.expect(200, `${path}?limit=999&offset=2`)).toMatchObject({ limit: 250, has_more: false })
    expect((await braze.expect(200, `${path}?search_term=b`)).items).toHaveLength(1)
  })
})

describe('relationships between data objects', () => {
  const path = '/data_objects/objects/account/a/object_relationships'
  const named = { related_type_name: 'account', related_external_id: 'b', rel_kind: 'subaccount' }

  it('are created, seen from both ends, merged into, replaced and deleted', async () => {
    const braze = await withAccounts('a', 'b')
    const { object_relationship } = await braze.expect(201, `POST ${path}`, { ...named, attributes: { x: 1 } })
    expect(object_relationship).toEqual({
      type_name: 'account',
      external_id: 'a',
      ...named,
      anchor: 'source',
      attributes: { x: 1 },
    })
    const duplicate = await braze.expect(409, `POST ${path}`, named)
    expect(duplicate.errors[0].id).toBe('duplicate-object-relationship')
    const fromB = '/data_objects/objects/account/b/object_relationships'
    expect((await braze.expect(200, `GET ${fromB}`)).items).toEqual([])
    expect((await braze.expect(200, `GET ${fromB}?anchor=target&rel_kind=subaccount`)).items).toMatchObject([
      { external_id: 'b', related_external_id: 'a' },
    ])
    const seenFromB = { ...named, related_external_id: 'a', anchor: 'target', attributes: { y: 2 } }
    const patched = await braze.expect(200, `PATCH ${fromB}`, seenFromB)
    expect(patched.object_relationship.attributes).toEqual({ x: 1, y: 2 })
    const put = await braze.expect(200, `PUT ${path}`, named)
    expect(put.object_relationship.attributes).toEqual({})
    expect(await braze.expect(200, `DELETE ${path}`, named)).toEqual({ deleted: true })
    await braze.expect(404, `DELETE ${path}`, named)
  })

  it('end with either object', async () => {
    const braze = await withAccounts('a', 'b')
    await braze.expect(201, `POST ${path}`, named)
    await braze.expect(200, 'DELETE /data_objects/objects/account/b')
    expect((await braze.expect(200, `GET ${path}`)).items).toEqual([])
  })

  it.each([
    [400, { ...named, anchor: 'middle' }],
    [400, { ...named, rel_kind: '' }],
    [400, { ...named, attributes: 1 }],
    [404, { ...named, related_external_id: 'none' }],
    [422, { ...named, rel_kind: 'friend' }],
  ])('are refused with %d: %j', async (status, body) => {
    const braze = await withAccounts('a', 'b')
    await braze.expect(status, `POST ${path}`, body)
  })
})

describe('relationships with users', () => {
  const path = '/data_objects/objects/account/a/users'
  const list = 'GET /data_objects/objects/account/a/user_relationships'

  it('are created, listed, merged into, replaced and deleted', async () => {
    const braze = await withAccounts('a')
    await braze.track({ attributes: [{ external_id: 'ann' }] })
    const { braze_id } = await braze.profile('ann')
    const named = { braze_id, rel_kind: 'account_user' }
    const shown = { type_name: 'account', external_id: 'a', rel_kind: 'account_user', user: { braze_id } }
    const { user_relationship } = await braze.expect(201, `POST ${path}`, { ...named, attributes: { role: 'owner' } })
    expect(user_relationship).toEqual({ ...shown, attributes: { role: 'owner' } })
    await braze.expect(409, `POST ${path}`, named)
    const patched = await braze.expect(200, `PATCH ${path}`, { ...named, attributes: { seats: 2 } })
    expect(patched.user_relationship.attributes).toEqual({ role: 'owner', seats: 2 })
    await braze.expect(200, `PUT ${path}`, named)
    expect((await braze.expect(200, list)).items).toEqual([{ ...shown, attributes: {} }])
    await braze.expect(200, `DELETE ${path}`, named)
    expect((await braze.expect(200, list)).items).toEqual([])
    await braze.expect(404, `PATCH ${path}`, named)
  })

  it('are refused for an unknown user and an unknown kind', async () => {
    const braze = await withAccounts('a')
    await braze.track({ attributes: [{ external_id: 'ann' }] })
    const { braze_id } = await braze.profile('ann')
    await braze.expect(404, `POST ${path}`, { braze_id: 'none', rel_kind: 'account_user' })
    await braze.expect(422, `POST ${path}`, { braze_id, rel_kind: 'friend' })
    await braze.expect(400, `POST ${path}`, { rel_kind: 'account_user' })
  })
})
