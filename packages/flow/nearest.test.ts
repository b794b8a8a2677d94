import { describe, expect, it } from 'vitest'
import { isOneSlip, nearest, suggest } from './nearest.ts'

describe('the nearest name', () => {
  it.each([
    ['emial', ['email', 'phone'], 'email'],
    ['track_user', ['track-user', 'welcome'], 'track-user'],
    ['Email', ['email'], 'email'],
    ['zzz', ['email', 'phone'], null],
    ['x', [], null],
    ['x'.repeat(5000), ['email'], null],
  ])('for %j among %j is %j', (name, names, near) => {
    expect(nearest(name, names)).toBe(near)
  })

  it('becomes a repair, or the names there are', () => {
    expect(suggest('emial', ['email'])).toBe('Did you mean "email"?')
    expect(suggest('zzz', ['email', 'phone'])).toBe('Use one of "email", "phone".')
    expect(suggest('zzz', [])).toBe('There is none to choose from.')
  })

  it('is one slip away, unless the names are too short to tell', () => {
    expect(isOneSlip('emial', 'email')).toBe(true)
    expect(isOneSlip('emal', 'email')).toBe(false)
    expect(isOneSlip('emailed', 'email')).toBe(false)
    expect(isOneSlip('email', 'email')).toBe(false)
  })
})
