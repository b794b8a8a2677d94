import { describe, expect, test } from 'vitest'
import { isGuarded, leadsAway } from './where-data-goes.ts'

const params = (prod: unknown) => ({
  sandbox: { braze_url: 'parley:braze-sandbox' },
  prod: { braze_url: prod as string },
})

describe('an address for Braze', () => {
  test('may be any of its clusters, or the local sandbox', () => {
    for (const address of ['https://rest.iad-01.braze.com', 'https://rest.fra-02.braze.eu', 'parley:braze-sandbox'])
      expect(leadsAway(params('https://rest.iad-03.braze.com'), params(address)), address).toBe(false)
  })

  test('that is another leads away, unless it was there before', () => {
    for (const address of [
      'https://evil.example',
      'https://rest.iad-01.braze.com.evil.example',
      'http://rest.iad-01.braze.com',
      7,
    ])
      expect(leadsAway(params('https://rest.iad-01.braze.com'), params(address)), String(address)).toBe(true)
    expect(leadsAway(params('https://proxy.example'), params('https://proxy.example'))).toBe(false)
  })
})

test('settings that decide where data goes are guarded, how it looks is not', () => {
  expect(['egress', 'identity', 'outreach', 'understanding'].every(isGuarded)).toBe(true)
  expect(['web', 'report', 'params', 'language'].some(isGuarded)).toBe(false)
})
