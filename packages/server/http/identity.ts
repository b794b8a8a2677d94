// Who somebody is, proved by a JWT (RFC 7519) of the brand's back end. What a solution takes as proof is in its setting `identity`.
//
// 1. Only HS256 with the solution's secrets and ES256 with its public keys; the algorithm decides which keys are tried, so that a
//    public key is never taken for a secret, and a token without signature is none.
// 2. Who is refused gets to know no more than whether a token that is the brand's own is over or lacks something.
// 3. Nothing of a token is logged.
import type { IdentityKey, IdentitySettings } from '@parley/actions/identity'
import type { StartInput } from '@parley/runtime'
import type { CryptoKey, JWTPayload } from 'jose'
import { z } from 'zod'
import type { LiveSolution } from '../live-solutions.ts'
import { pointer } from './pointer.ts'
import { Refusal } from './refusal.ts'
import { name, text } from './request.ts'

/** What is proved of a person, and nothing else. */
export type ProvedContact = StartInput['contact'] & { readonly external_id: string }

/** Told why a token was refused, for the brand's developers: a word of ours or a code of the library, never what is in it. */
export type TellRefusal = (reason: string) => void

/** Comes with the first token: most solutions know nobody. */
const library = () => import('jose')

/** Clocks differ. */
const leewaySeconds = 30
const usualLongestHours = 24
/** RFC 7518, 3.2: a secret has at least the length of the hash. */
const shortestSecret = 32

const claims = z.object({
  sub: name(512),
  email: text(320).nullish(),
  phone: text(64).nullish(),
  /** As OpenID Connect calls them. */
  phone_number: text(64).nullish(),
  language: text(64).nullish(),
  locale: text(64).nullish(),
  name: text(256).nullish(),
})

/** @throws Refusal `identity-refused` */
export async function readIdentity(
  token: string,
  live: LiveSolution | null,
  now: number,
  tell: TellRefusal,
): Promise<ProvedContact> {
  const settings = live?.build.identity
  if (live === null || settings === undefined) throw refused('the solution has no setting "identity"', tell)
  const payload = await verify(token, { live, settings, now }, tell)
  const longest = (settings.longestHours ?? usualLongestHours) * 3600 + leewaySeconds
  if ((payload.exp ?? Number.POSITIVE_INFINITY) - now / 1000 > longest)
    throw refused('exp is too far away', tell, 'Its end is further away than the solution takes.')
  const read = claims.safeParse(payload)
  if (!read.success) {
    const places = read.error.issues.slice(0, 5).map(({ path }) => pointer(path))
    const detail = `These of its claims are missing or no such text: ${places.join(', ')}.`
    throw refused('a claim is missing or of another type', tell, detail)
  }
  const { sub, email, phone, phone_number, language, locale, name: called } = read.data
  const known = { email, phone: phone ?? phone_number, language: language ?? locale, name: called }
  return { external_id: sub, ...Object.fromEntries(Object.entries(known).filter(([, value]) => value != null)) }
}

interface Proof {
  readonly live: LiveSolution
  readonly settings: IdentitySettings
  readonly now: number
}

async function verify(token: string, proof: Proof, tell: TellRefusal): Promise<JWTPayload> {
  const { issuer, audience } = proof.settings
  const { errors, jwtVerify } = await library()
  let failure = 'no key of the solution is usable for it'
  for (const { algorithm, key } of await keysOf(token, proof, tell)) {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [algorithm], // 1
        clockTolerance: leewaySeconds,
        currentDate: new Date(proof.now),
        requiredClaims: ['sub', 'exp'],
        ...(issuer === undefined ? {} : { issuer }),
        ...(audience === undefined ? {} : { audience }),
      })
      return payload
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error
      // The signature comes first: what is said of the claims is said to who has the brand's own token. 2
      if (error instanceof errors.JWTExpired) throw refused(error.code, tell, 'Its time is over.')
      if (error instanceof errors.JWTClaimValidationFailed)
        throw refused(`${error.code}: ${error.claim}`, tell, `Its claim "${error.claim}" is missing or not right.`)
      failure = error.code
    }
  }
  throw refused(failure, tell)
}

interface Candidate {
  readonly algorithm: 'HS256' | 'ES256'
  readonly key: Uint8Array | CryptoKey
}

/** The keys that may have signed it, by the algorithm and the key id that it names. 1 */
async function keysOf(token: string, { live, settings }: Proof, tell: TellRefusal): Promise<readonly Candidate[]> {
  const { alg, kid } = await headerOf(token, tell)
  if (alg === 'ES256') {
    const keys = (settings.keys ?? []).filter((key) => kid === undefined || key.kid === kid)
    return Promise.all(keys.map(async (key) => ({ algorithm: alg, key: await imported(key) })))
  }
  if (alg !== 'HS256') throw refused('it is signed in no way that is taken', tell)
  const names = (settings.secrets ?? []).filter((secret) => kid === undefined || secret === kid)
  return names.flatMap((secret) => {
    const value = live.secret(secret)
    if (value === undefined || value.length < shortestSecret) {
      tell(`the secret "${secret}" is ${value === undefined ? 'not set' : `shorter than ${shortestSecret} characters`}`)
      return []
    }
    return [{ algorithm: alg, key: new TextEncoder().encode(value) }]
  })
}

async function headerOf(token: string, tell: TellRefusal): Promise<{ readonly alg?: string; readonly kid?: string }> {
  const { decodeProtectedHeader } = await library()
  try {
    return decodeProtectedHeader(token)
  } catch {
    throw refused('it is no JWT', tell)
  }
}

const importing = new WeakMap<IdentityKey, Promise<CryptoKey>>()

function imported(key: IdentityKey): Promise<CryptoKey> {
  const known = importing.get(key)
  if (known !== undefined) return known
  const { kty, crv, x, y } = key
  const made = library().then(({ importJWK }) => importJWK({ kty, crv, x, y }, 'ES256') as Promise<CryptoKey>)
  importing.set(key, made)
  return made
}

function refused(reason: string, tell: TellRefusal, detail?: string): Refusal {
  tell(reason)
  const what = detail === undefined ? undefined : `The identity is not taken. ${detail}`
  return new Refusal('identity-refused', what)
}
