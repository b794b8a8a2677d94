import { describe, expect, it } from 'vitest'
import { readSettings, SettingsError } from './settings.ts'

describe('settings', () => {
  it('has the documented defaults', () => {
    expect(readSettings({})).toMatchObject({ host: '127.0.0.1', port: 4000, sandboxPort: 4010, logLevel: 'warn' })
    expect(readSettings({}).home.endsWith('/.parley')).toBe(true)
    expect(readSettings({}).databaseUrl).toBeUndefined()
    expect(readSettings({})).toMatchObject({ trustedProxies: 0, rateFactor: 1 })
    expect(() => readSettings({ PARLEY_TRUST_PROXY: 'all' })).toThrow(/PARLEY_TRUST_PROXY: /)
  })

  it('reads every variable, and treats an empty one as absent', () => {
    const settings = readSettings({
      PORT: '0',
      BRAZE_SANDBOX_PORT: '',
      PARLEY_ALLOWED_ORIGINS: 'https://a.example, https://b.example',
      PARLEY_TRUST_PROXY: '2',
      PARLEY_RATE_LIMIT: '0.5',
    })
    expect(settings).toMatchObject({
      port: 0,
      sandboxPort: 4010,
      allowedOrigins: ['https://a.example', 'https://b.example'],
      trustedProxies: 2,
      rateFactor: 0.5,
    })
  })

  it('names each variable that is wrong without repeating its value', () => {
    const wrong = () =>
      readSettings({ PORT: 'many', DATABASE_URL: 'mysql://root:hunter2@db', PARLEY_TOKEN_KEY: 'short-secret' })
    expect(wrong).toThrow(SettingsError)
    expect(wrong).toThrow(/PORT: [\s\S]*DATABASE_URL: [\s\S]*PARLEY_TOKEN_KEY: /)
    expect(wrong).not.toThrow(/hunter2|short-secret/)
    const lists = () => readSettings({ PARLEY_EGRESS_PRIVATE: '10.0.0.0/8,zzz', PARLEY_ALLOWED_ORIGINS: '*' })
    expect(lists).toThrow(/PARLEY_ALLOWED_ORIGINS: [\s\S]*PARLEY_EGRESS_PRIVATE: /)
  })

  it('reads how people sign in with an OpenID provider', () => {
    expect(readSettings({}).oidc).toBeUndefined()
    const provider = { PARLEY_OIDC_ISSUER: 'https://login.example.com', PARLEY_OIDC_CLIENT_ID: 'studio' }
    expect(readSettings(provider).oidc).toEqual({
      issuer: 'https://login.example.com',
      clientId: 'studio',
      label: 'single sign-on',
      roles: new Map(),
      defaultRole: 'analyst',
      allowedDomains: [],
    })
    const more = {
      PARLEY_OIDC_ROLE_CLAIM: 'groups',
      PARLEY_OIDC_ROLES: 'parley admins=owner, writers=designer',
      PARLEY_OIDC_DEFAULT_ROLE: 'none',
      PARLEY_OIDC_ALLOWED_DOMAINS: 'Example.com',
    }
    expect(readSettings({ ...provider, ...more }).oidc).toMatchObject({
      roleClaim: 'groups',
      roles: new Map([
        ['parley admins', 'owner'],
        ['writers', 'designer'],
      ]),
      defaultRole: 'none',
      allowedDomains: ['example.com'],
    })
    for (const [name, value] of Object.entries({
      PARLEY_OIDC_ISSUER: 'http://login.example.com',
      PARLEY_OIDC_ROLES: 'admins=king',
      PARLEY_OIDC_DEFAULT_ROLE: 'guest',
      PARLEY_OIDC_ALLOWED_DOMAINS: '@example.com',
    }))
      expect(() => readSettings({ ...provider, [name]: value }), name).toThrow(new RegExp(`${name}: `))
    expect(() => readSettings({ PARLEY_OIDC_CLIENT_SECRET: 'hunter2' })).toThrow(/PARLEY_OIDC_ISSUER: is needed/)
  })
})
