import { expect, test } from 'vitest'
import { createMayReach, isEgressEntry } from './allow-list.ts'

const may = (egress: readonly string[], url: string): boolean => createMayReach(egress)(new URL(url))

test('nothing is reachable unless it is named', () => {
  expect(may([], 'https://example.com/')).toBe(false)
})

test('a host is reachable by its exact name, in any case, with or without a final dot', () => {
  const egress = ['Api.Example.com']
  expect(may(egress, 'https://api.example.com/x')).toBe(true)
  expect(may(egress, 'http://API.example.com/x')).toBe(true)
  expect(may(egress, 'https://api.example.com./x')).toBe(true)
  for (const other of [
    'https://example.com',
    'https://xapi.example.com',
    'https://api.example.com.evil.org',
    'https://api-example.com',
    'https://a.api.example.com',
  ]) {
    expect(may(egress, other)).toBe(false)
  }
})

test('a star stands for every name below, and not for the name itself', () => {
  const egress = ['*.example.com']
  expect(may(egress, 'https://a.example.com')).toBe(true)
  expect(may(egress, 'https://a.b.example.com')).toBe(true)
  expect(may(egress, 'https://example.com')).toBe(false)
  expect(may(egress, 'https://evilexample.com')).toBe(false)
})

test('without a port only the usual one is meant, with a port only that', () => {
  expect(may(['example.com'], 'https://example.com:8443')).toBe(false)
  expect(may(['example.com:8443'], 'https://example.com:8443')).toBe(true)
  expect(may(['example.com:8443'], 'https://example.com')).toBe(false)
  expect(may(['example.com:443'], 'https://example.com')).toBe(true)
  expect(may(['example.com:443'], 'http://example.com')).toBe(false)
})

test('addresses are compared as what they mean', () => {
  expect(may(['127.0.0.1:80'], 'http://2130706433/')).toBe(true)
  expect(may(['[::1]:8080'], 'http://[0:0:0:0:0:0:0:1]:8080/')).toBe(true)
})

test('entries that are no hosts are refused', () => {
  for (const entry of ['*', '*.', 'https://example.com', 'example.com/path', 'exa mple.com', '', 'a:b', '*.*.com'])
    expect(isEgressEntry(entry)).toBe(false)
  for (const entry of ['example.com', '*.example.com', 'localhost:8080', '[::1]:80'])
    expect(isEgressEntry(entry)).toBe(true)
})
