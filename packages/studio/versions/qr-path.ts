import { encode } from 'uqr'

/** A QR code as one path of an SVG: a square of 1 for each dark field, with the quiet margin around it that readers need. */
export interface QrPath {
  /** Fields on a side, margin included. */
  readonly size: number
  readonly path: string
}

/** As the standard has it, fields. */
const margin = 4

/** @throws when the text is longer than a QR code holds, some 2,300 characters */
export function qrPath(text: string): QrPath {
  const { size, data } = encode(text, { ecc: 'M', border: margin })
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return { size, path }
}
