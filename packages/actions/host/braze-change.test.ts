import { expect, test } from 'vitest'
import { findChanged, findChangedByRequest } from './braze-change.ts'

test('a call that writes attributes changes the profiles of its objects, each once', () => {
  const attributes = [{ external_id: 'ada', x: 1 }, { external_id: 'ada' }, { email: 'a@example.com' }, 'nonsense']
  expect(findChanged('users.track', { attributes, events: [{ external_id: 'ben' }] })).toEqual(['external_id:ada'])
})

test('joining, renaming and deleting change every profile that they name', () => {
  const user_alias = { alias_name: '4711', alias_label: 'chat' }
  const alias = 'user_alias:["chat","4711"]'
  expect(findChanged('users.identify', { aliases_to_identify: [{ external_id: 'ada', user_alias }] })).toEqual([
    'external_id:ada',
    alias,
  ])
  const update = { alias_label: 'chat', old_alias_name: '4711', new_alias_name: '4712' }
  expect(findChanged('users.alias.update', { alias_updates: [update] })).toEqual([alias, 'user_alias:["chat","4712"]'])
  const merge = { identifier_to_merge: { external_id: 'ada' }, identifier_to_keep: { user_alias } }
  expect(findChanged('users.merge', { merge_updates: [merge] })).toEqual(['external_id:ada', alias])
  const rename = { current_external_id: 'ada', new_external_id: 'ben' }
  expect(findChanged('users.external_ids.rename', { external_id_renames: [rename] })).toEqual([
    'external_id:ada',
    'external_id:ben',
  ])
  expect(findChanged('users.delete', { external_ids: ['ada'], braze_ids: ['b'], user_aliases: [user_alias] })).toEqual([
    alias,
    'external_id:ada',
    'braze_id:b',
  ])
})

test('another alias changes what the alias names, and nothing of the profile that gets it', () => {
  const user_aliases = [{ external_id: 'ada', alias_name: '4711', alias_label: 'chat' }]
  expect(findChanged('users.alias.new', { user_aliases })).toEqual(['user_alias:["chat","4711"]'])
})

test('a call that only reads changes nobody, whatever its body', () => {
  for (const body of [null, 'x', [], { attributes: 'x' }, { external_ids: ['ada'] }])
    expect(findChanged('users.export.ids', body)).toEqual([])
})

test('a request that an action writes itself is read the same way, where it goes to Braze', () => {
  const changed = (url: string, body: string, method = 'POST'): readonly string[] => {
    const request = {
      method,
      url,
      headers: [],
      body: Buffer.from(body).toString('base64'),
      redirect: 'follow',
    } as const
    return findChangedByRequest(request, 'http://127.0.0.1:4010')
  }
  const body = '{"attributes":[{"external_id":"ada"}]}'
  for (const url of ['http://127.0.0.1:4010/users/track', 'https://rest.iad-01.braze.com//users/track/?x=1'])
    expect(changed(url, body)).toEqual(['external_id:ada'])
  for (const url of [
    'http://127.0.0.1:4011/users/track',
    'https://notbraze.com/users/track',
    'https://x.braze.com/other',
  ])
    expect(changed(url, body)).toEqual([])
  expect(changed('http://127.0.0.1:4010/users/track', 'no json')).toEqual([])
  expect(changed('http://127.0.0.1:4010/users/track', body, 'GET')).toEqual([])
})
