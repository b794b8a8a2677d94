import { describe, expect, it } from 'vitest'
import { isOneSlip, Names, nearest, suggest } from './nearest.ts'

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

  it('is found among tens of thousands where it is a slip away', () => {
    const names = new Names(Array.from({ length: 20_000 }, (_, at) => `node_${at}_name`))
    expect(names.suggest('node_77_nmae')).toBe('Did you mean "node_77_name"?')
    expect(names.suggest('Node_77_name_')).toBe('Did you mean "node_77_name"?')
    expect(names.suggest('nobody')).toMatch(/^Use one of "node_0_name", .* …\.$/)
  })

  it('is one slip away, unless the names are too short to tell', () => {
    expect(isOneSlip('emial', 'email')).toBe(true)
    expect(isOneSlip('emal', 'email')).toBe(false)
    expect(isOneSlip('emailed', 'email')).toBe(false)
    expect(isOneSlip('email', 'email')).toBe(false)
  })
})
