import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { networkOf } from './address.ts'
import { cookieOf, setCookie } from './cookie.ts'
import { countedNetwork, isOwnPage, originOf } from './place.ts'

/** Only headers and socket are looked at. */
const request = (headers: { [name: string]: string }, remoteAddress = '203.0.113.7'): IncomingMessage =>
  ({ headers: { host: 'studio.example.com', ...headers }, socket: { remoteAddress } }) as unknown as IncomingMessage

const place = { trustedProxies: 0 }

describe('the network of an address', () => {
  test('is what a place is known by, without the part that is one person’s', () => {
    expect(networkOf('203.0.113.7')).toBe('203.0.113.0/24')
    expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1::/48')
    expect(networkOf('2001:DB8::1')).toBe('2001:db8:0::/48')
    expect(networkOf('::1')).toBe('::1/128')
    expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0::/48')
    expect(networkOf('nonsense')).toBeNull()
    expect(networkOf(null)).toBeNull()
  })

  test('is not counted for this very machine', () => {
    expect(countedNetwork(request({}, '127.0.0.1'), place)).toBeNull()
    expect(countedNetwork(request({}, '::1'), place)).toBeNull()
    expect(countedNetwork(request({}), place)).toBe('203.0.113.0/24')
    const proxied = request({ 'x-forwarded-for': '198.51.100.9' }, '127.0.0.1')
    expect(countedNetwork(proxied, { trustedProxies: 1 })).toBe('198.51.100.0/24')
  })
})

describe('the origin of this server', () => {
  test('is what is set, else what the request says; a proxy is believed only when it is trusted', () => {
    const proxied = request({ 'x-forwarded-proto': 'https' })
    expect(originOf(proxied, { ...place, publicUrl: 'https://chat.example.com' })).toBe('https://chat.example.com')
    expect(originOf(proxied, place)).toBe('http://studio.example.com')
    expect(originOf(proxied, { trustedProxies: 1 })).toBe('https://studio.example.com')
  })
})

describe('a page of our own', () => {
  const isOwn = (headers: { [name: string]: string }, publicUrl?: string) =>
    isOwnPage(request(headers), publicUrl === undefined ? place : { ...place, publicUrl })

  test('says so in Origin or in Sec-Fetch-Site, and contradicts itself in neither', () => {
    expect(isOwn({ origin: 'https://studio.example.com' })).toBe(true)
    expect(isOwn({ 'sec-fetch-site': 'same-origin' })).toBe(true)
    expect(isOwn({ origin: 'http://10.0.0.1', 'sec-fetch-site': 'same-origin' }, 'http://10.0.0.1')).toBe(true)
    for (const headers of [
      {},
      { origin: 'null' },
      { origin: 'https://studio.example.com.evil.example' },
      { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
      { origin: 'https://studio.example.com', 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
    ] as { [name: string]: string }[])
      expect(isOwn(headers), JSON.stringify(headers)).toBe(false)
  })
})

describe('a cookie', () => {
  test('is found among others by its whole name', () => {
    const header = 'a=1; parley_studio_x=2; parley_studio=3=4; parley_studio=5'
    expect(cookieOf(header, 'parley_studio')).toBe('3=4')
    expect(cookieOf(header, 'parley')).toBeUndefined()
    expect(cookieOf(undefined, 'a')).toBeUndefined()
  })

  test('is for scripts never and for its path only', () => {
    expect(setCookie('a', '1', { path: '/studio', secure: true, maxAge: 0 })).toBe(
      'a=1; Path=/studio; Max-Age=0; HttpOnly; SameSite=Lax; Secure',
    )
  })
})
