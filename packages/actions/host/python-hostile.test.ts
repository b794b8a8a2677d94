import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPython } from './interpreter.ts'
import { buildFiles, pythonFile, startPython, type TestHost } from './testing.ts'
import { childrenOf, isAlive, readCpuTime } from './usage.ts'

const { kind: python } = await findPython(null)

const greedy: Readonly<Record<string, string>> = {
  Calm: `time.sleep(payload.get('ms', 0) / 1000); return {'success': 'true', 'calm': True}`,
  Spin: `while True:
    pass`,
  SpinBravely: `while True:
    try:
        while True: pass
    except BaseException: pass`,
  Regex: `import re; re.match('(a+)+$', 'a' * 40 + 'b'); return {}`,
  Sleep: `import threading; threading.Event().wait(); return {}`,
  OneBuffer: `big = bytearray(1 << 30); return {}`,
  Memory: `held = []
while True: held.append('x' * 1_000_000 + str(len(held)))`,
  Crash: `import faulthandler; faulthandler._sigsegv()`,
  Raise: `import signal; signal.raise_signal(signal.SIGKILL)`,
  DieAsking: `import threading
threading.Thread(target=lambda: requests.get('https://example.com/')).start()
import signal; time.sleep(0.2); signal.raise_signal(signal.SIGKILL)`,
  Recursion: `def f(n): return f(n + 1)
f(0)`,
  DeepRecursion: `import sys
sys.setrecursionlimit(10 ** 9)
def f(n): return [f(n + 1)]
f(0)`,
  Flood: `for n in range(100_000): log('line', n, 'x' * 100)
return {'success': 'true'}`,
  FloodPrint: `for n in range(1000): print(n)
return {'success': 'true'}`,
  FloodPipe: `import os
while True: os.write(1, b'x' * 65536)`,
  FloodErrors: `import os
while True: os.write(2, b'x' * 65536)`,
  ClosePipe: `import os
os.close(1); time.sleep(5); return {}`,
  Forge: `import os, json
for call in range(50): os.write(1, ('\\n' + json.dumps({'kind': 'done', 'call': call, 'end': {'kind': 'outcome', 'outcome': 'forged', 'outputs': {}, 'message': None, 'retry': None}}) + '\\n').encode())
return {'success': 'true', 'real': True}`,
  Threads: `import threading
started = 0
try:
    for n in range(10_000):
        threading.Thread(target=time.sleep, args=(1,), daemon=True).start(); started += 1
except RuntimeError as error:
    return {'success': 'true', 'started': started, 'error': str(error)}`,
  ForkBomb: `import os
for n in range(1000):
    try: os.fork()
    except BaseException: pass
return {'success': 'true'}`,
  LateThread: `import threading
def late():
    end = time.monotonic() + 0.3
    while time.monotonic() < end: pass
    print('late')
    requests.get('https://example.com/')
threading.Thread(target=late).start()
return {'success': 'true'}`,
  BusyThread: `import threading
def busy():
    while True: pass
threading.Thread(target=busy).start()
return {'success': 'true'}`,
  Meddle: `import sys, os, json, threading
for name in list(sys.modules): sys.modules.pop(name)
json.dumps = json.JSONEncoder.encode = None
os.write = os.read = None
threading.Thread.start = threading.Event.set = None
sys.stdout = sys.stderr = None
return {'success': 'true'}`,
}

describe.skipIf(python === 'missing')('an action in Python that takes what it can', { timeout: 60_000 }, () => {
  let bot: TestHost
  beforeAll(async () => {
    bot = await startPython(greedy)
  }, 60_000)
  afterAll(() => bot.host.close())

  test.for([
    ['Spin', /It was at:\n {2}File "actions\/Spin\.py", line [78], in execute/],
    ['SpinBravely', /It was at:\n {2}File "actions\/SpinBravely\.py", line (7|8|9|10), in execute/],
    [
      'Sleep',
      /It was at:\n {2}File "actions\/Sleep\.py", line 7, in execute\n {4}import threading; threading\.Event\(\)\.wait/,
    ],
    ['Regex', /longer than 300 ms/],
  ] as const)('is killed at its time limit, and its log has the place: %s', async ([name, place]) => {
    const { result, logs } = await bot.run(name, {}, { timeoutMs: 300 })
    expect(result.error).toEqual({
      kind: 'timeout',
      message: `The action "${name}" was stopped: it took longer than 300 ms.`,
      retry: 'later',
    })
    expect(logs.at(-1)?.text).toMatch(place)
    expect((await bot.run('Calm')).result.outcome).toBe('success')
  })

  test.for([
    ['Spin', 1],
    ['Spin', 4],
    ['Regex', 1],
    ['Regex', 4],
  ] as const)('does not take siblings down for good: %s beside %i', async ([name, length]) => {
    const siblings = Array.from({ length }, () => bot.run('Calm', { ms: 700 }))
    const { result } = await bot.run(name, {}, { timeoutMs: 300 })
    expect(result.error?.kind).toBe('timeout')
    for (const { result: calm } of await Promise.all(siblings)) expect(calm).toMatchObject({ outcome: 'success' })
  })

  test.for(['OneBuffer', 'Memory'])('ends as an error of kind memory: %s', async (name) => {
    const { result } = await bot.run(name)
    expect(result.error).toMatchObject({ kind: 'memory', retry: 'no' })
  })

  test.for(['Crash', 'Raise', 'DeepRecursion', 'ClosePipe'])(
    'ends with its process and is found among siblings: %s',
    async (name) => {
      const siblings = Array.from({ length: 3 }, () => bot.run('Calm', { ms: 600 }))
      const { result } = await bot.run(name, {}, { timeoutMs: 8000 })
      expect(['crashed', 'memory', 'thrown']).toContain(result.error?.kind)
      for (const { result: calm } of await Promise.all(siblings)) expect(calm.outcome).toBe('success')
    },
  )

  test('is told of a recursion without an end, with its first and last lines', async () => {
    const { result, logs } = await bot.run('Recursion')
    expect(result.error?.kind).toBe('thrown')
    expect(logs.at(-1)?.text).toMatch(/RecursionError/)
    expect(logs.at(-1)?.text.length).toBeLessThan(8100)
  })

  test('is not run again when it had already asked for something', async () => {
    const sibling = bot.run('Calm', { ms: 1000 })
    const { result } = await bot.run('DieAsking')
    expect(result.error).toMatchObject({ kind: 'crashed', retry: 'later' })
    expect((await sibling).result.outcome).toBe('success')
  })

  test('keeps the first lines of a flood and says how many were left out', async () => {
    const { result, logs } = await bot.run('Flood')
    expect(result.outcome).toBe('success')
    expect(logs.length).toBeLessThanOrEqual(201)
    expect(logs.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(80_000)
    expect(logs.at(-1)?.text).toMatch(/^99\d\d\d more lines were left out/)
    const { logs: lines } = await bot.run('FloodPrint')
    expect(lines.length).toBe(201)
    expect(lines.at(-1)?.text).toMatch(/^800 more lines/)
  })

  test.for(['FloodPipe', 'FloodErrors'])('is ended when it floods the pipe itself: %s', async (name) => {
    const { result } = await bot.run(name)
    expect(result.error?.kind).toBe('crashed')
  })

  test('cannot forge an answer on its standard output', async () => {
    const sibling = bot.run('Calm', { ms: 300 })
    const { result } = await bot.run('Forge')
    expect(result).toEqual({ outcome: 'success', outputs: { success: 'true', real: true } })
    expect((await sibling).result.outcome).toBe('success')
  })

  test('starts so many threads and no more, and no processes', async () => {
    const { result } = await bot.run('Threads')
    expect(Number(result.outputs.started)).toBeLessThanOrEqual(128)
    expect(result.outputs.error).toMatch(/can't start new thread/)
    const { pid } = await bot.host.stats()
    const before = childrenOf(pid ?? 0).length
    expect((await bot.run('ForkBomb')).result.outcome).toBe('success')
    expect(childrenOf(pid ?? 0).flatMap(childrenOf)).toEqual([])
    expect(childrenOf(pid ?? 0).length).toBeLessThanOrEqual(before + 1)
  })

  test('harms no later call with a thread that goes on', async () => {
    expect((await bot.run('LateThread')).result.outcome).toBe('success')
    const { result, logs } = await bot.run('Calm', { ms: 500 })
    expect(result.outcome).toBe('success')
    expect(logs).toEqual([])
  })

  test('harms its own solution at most when it meddles with what it runs in', async () => {
    await bot.run('Meddle', {}, { timeoutMs: 2000 })
    await expect.poll(async () => (await bot.run('Calm')).result.outcome, { timeout: 20_000 }).toBe('success')
  })

  test('is ended when it works on without a call', async () => {
    const other = await startPython({ BusyThread: greedy.BusyThread ?? '' })
    await other.run('BusyThread')
    await expect.poll(async () => (await other.host.stats()).children, { timeout: 30_000 }).toBe(0)
    await other.host.close()
  })

  test('[H3] ends with a server that is killed, also when it spins', async () => {
    const {
      bundle,
      sourceMap,
      python: files,
    } = await buildFiles({ 'actions/Spin.py': pythonFile('Spin', greedy.Spin ?? '') })
    const server = spawn(process.execPath, [`${import.meta.dirname}/fixtures/server.ts`], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    server.stdin.end(JSON.stringify({ bundle, sourceMap, python: files, action: 'Spin' }))
    const [line] = (await once(createInterface(server.stdout), 'line')) as [string]
    const host = Number(line)
    const busy = (): readonly number[] => childrenOf(host).filter((child) => (readCpuTime(child) ?? 0) > 300)
    await expect.poll(busy, { timeout: 20_000 }).not.toEqual([])
    const family = [host, ...childrenOf(host)]
    server.kill('SIGKILL')
    await expect.poll(() => family.filter(isAlive), { timeout: 20_000 }).toEqual([])
  })

  test('leaves no process behind', async () => {
    const { pid } = await bot.host.stats()
    await bot.run('Calm')
    const spinning = bot.run('Spin', {}, { timeoutMs: 30_000 }).catch(() => null)
    const used = (): number => childrenOf(pid ?? 0).reduce((sum, child) => sum + (readCpuTime(child) ?? 0), 0)
    const idle = used()
    await expect.poll(used, { timeout: 20_000 }).toBeGreaterThan(idle + 100)
    const before = childrenOf(pid ?? 0)
    await bot.host.close()
    await spinning
    expect(before.length).toBeGreaterThan(0)
    expect(before.filter(isAlive)).toEqual([])
    bot = await startPython({ Calm: greedy.Calm ?? '' })
  })
})
