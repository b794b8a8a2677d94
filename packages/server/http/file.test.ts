import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createFileLink, readFileLink } from './file-link.ts'
import { fileName } from './file-name.ts'
import { readFileType } from './file-type.ts'
import { openDoor, type TestDoor } from './test-door.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

const upload = (door: TestDoor, payload: Buffer | string, headers: { [name: string]: string } = {}, query = '') =>
  door.http.app.inject({
    method: 'POST',
    url: `/v1/conversations/${door.conversation}/files${query}`,
    headers: { ...bearer(door.token), 'content-type': 'application/octet-stream', ...headers },
    payload,
  })

const boundary = '----parley'
const form = (name: string, content: Buffer | string, more = '') =>
  Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="note"\r\n\r\nhello\r\n`),
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: image/png\r\n\r\n`,
    ),
    Buffer.from(content),
    Buffer.from(`\r\n--${boundary}--\r\n${more}`),
  ])
const multipart = { 'content-type': `multipart/form-data; boundary=${boundary}` }

describe('an upload', () => {
  test('is kept with the type that it has, and read by its link alone', async () => {
    await using door = await openDoor()
    const answer = await upload(door, png, { 'content-type': 'text/html' }, '?name=..%2Fmy%20cat.png')
    expect(answer.statusCode).toBe(201)
    const { file } = answer.json()
    expect(file).toEqual({
      id: expect.stringMatching(/^file_/),
      name: 'my cat.png',
      type: 'image/png',
      size: png.length,
      url: expect.stringMatching(/^\/v1\/files\/file_/),
    })
    const read = await door.http.app.inject({ url: file.url })
    expect(read.rawPayload).toEqual(png)
    expect(read.headers).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': `inline; filename="my cat.png"; filename*=UTF-8''my%20cat.png`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': expect.stringMatching(/^private, max-age=\d{4}, immutable$/),
    })
  })

  test('may come as a form, with a name in any script', async () => {
    await using door = await openDoor()
    const answer = await upload(door, form('고양이.png', png), multipart)
    expect(answer.json().file).toMatchObject({ name: '고양이.png', type: 'image/png', size: png.length })
  })

  test('is never what its sender says: a page called cat.png is plain text, and downloaded', async () => {
    await using door = await openDoor()
    const page = '<!doctype html><script>alert(1)</script>'
    for (const answer of [
      await upload(door, page, { 'content-type': 'image/png' }),
      await upload(door, form('cat.png', page), multipart),
    ]) {
      expect(answer.json().file.type).toBe('text/plain')
      const read = await door.http.app.inject({ url: answer.json().file.url })
      expect(read.headers['content-type']).toMatch(/^text\/plain/)
      expect(read.headers['content-disposition']).toMatch(/^attachment; /)
    }
  })

  test('is refused when it is too large, as a body, as a form and without a stated length', async () => {
    await using door = await openDoor({ limits: { fileBytes: 100_000 } })
    const large = Buffer.alloc(100_001, 'x')
    for (const answer of [await upload(door, large), await upload(door, form('a.txt', large), multipart)]) {
      expect([answer.statusCode, answer.json().code]).toEqual([413, 'body-too-large'])
      expect(answer.json().detail).toBe('A file has at most 0.1 MB. Send a smaller one.')
    }
    const url = `${await door.url()}/v1/conversations/${door.conversation}/files`
    const endless = new ReadableStream({ pull: (it) => it.enqueue(new Uint8Array(50_000)) })
    const sent = await fetch(url, {
      method: 'POST',
      headers: bearer(door.token),
      body: endless,
      duplex: 'half',
    } as RequestInit)
    expect(sent.status).toBe(413)
    expect((await upload(door, Buffer.alloc(100_000, 'x'))).statusCode).toBe(201)
  })

  test('is refused when there is no file in it', async () => {
    await using door = await openDoor()
    const empty = [
      await upload(door, ''),
      await upload(door, form('a.png', ''), multipart),
      await upload(door, `--${boundary}--\r\n`, multipart),
      await upload(
        door,
        `--${boundary}\r\nContent-Disposition: form-data; name="file"\r\n\r\nx\r\n--${boundary}--\r\n`,
        multipart,
      ),
      await upload(door, form('a.png', png).subarray(0, 200), multipart),
      await upload(door, form('a.png', png), { 'content-type': 'multipart/form-data' }),
      await upload(door, 'nonsense', multipart),
    ]
    expect(empty.map((answer) => [answer.statusCode, answer.json().code])).toEqual(
      empty.map(() => [400, 'invalid-request']),
    )
    const zipped = await upload(door, png, { 'content-encoding': 'gzip' })
    expect([zipped.statusCode, zipped.json().code]).toEqual([415, 'unsupported-media-type'])
  })

  test('[D2] needs the token of its conversation, and says no more', async () => {
    await using door = await openDoor()
    const ask = async (headers: { [name: string]: string }, id: string = door.conversation) => {
      const url = `/v1/conversations/${id}/files`
      const answer = await door.http.app.inject({ method: 'POST', url, headers, payload: png })
      return [answer.statusCode, answer.json().code]
    }
    expect(await ask({})).toEqual([401, 'unauthorized'])
    expect(await ask(bearer('nonsense'))).toEqual([401, 'unauthorized'])
    const other = bearer(door.tokenFor('conv_other', Date.now()))
    expect(await ask(other)).toEqual([403, 'forbidden'])
    expect(await ask(other, 'conv_none')).toEqual([403, 'forbidden'])
    expect(await ask(other, 'conv_other')).toEqual([404, 'unknown-conversation'])
  })

  test('waits its turn when too many are under way', async () => {
    await using door = await openDoor({ limits: { uploads: 1 } })
    const url = `${await door.url()}/v1/conversations/${door.conversation}/files`
    const begun = Promise.withResolvers<ReadableStreamDefaultController>()
    const body = new ReadableStream({ start: (it) => begun.resolve(it) })
    const first = fetch(url, { method: 'POST', headers: bearer(door.token), body, duplex: 'half' } as RequestInit)
    const stream = await begun.promise
    stream.enqueue(new Uint8Array([1]))
    let second: Response
    do second = await fetch(url, { method: 'POST', headers: bearer(door.token), body: png })
    while (second.status === 201)
    expect([second.status, (await second.json()).code]).toEqual([429, 'overloaded'])
    stream.close()
    expect((await first).status).toBe(201)
  })

  test('[D1] whatever it is, it is answered as documented', async () => {
    await using door = await openDoor()
    const piece = fc.oneof(
      fc.uint8Array(),
      fc
        .constantFrom(`--${boundary}`, '\r\n', '--', 'Content-Disposition: form-data; name="f"; filename="x"', ': ')
        .map((it) => new TextEncoder().encode(it)),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece),
        fc.constantFrom('', multipart['content-type'], 'text/plain', 'multipart/form-data; boundary='),
        async (pieces, type) => {
          const answer = await upload(door, Buffer.concat(pieces), { 'content-type': type })
          expect(answer.statusCode).toBeLessThan(500)
          if (answer.statusCode !== 201) expect(answer.headers['content-type']).toBe('application/problem+json')
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('a link to a file', () => {
  const key = 'a key that only the tests know, 32+'
  const now = Date.UTC(2026, 0, 1, 10, 59)
  const query = (link: string) => Object.fromEntries(new URL(link, 'http://x').searchParams)

  test('opens that file of that conversation until its time is over', () => {
    const link = createFileLink(key, 'conv_1', 'file_1', now)
    expect(readFileLink(key, 'file_1', query(link), now)).toEqual({
      conversation: 'conv_1',
      expiresAt: Date.UTC(2026, 0, 1, 12),
    })
    expect(createFileLink(key, 'conv_1', 'file_1', now - 58 * 60_000)).toBe(link)
    expect(() => readFileLink(key, 'file_1', query(link), Date.UTC(2026, 0, 1, 12))).toThrow(
      /time of this link is over/,
    )
    for (const changed of [
      { conversation: 'conv_2' },
      { expires: '99999999999' },
      { signature: 'x' },
      { expires: ['1', '2'] },
    ])
      expect(() => readFileLink(key, 'file_1', { ...query(link), ...changed }, now)).toThrow(/no link of this server/)
    expect(() => readFileLink(key, 'file_2', query(link), now)).toThrow(/no link of this server/)
    expect(() => readFileLink(`${key}x`, 'file_1', query(link), now)).toThrow(/no link of this server/)
  })

  test('is refused over HTTP with problem JSON, and a file that is gone is unknown', async () => {
    await using door = await openDoor({ tokenKey: key })
    const broken = await door.http.app.inject({ url: '/v1/files/file_1?conversation=conv_1&expires=1&signature=x' })
    expect([broken.statusCode, broken.json().code]).toEqual([403, 'file-link-refused'])
    const gone = await door.http.app.inject({ url: createFileLink(key, 'conv_1', 'file_1', Date.now()) })
    expect([gone.statusCode, gone.json().code]).toEqual([404, 'unknown-file'])
  })

  test('is in every message that shows a file of the person, and in none of the bot', async () => {
    await using door = await openDoor()
    const file = { id: 'file_1', name: 'a.png', type: 'image/png', size: 1 } as const
    door.conversations.botSays(door.conversation, { kind: 'file', text: 'a.png', file })
    const shown = { url: 'https://a.example/b.pdf', name: 'b.pdf' }
    door.conversations.botSays(door.conversation, { kind: 'file', text: '', file: shown })
    const url = `/v1/conversations/${door.conversation}/messages`
    const { messages } = (await door.http.app.inject({ url, headers: bearer(door.token) })).json()
    expect(messages[1].file).toEqual({ ...file, url: expect.stringMatching(/^\/v1\/files\/file_1\?/) })
    expect(messages[2].file).toEqual(shown)
    const visitor = await door.visit()
    let frame = await visitor.next('message')
    while (frame.message.seq !== 2) frame = await visitor.next('message')
    expect(frame.message.file).toEqual(messages[1].file)
  })
})

describe('the type of a file', () => {
  test.each([
    [png, 'image/png'],
    [Buffer.from('%PDF-1.7\n'), 'application/pdf'],
    [Buffer.from('Héllo\n\tworld'), 'text/plain'],
    [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'text/plain'],
    [Buffer.from([0, 1, 2, 3]), 'application/octet-stream'],
    [Buffer.from([0xff, 0xfe, 0xff]), 'application/octet-stream'],
    [Buffer.from('PK\u0003\u0004'), 'application/zip'],
  ])('of %o is %s', async (content, type) => {
    expect(await readFileType(content)).toBe(type)
  })

  test('is found for any bytes whatever', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (content) => {
        expect(await readFileType(content)).toMatch(/^[a-z]+\/[a-z0-9.+-]+$/)
      }),
    )
  })
})

describe('the name of a file', () => {
  test.each([
    ['photo.png', 'photo.png'],
    ['C:\\Users\\ada\\photo.png', 'photo.png'],
    ['../../etc/passwd', 'passwd'],
    ['exe.\u202Egnp.exe', 'exe.gnp.exe'],
    ['a\u0000b\nc.txt', 'ab c.txt'],
    ['<b>"x"</b>?.txt', 'b__.txt'],
    ['...', 'file'],
    ['', 'file'],
    [`${'x'.repeat(500)}.jpeg`, `${'x'.repeat(115)}.jpeg`],
  ])('%j is kept as %j', (given, kept) => {
    expect(fileName(given)).toBe(kept)
  })

  test('is never empty, long or a folder', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const name = fileName(given)
        expect(name).toMatch(/^[^/\\\n]{1,120}$/)
        expect(fileName(name)).toBe(name)
      }),
    )
  })
})
