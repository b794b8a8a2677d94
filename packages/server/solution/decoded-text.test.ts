import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tableTextIn, textIn } from './decoded-text.ts'

const wide = (text: string, isBig: boolean): Buffer => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  return isBig ? bytes.swap16() : bytes
}

describe('a text out of bytes', () => {
  it('is the one that was written, in UTF-8 with a mark or without, or in UTF-16 with one', () => {
    const texts = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0') && !text.startsWith('\ufeff'))
    fc.assert(
      fc.property(texts, (text) => {
        const forms = [Buffer.from(text), Buffer.from(`\ufeff${text}`), wide(text, false), wide(text, true)]
        expect(forms.map(textIn)).toEqual([text, text, text, text])
      }),
    )
  })

  it('is none where letters would turn into others', () => {
    for (const bytes of [Buffer.from('Grüße', 'latin1'), Buffer.from('안녕', 'utf16le'), Buffer.from('a\0b')])
      expect(textIn(bytes)).toBeNull()
  })

  it('of a table that is no UTF-8 is guessed to be Windows-1252, as Excel saves it', () => {
    expect(tableTextIn(Buffer.from('Grüße;10 \x80', 'latin1'))).toEqual({ text: 'Grüße;10 €', isGuess: true })
    expect(tableTextIn(Buffer.from('인사;안녕'))).toEqual({ text: '인사;안녕', isGuess: false })
    expect(tableTextIn(Buffer.from('\xff\0\x01', 'latin1'))).toBeNull()
  })
})
