import { expect, test } from 'vitest'
import { findChanged } from './braze-change.ts'

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
  expect(findChanged('users.alias.new', { user_aliases: [{ external_id: 'ada', ...user_alias }] })).toEqual([
    'external_id:ada',
    alias,
  ])
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

test('a call that only reads changes nobody, whatever its body', () => {
  for (const body of [null, 'x', [], { attributes: 'x' }, { external_ids: ['ada'] }])
    expect(findChanged('users.export.ids', body)).toEqual([])
})
