import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldedOf, nameAsText, normalise, tokensOf, wordsOf } from './text.ts'

describe('text', () => {
  test('[N1] takes any string, and no more than 4,096 characters of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 6000 }), (text) => {
        expect(normalise(text).length).toBeLessThanOrEqual(4096)
      }),
    )
    expect(normalise('x'.repeat(100_000))).toHaveLength(4096)
    // One letter that NFKC makes eighteen of.
    expect(normalise('\ufdfa'.repeat(4096))).toHaveLength(4096)
  })

  test('[N2] makes one form of what looks the same', () => {
    expect(normalise('ＲＥＦＵＮＤ')).toBe('refund')
    expect(normalise('re\u200bfu\u00adnd\u0000')).toBe('refund')
    expect(normalise('my\ncard')).toBe('my card')
    expect(normalise('rеfund my оrder')).toBe('refund my order') // Cyrillic е and о
    expect(normalise('верните деньги')).toBe('верните деньги')
    expect(normalise('I don’t')).toBe("i don't")
    expect(normalise('한국어')).toBe('한국어')
  })

  test('[N2] is done after once', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 50 }), (text) => {
        expect(normalise(normalise(text))).toBe(normalise(text))
      }),
    )
  })

  test('[N3] finds words, and letters where words are not set apart', () => {
    expect(wordsOf("i can't pay 5 €!")).toEqual(['i', "can't", 'pay', '5', '€', '!'])
    expect(tokensOf(wordsOf('주문을 취소해 주세요'))).toEqual(['주문', '을', '취소', '해', '주세', '요'])
    expect(tokensOf(wordsOf('取消订单 now'))).toEqual(['取', '消', '订', '单', 'now'])
    expect(wordsOf('👍 ok')).toEqual(['👍', 'ok'])
  })

  test('[N8] folds case, accents and punctuation', () => {
    expect(foldedOf('¿Dónde está, PEDIDO?')).toBe('donde esta pedido')
    expect(foldedOf("Don't!")).toBe('dont')
    expect(foldedOf('…')).toBe('')
  })

  test('[N4] reads the name of an intent as words', () => {
    expect(['cancel_order', 'CancelOrder', 'cancel.order'].map((name) => normalise(nameAsText(name)))).toEqual(
      Array(3).fill('cancel order'),
    )
  })
})
