import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Postgres, startPostgres } from '@parley/runtime/postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Greeter, type Greeting } from '../support/greeter.ts'
import { runParley, startParley } from '../support/parley.ts'
import { arrive, call, type Person, Refused } from '../support/person.ts'
import type { ParleyProcess } from '../support/processes.ts'

const key = 'the-key-of-this-tests-operator'

let home: string
let postgres: Postgres
let one: ParleyProcess
let two: ParleyProcess

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'parley-versions-'))
  postgres = await startPostgres({ home: join(home, 'database') })
  const env = {
    DATABASE_URL: postgres.url,
    PARLEY_TOKEN_KEY: 'a key that both servers of this test share',
    PARLEY_OPERATOR_KEY: key,
  }
  const solution = 'bench/solutions/six-questions'
  ;[one, two] = await Promise.all([startParley({ env, solution }), startParley({ env, solution })])
})
afterAll(async () => {
  await Promise.all([one.dispose(), two.dispose()])
  await postgres.stop()
  await rm(home, { recursive: true, force: true })
})

class Solution extends Greeter {
  constructor() {
    super(home)
  }

  /** Writes the folder and deploys it. */
  async deploy(greeting: Greeting, ...more: readonly string[]) {
    return parley('deploy', await this.write(greeting), '--environment', 'prod', '--by', 'ada', ...more)
  }

  begin(server: ParleyProcess, externalId?: string): Promise<Person> {
    const contact = externalId === undefined ? {} : { contact: { external_id: externalId } }
    return arrive(server.url, { solution: this.name, environment: 'prod', ...contact })
  }

  /** What a new conversation says first. */
  async greets(server: ParleyProcess, externalId?: string): Promise<string> {
    return (await this.begin(server, externalId)).heard[0] ?? ''
  }
}

/** One command, which speaks to the first server as its operator. */
function parley(...args: readonly string[]) {
  return runParley([...args, '--server', one.url], { PARLEY_OPERATOR_KEY: key })
}

const operator = <T>(path: string, body?: unknown) =>
  call<T>(`${one.url}/v1/solutions/${path}`, { token: key, ...(body === undefined ? {} : { body }) })

describe('a deployment', () => {
  it('is for new conversations, on every server at once; rolled back it is for nobody', async () => {
    const solution = new Solution()
    const first = await solution.deploy({ greeting: 'Hello' }, '--note', 'the first')
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining('Version 1 is live in prod') })
    expect(first.out).toContain('PARLEY_SECRET_PROD_GREETER_KEY')
    const before = await solution.begin(two)
    expect(before.heard).toEqual(['Hello! Your name?'])

    const second = await solution.deploy({ greeting: 'Good day' }, '--note', 'more formal')
    expect(second.code).toBe(0)
    expect(second.out).toContain('live so far      version 1 in prod')
    expect(second.out).toContain('~ text: [-Hello-]{+Good day+}! Your name?')
    expect(await Promise.all([solution.greets(one), solution.greets(two)])).toEqual([
      'Good day! Your name?',
      'Good day! Your name?',
    ])
    // R6: flow and action are those that the conversation began with.
    expect(await before.says('Ada')).toEqual(['Hello! Your city?'])
    expect(await before.waits('London')).toEqual(['Hello, Ada from London.'])

    const again = await solution.deploy({ greeting: 'Good day' })
    expect(again).toMatchObject({
      code: 0,
      out: expect.stringContaining('Version 2 is already live in prod. Nothing was changed.'),
    })

    const back = await parley('rollback', solution.name, '--environment', 'prod', '--by', 'eve', '--note', 'too stiff')
    expect(back).toMatchObject({ code: 0, out: expect.stringContaining('Version 1 of') })
    expect(await Promise.all([solution.greets(one), solution.greets(two)])).toEqual([
      'Hello! Your name?',
      'Hello! Your name?',
    ])

    const history = await parley('versions', solution.name, '--history')
    const told = ['rollback +1 +eve +too stiff', 'deploy +2 +ada +more formal', 'deploy +1 +ada +the first']
    expect(history.out).toMatch(new RegExp(told.map((line) => `.*prod +${line}`).join('\\n')))
    const listed = JSON.parse((await parley('versions', solution.name, '--json')).out)
    expect(listed.versions).toMatchObject([
      { number: 2, by: 'ada', note: 'more formal', live: [] },
      { number: 1, by: 'ada', note: 'the first', live: [{ environment: 'prod', share: 1 }] },
    ])
    const { all } = await parley('rollback', solution.name, '--environment', 'prod')
    expect(all).toContain('ran no other version in prod before')
  })

  it('of the same folder that a server published itself is the same version', async () => {
    const { code, out } = await parley('deploy', 'bench/solutions/six-questions', '--environment', 'sandbox')
    expect([code, out.trim().split('\n').at(-1)]).toEqual([
      0,
      'Version 1 is already live in sandbox. Nothing was changed.',
    ])
  })

  it('with errors never happens, and nothing is stored', async () => {
    const solution = new Solution()
    const { code, all } = await solution.deploy({ greeting: 'Hello', broken: '{ "format": 1, "start": ' })
    expect(code).toBe(1)
    expect(all).toMatch(/error broken-json +flows\/main\.flow\.json:1:\d+/)
    expect(all).toContain('It was not deployed.')
    expect((await parley('versions', solution.name)).all).toContain(`There is no solution "${solution.name}"`)
  })

  it('from the outside with errors is refused by the server', async () => {
    const solution = new Solution()
    await solution.deploy({ greeting: 'Hello' })
    const { build } = await operator<{ build: { flows: object } }>(`${solution.name}/versions/1/build`)
    const text = '{ "format": 1, "start": "nowhere", "nodes": {} }'
    const flows = { main: { file: 'flows/main.flow.json', text } }
    const refused = await operator(`${solution.name}/versions`, { build: { ...build, flows } }).catch(
      (error: unknown) => error,
    )
    expect(refused).toBeInstanceOf(Refused)
    expect((refused as Refused).problem).toMatchObject({
      status: 422,
      code: 'build-refused',
      errors: [{ pointer: '/build/flows/main' }],
      problems: [{ code: 'missing-start' }],
    })
  })
})

describe('a canary', () => {
  it('reaches about its share of the people, each every time, on every server, until it is for all or for nobody', async () => {
    const solution = new Solution()
    await solution.deploy({ greeting: 'Hello' })
    const deployed = await solution.deploy({ greeting: 'Good day' }, '--canary', '50%')
    expect(deployed.out).toContain('Version 2 is live in prod for 50 % of the people')
    const people = Array.from({ length: 100 }, (_, n) => `person-${n}`)
    const greet = (server: ParleyProcess) => Promise.all(people.map((person) => solution.greets(server, person)))
    const heard = await greet(one)
    expect(await greet(two)).toEqual(heard)
    const share = heard.filter((text) => text.startsWith('Good day')).length
    // Five standard deviations around half of a hundred.
    expect(share).toBeGreaterThanOrEqual(25)
    expect(share).toBeLessThanOrEqual(75)
    const metrics = await (await fetch(`${one.url}/metrics`)).text()
    expect(metrics).toContain(
      `parley_conversations_total{solution="${solution.name}",environment="prod",version="2"} ${share}`,
    )

    const promoted = await parley('canary', solution.name, '--environment', 'prod', '--share', 'promote')
    expect(promoted.out).toContain('Version 2 of')
    expect(new Set(await greet(two))).toEqual(new Set(['Good day! Your name?']))
    await parley('rollback', solution.name, '--environment', 'prod')
    await solution.deploy({ greeting: 'Good day' }, '--canary', '90%')
    expect((await parley('canary', solution.name, '--environment', 'prod', '--share', 'abort')).code).toBe(0)
    expect(new Set(await greet(two))).toEqual(new Set(['Hello! Your name?']))
    expect((await parley('canary', solution.name, '--environment', 'prod', '--share', '10%')).all).toContain(
      'runs no canary',
    )
  })
})

describe('a preview', () => {
  it('is a link to a conversation on a draft, in the sandbox, on every server; nothing is deployed by it', async () => {
    const solution = new Solution()
    await solution.deploy({ greeting: 'Hello' })
    const uploaded = await parley('preview', await solution.write({ greeting: 'Hi there' }), '--by', 'ada', '--json')
    expect(uploaded.code).toBe(0)
    const { url, draft } = JSON.parse(uploaded.out)
    const page = await fetch(url)
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(new URL(url).searchParams.get('solution')).toBe(solution.name)
    const person = await arrive(two.url, { solution: solution.name, preview: draft.preview })
    expect(person.heard).toEqual(['Hi there! Your name?'])
    await person.says('Ada')
    expect(await person.waits('London')).toEqual(['Hi there, Ada from London.'])
    expect(await solution.greets(one)).toBe('Hello! Your name?')

    await parley('preview', await solution.write({ greeting: 'Hey' }), '--by', 'ada')
    expect((await arrive(one.url, { solution: solution.name, preview: draft.preview })).heard).toEqual([
      'Hey! Your name?',
    ])
    const forged = `${draft.preview.slice(0, -1)}${draft.preview.endsWith('A') ? 'B' : 'A'}`
    const refused = await arrive(one.url, { solution: solution.name, preview: forged }).catch((error: unknown) => error)
    expect((refused as Refused).problem.code).toBe('preview-refused')
    expect((await parley('versions', solution.name)).out).not.toMatch(/^2 /m)
  })
})

describe('a migration', () => {
  it('moves running conversations where a checked mapping says, and names those that stay', async () => {
    const solution = new Solution()
    await solution.deploy({ greeting: 'Hello' })
    const first = await solution.begin(one)
    const second = await solution.begin(two)
    await second.says('Ada')
    await solution.deploy({ greeting: 'Good day', second: 'town' })
    const migrate = (...more: readonly string[]) =>
      parley('migrate', solution.name, '--from', '1', '--to', '2', ...more)

    const dry = await migrate('--dry-run')
    expect(dry.code).toBe(1)
    expect(dry.out).toContain('1 conversation can be moved, 1 would stay.')
    expect(dry.out).toContain('It stands at "main.city", which the other version does not have.')
    expect(dry.out).toContain(second.conversation)

    const mapping = join(home, 'mapping.yaml')
    await writeFile(mapping, 'nodes:\n  main.city: main.twon\n')
    const mistaken = await migrate('--mapping', mapping)
    expect(mistaken.code).toBe(1)
    expect(mistaken.all).toContain(
      '/mapping/nodes/main.city: In the other version, the flow "main" has no node "twon". Did you mean "town"?',
    )

    await writeFile(mapping, 'nodes:\n  main.city: main.town\n')
    const moved = await migrate('--mapping', mapping, '--by', 'ada')
    expect(moved).toMatchObject({ code: 0, out: expect.stringContaining('2 conversations were moved, 0 stayed.') })
    expect(await first.says('Eve')).toEqual(['Good day! Your city?'])
    expect(await second.waits('London')).toEqual(['Good day, Ada from London.'])
    expect((await parley('versions', solution.name, '--history')).out).toMatch(/migrate 2 +1 → 2 +ada/)
  })

  it('suggests the mapping of nodes that only have another name', async () => {
    const solution = new Solution()
    await solution.deploy({ greeting: 'Hello' })
    const person = await solution.begin(one)
    await person.says('Ada')
    await solution.deploy({ greeting: 'Hello', second: 'town' })
    const dry = await parley('migrate', solution.name, '--from', '1', '--to', '2', '--dry-run')
    expect(dry.out).toContain('nodes:\n  main.city: main.town')
  })
})

describe('what cannot be', () => {
  it('is refused in words that say what to do', async () => {
    const solution = new Solution()
    await solution.deploy({ greeting: 'Hello' })
    await solution.deploy({ greeting: 'Good day' })
    const refused = async (code: number, words: string, ...args: readonly string[]) => {
      const ended = await parley(...args)
      expect([args, ended.code, ended.all]).toEqual([args, code, expect.stringContaining(words)])
    }
    await refused(
      1,
      'has no version 9. Its newest is 2.',
      'rollback',
      solution.name,
      '--environment',
      'prod',
      '--to',
      '9',
    )
    await refused(1, 'runs in prod. Deploy another version there first.', 'archive', solution.name, '2')
    expect((await parley('archive', solution.name, '1')).code).toBe(0)
    await refused(1, 'Version 1 of', 'rollback', solution.name, '--environment', 'prod', '--to', '1')
    await refused(1, 'ran no other version', 'rollback', solution.name, '--environment', 'prod')
    expect((await parley('unarchive', solution.name, '1')).code).toBe(0)
    await refused(1, 'There is no solution "nobody"', 'versions', 'nobody')
    await refused(2, 'it is sandbox or prod', 'rollback', solution.name, '--environment', 'live')
    await refused(2, 'is no share of people', 'deploy', solution.folder, '--environment', 'prod', '--canary', '100%')
    await refused(2, 'names no version', 'diff', solution.name, 'newest', `draft:${solution.folder}`)
    await refused(
      2,
      'cannot be read',
      'migrate',
      solution.name,
      '--from',
      '1',
      '--to',
      '2',
      '--mapping',
      join(home, 'none'),
    )
    await refused(2, "required option '--environment", 'deploy', solution.folder)

    const wrongKey = await runParley(['versions', solution.name, '--server', one.url], {
      PARLEY_OPERATOR_KEY: `${key}x`,
    })
    expect(wrongKey).toMatchObject({ code: 1, all: expect.stringContaining('Operator key needed') })
    const nobody = await runParley(['deploy', solution.folder, '--environment', 'prod'], { PARLEY_OPERATOR_KEY: key })
    expect(nobody).toMatchObject({
      code: 1,
      all: expect.stringMatching(/No server answers at .* Start one with "parley start"/),
    })
  })
})
