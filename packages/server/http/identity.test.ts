import { createHmac } from 'node:crypto'
import type { IdentitySettings } from '@parley/actions/identity'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import type { LiveSolution, LiveSolutions } from '../live-solutions.ts'
import { readIdentity } from './identity.ts'
import { openDoor } from './test-door.ts'

const now = Date.UTC(2026, 0, 5, 12)
const seconds = now / 1000
const secret = 'the secret of the brand, 32 bytes+'
const old = 'the secret before, 32 bytes or more'
const values: { readonly [name: string]: string } = { identity_key: secret, identity_key_old: old, short: 'too short' }

const pair = await generateKeyPair('ES256', { extractable: true })
const other = await generateKeyPair('ES256', { extractable: true })

async function publicKey(key: typeof pair, kid?: string) {
  const { x = '', y = '' } = await exportJWK(key.publicKey)
  return { kty: 'EC', crv: 'P-256', x, y, ...(kid !== undefined && { kid }) } as const
}

const liveWith = (identity?: IdentitySettings, origins?: readonly string[]): LiveSolution => ({
  // Of a build, nothing else is read here.
  build: { identity, ...(origins !== undefined && { web: { origins } }) } as LiveSolution['build'],
  environment: 'sandbox',
  secret: (name) => values[name],
})

const ada = { sub: 'ada', exp: seconds + 600 }

const signed = (claims: JWTPayload, by = secret, header: object = {}): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: 'HS256', ...header }).sign(new TextEncoder().encode(by))

const signedByKey = (claims: JWTPayload, by = pair, header: object = {}): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: 'ES256', ...header }).sign(by.privateKey)

/** What is proved, or what the refusal says. */
async function reading(token: string | Promise<string>, settings: IdentitySettings, at = now): Promise<unknown> {
  const told: string[] = []
  try {
    return await readIdentity(await token, liveWith(settings), at, (reason) => told.push(reason))
  } catch (error) {
    expect(told.length).toBeGreaterThan(0)
    for (const reason of told) expect(reason).not.toContain('ada')
    return (error as Error).message
  }
}

const byKey = { secrets: ['identity_key'] }
const untold = 'The identity is not one that this solution takes. Ask the back end of the site for a new one.'

describe('an identity', () => {
  test('proves what it claims, and no more', async () => {
    const more = { email: 'ada@b.com', phone_number: '+4479', locale: 'ko-KR', name: 'Ada', admin: true, phone: null }
    const proved = { external_id: 'ada', email: 'ada@b.com', phone: '+4479', language: 'ko-KR', name: 'Ada' }
    expect(await reading(signed({ ...ada, ...more }), byKey)).toEqual(proved)
    expect(await reading(signedByKey(ada), { keys: [await publicKey(pair)] })).toEqual({ external_id: 'ada' })
  })

  test('is refused when it is over, endless, or its end is too far away, give or take half a minute', async () => {
    const until = (exp: number) => reading(signed({ sub: 'ada', exp: seconds + exp }), byKey)
    expect(await until(-29)).toEqual({ external_id: 'ada' })
    expect(await until(-31)).toBe('The identity is not taken. Its time is over.')
    expect(await until(24 * 3600 + 29)).toEqual({ external_id: 'ada' })
    expect(await until(24 * 3600 + 31)).toMatch(/further away/)
    expect(await reading(signed({ sub: 'ada' }), byKey)).toMatch(/"exp"/)
    const short = { ...byKey, longestHours: 0.5 }
    expect(await reading(signed({ sub: 'ada', exp: seconds + 3600 }), short)).toMatch(/further away/)
    expect(await reading(signed({ ...ada, nbf: seconds + 31 }), byKey)).toMatch(/"nbf"/)
  })

  test('is refused when another signed it, when nobody did, and when its text was changed', async () => {
    expect(await reading(signed(ada, old), byKey)).toBe(untold)
    expect(await reading(signedByKey(ada, other), { keys: [await publicKey(pair)] })).toBe(untold)
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    for (const alg of ['none', 'NONE', 'HS512', 'RS256', undefined])
      expect(await reading(`${part({ alg })}.${part(ada)}.`, byKey)).toBe(untold)
    const [head, , mac] = (await signed(ada)).split('.')
    expect(await reading(`${head}.${part({ ...ada, sub: 'eve' })}.${mac}`, byKey)).toBe(untold)
    for (const junk of ['', 'x', '..', 'a.b.c', `${head}.${head}`, 'é.é.é'])
      expect(await reading(junk, byKey)).toBe(untold)
    // What is over and not the brand's either is not told apart.
    expect(await reading(signed({ sub: 'ada', exp: 1 }, old), byKey)).toBe(untold)
  })

  test('is refused when a public key was taken for a secret', async () => {
    const key = await publicKey(pair, 'k1')
    const settings = { keys: [key], secrets: ['identity_key'] }
    const head = Buffer.from(JSON.stringify({ alg: 'HS256', kid: 'k1' })).toString('base64url')
    const body = Buffer.from(JSON.stringify(ada)).toString('base64url')
    for (const taken of [JSON.stringify(key), key.x, Buffer.from(key.x, 'base64url')]) {
      const mac = createHmac('sha256', taken).update(`${head}.${body}`).digest('base64url')
      expect(await reading(`${head}.${body}.${mac}`, settings)).toBe(untold)
      const bare = Buffer.from(JSON.stringify({ alg: 'HS256' })).toString('base64url')
      const bareMac = createHmac('sha256', taken).update(`${bare}.${body}`).digest('base64url')
      expect(await reading(`${bare}.${body}.${bareMac}`, settings)).toBe(untold)
    }
  })

  test('may be signed by each of several keys, and by the one that it names', async () => {
    const secrets = { secrets: ['identity_key', 'identity_key_old'] }
    for (const by of [secret, old]) expect(await reading(signed(ada, by), secrets)).toEqual({ external_id: 'ada' })
    expect(await reading(signed(ada, old, { kid: 'identity_key_old' }), secrets)).toEqual({ external_id: 'ada' })
    expect(await reading(signed(ada, old, { kid: 'identity_key' }), secrets)).toBe(untold)
    expect(await reading(signed(ada, secret, { kid: 'elsewhere' }), secrets)).toBe(untold)
    const keys = { keys: [await publicKey(other, 'k0'), await publicKey(pair, 'k1')] }
    expect(await reading(signedByKey(ada, pair), keys)).toEqual({ external_id: 'ada' })
    expect(await reading(signedByKey(ada, pair, { kid: 'k1' }), keys)).toEqual({ external_id: 'ada' })
    expect(await reading(signedByKey(ada, pair, { kid: 'k0' }), keys)).toBe(untold)
  })

  test('is for whom and from whom the solution says', async () => {
    const settings = { ...byKey, issuer: 'https://shop.example', audience: 'parley' }
    const right = { ...ada, iss: 'https://shop.example', aud: ['other', 'parley'] }
    expect(await reading(signed(right), settings)).toEqual({ external_id: 'ada' })
    expect(await reading(signed({ ...right, iss: 'https://evil.example' }), settings)).toMatch(/"iss"/)
    expect(await reading(signed({ ...right, aud: 'other' }), settings)).toMatch(/"aud"/)
    expect(await reading(signed(ada), settings)).toMatch(/"iss"|"aud"/)
  })

  test('has claims of the right form', async () => {
    for (const wrong of [{ sub: '' }, { sub: 7 }, { email: 'x'.repeat(321) }, { name: {} }, { sub: 'a\u0000b' }]) {
      const claims = { ...ada, ...wrong } as JWTPayload
      // A number as `sub` cannot be said in the types; in JSON it can.
      const token = signed(claims)
      expect(await reading(token, byKey)).toMatch(new RegExp(`/${Object.keys(wrong)[0]}`))
    }
    expect(await reading(signed({ exp: seconds + 60 }), byKey)).toMatch(/"sub"/)
  })

  test('is nothing where a secret is not set or too short, or the solution takes none', async () => {
    expect(await reading(signed(ada, 'too short'), { secrets: ['short'] })).toBe(untold)
    expect(await reading(signed(ada), { secrets: ['unset'] })).toBe(untold)
    await expect(readIdentity(await signed(ada), liveWith(), now, () => {})).rejects.toThrow(untold)
    await expect(readIdentity(await signed(ada), null, now, () => {})).rejects.toThrow(untold)
  })
})

const visitor = 'vis_0123456789abcdefghijkl'
const lives: LiveSolutions = {
  find: async (solution) => (solution === 'echo' ? liveWith(byKey) : null),
}

describe('a start', () => {
  const start = (payload: object) => ({ method: 'POST', url: '/v1/conversations', payload }) as const

  test('with an identity is the contact that is proved, whatever else is said of them', async () => {
    await using door = await openDoor({ live: lives, now: () => now })
    const identity = await signed({ ...ada, email: 'ada@b.com' })
    const contact = { external_id: 'ada', email: 'mallory@evil.example', phone: '1', language: 'ko' }
    const begun = await door.http.app.inject(start({ solution: 'echo', identity, visitor, contact }))
    expect(begun.statusCode).toBe(201)
    expect(begun.json().expires_at).toBe('2026-01-05T14:00:00.000Z')
    expect(door.conversations.starts.at(-1)).toMatchObject({ proof: 'identity', visitor })
    expect(door.conversations.starts.at(-1)?.contact).toEqual({
      external_id: 'ada',
      email: 'ada@b.com',
      language: 'ko',
    })
    const another = await door.http.app.inject(start({ solution: 'echo', identity, contact: { external_id: 'eve' } }))
    expect([another.statusCode, another.json().errors[0].pointer]).toEqual([400, '/contact/external_id'])
  })

  test('without one proves nothing', async () => {
    await using door = await openDoor({ live: lives, now: () => now })
    await door.http.app.inject(start({ solution: 'echo', contact: { external_id: 'ada' } }))
    expect(door.conversations.starts.at(-1)).not.toHaveProperty('proof')
  })

  test('with a wrong one does not begin, and nothing of it is logged', async () => {
    await using door = await openDoor({ live: lives, now: () => now })
    const before = door.conversations.starts.length
    const identity = await signed(ada, old)
    const refused = await door.http.app.inject(start({ solution: 'echo', identity }))
    expect([refused.statusCode, refused.json().code, refused.json().detail]).toEqual([401, 'identity-refused', untold])
    expect(door.conversations.starts).toHaveLength(before)
    expect(door.log.join()).toContain('ERR_JWS_SIGNATURE_VERIFICATION_FAILED')
    for (const part of identity.split('.')) expect(door.log.join()).not.toContain(part)
  })

  test('needs one where the solution says so', async () => {
    let required = false
    const live = { find: async () => liveWith({ ...byKey, required }) }
    await using door = await openDoor({ now: () => now, live })
    required = true
    const nobody = await door.http.app.inject(start({ solution: 'echo', contact: { external_id: 'ada' } }))
    expect([nobody.statusCode, nobody.json().code]).toEqual([401, 'identity-needed'])
    const preview = await door.http.app.inject(start({ solution: 'echo', preview: 'made up' }))
    expect([preview.statusCode, preview.json().code]).toEqual([403, 'preview-refused'])
    const known = await door.http.app.inject(start({ solution: 'echo', identity: await signed(ada) }))
    expect(known.statusCode).toBe(201)
  })
})

describe('a login', () => {
  const login = (payload: object) => ({ method: 'POST', url: '/v1/identify', payload }) as const

  test('is told with the visitor and what is proved', async () => {
    await using door = await openDoor({ live: lives, now: () => now })
    const identity = await signed({ ...ada, name: 'Ada' })
    const done = await door.http.app.inject(login({ solution: 'echo', visitor, identity }))
    expect([done.statusCode, done.body]).toEqual([204, ''])
    const contact = { external_id: 'ada', name: 'Ada' }
    expect(door.conversations.identified).toEqual([{ solution: 'echo', environment: 'sandbox', visitor, contact }])
  })

  test('is refused with a wrong identity, for an unknown solution, and without a visitor', async () => {
    await using door = await openDoor({ live: lives, now: () => now })
    const identity = await signed(ada)
    const refusals = [
      await door.http.app.inject(login({ solution: 'echo', visitor, identity: await signed(ada, old) })),
      await door.http.app.inject(login({ solution: 'nope', visitor, identity })),
      await door.http.app.inject(login({ solution: 'echo', identity })),
      await door.http.app.inject(login({ solution: 'echo', visitor: 'vis_short', identity })),
      await door.http.app.inject(login({ solution: 'echo', visitor, identity: 'x'.repeat(8193) })),
    ]
    expect(refusals.map((answer) => [answer.statusCode, answer.json().code])).toEqual([
      [401, 'identity-refused'],
      [404, 'not-deployed'],
      [400, 'invalid-request'],
      [400, 'invalid-request'],
      [400, 'invalid-request'],
    ])
    expect(door.conversations.identified).toEqual([])
  })
})
