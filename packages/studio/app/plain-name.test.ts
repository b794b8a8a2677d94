import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainName } from './plain-name.ts'

describe('a name made of words', () => {
  it('is what one would have written oneself', () => {
    expect(plainName('Sign up', '-')).toBe('sign-up')
    expect(plainName('  Summer Sale (2026)! ', '_')).toBe('summer_sale_2026')
    expect(plainName('2. Größe', '_')).toBe('grosse')
    expect(plainName('Café olé', '-')).toBe('cafe-ole')
    expect(plainName('a'.repeat(63).concat(' b'), '-')).toBe('a'.repeat(63))
  })

  it('writes Korean as it is read', () => {
    expect(plainName('여름 이벤트', '-')).toBe('yeoreum-ibenteu')
    expect(plainName('회원가입', '_')).toBe('hoewongaip')
    expect(plainName('이름', '_')).toBe('ireum')
    expect(plainName('주문 조회 2', '_')).toBe('jumun_johoe_2')
    expect(plainName('빨래', '-')).toBe('ppallae')
    expect(plainName('서울'.normalize('NFD'), '-')).toBe('seoul')
  })

  it('is empty where there is nothing to write, so that one is asked', () => {
    for (const words of ['', '夏のセール', '🎉', '123', '---'])
      expect([words, plainName(words, '-')]).toEqual([words, ''])
  })

  it('is one that can be had, whatever was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 90 }), (words) => {
        const name = plainName(words, '-')
        expect(name === '' || (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) && name.length <= 64)).toBe(true)
        expect(plainName(name, '-')).toBe(name)
      }),
    )
  })
})
