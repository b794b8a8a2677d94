import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase } from '../../../../test/support/database.ts'
import { startOidcProvider, type TestProvider } from '../../../../test/support/oidc.ts'
import { createOidc } from '../../access/oidc.ts'
import type { OidcSettings } from '../../settings.ts'
import { type AccessDoor, type Answered, host, openAccessDoor, type TestBrowser } from './test-access.ts'

const callback = `https://${host}/studio/api/oidc/callback`

let provider: TestProvider
let door: AccessDoor

beforeEach(async () => {
  provider = await startOidcProvider(callback)
  door = await open()
})

afterEach(async () => {
  await door[Symbol.asyncDispose]()
  await provider[Symbol.asyncDispose]()
})

async function open(more: Partial<OidcSettings> = {}): Promise<AccessDoor> {
  const { issuer, clientId, clientSecret } = provider
  const settings: OidcSettings = {
    issuer,
    clientId,
    clientSecret,
    label: 'Example ID',
    roleClaim: 'groups',
    roles: new Map([
      ['parley-owners', 'owner'],
      ['parley-designers', 'designer'],
    ]),
    defaultRole: 'analyst',
    allowedDomains: ['example.com'],
    ...more,
  }
  return openAccessDoor(await createTestDatabase(), {
    oidc: ({ database, now }) => ({ settings, provider: createOidc(settings, database, now) }),
  })
}

const ada = { email: 'ada@example.com', email_verified: true, name: 'Ada Lovelace' }

const locationOf = ({ headers }: Answered): string => String(headers.location)

/** To the provider and back with what it sends, `change`d on the way. */
async function signIn(
  browser: TestBrowser,
  change: { readonly there?: (url: URL) => void; readonly back?: (url: URL) => void } = {},
  to = '/s/shop',
): Promise<Answered> {
  const begun = await browser.ask('GET', `/oidc/start?to=${encodeURIComponent(to)}`)
  expect(begun.status).toBe(303)
  const there = new URL(locationOf(begun))
  change.there?.(there)
  const back = new URL(await provider.visit(there.href))
  expect(back.href).toContain(callback)
  change.back?.(back)
  return browser.ask('GET', `/oidc/callback${back.search}`, undefined, { 'sec-fetch-site': 'cross-site' })
}

describe('signing in with an OpenID provider', () => {
  test('is offered where it is configured, by its name', async () => {
    expect((await door.browser().ask('GET', '/sign-in')).body).toEqual({ empty: true, oidc: { label: 'Example ID' } })
    await using plain = await openAccessDoor(await createTestDatabase())
    expect((await plain.browser().ask('GET', '/sign-in')).body.oidc).toBeNull()
    expect((await plain.browser().ask('GET', '/oidc/start')).status).toBe(404)
  })

  test('makes an account with the default role and goes on to where somebody was going', async () => {
    provider.next('sub-ada', ada)
    const browser = door.browser()
    const answer = await signIn(browser)
    expect([answer.status, locationOf(answer)]).toEqual([303, '/studio/s/shop'])
    expect((await browser.me()).body).toMatchObject({ ...named(ada), role: 'analyst', has_password: false })
    expect([...browser.cookies.keys()]).toEqual(['parley_studio'])
  })

  test('gives the widest role of the claim, and follows it when it changes', async () => {
    provider.next('sub-ada', { ...ada, groups: ['parley-designers', 'staff'] })
    const browser = door.browser()
    await signIn(browser)
    expect((await browser.me()).body.role).toBe('designer')
    provider.next('sub-ada', { ...ada, groups: ['parley-designers', 'parley-owners'] })
    await signIn(browser)
    expect((await browser.me()).body.role).toBe('owner')
    // The last owner stays one, whatever the provider says.
    provider.next('sub-ada', { ...ada, groups: ['parley-designers'] })
    await signIn(browser)
    expect((await browser.me()).body.role).toBe('owner')
  })

  test('knows somebody again by who they are, not by their address', async () => {
    provider.next('sub-ada', ada)
    const browser = door.browser()
    await signIn(browser)
    const { id } = (await browser.me()).body
    provider.next('sub-ada', { ...ada, email: 'ada.king@example.com' })
    await signIn(browser)
    expect((await browser.me()).body).toMatchObject({ id, email: 'ada@example.com' })
  })

  test('joins an account that is there already only by an address that the provider has verified', async () => {
    const owner = await door.owner()
    const { id } = (await owner.me()).body
    provider.next('sub-olga', { email: 'olga@example.com', email_verified: false, name: 'Eve' })
    const eve = door.browser()
    expect(locationOf(await signIn(eve))).toBe('/studio/sign-in?refused=oidc-email-not-verified')
    expect((await eve.me()).status).toBe(401)
    provider.next('sub-olga', { email: 'Olga@example.com', email_verified: true, name: 'Olga' })
    const olga = door.browser()
    await signIn(olga)
    expect((await olga.me()).body).toMatchObject({ id, role: 'owner', has_password: true })
    // Another identity with the same address is somebody else.
    provider.next('sub-other', { email: 'olga@example.com', email_verified: true })
    expect(locationOf(await signIn(door.browser()))).toBe('/studio/sign-in?refused=oidc-not-invited')
  })

  test('lets in only the domains that are allowed, and who is invited', async () => {
    const eve = { email: 'eve@elsewhere.example', email_verified: true, name: 'Eve' }
    provider.next('sub-eve', eve)
    expect(locationOf(await signIn(door.browser()))).toBe('/studio/sign-in?refused=oidc-not-invited')
    const owner = await door.owner()
    await owner.ask('POST', '/people/invitations', { email: eve.email, role: 'agent' })
    const browser = door.browser()
    await signIn(browser)
    expect((await browser.me()).body).toMatchObject({ email: eve.email, role: 'agent' })
    expect((await owner.ask('GET', '/people')).body.invitations).toEqual([])
  })

  test('refuses new people without a role where that is configured', async () => {
    await using strict = await open({ defaultRole: 'none' })
    provider.next('sub-ada', ada)
    const browser = strict.browser()
    expect(locationOf(await signIn(browser))).toBe('/studio/sign-in?refused=oidc-not-invited')
    provider.next('sub-ada', { ...ada, groups: ['parley-designers'] })
    await signIn(browser)
    expect((await browser.me()).body.role).toBe('designer')
  })

  test('keeps out who was deactivated', async () => {
    const owner = await door.owner()
    provider.next('sub-ada', ada)
    const browser = door.browser()
    await signIn(browser)
    await owner.ask('PATCH', `/people/${(await browser.me()).body.id}`, { active: false })
    expect(locationOf(await signIn(browser))).toBe('/studio/sign-in?refused=oidc-deactivated')
  })

  test('writes down who joined and who was refused', async () => {
    const owner = await door.owner()
    provider.next('sub-ada', ada)
    await signIn(door.browser())
    provider.next('sub-eve', { email: 'eve@elsewhere.example', email_verified: true })
    await signIn(door.browser())
    const { entries } = (await owner.ask('GET', '/audit?limit=3')).body
    expect(entries).toMatchObject([
      { action: 'session.began', outcome: 'refused', subject: 'eve@elsewhere.example', actor: null },
      { action: 'session.began', outcome: 'done', actor: 'Ada Lovelace', details: { by: 'oidc' } },
      { action: 'person.joined', outcome: 'done', actor: 'Ada Lovelace' },
    ])
  })
})

describe('a hostile answer', () => {
  const refused = '/studio/sign-in?refused=oidc-refused'

  beforeEach(() => provider.next('sub-ada', ada))

  test('with another state, nonce, issuer, code or challenge signs nobody in', async () => {
    const set = (name: string, value: string) => (url: URL) => url.searchParams.set(name, value)
    for (const [what, change] of Object.entries({
      state: { back: set('state', 'another') },
      'no state': { back: (url: URL) => url.searchParams.delete('state') },
      nonce: { there: set('nonce', 'another-nonce') },
      issuer: { back: set('iss', 'https://evil.example') },
      code: { back: set('code', 'another') },
      challenge: { there: set('code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM') },
      error: { back: set('error', 'access_denied') },
    })) {
      const browser = door.browser()
      expect([what, locationOf(await signIn(browser, change))]).toEqual([what, refused])
      expect((await browser.me()).status).toBe(401)
    }
    expect(await door.access.accounts.list()).toEqual([])
  })

  test('in another browser than the one that began signs nobody in', async () => {
    const begun = await door.browser().ask('GET', '/oidc/start')
    const back = new URL(await provider.visit(locationOf(begun)))
    const victim = door.browser()
    expect(locationOf(await victim.ask('GET', `/oidc/callback${back.search}`))).toBe(refused)
    // Nor with an attempt of its own under way.
    await victim.ask('GET', '/oidc/start')
    expect(locationOf(await victim.ask('GET', `/oidc/callback${back.search}`))).toBe(refused)
    expect((await victim.me()).status).toBe(401)
  })

  test('counts once, and not after ten minutes', async () => {
    const browser = door.browser()
    const begun = await browser.ask('GET', '/oidc/start')
    const cookie = browser.cookies.get('parley_oidc') ?? ''
    const back = new URL(await provider.visit(locationOf(begun)))
    const send = () => {
      browser.cookies = new Map([['parley_oidc', cookie]])
      return browser.ask('GET', `/oidc/callback${back.search}`)
    }
    expect(locationOf(await send())).toBe('/studio/')
    expect(locationOf(await send())).toBe(refused)
    expect(locationOf(await signIn(browser, { back: () => door.pass(600_001) }))).toBe(refused)
  })

  test('leads nowhere but to pages of the Studio', async () => {
    for (const to of ['https://evil.example/', '//evil.example', '/\\evil.example', 'evil', '/ x\r\ny'])
      expect(locationOf(await signIn(door.browser(), {}, to))).toBe('/studio/')
  })

  test('is not begun without end from one network', async () => {
    const flood = door.browser('203.0.113.7')
    const answers = await Promise.all(Array.from({ length: 61 }, () => flood.ask('GET', '/oidc/start')))
    const busy = answers.filter((answer) => locationOf(answer) === '/studio/sign-in?refused=oidc-busy')
    expect(busy).toHaveLength(1)
    expect(locationOf(await door.browser('198.51.100.7').ask('GET', '/oidc/start'))).not.toContain('refused')
  })

  test('of a provider that is not there is told on the sign-in page', async () => {
    await using lost = await open({ issuer: 'http://127.0.0.1:9' })
    const answer = await lost.browser().ask('GET', '/oidc/start')
    expect(locationOf(answer)).toBe('/studio/sign-in?refused=oidc-unreachable')
  })
})

const named = ({ email, name }: { email: string; name: string }) => ({ email, name })
