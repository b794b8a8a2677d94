import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linkAddress, webAddress } from './address.ts'

const own = 'https://brand.example'

test('pages and pictures come over https, from the own origin or from this machine', () => {
  expect(webAddress('https://a.example/x', own)?.href).toBe('https://a.example/x')
  expect(webAddress('/x', own)?.href).toBe('https://brand.example/x')
  expect(webAddress('http://127.0.0.1:4000/x', own)?.href).toBe('http://127.0.0.1:4000/x')
  for (const no of [undefined, 'http://a.example/', 'javascript:alert(1)', 'data:text/html,x', 'blob:x', 'file:///x'])
    expect(webAddress(no, own)).toBe(null)
})

test('links may also call and write, and those stay in the window', () => {
  expect(linkAddress('tel:+44(0)20-79', own)).toEqual({ href: 'tel:+44(0)20-79', leaves: false })
  expect(linkAddress('mailto:a@b.example', own)).toEqual({ href: 'mailto:a@b.example', leaves: false })
  expect(linkAddress('https://a.example/', own)).toEqual({ href: 'https://a.example/', leaves: true })
})

test('whatever is written, a link is never a script', () => {
  const schemes = fc.constantFrom('javascript:', 'JaVaScRiPt:', ' javascript:', 'java\nscript:', 'data:', 'vbscript:')
  fc.assert(
    fc.property(schemes, fc.string(), (scheme, rest) => {
      const found = linkAddress(scheme + rest, own)
      if (found !== null) expect(new URL(found.href).protocol).toMatch(/^(https|tel|mailto):$/)
    }),
  )
})
