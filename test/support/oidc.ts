import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

/** What a provider says of somebody, besides who they are. */
export interface TestClaims {
  readonly email?: string
  readonly email_verified?: boolean
  readonly name?: string
  readonly groups?: readonly string[]
}

/** An OpenID provider on this machine that signs in whoever is named, without asking. */
export interface TestProvider extends AsyncDisposable {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Who comes next, by their id at the provider. */
  next(subject: string, claims: TestClaims): void
  /** Goes from our redirect to the address that the provider sends back to, as a browser does. */
  visit(url: string): Promise<string>
}

/** @param redirectUri where the provider sends people back to */
export async function startOidcProvider(redirectUri: string): Promise<TestProvider> {
  const people = new Map<string, TestClaims>()
  let current = ''
  const server = createServer((request, response) => handle(request, response))
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const [clientId, clientSecret] = ['studio', 'a secret of the Studio at the provider']
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    cookies: { keys: ['a key of the provider’s own cookies'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...people.get(id) }),
    }),
    async loadExistingGrant({ oidc }) {
      const { client, session } = oidc
      const grant = new oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  const callback = provider.callback()

  function handle(request: IncomingMessage, response: ServerResponse): void {
    if (request.url?.startsWith('/interaction/') === true) {
      const login = { accountId: current }
      provider.interactionFinished(request, response, { login }).catch((error: unknown) => {
        response.writeHead(500).end(String(error))
      })
    } else callback(request, response)
  }

  return {
    issuer,
    clientId,
    clientSecret,
    next(subject, claims) {
      people.set(subject, claims)
      current = subject
    },
    visit: (url) => followTo(url, issuer),
    [Symbol.asyncDispose]: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

const mostSteps = 10

/** Follows redirects with the provider's cookies until one leads away from it. */
async function followTo(url: string, issuer: string): Promise<string> {
  const cookies = new Map<string, string>()
  let next = url
  for (let step = 0; step < mostSteps; step += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(next, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } })
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split(/=(.*)/s)
      cookies.set(name, value)
    }
    const location = answer.headers.get('location')
    if (location === null) throw new Error(`the provider answered ${answer.status}: ${await answer.text()}`)
    next = new URL(location, next).href
    if (!next.startsWith(issuer)) return next
  }
  throw new Error('the provider redirects without end')
}
