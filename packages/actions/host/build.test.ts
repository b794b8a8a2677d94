import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { buildActions } from './build.ts'
import { actionFile, plainSolution, writeFolder } from './testing.ts'

const removers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const remove of removers.splice(0)) await remove()
})

async function build(files: Readonly<Record<string, string>>): ReturnType<typeof buildActions> {
  const { folder, remove } = await writeFolder(files)
  removers.push(remove)
  return buildActions(folder)
}

const withAction = (text: string, name = 'do-it'): Readonly<Record<string, string>> => ({
  'solution.ts': plainSolution,
  [`actions/${name}.ts`]: text,
})

describe('a solution that is right', { timeout: 60_000 }, () => {
  test('is described by its actions’ outcomes, schemas and time limits', async () => {
    const { build: built, problems } = await build({
      'solution.ts': `import { brazeSandbox, defineSolution } from '@parley/actions'
        export default defineSolution({ name: 'my-solution', customer: 'Acme', start: 'main',
          params: { sandbox: { braze_url: brazeSandbox }, prod: { braze_url: 'https://rest.fra-01.braze.eu' } },
          secrets: ['braze_api_key'], egress: ['*.example.com'] })`,
      'actions/track-user.ts': `import { defineAction, success, z } from '@parley/actions'
        import { points } from '../lib/points.ts'
        export default defineAction({
          input: z.object({ email: z.email(), born: z.iso.date().optional() }),
          outcomes: ['declined'], outputs: z.object({ points: z.number() }), timeout: '5s',
          async execute({ payload }) { return payload.born ? success({ points }) : { outcome: 'declined' } },
        })`,
      'lib/points.ts': 'export const points: number = 3',
      'actions/track-user.test.ts': 'throw new Error("not an action")',
      'actions/notes.md': '',
    })
    expect(problems).toEqual([])
    expect(built?.solution).toEqual({
      name: 'my-solution',
      customer: 'Acme',
      start: 'main',
      params: { sandbox: { braze_url: 'parley:braze-sandbox' }, prod: { braze_url: 'https://rest.fra-01.braze.eu' } },
      secrets: ['braze_api_key'],
      egress: ['*.example.com'],
    })
    expect(Object.keys(built?.actions ?? {})).toEqual(['track-user'])
    expect(built?.actions['track-user']).toMatchObject({
      outcomes: ['declined'],
      timeoutMs: 5000,
      input: { type: 'object', required: ['email'], properties: { email: { format: 'email' } } },
      outputs: { type: 'object', required: ['points'] },
    })
    expect(JSON.parse(JSON.stringify(built))).toEqual(built)
  })

  test('may have no actions, and gives the same bundle each time', async () => {
    const first = await build({ 'solution.ts': plainSolution })
    const second = await build({ 'solution.ts': plainSolution })
    expect(first.problems).toEqual([])
    expect(first.build?.bundle).toBe(second.build?.bundle)
    expect(first.build?.sourceMap).not.toContain('/tmp')
  })
})

describe('a solution that is wrong', { timeout: 60_000 }, () => {
  const one = async (files: Readonly<Record<string, string>>): Promise<unknown> => {
    const { build: built, problems } = await build(files)
    expect(built).toBeNull()
    for (const { reason, repair, severity } of problems) {
      expect(severity).toBe('error')
      expect(reason).not.toBe('')
      expect(repair).not.toBe('')
    }
    expect(problems.length).toBe(1)
    return problems[0]
  }

  test('has no solution.ts, or is not there', async () => {
    expect(await one({ 'flows/main.flow.json': '{}' })).toMatchObject({ code: 'solution-missing' })
    expect((await buildActions('/nowhere/at/all')).problems).toMatchObject([{ code: 'solution-missing' }])
  })

  test('does not compile: the place is line and column of the file', async () => {
    const problem = await one(withAction('export default {\n  input: ,\n}\n'))
    expect(problem).toMatchObject({
      code: 'action-does-not-compile',
      place: { file: 'actions/do-it.ts', line: 2, column: 10 },
    })
  })

  test('imports what is not there', async () => {
    const problem = await one(withAction(`import { x } from './nowhere.ts'\nexport default x\n`))
    expect(problem).toMatchObject({ code: 'action-does-not-compile', place: { file: 'actions/do-it.ts', line: 1 } })
  })

  test.each([
    ['by an absolute path', (outside: string) => `import found from ${JSON.stringify(outside)}`],
    ['by climbing', () => `import found from '../../outside.json'`],
    ['as text', (outside: string) => `import found from ${JSON.stringify(outside)} with { type: 'text' }`],
    ['through a link', () => `import found from '../inside.json'`],
    ['when it runs', (outside: string) => `const found = () => import(${JSON.stringify(outside)})`],
  ])('imports a file outside of its folder %s: refused, and nothing of it is in a bundle', async (_how, importing) => {
    const { folder: around, remove } = await writeFolder({ 'outside.json': '{ "key": "not for actions" }' })
    removers.push(remove)
    const outside = join(around, 'outside.json')
    const folder = join(around, 'solution')
    await mkdir(join(folder, 'actions'), { recursive: true })
    await writeFile(join(folder, 'solution.ts'), plainSolution)
    await symlink(outside, join(folder, 'inside.json'))
    await writeFile(join(folder, 'actions/do-it.ts'), `${importing(outside)}\nexport default found`)
    const { build: built, problems } = await buildActions(folder)
    expect(built).toBeNull()
    expect(problems).toMatchObject([
      {
        code: 'action-does-not-compile',
        place: { file: 'actions/do-it.ts', line: 1 },
        reason: expect.stringContaining('outside of the solution'),
      },
    ])
  })

  test('throws when it is loaded: the place is where', async () => {
    const problem = await one(
      withAction(
        `const settings: { a?: { b: number } } = {}\nexport const broken = 1 +\n  settings.a!.b\nexport default {}\n`,
      ),
    )
    expect(problem).toMatchObject({
      code: 'action-does-not-load',
      place: { file: 'actions/do-it.ts', line: 3 },
      reason: expect.stringContaining('TypeError'),
    })
  })

  test('never ends loading', async () => {
    expect(await one(withAction('for (;;) {}'))).toMatchObject({ code: 'action-does-not-load' })
  })

  test.for([
    ['no default export', 'export const action = 1', 'action-no-default-export'],
    ['no execute', `import { z } from '@parley/actions'; export default { input: z.string() }`, 'action-shape'],
    ['no schema', 'export default { input: {}, execute() {} }', 'action-shape'],
    [
      'outputs that are no object',
      `import { z } from 'zod'; export default { input: z.any(), outputs: z.string(), execute() {} }`,
      'action-shape',
    ],
    [
      'a time limit that is none',
      `import { z } from 'zod'; export default { input: z.any(), timeout: '5 minutes', execute() {} }`,
      'action-timeout',
    ],
    [
      'a reserved outcome',
      `import { z } from 'zod'; export default { input: z.any(), outcomes: ['error'], execute() {} }`,
      'action-outcome',
    ],
    [
      'an outcome that is no name',
      `import { z } from 'zod'; export default { input: z.any(), outcomes: ['Not Good'], execute() {} }`,
      'action-outcome',
    ],
  ] as const)('has an action with %s', async ([, text, code]) => {
    expect(await one(withAction(text))).toMatchObject({ code, place: { file: 'actions/do-it.ts' } })
  })

  test('has an action whose file is no name', async () => {
    const problem = await one(withAction(actionFile(''), 'Do_It'))
    expect(problem).toMatchObject({ code: 'action-name', place: { file: 'actions/Do_It.ts' } })
  })

  test.for([
    ['name', `name: 'My Solution'`, 'name'],
    ['secret', `secrets: ['BRAZE-KEY']`, 'secrets.0'],
    ['egress', `egress: ['https://example.com/']`, 'egress.0'],
    ['parameters', `params: { sandbox: {} }`, 'params.prod'],
  ] as const)('has a %s that is wrong: the field is named', async ([, wrong, field]) => {
    const problem = await one({
      'solution.ts': `export default { name: 'a', start: 'main', params: { sandbox: {}, prod: {} }, secrets: [], ${wrong} }`,
    })
    expect(problem).toMatchObject({ code: 'solution-invalid', place: { file: 'solution.ts', field } })
  })

  test('evaluates nothing in this process', async () => {
    const { problems } = await build(withAction(`globalThis.process.env.PARLEY_EVALUATED = 'yes'; export default {}`))
    expect(problems.length).toBeGreaterThan(0)
    expect(process.env.PARLEY_EVALUATED).toBeUndefined()
  })
})
