import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createActionHost } from './action-host.ts'
import { bodies } from './test-bodies.ts'
import { anyContext, buildFrom, startHost, startServer, type TestHost, type TestServer } from './testing.ts'
import { childrenOf, isAlive } from './usage.ts'

function echo(): ReturnType<typeof startServer> {
  return startServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      response.setHeader('x-echo', String(request.headers['x-key'] ?? ''))
      const key = request.headers.authorization ?? request.headers['x-key'] ?? ''
      if (request.url === '/slow') return
      response.end(
        JSON.stringify({ key, type: request.headers['content-type'], body: Buffer.concat(chunks).toString() }),
      )
    })
  })
}

describe('an action', { timeout: 60_000 }, () => {
  let bot: TestHost
  let server: TestServer
  beforeAll(async () => {
    server = await echo()
    const deployment = { params: { color: 'red' }, secrets: { key: 'the-secret-value' }, egress: [server.address] }
    bot = await startHost(bodies, { openedAddresses: [server.address], deployment })
  }, 60_000)
  afterAll(async () => {
    await bot.host.close()
    await server.close()
  })

  test('gets its payload, context and parameters, and hands back outputs', async () => {
    const { result, level, tookMs } = await bot.run('echo', { a: [1, { b: null }] })
    expect(result).toEqual({
      outcome: 'success',
      outputs: {
        payload: { a: [1, { b: null }] },
        context: { ...anyContext, signal: false },
        params: { color: 'red' },
      },
    })
    expect(level).toMatch(/^deno/)
    expect(tookMs).toBeGreaterThan(0)
  })

  test('ends in an outcome of its own, in success without a word, or in an error with advice', async () => {
    expect((await bot.run('nothing')).result).toEqual({ outcome: 'success', outputs: {} })
    expect((await bot.run('decline')).result).toEqual({ outcome: 'declined', outputs: { why: 'no' } })
    const error = { kind: 'returned', message: 'The shop is closed.', retry: { afterMs: 5000 } }
    expect((await bot.run('refuse')).result).toEqual({ outcome: 'error', outputs: {}, error })
  })

  test('that throws is an error without details; they are in its log, with the line of its file', async () => {
    const { result, logs } = await bot.run('throws', { what: 'answer' })
    expect(result.error).toEqual({ kind: 'thrown', message: 'The action "throws" threw an error.', retry: 'no' })
    expect(logs.at(-1)).toMatchObject({ level: 'error', text: expect.stringContaining('RangeError: wrong answer') })
    expect(logs.at(-1)?.text).toMatch(/at inner \(actions\/throws\.ts:6:\d+\)\n\s+at .*actions\/throws\.ts:7:\d+/)
    expect(logs.at(-1)?.text).not.toContain('worker')
  })

  test.for(['throw-odd', 'throw-nothing'] as const)('that throws oddly is an error all the same: %s', async (name) => {
    expect((await bot.run(name)).result.error?.kind).toBe('thrown')
  })

  test.for([
    ['unknown', /ended in "maybe"/],
    ['number', /something that is not/],
    ['circular', /outputs\.self contains itself/],
    ['date', /outputs\.when is a Date/],
    ['big-int', /outputs\.n is a bigint/],
    ['not-a-number', /outputs\.n is NaN/],
    ['giant', /300\d\d\d characters/],
  ] as const)('that returns no result is an error of kind output: %s', async ([name, told]) => {
    const { result, logs } = await bot.run(name)
    expect(result.error).toMatchObject({ kind: 'output', retry: 'no' })
    expect(logs.at(-1)?.text).toMatch(told)
  })

  test('leaves out outputs that are undefined', async () => {
    expect((await bot.run('undefined')).result.outputs).toEqual({ here: 1 })
  })

  test('that is not in the version is an error of kind missing', async () => {
    for (const name of ['no-such', 'constructor', '__proto__'])
      expect((await bot.run(name)).result.error?.kind).toBe('missing')
  })

  test('logs lines with their level', async () => {
    const { logs } = await bot.run('log')
    expect(logs.map(({ level }) => level)).toEqual(['debug', 'warn', 'error'])
    expect(logs[0]?.text).toBe('a { b: [ 1, 2 ] }')
    expect(logs[2]?.text).toMatch(/Error: shown\n\s+at .*actions\/log\.ts:6/)
  })

  test('that goes on after its end harms nobody', async () => {
    expect((await bot.run('late')).logs).toEqual([])
    const { result, logs } = await bot.run('wait', { ms: 50 })
    expect(result.outcome).toBe('success')
    expect(logs).toEqual([])
  })

  test('is told when its time is over', async () => {
    const { result } = await bot.run('wait-signal', {}, { timeoutMs: 100 })
    expect(result.error).toMatchObject({ kind: 'timeout', retry: 'later' })
  })

  test('rejects as cancelled when its caller no longer wants it', async () => {
    const stop = new AbortController()
    const run = bot.run('wait', { ms: 5000 }, { signal: stop.signal })
    stop.abort()
    await expect(run).rejects.toMatchObject({ name: 'ActionHostError', code: 'cancelled', retry: 'no' })
  })

  test('runs side by side with others', async () => {
    const runs = Array.from({ length: 200 }, (_, n) => bot.run('echo', { n }))
    const outputs = (await Promise.all(runs)).map(({ result }) => result.outputs.payload)
    expect(outputs).toEqual(Array.from({ length: 200 }, (_, n) => ({ n })))
  })

  test('fetches from the hosts it may, with secrets it does not see', async () => {
    const { result } = await bot.run('get', { url: `${server.url}/a` })
    expect(result.outputs).toMatchObject({ status: 200, url: `${server.url}/a` })
    expect(result.outputs.text).toContain('Bearer [secret key]')
    expect(server.requests.at(-1)?.headers.authorization).toBe('Bearer the-secret-value')
    const { result: posted } = await bot.run('global-get', { url: server.url })
    expect(posted.outputs).toMatchObject({ body: 'a=b+c', type: expect.stringContaining('x-www-form-urlencoded') })
  })

  test('cannot get at a secret, nor hand one out', async () => {
    const { result } = await bot.run('secrets')
    expect(JSON.stringify(result)).not.toContain('the-secret-value')
    const echoed = await bot.run('say-secret', { url: server.url })
    expect(JSON.stringify(echoed)).not.toContain('the-secret-value')
    expect(server.requests.at(-1)?.headers['x-key']).toBe('the-secret-value')
  })

  test('is refused other hosts, by name and reason', async () => {
    const { result } = await bot.run('get', { url: 'https://example.com/' })
    expect(result.error).toEqual({
      kind: 'denied',
      message: "The solution's egress list does not name example.com.",
      retry: 'no',
    })
    const { result: caught } = await bot.run('get-caught', { url: 'http://169.254.169.254/latest/' })
    expect(caught.outputs).toMatchObject({
      name: 'TypeError',
      code: 'denied',
      message: expect.stringContaining('169.254.169.254'),
    })
  })

  test.for(['url-too-long', 'body-too-large', 'braze-too-large'] as const)(
    'is told when a request is too large: %s',
    async (name) => {
      const { result, logs } = await bot.run(name)
      expect(result.error?.kind).toBe('thrown')
      expect(logs.at(-1)?.text).toMatch(/TypeError: .*(too large|1 MB)/)
    },
  )

  test('may give a request up', async () => {
    const { result, logs } = await bot.run('get-abort', { url: `${server.url}/slow` })
    expect(result.error?.kind).toBe('thrown')
    expect(logs.at(-1)?.text).toContain('AbortError')
  })

  test('uses Node’s own modules that need no permission', async () => {
    expect((await bot.run('builtin')).result.outputs).toEqual({ hash: 'ca978112' })
  })
})

describe('the action host', { timeout: 60_000 }, () => {
  test('refuses what is not loaded, and an opening that is none', async () => {
    const host = await createActionHost({})
    await expect(host.run({ deployment: 'no', action: 'a', payload: {}, context: anyContext })).rejects.toMatchObject({
      code: 'unknown-deployment',
    })
    await host.close()
    await expect(host.stats()).rejects.toMatchObject({ code: 'closed' })
    await expect(createActionHost({ openedAddresses: ['nonsense'] })).rejects.toThrow('"nonsense" is not an address')
  })

  test('unloads: processes go, and later calls are refused', async () => {
    const bot = await startHost({ wait: bodies.wait })
    await bot.run('wait', { ms: 0 })
    const running = expect(bot.run('wait', { ms: 5000 })).resolves.toMatchObject({
      result: { error: { kind: 'crashed' } },
    })
    bot.host.unload('tried')
    await running
    await expect(bot.run('wait', { ms: 0 })).rejects.toMatchObject({ code: 'unknown-deployment' })
    expect((await bot.host.stats()).children).toBe(0)
    await bot.host.close()
  })

  test('[H1] is started again when it dies, with everything loaded, and calls under way say to try again', async () => {
    const bot = await startHost(bodies)
    await bot.run('nothing')
    const { pid } = await bot.host.stats()
    const children = childrenOf(pid ?? 0)
    const spinning = bot.run('spin', {}, { timeoutMs: 60_000 })
    const lost = expect(spinning).rejects.toMatchObject({ name: 'ActionHostError', code: 'host-gone', retry: 'later' })
    expect((await bot.run('nothing')).result.outcome).toBe('success')
    process.kill(pid ?? 0, 'SIGKILL')
    await lost
    await expect
      .poll(
        () =>
          bot.run('nothing').then(
            ({ result }) => result.outcome,
            () => 'no',
          ),
        { timeout: 20_000 },
      )
      .toBe('success')
    expect(await bot.host.stats()).toMatchObject({ restarts: 1 })
    await expect.poll(() => children.filter(isAlive)).toEqual([])
    await bot.host.close()
  })

  test('[H2] knows nothing of the server’s environment', async () => {
    process.env.PARLEY_SECRET_SANDBOX_X = 'value'
    const host = await createActionHost({})
    const { pid } = await host.stats()
    const { readFileSync } = await import('node:fs')
    expect(readFileSync(`/proc/${pid}/environ`, 'latin1')).not.toContain('PARLEY')
    delete process.env.PARLEY_SECRET_SANDBOX_X
    await host.close()
  })

  test('[H3] ends with a server that is killed, and so does everything below, also what spins', async () => {
    const { bundle, sourceMap } = await buildFrom({ spin: bodies.spin })
    const server = spawn(process.execPath, [`${import.meta.dirname}/fixtures/server.ts`], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    server.stdin.end(JSON.stringify({ bundle, sourceMap }))
    const [line] = (await once(createInterface(server.stdout), 'line')) as [string]
    const host = Number(line)
    await expect.poll(() => childrenOf(host).length, { timeout: 20_000 }).toBeGreaterThan(0)
    const family = [host, ...childrenOf(host)]
    server.kill('SIGKILL')
    await expect.poll(() => family.filter(isAlive), { timeout: 20_000 }).toEqual([])
  })
})
