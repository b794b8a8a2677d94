import { describe, expect, it } from 'vitest'
import { createProfile } from '../profile.ts'
import { endOfPause } from './pause.ts'

const at = Date.parse('2030-01-31T12:00:00Z')
const show = (time: number | undefined) => (time === undefined ? undefined : new Date(time).toISOString())

function person(zone?: string) {
  const profile = createProfile(0)
  if (zone !== undefined) profile.fields.set('time_zone', zone)
  return profile
}

describe('a delay', () => {
  it('lasts for its seconds', () => {
    expect(endOfPause({ kind: 'for', seconds: 90 }, at, person())).toBe(at + 90_000)
  })

  it('lasts until its date, and is none once that is past', () => {
    expect(endOfPause({ kind: 'until', time: at + 1 }, at, person())).toBe(at + 1)
    expect(endOfPause({ kind: 'until', time: at - 1 }, at, person())).toBeUndefined()
  })

  it.each([
    ['later today', undefined, 13 * 60, '2030-01-31T13:00:00.000Z'],
    ['tomorrow', undefined, 12 * 60, '2030-02-01T12:00:00.000Z'],
    ['where it is evening', 'Asia/Tokyo', 9 * 60, '2030-02-01T00:00:00.000Z'],
    ['where it is early', 'America/Los_Angeles', 9 * 60, '2030-01-31T17:00:00.000Z'],
    ['where the day is another', 'Pacific/Kiritimati', 3 * 60, '2030-01-31T13:00:00.000Z'],
    ['in a zone that is none', 'nowhere', 13 * 60, '2030-01-31T13:00:00.000Z'],
  ])('lasts until clocks show its time, %s', (_when, zone, minutes, end) => {
    expect(show(endOfPause({ kind: 'until-clock', minutes, local: zone !== undefined }, at, person(zone)))).toBe(end)
  })
})
