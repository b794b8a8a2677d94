import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPython } from './interpreter.ts'
import { anyContext, buildFiles, pythonFile, startBuild, startPython, type TestHost } from './testing.ts'

const { kind: python } = await findPython(null)

const bodies: Readonly<Record<string, string>> = {
  Echo: `return {'success': 'true', 'payload': payload, 'context': context}`,
  Words: `log('first', {'a': 1}); print('second', end=''); log.warning('third'); print(); return {'success': True}`,
  Answer: `return payload['answer']`,
  Nothing: `pass`,
  Odd: `return {'success': 'true', 'when': time.gmtime, 'x': 1}`,
  Circular: `a = {}; a['a'] = a; return a`,
  NotANumber: `return {'n': float('nan')}`,
  Giant: `return {'text': 'x' * 300_000}`,
  Raises: `def inner():
    raise ValueError('wrong ' + payload['what'])
inner()`,
  RaisesOdd: `class Odd(Exception):
    def __str__(self): raise RuntimeError('no')
raise Odd`,
  Exits: `import sys; sys.exit(3)`,
  Settings: `import os; return {'success': 'true', 'params': app.PARAMS[context['env']], 'environ': dict(os.environ), 'name': app.NAME}`,
  Emoji: `log('😀' * 5000); print('😀' * 5000)
if payload.get('raise'): raise ValueError('😀' * 20_000)
return {'success': '😀' * payload['n'], 'text': '한' * 50_000}`,
  Slow: `time.sleep(payload['seconds']); return {'success': 'true'}`,
  Stubborn: `try:
    time.sleep(60)
except Exception:
    pass
return {'success': 'true'}`,
  Zone: `import zoneinfo, datetime, hashlib, decimal, sqlite3, ssl, uuid, dataclasses, enum, logging
@dataclasses.dataclass
class Point:
    x: int
logging.warning('told')
return {'success': 'true', 'hour': datetime.datetime(2031, 7, 1, 12, tzinfo=zoneinfo.ZoneInfo('Europe/Berlin')).utcoffset().seconds // 3600, 'x': Point(3).x}`,
}

describe.skipIf(python === 'missing')('an action in Python', { timeout: 60_000 }, () => {
  let bot: TestHost
  beforeAll(async () => {
    const deployment = { params: { color: 'red', number: 3 }, secrets: { key: 'the-secret-value' } }
    bot = await startPython(bodies, { deployment })
  }, 60_000)
  afterAll(() => bot.host.close())

  test('gets its payload and a context with the names that Pypestream has, and hands back outputs', async () => {
    const { result, level, tookMs } = await bot.run('Echo', { a: [1, { b: null }], ü: '한국어' })
    expect(result.outcome).toBe('success')
    expect(result.outputs.payload).toEqual({ a: [1, { b: null }], ü: '한국어' })
    expect(result.outputs.context).toMatchObject({
      env: 'sandbox',
      chat_id: anyContext.conversation_id,
      user_data: { platform: 'web' },
      events: [],
      idempotency_key: anyContext.idempotency_key,
      contact: anyContext.contact,
      attempt: 1,
    })
    expect(level).toMatch(/^python/)
    expect(tookMs).toBeGreaterThan(0)
  })

  test('is told of the page and of what went wrong where that is known', async () => {
    const context = { ...anyContext, page: { url: 'https://shop.example/a' }, channel: 'whatsapp' }
    const { result } = await bot.host.run({ deployment: 'tried', action: 'Echo', payload: {}, context })
    expect(result.outputs.context).toMatchObject({
      user_data: { platform: 'whatsapp', url: 'https://shop.example/a', last_viewed_url: 'https://shop.example/a' },
    })
  })

  test('logs by calling log, by its levels, and by printing', async () => {
    const { logs } = await bot.run('Words')
    expect(logs.map(({ level, text }) => `${level}: ${text}`)).toEqual([
      "info: first {'a': 1}",
      'warn: third',
      'info: second',
    ])
  })

  test.for([
    [{ success: 'true', A: 'x' }, 'success'],
    [{ success: true }, 'success'],
    [{ success: 'True' }, 'success'],
    [{ success: 'false' }, 'false'],
    [{ success: false }, 'false'],
    [{ success: 'policy_not_found' }, 'policy_not_found'],
    [{ valid: 'no', list: [{ a: 1 }], n: 1.5 }, 'success'],
    [{ success: 7 }, '7'],
  ] as const)('ends in the outcome that its result says: %j', async ([answer, outcome]) => {
    const { result } = await bot.run('Answer', { answer })
    expect(result).toEqual({ outcome, outputs: answer })
  })

  test('ends in error when its result says so, with its outputs', async () => {
    const { result } = await bot.run('Answer', { answer: { success: 'error', reason: 'closed' } })
    expect(result).toEqual({
      outcome: 'error',
      outputs: { success: 'error', reason: 'closed' },
      error: { kind: 'returned', message: 'The action "Answer" ended in error.', retry: 'no' },
    })
  })

  test.for([
    ['Nothing', /It returned nothing; return a dictionary/],
    ['Odd', /result\['when'\] is a builtin_function_or_method/],
    ['Circular', /nested more than 32 deep/],
    ['NotANumber', /result\['n'\] is nan/],
    ['Giant', /300\d\d\d characters/],
  ] as const)('that returns no result is an error of kind output: %s', async ([name, told]) => {
    const { result, logs } = await bot.run(name)
    expect(result.error).toMatchObject({ kind: 'output', retry: 'no' })
    expect(logs.at(-1)?.text).toMatch(told)
  })

  test.for([['a text'], [5], [{ success: '' }], [{ success: ['true'] }], [{ success: 'x'.repeat(101) }]])(
    'that returns %j is an error of kind output',
    async ([answer]) => {
      const { result } = await bot.run('Answer', { answer: answer ?? null })
      expect(result.error).toMatchObject({ kind: 'output' })
    },
  )

  test('that raises is an error without details; they are in its log, with the lines of its file', async () => {
    const { result, logs } = await bot.run('Raises', { what: 'answer' })
    expect(result.error).toEqual({ kind: 'thrown', message: 'The action "Raises" threw an error.', retry: 'no' })
    expect(logs.at(-1)?.level).toBe('error')
    expect(logs.at(-1)?.text).toBe(
      'Traceback (most recent call last):\n' +
        '  File "actions/Raises.py", line 9, in execute\n    inner()\n' +
        '  File "actions/Raises.py", line 8, in inner\n' +
        "    raise ValueError('wrong ' + payload['what'])\n" +
        'ValueError: wrong answer',
    )
  })

  test.for(['RaisesOdd', 'Exits'])('that raises oddly is an error all the same: %s', async (name) => {
    expect((await bot.run(name)).result.error?.kind).toBe('thrown')
  })

  test('that is not in the version is an error of kind missing', async () => {
    for (const name of ['no-such', '__class__']) expect((await bot.run(name)).result.error?.kind).toBe('missing')
  })

  test('reads the parameters of the solution, and stand-ins for its secrets', async () => {
    const { outputs } = (await bot.run('Settings')).result
    expect(outputs).toMatchObject({ params: { color: 'red', number: 3 }, environ: { COLOR: 'red' }, name: '' })
    expect(JSON.stringify(outputs)).not.toContain('the-secret-value')
    expect(JSON.stringify(outputs)).toMatch(/"key":"parley-secret-[0-9a-f]+-key"/)
  })

  test('is understood in any script, and bounded in the host’s characters', async () => {
    const { result, logs } = await bot.run('Emoji', { n: 50 })
    expect(result).toEqual({
      outcome: '😀'.repeat(50),
      outputs: { success: '😀'.repeat(50), text: '한'.repeat(50_000) },
    })
    expect(logs.map(({ text }) => text)).toEqual(Array.from({ length: 2 }, () => `${'😀'.repeat(2048)}… (line cut)`))
    expect((await bot.run('Emoji', { n: 51 })).result.error?.kind).toBe('output')
    const raised = await bot.run('Emoji', { n: 1, raise: true })
    expect(raised.result.error?.kind).toBe('thrown')
    expect(raised.logs.at(-1)?.text).toContain('ValueError: 😀')
  })

  test('runs side by side with others', async () => {
    const runs = Array.from({ length: 200 }, (_, n) => bot.run('Echo', { n }))
    const payloads = (await Promise.all(runs)).map(({ result }) => result.outputs.payload)
    expect(payloads).toEqual(Array.from({ length: 200 }, (_, n) => ({ n })))
  })

  test.for(['Slow', 'Stubborn'])('is stopped where it waits, and its siblings live on: %s', async (name) => {
    const sibling = bot.run('Slow', { seconds: 1 })
    const { result, logs } = await bot.run(name, { seconds: 60 }, { timeoutMs: 300 })
    expect(result.error).toMatchObject({ kind: 'timeout', retry: 'later' })
    expect(logs.at(-1)?.text).toMatch(
      /longer than 300 ms\. It was at:\n {2}File "actions\/\w+\.py", line \d+, in execute\n.*sleep/,
    )
    const { result: calm, logs: none } = await sibling
    expect(calm.outcome).toBe('success')
    expect(none).toEqual([])
  })

  test('rejects as cancelled when its caller no longer wants it', async () => {
    const stop = new AbortController()
    const run = bot.run('Slow', { seconds: 5 }, { signal: stop.signal })
    stop.abort()
    await expect(run).rejects.toMatchObject({ name: 'ActionHostError', code: 'cancelled', retry: 'no' })
  })

  test('uses the standard library', async () => {
    const { result, logs } = await bot.run('Zone')
    expect(result.outputs).toMatchObject({ hour: 2, x: 3 })
    expect(logs).toMatchObject([{ level: 'warn', text: expect.stringContaining('told') }])
  })
})

describe.skipIf(python === 'missing')('a solution in both languages', { timeout: 60_000 }, () => {
  test('runs its actions beside each other, with app.py and what it shares', async () => {
    const build = await buildFiles({
      'app.py': `import os
from . import keys
NAME = 'Both'
PARAMS = {'sandbox': {'url': '{ URL }', 'key': os.environ['SOME_KEY'], 'own': keys.OWN}, 'live': {'own': 'live'}}
`,
      'keys.py': 'OWN = "mine"',
      'actions/_shared.py': 'def greet(name):\n    return f"Hello {name}"\n',
      'actions/Greet.py': `from ..app import PARAMS
from ._shared import greet
class Greet:
    timeout = '2s'
    def execute(self, log, payload=None, context=None):
        return {'success': 'true', 'NAME': greet(payload['name']), **PARAMS[context['env']], 'prod': PARAMS['prod']['own']}
`,
      'actions/track_user.py': pythonFile('Whatever', `return {'success': 'false'}`),
      'actions/greet-too.ts': `import { defineAction, z } from '@parley/actions'
        export default defineAction({ input: z.object({}), async execute({ params }) { return { outcome: 'success', outputs: { params } } } })`,
      'deploy.py': 'raise SystemExit(1)',
    })
    expect(Object.keys(build.python?.files ?? {}).toSorted()).toEqual([
      'actions/Greet.py',
      'actions/_shared.py',
      'actions/track_user.py',
      'app.py',
      'keys.py',
    ])
    expect(build.actions.Greet).toEqual({ outcomes: [], open: true, sets: 'upper-case', timeoutMs: 2000 })
    const deployment = { params: { url: 'https://x.example' }, secrets: { key: 'the-secret-value' } }
    const bot = await startBuild(build, { deployment })
    const { result } = await bot.run('Greet', { name: 'Ada' })
    expect(result.outputs).toMatchObject({ NAME: 'Hello Ada', url: 'https://x.example', own: 'mine', prod: 'live' })
    expect(result.outputs.key).toMatch(/^parley-secret-/)
    expect((await bot.run('track_user')).result.outcome).toBe('false')
    const { result: other } = await bot.run('greet-too')
    expect(other.outputs).toEqual({ params: { url: 'https://x.example' } })
    const { levels } = await bot.host.stats()
    expect(levels).toEqual({ typescript: expect.stringMatching(/^deno/), python: expect.stringMatching(/^python/) })
    await bot.host.close()
  })

  test('runs what is in TypeScript where there is no Python, and says what is missing', async () => {
    const build = await buildFiles({
      'actions/Echo.py': pythonFile('Echo', `return {'success': 'true'}`),
      'actions/calm.ts': `import { defineAction, z } from '@parley/actions'
        export default defineAction({ input: z.object({}), async execute() {} })`,
    })
    const bot = await startBuild(build, { python: '/nowhere/at/all/python3' })
    expect((await bot.run('calm')).result.outcome).toBe('success')
    const { result, logs } = await bot.run('Echo')
    expect(result.error).toEqual({ kind: 'crashed', message: 'The action "Echo" could not be loaded.', retry: 'later' })
    expect(logs.at(-1)?.text).toMatch(/Actions in Python need one\..*Install python3 3\.9 or later/)
    await bot.host.close()
  })
})
