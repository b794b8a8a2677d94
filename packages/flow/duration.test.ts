import { describe, expect, it } from 'vitest'
import { parseDuration } from './duration.ts'

describe('a duration', () => {
  it.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['10m', 600_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
    ['1h30m', 5_400_000],
    ['365d', 31_536_000_000],
  ])('%s is %d milliseconds', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds)
  })

  it.each(['', '10', 'm', '10 m', '0s', '-1s', '1.5h', '30m1h', '1w', '366d', '10M', '9999999999d', 'constructor'])(
    '%j is none',
    (text) => {
      expect(parseDuration(text)).toBeNull()
    },
  )
})
