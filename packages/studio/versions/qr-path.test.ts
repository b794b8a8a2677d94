import fc from 'fast-check'
import jsQR from 'jsqr'
import { describe, expect, it } from 'vitest'
import { qrPath } from './qr-path.ts'

// Its types speak of a CommonJS module, whose function is the module itself.
const read = jsQR as unknown as typeof jsQR.default

/** The path drawn into pixels, eight to a field. */
function draw({ size, path }: ReturnType<typeof qrPath>): { readonly data: Uint8ClampedArray; readonly width: number } {
  const scale = 8
  const width = size * scale
  const data = new Uint8ClampedArray(width * width * 4).fill(255)
  for (const [, x = '', y = ''] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    for (let row = 0; row < scale; row += 1)
      for (let column = 0; column < scale; column += 1) {
        const at = ((Number(y) * scale + row) * width + Number(x) * scale + column) * 4
        data.fill(0, at, at + 3)
      }
  return { data, width }
}

describe('a QR code', () => {
  it('says the link to whoever reads it, and has the margin that readers need', () => {
    const token = fc.stringMatching(/^[A-Za-z0-9_-]{20,120}$/)
    fc.assert(
      fc.property(token, (preview) => {
        const link = `https://chat.example.com/?solution=summer-sale&preview=${preview}`
        const code = qrPath(link)
        const { data, width } = draw(code)
        expect(read(data, width, width)?.data).toBe(link)
        for (const [, x = '', y = ''] of code.path.matchAll(/M(\d+) (\d+)/g))
          expect(
            Math.min(Number(x), Number(y), code.size - 1 - Number(x), code.size - 1 - Number(y)),
          ).toBeGreaterThanOrEqual(4)
      }),
      { numRuns: 20 },
    )
  })
})
