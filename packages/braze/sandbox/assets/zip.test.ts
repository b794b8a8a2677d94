import fc from 'fast-check'
import { expect, it } from 'vitest'
import { zipOf } from './test-zip.ts'
import { readZipDirectory } from './zip.ts'

it('reads the names and sizes of every archive', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ maxLength: 20 }), fc.nat(0xffff)), (files) => {
      const entries = readZipDirectory(zipOf(files)) ?? []
      expect(entries).toEqual(Object.entries(files).map(([name, size]) => ({ name, size })))
    }),
  )
})

it('never fails on arbitrary bytes, nor on archives with a byte changed', () => {
  const archive = zipOf({ 'a.png': 1, 'b.png': 2 })
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(archive.length - 1), fc.nat(255), (bytes, at, byte) => {
      readZipDirectory(Buffer.from(bytes))
      const changed = Buffer.from(archive)
      changed[at] = byte
      readZipDirectory(changed)
    }),
    { numRuns: 500 },
  )
})
