import { chmod, mkdir, readdir, realpath, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problem } from '@parley/flow'
import { afterEach, describe, expect, test } from 'vitest'
import type { SolutionConfig } from '../solution.ts'
import { buildActions } from './build.ts'
import { findPython } from './interpreter.ts'
import { looksLikeKey } from './key-in-source.ts'
import { buildPython } from './python-build.ts'
import { readPythonFiles } from './python-files.ts'
import { plainSolution, writeFolder } from './testing.ts'

const { kind: python } = await findPython(null)

const removers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const remove of removers.splice(0)) await remove()
})

async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const { folder, remove } = await writeFolder(files)
  removers.push(remove)
  return folder
}

async function build(
  files: Readonly<Record<string, string>>,
  options: { python?: string } = {},
): ReturnType<typeof buildActions> {
  return buildActions(await folderOf({ 'solution.ts': plainSolution, ...files }), options)
}

const config: SolutionConfig = {
  name: 'tried',
  start: 'main',
  params: { sandbox: {}, prod: {} },
  secrets: [],
  egress: [],
}

/** The problems of Python files alone. */
async function judge(
  files: Readonly<Record<string, string>>,
  more: Partial<SolutionConfig> = {},
): Promise<{ readonly built: boolean; readonly problems: readonly Problem[] }> {
  const root = await realpath(await folderOf(files))
  const actions = (await readdir(join(root, 'actions'))).toSorted()
  const read = await readPythonFiles(root, await readdir(root), actions)
  const { build: made, problems } = await buildPython(read, { ...config, ...more }, null)
  return { built: made !== null, problems }
}

const fine = `class Fine:
    def execute(self, log, payload=None, context=None):
        return {'success': 'true'}
`
describe.skipIf(python === 'missing')('Python files that are right', { timeout: 60_000 }, () => {
  test('are described by what is known of them, and are kept with the version', async () => {
    const files = { 'actions/Fine.py': fine, 'actions/also-fine.py': fine, 'actions/so_is_this.py': fine }
    const first = await build({ ...files, 'actions/__init__.py': '', 'actions/test_fine.py': 'import nothing' })
    expect(first.problems).toEqual([])
    expect(first.build?.python).toEqual({
      files,
      actions: {
        Fine: { file: 'actions/Fine.py', class: 'Fine' },
        'also-fine': { file: 'actions/also-fine.py', class: 'Fine' },
        so_is_this: { file: 'actions/so_is_this.py', class: 'Fine' },
      },
    })
    expect(first.build?.actions.Fine).toEqual({ outcomes: [], open: true, sets: 'upper-case' })
    const second = await build(files)
    expect(JSON.stringify(second.build)).toBe(JSON.stringify(first.build))
  })

  test('are not needed: without one there is nothing about Python in a build', async () => {
    const { build: built } = await build({ 'app.py': 'this is not looked at' }, { python: '/nowhere/at/all' })
    expect(built).not.toBeNull()
    expect(built).not.toHaveProperty('python')
  })

  test('may do without what they try to import, inherit execute, and take any three parameters', async () => {
    const { problems } = await judge({
      'actions/Tries.py': `try:
    import simplejson as json
except ImportError:
    import json
from ._base import Base
class Tries(Base):
    pass
`,
      'actions/_base.py': `class Base:
    def execute(self, log, *rest): return {}
`,
    })
    expect(problems).toEqual([])
  })
})

describe.skipIf(python === 'missing')('Python files that are wrong', { timeout: 60_000 }, () => {
  const all = async (files: Readonly<Record<string, string>>): Promise<readonly Problem[]> => {
    const { built, problems } = await judge(files)
    expect(built).toBe(false)
    for (const { reason, repair } of problems) {
      expect(reason).not.toBe('')
      expect(repair).not.toBe('')
    }
    return problems
  }
  const one = async (text: string, file = 'actions/Fine.py'): Promise<Problem | undefined> => {
    const problems = await all({ [file]: text })
    expect(problems.length).toBe(1)
    return problems[0]
  }

  test('do not compile: the place is line and column of the file', async () => {
    const problem = await one(`class Fine:
    def execute(self, log, payload=None, context=None):
        headers = {
            "Authorization": payload['key']
            "Content-Type": "application/json"
        }
`)
    expect(problem).toMatchObject({
      code: 'action-does-not-compile',
      place: { file: 'actions/Fine.py', line: expect.any(Number), column: expect.any(Number) },
      reason: expect.stringMatching(/^Invalid syntax/),
    })
    expect([4, 5]).toContain(problem?.place.line)
  })

  test.for([
    ['an indent', 'class Fine:\ndef execute(self): pass\n', 2],
    ['a zero byte', 'class Fine:\n    "\0"\n', undefined],
    ['what nobody can read', `x = ${'('.repeat(10_000)}`, undefined],
  ] as const)('do not compile, whatever it is: %s', async ([, text, line]) => {
    const problem = await one(text)
    expect(problem?.code).toMatch(/^action-does-not-(compile|load)$/)
    if (line !== undefined) expect(problem?.place).toMatchObject({ file: 'actions/Fine.py', line })
  })

  test.for([
    ['no class', 'def execute(): pass\n', 'has no class "Fine"', 1],
    ['another class', fine.replace('Fine', 'Other'), 'has no class "Fine"', 1],
    ['no execute', 'class Fine:\n    def run(self): pass\n', 'The class "Fine" has no execute', 1],
    [
      'too few parameters',
      'class Fine:\n    def execute(self, payload): pass\n',
      'cannot be called with log, payload',
      2,
    ],
    ['too many', 'class Fine:\n    def execute(self, log, payload, context, more): pass\n', 'cannot be called with', 2],
    ['an async execute', 'class Fine:\n    async def execute(self, log, payload, context): pass\n', 'is async', 2],
    [
      'parameters to make it',
      `class Fine:\n    def __init__(self, x): pass\n    def execute(self, *all): pass\n`,
      'without arguments',
      1,
    ],
  ] as const)('hold no action: %s', async ([, text, reason, line]) => {
    expect(await one(text)).toMatchObject({
      code: 'action-shape',
      severity: 'error',
      place: { file: 'actions/Fine.py', line },
      reason: expect.stringContaining(reason),
    })
  })

  test('hold more than one action', async () => {
    const problem = await one(fine + fine.replace('Fine', 'Other'), 'actions/fine.py')
    expect(problem).toMatchObject({ code: 'action-shape', reason: 'More than one class has execute: Fine, Other.' })
  })

  test.for([
    ['import pandas as pd', 'The module "pandas" is not there', /service/],
    ['from dateutil.parser import parse', 'The module "dateutil.parser" is not there', /datetime/],
    ['import app', 'The module "app" is not there', /from \.\. import app/],
    ['from .. import nowhere', 'There is no file nowhere.py', /Create it/],
    ['from ..nowhere import x', 'There is no file nowhere.py', /Create it/],
    ['from ._nowhere import x', 'There is no file actions/_nowhere.py', /Create it/],
    ['from ... import app', 'leads out of the solution', /from \.\. import app/],
  ] as const)('import what is not there: %s', async ([line, reason, repair]) => {
    const problem = await one(`${line}\n${fine}`)
    expect(problem).toMatchObject({
      code: 'action-import',
      place: { file: 'actions/Fine.py', line: 1, column: 1 },
      reason: expect.stringContaining(reason),
      repair: expect.stringMatching(repair),
    })
  })

  test('import what is of no use: a warning', async () => {
    const { built, problems } = await judge({ 'actions/Fine.py': `import subprocess\n${fine}` })
    expect(built).toBe(true)
    expect(problems).toMatchObject([{ code: 'action-import', severity: 'warning', place: { line: 1 } }])
  })

  test('raise when they are loaded: the place is where', async () => {
    const problem = await one(`settings = {}\n\ndef read():\n    return settings['a']\n\nvalue = read()\n${fine}`)
    expect(problem).toMatchObject({
      code: 'action-does-not-load',
      place: { file: 'actions/Fine.py', line: 4 },
      reason: expect.stringContaining('KeyError'),
    })
  })

  test.for([
    ['never ends', 'import time\nx = 1\nwhile True:\n    time.sleep(1)\n', 4],
    ['spins', 'x = 1\nwhile True:\n    x += 1\n', undefined],
    ['dies', 'import faulthandler\nfaulthandler._sigsegv()\n', undefined],
  ] as const)('do not come to an end: %s', async ([, text, line]) => {
    const problem = await one(text + fine)
    expect(problem).toMatchObject({ code: 'action-does-not-load' })
    if (line !== undefined) expect(problem?.place).toEqual({ file: 'actions/Fine.py', line })
  })

  test('are told about all at once, beside those of other files', async () => {
    const { build: built, problems } = await build({
      'actions/One.py': 'class One\n',
      'actions/Two.py': 'import numpy\nclass Two: pass\n',
      'actions/three.ts': 'export default {\n',
    })
    expect(built).toBeNull()
    expect(problems.map(({ code, place }) => `${code} ${place.file}`).toSorted()).toEqual([
      'action-does-not-compile actions/One.py',
      'action-does-not-compile actions/three.ts',
      'action-import actions/Two.py',
      'action-shape actions/Two.py',
    ])
  })

  test.for([
    ['actions/Do It.py', 'no name of an action'],
    ['actions/1st.py', 'no name of an action'],
    ['actions/Über.py', 'no name of an action'],
  ] as const)('have a name that is none: %s', async ([file, reason]) => {
    const problems = await all({ [file]: fine })
    expect(problems).toMatchObject([{ code: 'action-name', place: { file }, reason: expect.stringContaining(reason) }])
  })

  test('have the name of an action in TypeScript', async () => {
    const typescript = `import { defineAction, z } from '@parley/actions'
      export default defineAction({ input: z.object({}), async execute() {} })`
    const problems = await all({ 'actions/fine.py': fine, 'actions/fine.ts': typescript })
    expect(problems).toMatchObject([{ code: 'action-name', place: { file: 'actions/fine.py' } }])
  })

  test('declare a time limit that is none', async () => {
    const problem = await one(fine.replace(':\n', ":\n    timeout = '5 minutes'\n"))
    expect(problem).toMatchObject({ code: 'action-timeout', place: { file: 'actions/Fine.py' } })
  })

  test('lie outside of the folder, are not UTF-8, or too large: nothing of them is in a bundle', async () => {
    const folder = await folderOf({ 'inside/solution.ts': plainSolution, 'outside.py': fine })
    const actions = join(folder, 'inside', 'actions')
    await mkdir(actions)
    await symlink(join(folder, 'outside.py'), join(actions, 'Link.py'))
    await writeFile(join(actions, 'Latin.py'), Buffer.from('# \xe9\n', 'latin1'))
    await writeFile(join(actions, 'Large.py'), '#'.repeat(600_000))
    await mkdir(join(actions, 'Folder.py'))
    const { build: built, problems } = await buildActions(join(folder, 'inside'))
    expect(built).toBeNull()
    const told = problems.map(({ place, reason }) => `${place.file}: ${reason}`)
    expect(told).toEqual([
      expect.stringMatching(/^actions\/Folder\.py: It is no ordinary file/),
      expect.stringMatching(/^actions\/Large\.py: It has 600000 bytes/),
      expect.stringMatching(/^actions\/Latin\.py: Its text is not UTF-8/),
      expect.stringMatching(/^actions\/Link\.py: It lies outside/),
    ])
  })

  test('are run by nobody here: an action that would write when it is loaded writes nothing', async () => {
    const problem = await one(`open('/tmp/parley-built', 'w')\n${fine}`)
    expect(problem).toMatchObject({
      code: 'action-does-not-load',
      reason: expect.stringContaining('cannot write files'),
    })
  })
})

describe.skipIf(python === 'missing')('app.py', { timeout: 60_000 }, () => {
  const check = async (app: string, more: Partial<SolutionConfig> = {}): Promise<readonly Problem[]> =>
    (await judge({ 'actions/Fine.py': `from .. import app\n${fine}`, 'app.py': app }, more)).problems

  test('with a place that nothing fills is warned of, at its line', async () => {
    const app = `PARAMS = {\n  'sandbox': {'braze_url': '{ BRAZE ENDPOINT URL }', 'braze_api_key': '{ BRAZE API KEY }'},\n}\n`
    expect(await check(app)).toMatchObject([
      {
        code: 'parameter-missing',
        severity: 'warning',
        place: { file: 'app.py', line: 2, column: 28, field: 'PARAMS.sandbox.braze_url' },
        reason: 'Nothing fills the place of "braze_url" ({ BRAZE ENDPOINT URL }).',
      },
      { code: 'parameter-missing', place: { field: 'PARAMS.sandbox.braze_api_key' } },
    ])
    const asking = `import os\nPARAMS = {'sandbox': {'a': os.environ['A'], 'b': os.getenv('B'), 'c': os.getenv('C', 'd'), 'd': 'e'}}\n`
    expect((await check(asking)).map(({ place }) => place.field)).toEqual(['PARAMS.sandbox.a', 'PARAMS.sandbox.b'])
    const filled = { secrets: ['braze_api_key'], params: { sandbox: { braze_url: 'https://x.example' }, prod: {} } }
    expect(await check(app, filled)).toEqual([])
  })

  test('with a real key is warned of, and the warning does not repeat the key', async () => {
    const key = '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9'
    const problems = await check(`PARAMS = {'sandbox': {'braze_api_key': '${key}', 'braze_user_track': 'users/track'}}`)
    expect(problems).toMatchObject([
      {
        code: 'secret-in-source',
        severity: 'warning',
        place: { file: 'app.py', line: 1, field: 'PARAMS.sandbox.braze_api_key' },
      },
    ])
    expect(JSON.stringify(problems)).not.toContain(key)
  })

  test.for([
    ['PARAMS = 5', 'action-shape'],
    ["PARAMS = {'sandbox': 5}", 'action-shape'],
    ['PARAMS = {', 'action-does-not-compile'],
    ['1 / 0', 'action-does-not-load'],
  ] as const)('that is wrong is told as a file of its own: %s', async ([app, code]) => {
    expect(await check(app)).toMatchObject([{ code, severity: 'error', place: { file: 'app.py' } }])
  })
})

test.for([
  ['braze_api_key', '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9', true],
  ['anything', '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9', true],
  ['anything', 'sk_live_abcdefghijklmnop', true],
  ['header', 'Bearer abcdefghijklmnopqrstuvwxyz', true],
  ['database', 'https://user:pass@example.com/', true],
  ['db_password', 'hunter2hunter2', true],
  ['key_name', 'users/track', false],
  ['braze_url', 'https://rest.fra-01.braze.eu', false],
  ['api_key', 'sandbox-key', false],
  ['token_endpoint', 'https://login.example.com/token2', false],
  ['greeting', 'Hello and welcome to 2031', false],
  ['count', '5', false],
] as const)('whether a value looks like a key: %s = %s', ([name, value, is]) => {
  expect(looksLikeKey(name, value)).toBe(is)
})

describe('a machine without Python', { timeout: 60_000 }, () => {
  test('is a problem only for a solution that has Python files', async () => {
    const { build: built, problems } = await build({ 'actions/Fine.py': fine }, { python: '/nowhere/at/all/python3' })
    expect(built).toBeNull()
    expect(problems).toMatchObject([
      {
        code: 'python-missing',
        severity: 'error',
        place: { file: 'actions/Fine.py' },
        reason: expect.stringMatching(/PARLEY_PYTHON is no use: \/nowhere\/at\/all\/python3 does not run/),
        repair: expect.stringContaining('Install python3'),
      },
    ])
  })

  test.skipIf(process.platform === 'win32')('or with one that is too old is told which it has', async () => {
    const folder = await folderOf({
      python3: '#!/bin/sh\nprintf "/usr/bin/python3\\n/usr/lib/python3.8\\n3.8.18\\n"\n',
    })
    await chmod(join(folder, 'python3'), 0o755)
    const { problems } = await build({ 'actions/Fine.py': fine }, { python: join(folder, 'python3') })
    expect(problems).toMatchObject([
      { code: 'python-missing', reason: expect.stringContaining('is Python 3.8.18, and 3.9') },
    ])
  })
})
