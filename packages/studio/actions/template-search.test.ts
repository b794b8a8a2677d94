import { expect, test } from 'vitest'
import type { ActionTemplate } from '../api.ts'
import { findTemplates } from './template-search.ts'

const template = (id: string, what: string, deprecated: string | null = null): ActionTemplate => ({
  id,
  name: id,
  group: 'any',
  method: 'POST',
  path: `/${id.replaceAll('.', '/')}`,
  what,
  limits: '',
  permission: null,
  page: '',
  deprecated,
  text: '',
})
const all = [
  template('users.delete', 'Deletes profiles.'),
  template('catalogs.delete', 'Deletes a catalog with its users.'),
  template('users.track', 'Writes attributes.'),
  template('users.alias.new', 'Names a profile.', 'old'),
]
const ids = (search: string) => findTemplates(all, search).map(({ id }) => id)

test('every word must be somewhere, and what is called so comes first', () => {
  expect(ids('delete users')).toEqual(['users.delete', 'catalogs.delete'])
  expect(ids('ATTRIBUTES')).toEqual(['users.track'])
  expect(ids('/users/track')).toEqual(['users.track'])
  expect(ids('nothing')).toEqual([])
})

test('without words the popular ones come first and old ones last', () => {
  expect(ids('')).toEqual(['users.track', 'users.delete', 'catalogs.delete', 'users.alias.new'])
})
