import { describe, expect, it } from 'vitest'
import { asking } from '../fixtures/asking.ts'
import { isPhone, phoneAnswer } from './phone.ts'

function read(text: string, country: 'GB' | 'KR' | 'US' | null): unknown {
  const reading = phoneAnswer.read({ type: 'phone', country }, { kind: 'text', text }, asking())
  return reading.kind === 'value' ? reading.value : null
}

describe('a phone answer', () => {
  it.each([
    ['07400 123456', 'GB', '+447400123456'],
    ['+44 (0)7400 123-456', null, '+447400123456'],
    ['010-1234-5678', 'KR', '+821012345678'],
    ['(415) 555-2671', 'US', '+14155552671'],
    ['+82 10 1234 5678', 'US', '+821012345678'],
    ['０７４００１２３４５６', 'GB', '+447400123456'],
  ] as const)('[FA3] reads %j in %s as %s', (typed, country, stored) => {
    expect(read(typed, country)).toBe(stored)
  })

  it.each([
    ['07400 123456', null],
    ['12345', 'GB'],
    ['call me on 07400 123456', 'GB'],
    ['07400 123456 ext. 5', 'GB'],
    ['', 'GB'],
    ['ada@example.com', 'GB'],
    ['9'.repeat(10_000), 'GB'],
  ] as const)('[FA3] refuses %j in %s', (typed, country) => {
    expect(read(typed, country)).toBeNull()
  })

  it('says what to give, depending on whether a country is known', () => {
    const wrong = phoneAnswer.read({ type: 'phone', country: null }, { kind: 'text', text: '1' }, asking())
    expect(wrong).toEqual({ kind: 'wrong', word: 'phone_country' })
  })

  it('tells stored numbers from others', () => {
    expect(isPhone('+447400123456')).toBe(true)
    expect(isPhone('+44 7400 123456')).toBe(false)
    expect(isPhone('07400123456')).toBe(false)
  })
})
