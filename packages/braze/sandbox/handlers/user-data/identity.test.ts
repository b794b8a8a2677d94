import { describe, expect, it } from 'vitest'
import { type Driver, drive } from '../../test-driver.ts'

const time = '2026-01-02T03:04:05Z'
const alias = (name: string, label = 'chat') => ({ alias_name: name, alias_label: label })

/** Objects for users that only have an alias. */
function aliasOnly(name: string, attributes: object = {}) {
  return { user_alias: alias(name), _update_existing_only: false, ...attributes }
}

async function names(braze: Driver): Promise<unknown[]> {
  return (await braze.profiles()).map((user) => user.external_id ?? user.user_aliases[0]?.alias_name ?? user.email)
}

describe('POST /users/alias/new', () => {
  it('adds an alias to a known profile, and otherwise makes one with nothing else', async () => {
    const braze = await drive()
    await braze.track({ attributes: [{ external_id: 'ann' }] })
    const heard = await braze.post('/users/alias/new', {
      user_aliases: [
        { external_id: 'ann', ...alias('a1') },
        { external_id: 'nobody', ...alias('a2') },
        alias('a3'),
        { user_alias: alias('wrongly nested') },
      ],
    })
    expect(heard).toMatchObject({ status: 201, body: { aliases_processed: 4, message: 'success' } })
    expect((await braze.profile('ann')).user_aliases).toEqual([alias('a1')])
    expect(await names(braze)).toEqual(['ann', 'a3'])
    const warnings = (await braze.requests()).at(-1)?.warnings
    expect(warnings).toHaveLength(2)
  })

  it('gives a name to one profile only, and a profile one name under a label', async () => {
    const braze = await drive()
    await braze.track({ attributes: [{ external_id: 'a' }, { external_id: 'b' }] })
    await braze.post('/users/alias/new', {
      user_aliases: [
        { external_id: 'a', ...alias('n') },
        { external_id: 'b', ...alias('n') },
        { external_id: 'a', ...alias('other') },
        { external_id: 'a', ...alias('n', 'crm') },
      ],
    })
    expect((await braze.profile('a')).user_aliases).toEqual([alias('n'), alias('n', 'crm')])
    expect((await braze.profile('b')).user_aliases).toEqual([])
  })

  it.each([[{}], [{ user_aliases: [] }], [{ user_aliases: {} }], [{ user_aliases: [1] }]])(
    'refuses %j',
    async (body) => {
      const braze = await drive()
      expect(await braze.post('/users/alias/new', body)).toMatchObject({
        status: 400,
        body: { message: "'user_aliases' must be an array of objects" },
      })
    },
  )

  it('refuses more than 50', async () => {
    const braze = await drive()
    const user_aliases = Array.from({ length: 51 }, (_, index) => alias(`n${index}`))
    expect((await braze.post('/users/alias/new', { user_aliases })).status).toBe(400)
    expect((await braze.post('/users/alias/new', { user_aliases: user_aliases.slice(1) })).status).toBe(201)
  })
})

it('POST /users/alias/update renames an alias unless the new name is taken', async () => {
  const braze = await drive()
  await braze.track({ attributes: [aliasOnly('a'), aliasOnly('b')] })
  const update = (old_alias_name: string, new_alias_name: string) => ({
    alias_label: 'chat',
    old_alias_name,
    new_alias_name,
  })
  const heard = await braze.post('/users/alias/update', {
    alias_updates: [update('a', 'b'), update('b', 'c'), update('x', 'y')],
  })
  expect(heard).toMatchObject({ status: 201, body: { message: 'success' } })
  expect(await names(braze)).toEqual(['a', 'c'])
  expect((await braze.export({ user_aliases: [alias('b')] })).body.users).toEqual([])
  expect((await braze.export({ user_aliases: [alias('c')] })).body.users).toHaveLength(1)
})

describe('POST /users/identify', () => {
  it('puts an unknown external id on the profile with the alias', async () => {
    const braze = await drive()
    await braze.track({ attributes: [aliasOnly('v', { first_name: 'Vi' })] })
    const [{ braze_id }] = (await braze.profiles()) as [{ braze_id: string }]
    const heard = await braze.post('/users/identify', {
      aliases_to_identify: [
        { external_id: 'vi', user_alias: alias('v') },
        { external_id: 'x', user_alias: alias('miss') },
      ],
    })
    expect(heard).toMatchObject({ status: 201, body: { aliases_processed: 2, message: 'success' } })
    expect(await braze.profile('vi')).toMatchObject({ braze_id, first_name: 'Vi', user_aliases: [alias('v')] })
    expect(await braze.profile('x')).toBeUndefined()
  })

  it('fills the gaps of a known profile and takes the alias-only one away', async () => {
    const braze = await drive()
    await braze.track({
      attributes: [
        { external_id: 'vi', first_name: 'Vi', plan: 'gold' },
        aliasOnly('v', { first_name: 'Other', last_name: 'Li', plan: 'none', seen: 1 }),
      ],
      events: [{ ...aliasOnly('v'), name: 'came', time }],
    })
    await braze.post('/users/identify', { aliases_to_identify: [{ external_id: 'vi', user_alias: alias('v') }] })
    expect(await names(braze)).toEqual(['vi'])
    expect(await braze.profile('vi')).toMatchObject({
      first_name: 'Vi',
      last_name: 'Li',
      custom_attributes: { plan: 'gold', seen: 1 },
      custom_events: [{ name: 'came', count: 1 }],
      user_aliases: [alias('v')],
    })
  })

  it('only moves the alias with merge_behavior none', async () => {
    const braze = await drive()
    await braze.track({ attributes: [{ external_id: 'vi' }, aliasOnly('v', { last_name: 'Li' })] })
    const aliases_to_identify = [{ external_id: 'vi', user_alias: alias('v') }]
    expect((await braze.post('/users/identify', { aliases_to_identify, merge_behavior: 'all' })).status).toBe(400)
    await braze.post('/users/identify', { aliases_to_identify, merge_behavior: 'none' })
    expect(await braze.profile('vi')).toMatchObject({ user_aliases: [alias('v')] })
    expect((await braze.profile('vi')).last_name).toBeUndefined()
    expect(await names(braze)).toEqual(['vi'])
  })

  it('joins nothing when the known profile has another name under the label', async () => {
    const braze = await drive()
    await braze.track({ attributes: [{ external_id: 'vi' }, aliasOnly('v')] })
    await braze.post('/users/alias/new', { user_aliases: [{ external_id: 'vi', ...alias('mine') }] })
    await braze.post('/users/identify', { aliases_to_identify: [{ external_id: 'vi', user_alias: alias('v') }] })
    expect(await names(braze)).toEqual(['vi', 'v'])
  })

  it.each([
    ['emails_to_identify', 'email', 'a@x.com'],
    ['phone_numbers_to_identify', 'phone', '+491'],
  ])('finds profiles by %s, with words that single one out of several', async (member, kind, address) => {
    const braze = await drive()
    await braze.track({
      attributes: [
        aliasOnly('old', { [kind]: address }),
        aliasOnly('new', { [kind]: address }),
        { external_id: 'k', [kind]: address },
      ],
    })
    const identify = (prioritization: unknown) =>
      braze.post('/users/identify', { [member]: [{ external_id: 'me', [kind]: address, prioritization }] })
    expect((await identify(undefined)).status).toBe(400)
    expect((await identify(['identified', 'unidentified'])).status).toBe(400)
    await identify([])
    expect(await braze.profile('me')).toBeUndefined()
    await identify(['unidentified', 'most_recently_updated'])
    expect(await braze.profile('me')).toMatchObject({ user_aliases: [alias('new')], [kind]: address })
  })

  it.each([[{}], [{ aliases_to_identify: 1 }], [{ aliases_to_identify: [{ external_id: 'a' }] }], [[]]])(
    'refuses %j',
    async (body) => {
      const braze = await drive()
      expect((await braze.post('/users/identify', body)).status).toBe(400)
    },
  )
})

describe('POST /users/merge', () => {
  it('adds up what can be counted, keeps the rest, and deletes the other profile', async () => {
    const braze = await drive()
    await braze.track({
      attributes: [
        { external_id: 'kept', email: 'k@x.com', date_of_first_session: '2026-02-01' },
        aliasOnly('gone', { email: 'g@x.com', phone: '+491', date_of_first_session: '2026-01-01' }),
      ],
      events: [
        { external_id: 'kept', name: 'e', time: '2026-03-01' },
        { ...aliasOnly('gone'), name: 'e', time: '2026-01-01' },
      ],
      purchases: [
        { external_id: 'kept', product_id: 'p', currency: 'EUR', price: 1.5, time },
        { ...aliasOnly('gone'), product_id: 'p', currency: 'EUR', price: 2, quantity: 2, time },
      ],
    })
    const merge_updates = [
      { identifier_to_merge: { user_alias: alias('gone') }, identifier_to_keep: { external_id: 'kept' } },
    ]
    const heard = await braze.post('/users/merge', { merge_updates })
    expect(heard).toMatchObject({ status: 202, body: { message: 'success' } })
    expect(await braze.profiles()).toMatchObject([
      {
        external_id: 'kept',
        email: 'k@x.com',
        phone: '+491',
        total_revenue: 5.5,
        user_aliases: [alias('gone')],
        custom_events: [{ name: 'e', count: 2, first: '2026-01-01T00:00:00.000Z', last: '2026-03-01T00:00:00.000Z' }],
        purchases: [{ name: 'p', count: 3 }],
      },
    ])
    expect((await braze.export({ email_address: 'g@x.com' })).body.users).toEqual([])
    expect((await braze.export({ phone: '+491' })).body.users).toHaveLength(1)
  })

  it('does nothing, and says success, when an identifier finds nobody or several', async () => {
    const braze = await drive()
    await braze.track({
      attributes: [aliasOnly('a', { email: 'x@x.com' }), aliasOnly('b', { email: 'x@x.com' }), { external_id: 'k' }],
    })
    const merge = (identifier_to_merge: object) =>
      braze.post('/users/merge', { merge_updates: [{ identifier_to_merge, identifier_to_keep: { external_id: 'k' } }] })
    expect((await merge({ external_id: 'nobody' })).status).toBe(202)
    expect((await merge({ email: 'x@x.com', prioritization: ['unidentified'] })).status).toBe(202)
    expect(await names(braze)).toHaveLength(3)
    await merge({ email: 'x@x.com', prioritization: ['unidentified', 'least_recently_updated'] })
    expect(await names(braze)).toEqual(['b', 'k'])
  })

  const ok = { external_id: 'a' }
  const identifierText =
    "identifiers must be objects with an 'external_id' property that is a string, 'user_alias' property that is an object, 'email' property that is a string, or 'phone' property that is a string"
  it.each([
    [{}, "'merge_updates' must be an array of objects"],
    [{ merge_updates: [1] }, "'merge_updates' must be an array of objects"],
    [
      { merge_updates: Array.from({ length: 51 }, () => ({ identifier_to_merge: ok, identifier_to_keep: ok })) },
      'a single request may not contain more than 50 merge updates',
    ],
    [
      { merge_updates: [{ identifier_to_merge: ok, identifier_to_keep: ok, extra: 1 }] },
      "'merge_updates' must only have 'identifier_to_merge' and 'identifier_to_keep'",
    ],
    [{ merge_updates: [{ identifier_to_merge: ok, identifier_to_keep: { external_id: 1 } }] }, identifierText],
    [{ merge_updates: [{ identifier_to_merge: 'a', identifier_to_keep: ok }] }, identifierText],
    [{ merge_updates: [{ identifier_to_merge: { ...ok, email: 'a' }, identifier_to_keep: ok }] }, identifierText],
  ])('answers a wrong request with the documented text', async (body, message) => {
    const braze = await drive()
    expect(await braze.post('/users/merge', body)).toMatchObject({ status: 400, body: { message } })
  })
})

describe('POST /users/delete', () => {
  it('deletes by every kind of identifier, and counts what was sent', async () => {
    const braze = await drive()
    await braze.track({
      attributes: [
        { external_id: 'a' },
        aliasOnly('b'),
        { email: 'c@x.com' },
        { phone: '+494' },
        { external_id: 'e' },
        { external_id: 'f' },
      ],
    })
    const { braze_id } = await braze.profile('e')
    const heard = await braze.post('/users/delete', {
      external_ids: ['a', 'nobody'],
      user_aliases: [alias('b')],
      email_addresses: [{ email: 'C@x.com', prioritization: ['unidentified'] }],
      phone_numbers: [{ phone: '+494' }],
      braze_ids: [braze_id],
    })
    expect(heard).toMatchObject({ status: 201, body: { deleted: 6, message: 'success' } })
    expect(await names(braze)).toEqual(['f'])
    expect((await braze.export({ external_ids: ['a'] })).body).toMatchObject({ users: [], invalid_user_ids: ['a'] })
    await braze.track({ attributes: [{ external_id: 'a' }] })
    expect(await braze.profile('a')).toMatchObject({ external_id: 'a' })
  })

  it.each([
    [{}],
    [{ external_ids: 'a' }],
    [{ external_ids: [''] }],
    [{ external_ids: [{}] }],
    [{ user_aliases: [{}] }],
    [{ email_addresses: ['a@x.com'] }],
    [{ email_addresses: [{ email: 'a@x.com', prioritization: ['first'] }] }],
    [{ external_ids: Array(51).fill('a') }],
  ])('refuses %j', async (body) => {
    const braze = await drive()
    expect((await braze.post('/users/delete', body)).status).toBe(400)
  })
})

describe('POST /users/external_ids', () => {
  const rename = (braze: Driver, ...pairs: (readonly [unknown, unknown])[]) =>
    braze.post('/users/external_ids/rename', {
      external_id_renames: pairs.map(([current_external_id, new_external_id]) => ({
        current_external_id,
        new_external_id,
      })),
    })

  it('rename keeps the old id working until remove takes it', async () => {
    const braze = await drive()
    await braze.track({ attributes: [{ external_id: 'abc' }] })
    expect(await rename(braze, ['abc', 'foo'])).toMatchObject({
      status: 201,
      body: {
        rename_errors: [],
        external_ids: [{ current_external_id: 'abc', new_external_id: 'foo' }],
        message: 'success',
      },
    })
    await braze.track({ attributes: [{ external_id: 'abc', first_name: 'By the old id' }] })
    expect(await braze.profile('foo')).toMatchObject({ external_id: 'foo', first_name: 'By the old id' })
    expect(await braze.post('/users/external_ids/remove', { external_ids: ['abc', 'foo', 'x'] })).toMatchObject({
      status: 201,
      body: {
        removed_ids: ['abc'],
        removal_errors: [
          [1, expect.any(String)],
          [2, expect.any(String)],
        ],
        message: 'success',
      },
    })
    expect(await braze.profile('abc')).toBeUndefined()
    expect(await braze.profile('foo')).toBeDefined()
  })

  it('rename refuses ids that are unknown, deprecated, taken or no ids, one by one', async () => {
    const braze = await drive()
    await braze.track({ attributes: [{ external_id: 'a' }, { external_id: 'b' }] })
    await rename(braze, ['a', 'a2'])
    const heard = await rename(
      braze,
      ['a', 'a3'],
      ['a2', 'b'],
      ['b', 'a'],
      ['x', 'y'],
      ['b', ''],
      ['b', 'b'],
      ['b', 'b2'],
    )
    expect(heard.body.rename_errors.map(([index]: [number]) => index)).toEqual([0, 1, 2, 3, 4, 5])
    expect(heard.body.external_ids).toEqual([{ current_external_id: 'b', new_external_id: 'b2' }])
  })

  it.each([
    ['rename', {}],
    ['rename', { external_id_renames: [] }],
    ['remove', {}],
    ['remove', { external_ids: Array(51).fill('a') }],
  ])('%s refuses %j', async (verb, body) => {
    const braze = await drive()
    expect((await braze.post(`/users/external_ids/${verb}`, body)).status).toBe(400)
  })
})
