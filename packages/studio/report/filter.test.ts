import { expect, test } from 'vitest'
import { queryOf, rangeOf, readAsked, withParams } from './filter.ts'

const now = new Date(2026, 4, 4, 9, 30, 15).getTime()
const asked = (query: string) => readAsked(new URLSearchParams(query))

test('an address without anything means the last seven days of prod', () => {
  expect(asked('')).toEqual({
    environment: 'prod',
    range: '7d',
    version: null,
    channel: null,
    language: null,
    campaign: null,
  })
})

test('what an address cannot mean is as if it were not there', () => {
  expect(asked('range=year&version=x&environment=moon&from=2026-05-09&to=2026-05-01')).toEqual(asked(''))
})

test('days begin at midnight where the reader is, and today is one of them', () => {
  const { from, to } = rangeOf('7d', now)
  expect(new Date(from)).toEqual(new Date(2026, 3, 28))
  expect(new Date(to)).toEqual(new Date(2026, 4, 4, 9, 31))
  expect(rangeOf({ from: '2026-05-01', to: '2026-05-02' }, now)).toEqual({
    from: new Date(2026, 4, 1).getTime(),
    to: new Date(2026, 4, 3).getTime(),
  })
})

test('the server is asked for what is there and nothing else', () => {
  const query = new URLSearchParams(
    queryOf(asked('environment=sandbox&range=24h&version=3'), now, { tz: 'UTC', node: null }),
  )
  expect([...query.keys()]).toEqual(['environment', 'from', 'to', 'version', 'tz'])
  expect(Number(query.get('to')) - Number(query.get('from'))).toBe(86_400_000)
})

test('an address is changed part by part', () => {
  const changed = withParams(new URLSearchParams('range=7d&channel=web'), { channel: null, language: 'ko' })
  expect(changed.toString()).toBe('range=7d&language=ko')
})
