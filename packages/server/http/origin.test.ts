import { describe, expect, test } from 'vitest'
import type { LiveSolution } from '../live-solutions.ts'
import { originsOf } from './origin.ts'
import { openDoor } from './test-door.ts'

const liveAt = (...origins: readonly string[]) =>
  ({ build: { web: { origins } }, environment: 'sandbox', secret: () => undefined }) as unknown as LiveSolution

describe('an origin', () => {
  test('is one of a list, as a whole or by the names below a host', () => {
    const origins = originsOf(['https://shop.example.com', 'https://*.brand.example', 'http://*.test.local:8080'])
    const is = [
      'https://shop.example.com',
      'https://a.brand.example',
      'https://a.b.brand.example',
      'http://x.test.local:8080',
    ]
    const not = [
      'http://shop.example.com',
      'https://shop.example.com:8443',
      'https://example.com',
      'https://brand.example',
      'https://evilbrand.example',
      'https://a.brand.example.evil.example',
      'https://evil.example/.brand.example',
      'https://evil.example#.brand.example',
      'https://user@a.brand.example',
      'https://.brand.example',
      'http://a.brand.example',
      'http://x.test.local',
      'null',
      '',
    ]
    for (const origin of is) expect([origin, origins.has(origin)]).toEqual([origin, true])
    for (const origin of not) expect([origin, origins.has(origin)]).toEqual([origin, false])
  })
})

describe('pages of a solution', () => {
  const solutions: { readonly [name: string]: LiveSolution } = {
    echo: liveAt('https://shop.example.com'),
    other: liveAt('https://other.example.com'),
  }
  const options = {
    live: { find: async (name: string) => solutions[name] ?? null },
    liveOrigins: originsOf(['https://shop.example.com', 'https://other.example.com']),
    allowedOrigins: ['https://partner.example'],
  }
  const start = (origin: string) =>
    ({
      method: 'POST',
      url: '/v1/conversations',
      payload: { solution: 'echo' },
      headers: { host: 'chat.example', origin },
    }) as const

  test('begin its conversations, and so do our own and those that the operator allows', async () => {
    await using door = await openDoor(options)
    for (const origin of ['https://shop.example.com', 'https://partner.example', 'https://chat.example']) {
      const begun = await door.http.app.inject(start(origin))
      expect([origin, begun.statusCode]).toEqual([origin, 201])
    }
    const begun = await door.http.app.inject(start('https://shop.example.com'))
    expect(begun.headers['access-control-allow-origin']).toBe('https://shop.example.com')
    expect(begun.headers.vary).toBe('origin')
  })

  test('begin none of another solution, which names its own', async () => {
    await using door = await openDoor(options)
    const [before, refused] = [
      door.conversations.starts.length,
      await door.http.app.inject(start('https://other.example.com')),
    ]
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'origin-not-allowed'])
    // The page may read why.
    expect(refused.headers['access-control-allow-origin']).toBe('https://other.example.com')
    expect(door.conversations.starts).toHaveLength(before)
    const login = { solution: 'echo', visitor: 'vis_0123456789abcdefghijkl', identity: 'x' }
    const url = '/v1/identify'
    const told = await door.http.app.inject({ ...start('https://other.example.com'), url, payload: login })
    expect([told.statusCode, told.json().code]).toEqual([403, 'origin-not-allowed'])
  })

  test('of nobody get no further than the door', async () => {
    await using door = await openDoor(options)
    const refused = await door.http.app.inject(start('https://evil.example'))
    expect([refused.statusCode, refused.headers['access-control-allow-origin']]).toEqual([403, undefined])
    const asked = { method: 'OPTIONS', url: '/v1/identify' } as const
    const headers = { host: 'chat.example', origin: 'https://shop.example.com' }
    const preflight = await door.http.app.inject({ ...asked, headers })
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': 'https://shop.example.com',
      'access-control-allow-methods': 'OPTIONS, POST',
    })
  })
})
