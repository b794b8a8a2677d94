import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { Agent } from 'undici'
import { afterEach, describe, expect, test } from 'vitest'
import { createMayConnect } from './address.ts'
import { createBroker } from './broker.ts'
import { createDialer } from './dialer.ts'
import type { WireAnswer, WireRequest } from './frame.ts'
import { createSecretBox, type SecretBox } from './secret.ts'
import { startServer, type TestServer } from './testing.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function serve(handle: Parameters<typeof startServer>[0]): Promise<TestServer> {
  const server = await startServer(handle)
  closers.push(server.close)
  return server
}

interface Settings {
  readonly egress?: readonly string[]
  readonly opened?: readonly string[]
  readonly secrets?: SecretBox
  readonly signal?: AbortSignal
}

function ask(url: string, request: Partial<WireRequest> = {}, settings: Settings = {}): Promise<WireAnswer> {
  const { egress = [], opened = ['127.0.0.1'], secrets = createSecretBox({}), signal } = settings
  const dialer = createDialer(createMayConnect(opened))
  closers.push(() => dialer.destroy())
  const broker = createBroker({ egress, secrets, dialer, isOpened: ({ hostname }) => hostname === '127.0.0.1' })
  const whole: WireRequest = { method: 'GET', url, headers: [], body: null, redirect: 'follow', ...request }
  return broker.fetch(whole, signal ?? new AbortController().signal)
}

const text = ({ body }: WireAnswer): string => Buffer.from(body, 'base64').toString()

describe('[B1] hosts', () => {
  test('a host that is not named is refused by name', async () => {
    await expect(ask('https://example.com/x')).rejects.toMatchObject({
      kind: 'denied',
      message: expect.stringContaining('example.com'),
    })
  })

  test('a named host answers with status, headers and body', async () => {
    const server = await serve((request, response) => {
      response.writeHead(201, { 'x-answer': 'yes', 'set-cookie': ['a=1', 'b=2'] })
      request.pipe(response)
    })
    const body = Buffer.from('körper').toString('base64')
    const answer = await ask(
      `${server.url}/x?y=1#z`,
      { method: 'POST', headers: [['X-Own', 'ok']], body },
      { egress: [server.address] },
    )
    expect(answer).toMatchObject({ status: 201, url: `${server.url}/x?y=1`, redirected: false })
    expect(answer.headers).toEqual(
      expect.arrayContaining([
        ['x-answer', 'yes'],
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ]),
    )
    expect(text(answer)).toBe('körper')
    expect(server.requests[0]?.headers).toMatchObject({ 'x-own': 'ok', host: server.address, 'user-agent': 'Parley' })
  })

  test.for([
    'file:///etc/passwd',
    'ftp://example.com/',
    'data:text/plain,x',
    'gopher://example.com',
    'https://user:word@example.com/',
    'nonsense',
  ])('%s is no address for a request', async (url) => {
    await expect(ask(url, {}, { egress: ['example.com'] })).rejects.toMatchObject({ kind: 'denied' })
  })
})

describe('[B2] addresses', () => {
  const disguises = [
    '127.0.0.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '127.1',
    '１２７.0.0.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '0.0.0.0',
    '[::]',
  ]
  test.for(disguises)('loopback is refused even when named: %s', async (host) => {
    const server = await serve((_, response) => response.end('inside'))
    const port = server.address.split(':')[1]
    const { hostname } = new URL(`http://${host}`)
    await expect(
      ask(`http://${host}:${port}/`, {}, { egress: [`${hostname}:${port}`], opened: [] }),
    ).rejects.toMatchObject({ kind: 'denied' })
    expect(server.requests).toEqual([])
  })

  test('a name that resolves to loopback is refused when it connects', async () => {
    const server = await serve((_, response) => response.end('inside'))
    const port = server.address.split(':')[1]
    const asked = ask(`http://localhost:${port}/`, {}, { egress: [`localhost:${port}`], opened: [] })
    await expect(asked).rejects.toMatchObject({ kind: 'denied', message: expect.stringContaining('localhost (') })
    expect(server.requests).toEqual([])
  })

  test.for(['169.254.169.254', '100.100.100.200', '[fd00:ec2::254]', '10.0.0.1'])(
    'metadata and private networks are refused: %s',
    async (host) => {
      await expect(ask(`http://${host}/latest`, {}, { egress: [host], opened: [] })).rejects.toMatchObject({
        kind: 'denied',
      })
    },
  )

  test('what the operator opened is reachable, and nothing beside it', async () => {
    const open = await serve((_, response) => response.end('open'))
    const shut = await serve((_, response) => response.end('shut'))
    const settings = { egress: [open.address, shut.address], opened: [open.address] }
    expect(text(await ask(open.url, {}, settings))).toBe('open')
    await expect(ask(shut.url, {}, settings)).rejects.toMatchObject({ kind: 'denied' })
  })
})

describe('[B3] redirects', () => {
  test('a redirect to a host that is not named, or not public, is refused', async () => {
    const inside = await serve((_, response) => response.end('inside'))
    const server = await serve(({ url }, response) => {
      const to = { '/other': 'https://example.com/', '/inside': inside.url, '/file': 'file:///etc/passwd' }[url ?? '']
      response.writeHead(302, { location: to ?? '/' }).end()
    })
    const settings = { egress: [server.address, inside.address], opened: [server.address] }
    for (const path of ['/other', '/inside', '/file']) {
      await expect(ask(server.url + path, {}, settings)).rejects.toMatchObject({ kind: 'denied' })
    }
    expect(inside.requests).toEqual([])
  })

  test('credentials and secrets do not follow to another origin', async () => {
    const secrets = createSecretBox({ key: 'secret-value' })
    const other = await serve((_, response) => response.end('there'))
    const server = await serve((_, response) => response.writeHead(307, { location: `${other.url}/x` }).end())
    const headers = [
      ['authorization', 'Bearer mine'],
      ['x-key', secrets.placeholders.key ?? ''],
      ['x-plain', 'stays'],
    ] as const
    const settings = { egress: [server.address, other.address], secrets }
    const answer = await ask(
      server.url,
      { method: 'POST', headers, body: Buffer.from('b').toString('base64') },
      settings,
    )
    expect(answer).toMatchObject({ redirected: true, url: `${other.url}/x` })
    expect(server.requests[0]?.headers).toMatchObject({ authorization: 'Bearer mine', 'x-key': 'secret-value' })
    expect(other.requests[0]).toMatchObject({ method: 'POST' })
    expect(other.requests[0]?.headers).toMatchObject({ 'x-plain': 'stays' })
    expect(other.requests[0]?.headers).not.toHaveProperty('authorization')
    expect(other.requests[0]?.headers).not.toHaveProperty('x-key')
  })

  test('POST goes on as GET without its body after 302, and loops end', async () => {
    const server = await serve(({ url }, response) => {
      if (url === '/loop') response.writeHead(302, { location: '/loop' }).end()
      else if (url === '/from') response.writeHead(302, { location: '/to' }).end()
      else response.end('done')
    })
    const settings = { egress: [server.address] }
    const body = Buffer.from('{}').toString('base64')
    await ask(`${server.url}/from`, { method: 'POST', body, headers: [['content-type', 'application/json']] }, settings)
    expect(server.requests[1]).toMatchObject({ method: 'GET', url: '/to' })
    expect(server.requests[1]?.headers).not.toHaveProperty('content-type')
    await expect(ask(`${server.url}/loop`, {}, settings)).rejects.toThrow('more than 5 times')
    expect((await ask(`${server.url}/loop`, { redirect: 'manual' }, settings)).status).toBe(302)
    await expect(ask(`${server.url}/loop`, { redirect: 'error' }, settings)).rejects.toMatchObject({ kind: 'network' })
  })
})

describe('[B4] secrets', () => {
  const secrets = createSecretBox({ key: 'secret-value' })
  const stand = secrets.placeholders.key ?? ''

  test('values are put into headers, query and body, and taken out of the answer', async () => {
    const server = await serve(async (request, response) => {
      response.setHeader('x-echo', String(request.headers.authorization))
      response.write(`${request.headers.authorization} ${request.url} `)
      request.pipe(response)
    })
    const request = {
      method: 'POST',
      headers: [['authorization', `Bearer ${stand}`]],
      body: Buffer.from(stand).toString('base64'),
    } as const
    const answer = await ask(`${server.url}/${stand}?key=${stand}`, request, { egress: [server.address], secrets })
    expect(server.requests[0]?.headers.authorization).toBe('Bearer secret-value')
    expect(server.requests[0]?.url).toBe(`/${stand}?key=secret-value`)
    expect(text(answer)).toBe(`Bearer [secret key] /${stand}?key=[secret key] [secret key]`)
    expect(answer.url).toBe(`${server.url}/${stand}?key=${stand}`)
    expect(answer.headers).toContainEqual(['x-echo', 'Bearer [secret key]'])
  })

  test('a value is written as the type of the body writes it', async () => {
    const special = createSecretBox({ key: 'a"b&c d' })
    const placeholder = special.placeholders.key ?? ''
    const bodies: string[] = []
    const server = await serve((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk) => chunks.push(chunk))
      request.on('end', () => {
        bodies.push(Buffer.concat(chunks).toString())
        response.end()
      })
    })
    for (const type of ['application/json', 'application/x-www-form-urlencoded', 'text/plain']) {
      const request = {
        method: 'POST',
        headers: [['content-type', type]],
        body: Buffer.from(`<${placeholder}>`).toString('base64'),
      } as const
      await ask(server.url, request, { egress: [server.address], secrets: special })
    }
    expect(bodies).toEqual(['<a\\"b&c d>', '<a%22b%26c%20d>', '<a"b&c d>'])
  })

  test('values in query and body do not follow to another origin', async () => {
    const bodies: string[] = []
    const other = await serve((request, response) => {
      request.on('data', (chunk) => bodies.push(String(chunk)))
      request.on('end', () => response.end())
    })
    const server = await serve(({ url }, response) =>
      response.writeHead(307, { location: `${other.url}${url?.replace('secret-value', stand)}` }).end(),
    )
    const settings = { egress: [server.address, other.address], secrets }
    const request = { method: 'POST', headers: [], body: Buffer.from(stand).toString('base64') } as const
    await ask(`${server.url}/?key=${stand}`, request, settings)
    expect(server.requests[0]?.url).toBe('/?key=secret-value')
    expect(other.requests[0]?.url).toBe(`/?key=${stand}`)
    expect(bodies).toEqual([stand])
  })

  test.for([
    ['a header', { headers: [['authorization', `Bearer ${stand}`]] }, ''],
    ['the query', {}, `?key=${stand}`],
    ['the body', { method: 'POST', body: Buffer.from(stand).toString('base64') }, ''],
  ] as const)('values do not go over plain http to the public: in %s', async ([, request, query]) => {
    const asked = ask(`http://example.com/${query}`, request, { egress: ['example.com'], secrets })
    await expect(asked).rejects.toMatchObject({ kind: 'denied', message: expect.stringContaining('https') })
  })
})

describe('[B6] the local Braze sandbox', () => {
  test('is reached at the address that the operator gave, and nothing beside it', async () => {
    const sandbox = await serve((request, response) => response.end(request.headers.authorization))
    const shut = await serve((_, response) => response.end('shut'))
    const secrets = createSecretBox({ key: 'secret-value' })
    const dialer = createDialer(createMayConnect([]))
    const open = new Agent()
    closers.push(
      () => dialer.destroy(),
      () => open.destroy(),
    )
    const broker = createBroker({
      egress: [],
      secrets,
      dialer,
      sandbox: { url: sandbox.url, dialer: open },
      isOpened: () => false,
    })
    const headers = [['authorization', `Bearer ${secrets.placeholders.key}`]] as const
    const request: WireRequest = { method: 'GET', url: `${sandbox.url}/users`, headers, body: null, redirect: 'follow' }
    const { signal } = new AbortController()
    expect(text(await broker.fetch(request, signal))).toBe('Bearer [secret key]')
    expect(sandbox.requests[0]?.headers.authorization).toBe('Bearer secret-value')
    await expect(broker.fetch({ ...request, url: shut.url }, signal)).rejects.toMatchObject({ kind: 'denied' })
    expect(shut.requests).toEqual([])
  })
})

describe('[B5] bounds', () => {
  test('answers are unpacked, and broken off where they get too large', async () => {
    const server = await serve(({ url }, response) => {
      const size = url === '/bomb' ? 200 * 1024 * 1024 : 1000
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(size, 'a')))
    })
    const settings = { egress: [server.address] }
    const small = await ask(server.url, {}, settings)
    expect(text(small)).toBe('a'.repeat(1000))
    expect(small.headers.map(([name]) => name)).not.toContain('content-encoding')
    await expect(ask(`${server.url}/bomb`, {}, settings)).rejects.toMatchObject({
      kind: 'denied',
      message: expect.stringContaining('larger'),
    })
  })

  test('many large answers at once are refused beyond what is kept in memory', async () => {
    // None is finished before one was refused, so that they are all read at once.
    const open: ServerResponse[] = []
    const server = await serve((_, response) => {
      open.push(response)
      response.on('close', () => open.splice(0).forEach((one) => void one.end()))
      response.write(Buffer.alloc(4 * 1024 * 1024))
    })
    const dialer = createDialer(createMayConnect(['127.0.0.1']))
    closers.push(() => dialer.destroy())
    const broker = createBroker({
      egress: [server.address],
      secrets: createSecretBox({}),
      dialer,
      isOpened: () => false,
    })
    const request: WireRequest = { method: 'GET', url: server.url, headers: [], body: null, redirect: 'follow' }
    const fetch_ = (): Promise<WireAnswer> => broker.fetch(request, new AbortController().signal)
    const settled = await Promise.allSettled(Array.from({ length: 12 }, fetch_))
    const refused = settled.filter(({ status }) => status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
    for (const one of refused) expect(one).toMatchObject({ reason: { kind: 'network', retry: 'later' } })
    const done = fetch_()
    await expect.poll(() => open.length).toBe(1)
    open[0]?.end()
    expect((await done).status).toBe(200)
  })

  test('requests above 1 MB are refused before they are sent', async () => {
    const server = await serve((_, response) => response.end())
    const body = Buffer.alloc(1024 * 1024 + 1).toString('base64')
    await expect(ask(server.url, { method: 'POST', body }, { egress: [server.address] })).rejects.toMatchObject({
      kind: 'denied',
    })
    expect(server.requests).toEqual([])
  })

  test.for([
    ['host', 'example.com'],
    ['Transfer-Encoding', 'chunked'],
    ['connection', 'close'],
    ['x\r\ny', 'z'],
    ['x', 'a\r\nhost: b'],
    ['x', 'a\0b'],
  ])('the header %j is not an action’s to set', async ([name = '', value = '']) => {
    await expect(
      ask('https://example.com', { headers: [[name, value]] }, { egress: ['example.com'] }),
    ).rejects.toMatchObject({ kind: 'denied' })
  })

  test.for(['CONNECT', 'TRACE', 'get', 'GET / HTTP/1.1\r\nx: y'])('the method %j is refused', async (method) => {
    await expect(ask('https://example.com', { method }, { egress: ['example.com'] })).rejects.toMatchObject({
      kind: 'denied',
    })
  })

  test('a request ends with its call', async () => {
    const stop = new AbortController()
    const server = await serve(() => stop.abort())
    await expect(ask(server.url, {}, { egress: [server.address], signal: stop.signal })).rejects.toMatchObject({
      kind: 'network',
    })
  })

  test('a host that refuses or breaks the connection is a network failure', async () => {
    const server = await serve((request) => request.socket.destroy())
    const settings = { egress: [server.address] }
    await expect(ask(server.url, {}, settings)).rejects.toMatchObject({ kind: 'network', retry: 'later' })
    await server.close()
    await expect(ask(server.url, {}, settings)).rejects.toMatchObject({
      kind: 'network',
      message: expect.stringContaining('ECONNREFUSED'),
    })
  })
})
