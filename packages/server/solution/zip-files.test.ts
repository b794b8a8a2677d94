import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { unpackZip } from './zip-files.ts'
import { zipOf } from './zip-out.ts'

const reasons = async (zip: Uint8Array): Promise<readonly string[]> => {
  const unpacked = await unpackZip(zip)
  return unpacked.kind === 'refused' ? unpacked.errors.map(({ file, reason }) => `${file}: ${reason}`) : []
}

/** A zip whose only entry says of itself what it likes, as zips are free to do. */
function zipClaiming(name: string, packed: Buffer, claimedSize: number, method = 8): Buffer {
  const path = Buffer.from(name)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(20, 4)
  local.writeUInt16LE(method, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(claimedSize, 22)
  local.writeUInt16LE(path.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(20, 4)
  central.writeUInt16LE(20, 6)
  central.writeUInt16LE(method, 10)
  central.writeUInt32LE(packed.length, 20)
  central.writeUInt32LE(claimedSize, 24)
  central.writeUInt16LE(path.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + path.length, 12)
  end.writeUInt32LE(30 + path.length + packed.length, 16)
  return Buffer.concat([local, path, packed, central, path, end])
}

describe('the files of a zip', () => {
  it('come out as they went in', async () => {
    const path = fc.stringMatching(/^[a-z]{1,8}(\/[a-z]{1,8}){0,3}\.(ts|json|yaml)$/)
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(path, fc.string({ unit: 'grapheme' }), { noNullPrototype: true }),
        async (files) => {
          const wanted = Object.fromEntries(
            Object.entries(files).map(([name, text]) => [name, text.replaceAll('\0', '')]),
          )
          // A mark of the byte order at the beginning belongs to the encoding, not to the text.
          fc.pre(Object.values(wanted).every((text) => !text.startsWith('\uFEFF')))
          const unpacked = await unpackZip(await zipOf('my', wanted))
          const found = unpacked.kind === 'unpacked' ? unpacked.files : new Map()
          expect(Object.fromEntries(found)).toEqual(
            Object.fromEntries(Object.entries(wanted).map(([name, text]) => [`my/${name}`, text])),
          )
        },
      ),
      { numRuns: 50 },
    )
  })

  it('of ten megabytes come out while others get their turn', async () => {
    const text = Array.from(
      { length: 200_000 },
      (_, number) => `row ${number} ${number ** 3 % 9973} of a long table`,
    ).join('\n')
    const zip = zipSync({ 'bot.csv': strToU8(text.repeat(2)) })
    let turns = 0
    const counting = setInterval(() => {
      turns += 1
    }, 1)
    const unpacked = await unpackZip(zip)
    clearInterval(counting)
    expect(unpacked.kind === 'unpacked' && unpacked.files.get('bot.csv')?.length).toBe(text.length * 2)
    expect(turns).toBeGreaterThan(2)
  })

  it('come out while others get their turn when they are many and small', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 8000 }, (_, number) => [`${number}.y`, strToU8('x'.repeat(40))]),
    )
    const zip = zipSync(many)
    let turns = 0
    const counting = setInterval(() => {
      turns += 1
    }, 1)
    const unpacked = await unpackZip(zip, { files: 8000, bytes: 1024 * 1024, what: 'a test' })
    clearInterval(counting)
    expect(unpacked.kind === 'unpacked' && unpacked.files.size).toBe(8000)
    expect(turns).toBeGreaterThan(zip.length / 50_000)
  })

  it('leave out what is hidden, what is a package and what is no text, and say so', async () => {
    const unpacked = await unpackZip(
      zipSync({
        'my/solution.ts': strToU8('export default 1'),
        'my/.git/config': strToU8('x'),
        'my/.git/HEAD': strToU8('x'),
        'my/node_modules/a/index.js': strToU8('x'),
        '__MACOSX/my/._solution.ts': strToU8('x'),
        'my/site/picture.png': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0, 1]),
      }),
    )
    expect(unpacked).toEqual({
      kind: 'unpacked',
      files: new Map([['my/solution.ts', 'export default 1']]),
      leftOut: [
        { file: '.git', reason: '2 files: they are no part of a solution.' },
        { file: 'node_modules', reason: 'It is no part of a solution.' },
        { file: '__MACOSX', reason: 'It is no part of a solution.' },
        { file: 'my/site/picture.png', reason: 'It is no text in UTF-8.' },
      ],
    })
  })

  it('are refused when they unfold to more than a solution may have, whatever they claim', async () => {
    const bomb = deflateRawSync(Buffer.alloc(200 * 1024 * 1024))
    expect(bomb.length).toBeLessThan(250_000)
    const before = process.memoryUsage().arrayBuffers
    expect(await reasons(zipClaiming('a.json', bomb, 10))).toEqual([
      'a.json: Unpacked, the files have more than 20 MB, which is the most that a solution may have.',
    ])
    expect(await reasons(zipClaiming('a.json', bomb, 200 * 1024 * 1024))).toHaveLength(1)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * 1024 * 1024)
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, number) => [`${number}.txt`, new Uint8Array(1_000_000)]),
    )
    expect(await reasons(zipSync(many))).toEqual([expect.stringContaining('more than 20 MB')])
  })

  const odd: readonly (readonly [string, Parameters<typeof zipSync>[0], string])[] = [
    ['leads up', { '../evil.ts': strToU8('x') }, '"../evil.ts" leads out of the folder'],
    ['leads up from inside', { 'a/../../evil.ts': strToU8('x') }, 'leads out of the folder'],
    ['leads up the other way', { 'a\\..\\evil.ts': strToU8('x') }, 'leads out of the folder'],
    ['begins at the root', { '/etc/passwd': strToU8('x') }, '"/etc/passwd" leads out of the folder'],
    ['begins at a drive', { 'C:\\evil.ts': strToU8('x') }, 'leads out of the folder'],
    ['is a link', { 'a/solution.ts': [strToU8('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }] }, 'is a link'],
    ['differs in case alone', { 'Notes.md': strToU8('x'), 'notes.md': strToU8('y') }, 'differ in large and small'],
    [
      'is written with other signs',
      { 'e\u0301.md': strToU8('x'), '\u00e9.md': strToU8('y') },
      'differ in large and small',
    ],
    ['is there twice by its slashes', { 'a/b.md': strToU8('x'), 'a\\b.md': strToU8('y') }, '"a/b.md" is in it twice'],
  ]
  it.each(odd)('are refused when a name %s', async (_what, files, reason) => {
    expect(await reasons(zipSync({ 'solution.ts': strToU8('x'), ...files }))).toEqual([expect.stringContaining(reason)])
  })

  it('are refused when there are too many of them, or one of them twice', async () => {
    const empty = new Uint8Array()
    const many = Object.fromEntries(Array.from({ length: 2001 }, (_, number) => [`${number}.txt`, empty]))
    expect(await reasons(zipSync(many))).toEqual([': It holds 2001 files; a solution may have 2000.'])
    const twice = Buffer.from(zipSync({ 'a.txt': strToU8('1'), 'b.txt': strToU8('2') }))
    const same = Buffer.from(twice.toString('latin1').replaceAll('b.txt', 'a.txt'), 'latin1')
    expect(await reasons(same)).toEqual([': "a.txt" is in it twice.'])
  })

  it('are refused with the reason when the zip is none, is cut off, is damaged or has another packing', async () => {
    expect(await reasons(strToU8('hello'))).toEqual([': This is no zip file.'])
    expect(await reasons(new Uint8Array())).toEqual([': This is no zip file.'])
    const whole = zipSync({ 'a.txt': strToU8('some text that is long enough to be packed '.repeat(50)) })
    expect(await reasons(whole.subarray(0, whole.length - 30))).toEqual([expect.stringContaining('cut off')])
    const damaged = new Uint8Array(whole)
    damaged.fill(0xff, 40, 60)
    expect(await reasons(damaged)).toEqual(['a.txt: Its content is damaged, or has a password.'])
    expect(await reasons(zipClaiming('a.txt', Buffer.from('x'), 1, 14))).toEqual([
      expect.stringContaining('"a.txt" is packed in a way that is not known here'),
    ])
  })

  it('end in an answer whatever the bytes are', async () => {
    const whole = zipSync({ 'a/b.json': strToU8('{"a":1}'.repeat(100)), 'c.txt': strToU8('c') }, { level: 9 })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 }), async (changes) => {
        const zip = new Uint8Array(whole)
        for (const [place, byte] of changes) zip[place] = byte
        expect(['unpacked', 'refused']).toContain((await unpackZip(zip)).kind)
      }),
      { numRuns: 300 },
    )
  })
})
