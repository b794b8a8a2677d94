import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOidcProvider, type TestProvider } from '../support/oidc.ts'
import { startParley } from '../support/parley.ts'
import { freePort, type ParleyProcess } from '../support/processes.ts'

let provider: TestProvider
let parley: ParleyProcess

beforeAll(async () => {
  const port = await freePort()
  provider = await startOidcProvider(`http://127.0.0.1:${port}/studio/api/oidc/callback`)
  parley = await startParley({
    env: {
      PORT: String(port),
      PARLEY_OIDC_ISSUER: provider.issuer,
      PARLEY_OIDC_CLIENT_ID: provider.clientId,
      PARLEY_OIDC_CLIENT_SECRET: provider.clientSecret,
      PARLEY_OIDC_LABEL: 'Example ID',
      PARLEY_OIDC_ROLE_CLAIM: 'groups',
      PARLEY_OIDC_ROLES: 'parley-owners=owner,parley-designers=designer',
      PARLEY_OIDC_DEFAULT_ROLE: 'none',
      PARLEY_OIDC_ALLOWED_DOMAINS: 'example.com',
    },
  })
})
afterAll(async () => {
  await parley?.dispose()
  await provider?.[Symbol.asyncDispose]()
})

const get = (url: string, cookie = ''): Promise<Response> =>
  fetch(new URL(url, parley.url), { redirect: 'manual', headers: { cookie, 'sec-fetch-site': 'same-origin' } })

/** What it set, but for what it takes away. */
const cookieOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((set) => set.split(';')[0] ?? '')
    .filter((pair) => !pair.endsWith('='))
    .join('; ')

/** As a browser: to the provider, and back with what it sends. */
async function signIn(): Promise<{ readonly to: string | null; readonly cookie: string }> {
  const begun = await get('/studio/api/oidc/start?to=/s/shop')
  expect(begun.status).toBe(303)
  const back = await provider.visit(begun.headers.get('location') ?? '')
  const ended = await get(back, cookieOf(begun))
  return { to: ended.headers.get('location'), cookie: cookieOf(ended) }
}

test('a started platform offers the provider of its settings by its name', async () => {
  const answer = await get('/studio/api/sign-in')
  expect(await answer.json()).toEqual({ empty: true, oidc: { label: 'Example ID' } })
})

test('somebody signs in with it, gets the role that the settings give, and is let in', async () => {
  provider.next('sub-ada', {
    email: 'ada@example.com',
    email_verified: true,
    name: 'Ada Lovelace',
    groups: ['parley-designers'],
  })
  const { to, cookie } = await signIn()
  expect(to).toBe('/studio/s/shop')
  expect(await (await get('/studio/api/me', cookie)).json()).toMatchObject({
    email: 'ada@example.com',
    name: 'Ada Lovelace',
    role: 'designer',
    has_password: false,
  })
})

test('who has no role there, or comes from elsewhere, is told on the sign-in page and is nobody', async () => {
  const ben = { email: 'ben@example.com', email_verified: true, name: 'Ben' }
  for (const who of [ben, { ...ben, email: 'ben@elsewhere.example', groups: ['parley-owners'] }]) {
    provider.next(who.email, who)
    const { to, cookie } = await signIn()
    expect(to).toBe('/studio/sign-in?refused=oidc-not-invited')
    expect((await get('/studio/api/me', cookie)).status).toBe(401)
  }
})
