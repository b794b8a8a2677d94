// Signing in with an OpenID provider: the authorization code flow with PKCE, by `openid-client`, which checks signature, issuer,
// audience, times, state and nonce. What is under way is a row that the browser's cookie leads to; it is used up by the first answer.
import type { SharedDatabase } from '@parley/runtime'
import type { Configuration } from 'openid-client'
import type { OidcSettings } from '../settings.ts'
import { createSecret, hashSecret } from './secret.ts'

/** Most platforms have no provider, so that the library comes with the first sign-in. */
const client = () => import('openid-client')

/** Whoever looks for a password or a second factor needs a while. */
export const attemptMs = 10 * 60_000

/** Claims of whoever signed in, those of the ID token before those of the user info. */
export interface OidcClaims {
  readonly issuer: string
  readonly subject: string
  readonly claims: { readonly [name: string]: unknown }
}

export interface OidcBegun {
  /** At the provider. */
  readonly url: string
  /** What the browser's cookie holds meanwhile. */
  readonly token: string
}

export interface Oidc {
  /** @param target the page to go to afterwards. @throws OidcError `unreachable` */
  begin(redirectUri: string, target: string): Promise<OidcBegun>
  /**
   * @param returned the address that the provider sent the browser back to, with its parameters
   * @throws OidcError
   */
  finish(token: string | undefined, returned: URL): Promise<OidcClaims & { readonly target: string }>
}

/** Why signing in with the provider did not work; `cause` is for the log. */
export class OidcError extends Error {
  override readonly name = 'OidcError'
  readonly code: 'oidc-refused' | 'oidc-unreachable'

  constructor(code: OidcError['code'], cause: unknown) {
    super(code, { cause })
    this.code = code
  }
}

interface Attempt {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly target: string
}

export function createOidc(settings: OidcSettings, database: SharedDatabase, now: () => number): Oidc {
  let discovered: Promise<Configuration> | undefined
  /** Asked once; a provider that was not there is asked again. */
  function provider(): Promise<Configuration> {
    discovered ??= discover(settings)
    return discovered.catch((error: unknown) => {
      discovered = undefined
      throw new OidcError('oidc-unreachable', error)
    })
  }

  return {
    async begin(redirectUri, target) {
      const [config, openid] = await Promise.all([provider(), client()])
      const attempt: Attempt = {
        state: openid.randomState(),
        nonce: openid.randomNonce(),
        verifier: openid.randomPKCECodeVerifier(),
        target,
      }
      const token = await keep(database, attempt, now())
      const url = openid.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: 'openid email profile',
        code_challenge: await openid.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
        state: attempt.state,
        nonce: attempt.nonce,
      })
      return { url: url.href, token }
    },
    async finish(token, returned) {
      const attempt = token === undefined ? null : await take(database, token, now())
      if (attempt === null) throw new OidcError('oidc-refused', new Error('no sign-in is under way in this browser'))
      const config = await provider()
      try {
        return { ...(await redeem(config, returned, attempt)), target: attempt.target }
      } catch (error) {
        throw new OidcError(isUnreachable(error) ? 'oidc-unreachable' : 'oidc-refused', error)
      }
    },
  }
}

async function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<Configuration> {
  const { allowInsecureRequests, discovery } = await client()
  // Only a provider on this very machine, as settings check.
  const options = issuer.startsWith('http:') ? { execute: [allowInsecureRequests] } : undefined
  return discovery(new URL(issuer), clientId, clientSecret, undefined, options)
}

async function redeem(config: Configuration, returned: URL, attempt: Attempt): Promise<OidcClaims> {
  const { authorizationCodeGrant, fetchUserInfo } = await client()
  const tokens = await authorizationCodeGrant(config, returned, {
    pkceCodeVerifier: attempt.verifier,
    expectedState: attempt.state,
    expectedNonce: attempt.nonce,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  if (claims === undefined) throw new Error('the provider sent no ID token')
  const { userinfo_endpoint: more } = config.serverMetadata()
  const info = more === undefined ? {} : await fetchUserInfo(config, tokens.access_token, claims.sub)
  return { issuer: claims.iss, subject: claims.sub, claims: { ...info, ...claims } }
}

/** A network that failed, or a provider that took too long; everything else is a refusal. */
const isUnreachable = (error: unknown): boolean =>
  error instanceof TypeError
    ? error.message === 'fetch failed'
    : error instanceof Error && Reflect.get(error, 'code') === 'OAUTH_TIMEOUT'

async function keep(database: SharedDatabase, attempt: Attempt, at: number): Promise<string> {
  const oldText = 'delete from parley.oidc_attempt where workspace_id = $1 and expires_at <= $2'
  await database.query({ name: 'oidc-expired', text: oldText, values: [database.workspace, at] })
  const token = createSecret()
  const text = `insert into parley.oidc_attempt (workspace_id, token_hash, state, nonce, verifier, target, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7)`
  const { state, nonce, verifier, target } = attempt
  const values = [database.workspace, hashSecret(token), state, nonce, verifier, target, at + attemptMs]
  await database.query({ name: 'oidc-keep', text, values })
  return token
}

async function take(database: SharedDatabase, token: string, at: number): Promise<Attempt | null> {
  const text = `delete from parley.oidc_attempt where workspace_id = $1 and token_hash = $2 and expires_at > $3
    returning state, nonce, verifier, target`
  const values = [database.workspace, hashSecret(token), at]
  return (await database.query<Attempt & object>({ name: 'oidc-take', text, values })).rows[0] ?? null
}
