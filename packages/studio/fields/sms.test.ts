import { describe, expect, it } from 'vitest'
import { smsLength } from './sms.ts'

describe('the length of an SMS', () => {
  it('counts parts of the basic alphabet', () => {
    expect(smsLength('')).toEqual({ characters: 0, parts: 0, unicode: false })
    expect(smsLength('a'.repeat(160)).parts).toBe(1)
    expect(smsLength('a'.repeat(161)).parts).toBe(2)
    expect(smsLength(`${'a'.repeat(159)}€`).parts).toBe(2)
  })

  it('counts larger letters', () => {
    expect(smsLength('안'.repeat(70))).toEqual({ characters: 70, parts: 1, unicode: true })
    expect(smsLength('안'.repeat(71)).parts).toBe(2)
    expect(smsLength('😀'.repeat(35)).parts).toBe(1)
  })
})
