import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freeName, nameFault } from './solution-name.ts'

describe('the name of a new solution', () => {
  it('is told what is wrong with it', () => {
    expect(nameFault('summer-sale', [])).toBeNull()
    expect(nameFault('summer-sale', ['summer-sale'])).toBe('taken')
    for (const wrong of ['', 'Summer', 'summer_sale', '-sale', 'sale-', '2026', 'a--b', 'a'.repeat(65)])
      expect([wrong, nameFault(wrong, [])]).toEqual([wrong, 'form'])
  })

  it('is proposed near to what was wanted, and is always one that can be had', () => {
    expect(freeName('Summer Sale (2026).zip', [])).toBe('summer-sale-2026-zip')
    expect(freeName('Café', ['cafe'])).toBe('cafe-2')
    expect(freeName('여름', [])).toBe('yeoreum')
    expect(freeName('夏', [])).toBe('solution')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 90 }), fc.array(fc.string()), (wanted, taken) => {
        expect(nameFault(freeName(wanted, taken), taken)).toBeNull()
        expect(nameFault(freeName(wanted, [freeName(wanted, taken), ...taken]), taken)).toBeNull()
      }),
    )
  })
})
