import { type Role, roles } from '@parley/studio/api'
import type { OidcSettings } from '../settings.ts'
import type { Access } from './access.ts'
import { type Account, plainEmail } from './accounts.ts'
import type { OidcClaims } from './oidc.ts'

/** Why somebody whom the provider knows does not come in here. */
export type OidcRefusal = 'oidc-not-invited' | 'oidc-email-not-verified' | 'oidc-deactivated'

export type OidcAdmission =
  | { readonly kind: 'admitted'; readonly account: Account; readonly news: 'joined' | 'linked' | 'role' | null }
  | { readonly kind: 'refused'; readonly why: OidcRefusal; readonly email: string }

/** Somebody as the provider describes them. */
export interface OidcPerson {
  readonly issuer: string
  readonly subject: string
  readonly email: string
  /** The provider says that the address is theirs. */
  readonly verified: boolean
  readonly name: string
  /** By the role claim; null: it gives none. */
  readonly role: Role | null
}

/** Reads what the provider says; its words are taken as they are or not at all. */
export function personOf({ issuer, subject, claims }: OidcClaims, settings: OidcSettings): OidcPerson {
  const text = (name: string): string => (typeof claims[name] === 'string' ? claims[name].trim().slice(0, 254) : '')
  const email = plainEmail(text('email'))
  const full = text('name') || [text('given_name'), text('family_name')].filter((part) => part !== '').join(' ')
  const name = (full || text('preferred_username') || email.split('@')[0] || 'Somebody').slice(0, 120)
  return {
    issuer,
    subject,
    email,
    verified: claims.email_verified === true && email.includes('@'),
    name,
    role: roleOf(claims, settings),
  }
}

/** The widest role that the claim gives. A claim `a.b` may be nested, as Keycloak's `realm_access.roles` is. */
function roleOf(claims: OidcClaims['claims'], { roleClaim, roles: mapping }: OidcSettings): Role | null {
  if (roleClaim === undefined) return null
  const value = Object.hasOwn(claims, roleClaim) ? claims[roleClaim] : nested(claims, roleClaim.split('.'))
  const words: readonly unknown[] = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? value.split(/[\s,]+/)
      : []
  const given = new Set(words.map((word) => (typeof word === 'string' ? mapping.get(word) : undefined)))
  return roles.find((role) => given.has(role)) ?? null
}

function nested(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value
  const isThere = typeof value === 'object' && value !== null && Object.hasOwn(value, name)
  return isThere ? nested(Reflect.get(value, name), rest) : undefined
}

/**
 * The account of whoever the provider vouches for.
 *
 * 1. Somebody who came before is known by issuer and subject, whatever their address is now; the claim's role becomes theirs, unless that
 *    would take the last owner away.
 * 2. An account that is there already becomes theirs only by an address that the provider has verified.
 * 3. New people get the role of the claim, else of their invitation, else the default one; or they are refused. Without an invitation
 *    their address must be of an allowed domain.
 */
export async function admitPerson(access: Access, person: OidcPerson, settings: OidcSettings): Promise<OidcAdmission> {
  const refused = (why: OidcRefusal): OidcAdmission => ({ kind: 'refused', why, email: person.email || person.subject })
  const known = await access.accounts.findByIdentity(person.issuer, person.subject)
  if (known !== null) return known.active ? updateRole(access, known, person) : refused('oidc-deactivated') // 1
  if (!person.verified) return refused('oidc-email-not-verified')
  const same = await access.accounts.findByEmail(person.email)
  if (same !== null) {
    if (!same.active) return refused('oidc-deactivated')
    // It belongs to another identity of a provider.
    if (same.subject !== null) return refused('oidc-not-invited')
    await access.database.transaction((db) => access.accounts.link(same.id, person, db)) // 2
    return { kind: 'admitted', account: same, news: 'linked' }
  }
  const invitation = (await access.invitations.list()).find(({ email }) => email === person.email)
  const domain = person.email.split('@').at(-1) ?? ''
  const isOurs = settings.allowedDomains.length === 0 || settings.allowedDomains.includes(domain)
  if (invitation === undefined && !isOurs) return refused('oidc-not-invited')
  const role = person.role ?? invitation?.role ?? settings.defaultRole
  if (role === 'none') return refused('oidc-not-invited')
  const account = await access.database.transaction(async (db) => {
    const { email, name, issuer, subject } = person
    await access.invitations.drop(email, db)
    return access.accounts.add({ email, name, role, password: null, identity: { issuer, subject } }, db) // 3
  })
  return { kind: 'admitted', account, news: 'joined' }
}

async function updateRole(access: Access, known: Account, { role }: OidcPerson): Promise<OidcAdmission> {
  if (role === null || role === known.role) return { kind: 'admitted', account: known, news: null }
  try {
    const account = await access.database.transaction((db) => access.accounts.change(known.id, { role }, db))
    return { kind: 'admitted', account, news: 'role' }
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, 'code') === 'last-owner')
      return { kind: 'admitted', account: known, news: null }
    throw error
  }
}
