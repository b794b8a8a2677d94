import { expect, test } from 'vitest'
import type { OidcSettings } from '../settings.ts'
import { personOf } from './oidc-person.ts'

const settings: OidcSettings = {
  issuer: 'https://login.example.com',
  clientId: 'studio',
  label: 'Example ID',
  roleClaim: 'groups',
  roles: new Map([
    ['admins', 'owner'],
    ['writers', 'designer'],
  ]),
  defaultRole: 'analyst',
  allowedDomains: [],
}
const read = (claims: { [name: string]: unknown }, more: Partial<OidcSettings> = {}) =>
  personOf({ issuer: settings.issuer, subject: 'sub', claims }, { ...settings, ...more })

test('the widest role of the claim counts, as a list or as a text', () => {
  expect(read({ groups: ['writers', 'admins', 'staff'] }).role).toBe('owner')
  expect(read({ groups: 'staff writers' }).role).toBe('designer')
  expect(read({ groups: ['staff'] }).role).toBeNull()
  expect(read({ groups: { admins: true } }).role).toBeNull()
  expect(read({}).role).toBeNull()
})

test('a claim may be nested, and its name may hold dots itself', () => {
  const nested = { realm_access: { roles: ['admins'] } }
  expect(read(nested, { roleClaim: 'realm_access.roles' }).role).toBe('owner')
  expect(read({ 'https://x.example/roles': ['writers'] }, { roleClaim: 'https://x.example/roles' }).role).toBe(
    'designer',
  )
  expect(read({}, { roleClaim: 'constructor.name' }).role).toBeNull()
})

test('an address counts as verified only when the provider says exactly that', () => {
  expect(read({ email: ' Ada@Example.com', email_verified: true })).toMatchObject({
    email: 'ada@example.com',
    verified: true,
  })
  for (const email_verified of ['true', 1, undefined, false])
    expect(read({ email: 'ada@example.com', email_verified }).verified).toBe(false)
  expect(read({ email_verified: true }).verified).toBe(false)
})

test('somebody has a name, whatever of it the provider tells', () => {
  expect(read({ name: 'Ada Lovelace' }).name).toBe('Ada Lovelace')
  expect(read({ given_name: 'Ada', family_name: 'King' }).name).toBe('Ada King')
  expect(read({ preferred_username: 'ada' }).name).toBe('ada')
  expect(read({ email: 'ada@example.com' }).name).toBe('ada')
  expect(read({ name: { evil: true } }).name).toBe('Somebody')
  expect(read({ name: 'x'.repeat(1000) }).name).toHaveLength(120)
})
