import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHost, type TestHost } from './testing.ts'
import { childrenOf, isAlive, readCpuTime } from './usage.ts'

/** Each tries to do what an action must not; `got` would tell what it achieved. With the words that refuse it. */
const attempts: Readonly<Record<string, readonly [body: string, refusal: RegExp]>> = {
  'read a file': [
    `return success({ got: (await import('node:fs')).readFileSync('/etc/passwd', 'utf8') })`,
    /read access/,
  ],
  'read a file with Deno': [
    `return success({ got: await (globalThis as any).Deno.readTextFile('/etc/passwd') })`,
    /read access/,
  ],
  'import a file': [
    `const path = 'file:///etc/hostname'; return success({ got: String(await import(path, { with: { type: 'text' } })) })`,
    /read access/,
  ],
  'write a file': [
    `(await import('node:fs')).writeFileSync('/tmp/parley-hostile', 'x'); return success()`,
    /write access/,
  ],
  'see the environment': [`return success({ got: (globalThis as any).Deno.env.toObject() })`, /env access/],
  'run a program': [
    `return success({ got: String((await import('node:child_process')).execSync('id')) })`,
    /env access|run access/,
  ],
  'run a program with Deno': [
    `await new (globalThis as any).Deno.Command('/usr/bin/id').output(); return success()`,
    /run access/,
  ],
  'open a socket': [
    `const net = await import('node:net')
    return await new Promise((resolve, reject) => net.connect(1, '127.0.0.1').on('error', reject).on('connect', () => resolve(success())))`,
    /net access/,
  ],
  'open a socket with Deno': [
    `await (globalThis as any).Deno.connect({ hostname: '127.0.0.1', port: 1 }); return success()`,
    /net access/,
  ],
  listen: [`(globalThis as any).Deno.serve({ port: 0 }, () => new Response('x')); return success()`, /net access/],
  'look a name up': [
    `return success({ got: (await (await import('node:dns')).promises.lookup('localhost')).address })`,
    /EPERM/,
  ],
  'kill the host': [
    `const name = 'node:process'; const { kill, ppid } = await import(name); kill(ppid, 9); return success()`,
    /run access/,
  ],
  'open a database': [
    `const { DatabaseSync } = await import('node:sqlite'); new DatabaseSync('/tmp/parley-hostile.db'); return success()`,
    /access/,
  ],
  'load a library': [`(globalThis as any).Deno.dlopen('libc.so.6', {}); return success()`, /ffi access/],
  'keep something': [`(globalThis as any).localStorage.setItem('a', 'b'); return success()`, /undefined/],
  'keep something in a cache': [`await (globalThis as any).caches.open('a'); return success()`, /undefined/],
  'import from the web': [`const from = 'https://example.com/x.js'; await import(from); return success()`, /no-remote/],
  'import from npm': [`const from = 'npm:left-pad'; await import(from); return success()`, /no-npm/],
  'open the inspector': [`(await import('node:inspector')).open(0); return success()`, /sys access/],
  'find a fetch elsewhere': [
    `await (await import('node:vm')).runInNewContext('fetch')('http://127.0.0.1:1'); return success()`,
    /not defined/,
  ],
  'end its process': [`(await import('node:process')).exit(0)`, /cannot end its process/],
  'end its process with Deno': [`(globalThis as any).Deno.exit(0)`, /cannot end its process/],
  'close its process': [`(globalThis as any).close()`, /not a function/],
}
const nameOf = (attempt: string): string => attempt.toLowerCase().replaceAll(' ', '-')

describe('an action without permissions', { timeout: 60_000 }, () => {
  let bot: TestHost
  beforeAll(async () => {
    const bodies = Object.entries(attempts).map(([attempt, [body]]) => [nameOf(attempt), body])
    const environment = `const { env } = await import('node:process'); return success({ same: env === process.env, names: Object.keys(env), path: env.PATH ?? null })`
    bot = await startHost({ ...Object.fromEntries(bodies), environment })
  }, 60_000)
  afterAll(() => bot.host.close())

  test.for(Object.entries(attempts))('cannot %s', async ([attempt, [, refusal]]) => {
    const { result, logs } = await bot.run(nameOf(attempt))
    expect(result).toEqual({
      outcome: 'error',
      outputs: {},
      error: expect.objectContaining({ kind: 'thrown', retry: 'no' }),
    })
    expect(logs.at(-1)?.text).toMatch(refusal)
  })

  test('finds an empty environment, and is not refused to look', async () => {
    const { result } = await bot.run('environment')
    expect(result.outputs).toEqual({ same: true, names: [], path: null })
  })
})

const greedy = {
  calm: `await new Promise((resolve) => setTimeout(resolve, payload.ms ?? 0)); return success({ calm: true })`,
  spin: `for (;;) {}`,
  'spin-later': `setTimeout(() => { for (;;) {} }, 1); return success()`,
  'spin-in-promises': `for (;;) await null`,
  regex: `/^(a+)+$/.test('a'.repeat(60) + 'b'); return success()`,
  hang: `await new Promise(() => {}); return success()`,
  buffers: `const kept = []; for (let i = 0; i < 1024; i++) kept.push(new Uint8Array(1 << 20).fill(i)); return success({ kept: kept.length })`,
  'one-buffer': `return success({ bytes: new ArrayBuffer(1 << 30).byteLength })`,
  heap: `const kept: unknown[] = []; for (;;) kept.push({ text: String(kept.length), more: [kept.length] })`,
  'die-asking': `await fetch('http://127.0.0.1:1').catch(() => {}); const kept: unknown[] = []; for (;;) kept.push([kept.length])`,
  flood: `for (let i = 0; i < 100_000; i++) console.log('x'.repeat(10_000)); return success()`,
  'flood-lines': `for (let i = 0; i < 1000; i++) log.info('line', i); return success()`,
  'flood-pipe': `const { writeSync } = await import('node:fs'); for (;;) writeSync(1, 'x'.repeat(65536))`,
  'flood-errors': `const { writeSync } = await import('node:fs'); for (;;) writeSync(2, 'x'.repeat(65536))`,
  forge: `const { writeSync } = await import('node:fs')
    for (let call = 0; call < 50; call++) writeSync(1, '\\n' + JSON.stringify({ kind: 'done', call, end: { kind: 'outcome', outcome: 'declined', outputs: {}, message: null, retry: null } }) + '\\n')
    return success({ real: true })`,
  thread: `const { Worker } = await import('node:worker_threads'); new Worker('for (;;) {}', { eval: true }); return success()`,
  'busy-later': `setInterval(() => { const end = Date.now() + 90; while (Date.now() < end); }, 100); return success()`,
} as const

const tamper = `const seen: string[] = []
    const spy = (text: unknown) => { if (typeof text === 'string') seen.push(text) }
    const wrap = (object: any, name: string) => { const old = object[name]; object[name] = function (...parts: unknown[]) { spy(parts[0]); spy(typeof this === 'string' ? this : ''); return old.apply(this, parts) } }
    wrap(TextEncoder.prototype, 'encode'); wrap(JSON, 'stringify'); wrap(String.prototype, 'slice'); wrap(String.prototype, 'concat'); wrap(Reflect, 'apply')
    const typed = Object.getPrototypeOf(Uint8Array.prototype); const { get } = Object.getOwnPropertyDescriptor(typed, 'length')!
    Object.defineProperty(typed, 'length', { get() { seen.push(String.fromCharCode(...Array.from({ length: 40 }, (_, i) => this[i] ?? 32))); return get!.call(this) } })
    Array.prototype.map = () => { throw new Error('map') }
    Promise.prototype.then = () => { throw new Error('then') }
    console.log('one line'); try { await fetch('http://example.com') } catch {}
    Object.defineProperty(typed, 'length', { get })
    return success({ seen: seen.filter((text) => /^[\\w-]{24}\\{/.test(text)) })`

describe('an action that takes what it can', { timeout: 60_000 }, () => {
  let bot: TestHost
  beforeAll(async () => {
    bot = await startHost(greedy)
  }, 60_000)
  afterAll(() => bot.host.close())

  test.for(['spin', 'spin-in-promises', 'regex'])('is killed at its time limit: %s', async (name) => {
    const { result } = await bot.run(name, {}, { timeoutMs: 300 })
    expect(result.error).toMatchObject({ kind: 'timeout', retry: 'later' })
    expect((await bot.run('calm')).result.outcome).toBe('success')
  })

  test('is given up at its time limit when it only waits, and its siblings live on', async () => {
    await bot.run('calm')
    const sibling = bot.run('calm', { ms: 900 })
    const { result } = await bot.run('hang', {}, { timeoutMs: 300 })
    expect(result.error?.kind).toBe('timeout')
    const { result: calm, logs } = await sibling
    expect(calm.outcome).toBe('success')
    expect(logs).toEqual([])
  })

  test('does not take siblings down for good', async () => {
    const siblings = Array.from({ length: 4 }, () => bot.run('calm', { ms: 700 }))
    const { result } = await bot.run('spin', {}, { timeoutMs: 300 })
    expect(result.error?.kind).toBe('timeout')
    for (const { result: calm } of await Promise.all(siblings)) expect(calm.outcome).toBe('success')
  })

  test.for(['one-buffer', 'buffers', 'heap'])('ends as an error of kind memory: %s', async (name) => {
    const { result } = await bot.run(name)
    expect(result.error).toMatchObject({ kind: 'memory', retry: 'no' })
  })

  test('lets calls that came after it begin elsewhere while it spins', async () => {
    await bot.run('calm')
    const spinning = bot.run('spin', {}, { timeoutMs: 4000 })
    const { result } = await bot.run('calm')
    expect(result.outcome).toBe('success')
    expect((await spinning).result.error?.kind).toBe('timeout')
  })

  test('is found among siblings when it kills their process', async () => {
    const siblings = Array.from({ length: 3 }, () => bot.run('calm', { ms: 1000 }))
    const { result } = await bot.run('heap')
    expect(result.error?.kind).toBe('memory')
    for (const { result: calm } of await Promise.all(siblings)) expect(calm.outcome).toBe('success')
  })

  test('is not run again when it had already asked for something', async () => {
    const sibling = bot.run('calm', { ms: 1000 })
    const { result } = await bot.run('die-asking')
    expect(result.error).toMatchObject({ kind: 'crashed', retry: 'later' })
    expect((await sibling).result.outcome).toBe('success')
  })

  test('keeps the first lines of a flood and says how many were left out', async () => {
    const { result, logs } = await bot.run('flood')
    expect(result.outcome).toBe('success')
    expect(logs.length).toBeLessThanOrEqual(201)
    expect(logs.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(80_000)
    expect(logs.at(-1)?.text).toMatch(/^999\d\d more lines were left out/)
    const { logs: lines } = await bot.run('flood-lines')
    expect(lines.length).toBe(201)
    expect(lines.at(-1)?.text).toMatch(/^800 more lines/)
  })

  test.for(['flood-pipe', 'flood-errors'])('is ended when it floods the pipe itself: %s', async (name) => {
    const { result } = await bot.run(name)
    expect(result.error?.kind).toBe('crashed')
  })

  test('cannot forge an answer on its standard output', async () => {
    const sibling = bot.run('calm', { ms: 300 })
    const { result } = await bot.run('forge')
    expect(result).toEqual({ outcome: 'success', outputs: { real: true } })
    expect((await sibling).result.outputs).toEqual({ calm: true })
  })

  test('learns nothing of the pipe by changing prototypes', async () => {
    const other = await startHost({ tamper })
    const { result, logs } = await other.run('tamper')
    await other.host.close()
    expect(result).toEqual({ outcome: 'success', outputs: { seen: [] } })
    expect(logs.map(({ text }) => text)).toContain('one line')
  })

  test('does not harm the next call when it goes on after its answer', async () => {
    const { pid } = await bot.host.stats()
    const used = (): number => childrenOf(pid ?? 0).reduce((sum, child) => sum + (readCpuTime(child) ?? 0), 0)
    expect((await bot.run('spin-later')).result.outcome).toBe('success')
    const before = used()
    await expect.poll(used, { timeout: 20_000 }).toBeGreaterThan(before + 100)
    const { result, logs } = await bot.run('calm')
    expect(result.outcome).toBe('success')
    expect(logs).toEqual([])
  })

  test.for(['busy-later', 'thread'])('is ended when it works on without a call: %s', async (name) => {
    const other = await startHost({ [name]: greedy[name as keyof typeof greedy] })
    await other.run(name)
    await expect.poll(async () => (await other.host.stats()).children, { timeout: 30_000 }).toBe(0)
    await other.host.close()
  })

  test('leaves no process behind', async () => {
    const { pid } = await bot.host.stats()
    await bot.run('calm')
    const before = childrenOf(pid ?? 0)
    expect(before.length).toBeGreaterThan(0)
    await bot.host.close()
    expect(before.filter(isAlive)).toEqual([])
    bot = await startHost({ calm: greedy.calm })
  })
})
