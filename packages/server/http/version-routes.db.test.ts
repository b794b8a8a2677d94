import type { Runtime } from '@parley/runtime'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { openRuntime, openSolutionDoor, type SolutionDoor } from './test-solutions.ts'

let database: TestDatabase
let runtime: Runtime
let door: SolutionDoor

beforeAll(async () => {
  database = await createTestDatabase()
  runtime = await openRuntime(database.url, Date.now)
})

beforeEach(async () => {
  door = await openSolutionDoor(runtime, Date.now)
})

afterEach(() => door.close())

afterAll(async () => {
  await runtime.close()
  await database.drop()
})

describe('a version', () => {
  test('is made of a build, is the same for the same build, and tells what it needs', async () => {
    const made = await door.put('Hello', { by: 'ada', note: 'first' })
    expect(made).toMatchObject({
      status: 201,
      body: {
        created: true,
        version: {
          number: 1,
          hash: expect.stringMatching(/^[0-9a-f]{32}$/),
          by: 'ada',
          note: 'first',
          flows: ['main'],
          live: [],
          running: [],
          missing_secrets: { sandbox: ['SANDBOX_API_KEY'], prod: ['PROD_API_KEY'] },
        },
      },
    })
    const again = await door.put('Hello', { by: 'bob' })
    expect(again).toMatchObject({ status: 200, body: { created: false, version: { number: 1, by: 'ada' } } })
    const listed = await door.ask('GET', door.of('versions'))
    expect(listed.body.versions).toMatchObject([{ number: 1, hash: made.body.version.hash, live: [], archived: null }])
    expect((await door.ask('GET', door.of('versions/1/build'))).body.build).toEqual(door.build('Hello'))
    expect((await door.ask('GET', '/v1/solutions')).body.solutions).toContainEqual({ name: door.name, live: [] })
  })

  test('is refused when its flows do not compile here, whatever the caller found', async () => {
    const broken = door.build('Hello', { flows: { main: { file: 'flows/main.flow.json', text: '{ "format": 1, ' } } })
    const { status, body } = await door.ask('POST', door.of('versions'), { build: broken })
    expect([status, body.code]).toEqual([422, 'build-refused'])
    expect(body.errors[0]).toMatchObject({
      pointer: '/build/flows/main',
      detail: expect.stringContaining('main.flow.json:1'),
    })
    expect(body.problems[0]).toMatchObject({ code: 'broken-json', place: { file: 'flows/main.flow.json', line: 1 } })
    expect((await door.ask('GET', door.of('versions'))).body.code).toBe('unknown-solution')
  })

  test.each([
    ['no build', {}, '/build'],
    ['a build that is none', { build: 7 }, '/build'],
    ['a build with a member of another type', { build: { format: 1, name: 7 } }, '/build/name'],
    ['a note that is none', { build: {}, note: 7 }, '/note'],
  ])('is refused with the place of the mistake: %s', async (_what, body, pointer) => {
    const answer = await door.ask('POST', door.of('versions'), body)
    expect([400, 422]).toContain(answer.status)
    expect(answer.body.errors.map((each: { pointer: string }) => each.pointer)).toContain(pointer)
  })

  test('is refused under the name of another solution, or with names that nobody could write down', async () => {
    const other = await door.ask('POST', '/v1/solutions/other/versions', { build: door.build('Hello') })
    expect(other).toMatchObject({ status: 422, body: { errors: [{ pointer: '/build/name' }] } })
    const odd = door.build('Hello', { secrets: ['API KEY'], egress: [''] })
    const { body } = await door.ask('POST', door.of('versions'), { build: odd })
    expect(body.errors.map((each: { pointer: string }) => each.pointer)).toEqual([
      '/build/secrets/0',
      '/build/egress/0',
    ])
  })

  test('is refused when it is nested without end', async () => {
    const nested = `{"build":${JSON.stringify(door.build('Hello')).replace('"prod":{}', `"prod":{"x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`)}}`
    const { status, body } = await door.ask('POST', door.of('versions'), Buffer.from(nested), {
      'content-type': 'application/json',
    })
    expect([status, body.errors[0].pointer]).toEqual([422, '/build'])
  })

  test('may be as large as 32 MB, and no larger', async () => {
    const large = door.build('Hello', { bundle: 'x'.repeat(20 * 1024 * 1024) })
    expect((await door.ask('POST', door.of('versions'), { build: large })).status).toBe(201)
    const tooLarge = door.build('Hello', { bundle: 'x'.repeat(33 * 1024 * 1024) })
    expect((await door.ask('POST', door.of('versions'), { build: tooLarge })).body.code).toBe('body-too-large')
  })

  test('that nobody knows is told from a solution that nobody knows', async () => {
    await door.put('Hello')
    for (const rest of ['versions/9', 'versions/nine', 'versions/0', 'versions/9/build'])
      expect([rest, (await door.ask('GET', door.of(rest))).body.code]).toEqual([rest, 'unknown-version'])
    for (const path of [
      '/v1/solutions/none/versions',
      '/v1/solutions/no%00ne/versions',
      '/v1/solutions/none/versions/1',
    ])
      expect([path, (await door.ask('GET', path)).body.code]).toEqual([path, 'unknown-solution'])
    expect((await door.ask('POST', '/v1/solutions/none/rollback', { environment: 'prod' })).body.code).toBe(
      'unknown-solution',
    )
  })

  test('is archived and taken out again; not while an environment runs it', async () => {
    await door.put('Hello')
    await door.put('Good day')
    await door.deploy(2)
    const archived = await door.ask('POST', door.of('versions/1/archive'), { by: 'ada' })
    expect(archived).toMatchObject({ status: 200, body: { version: { archived: { by: 'ada' } } } })
    expect(await door.deploy(1)).toMatchObject({ status: 409, body: { code: 'version-archived' } })
    expect(await door.ask('POST', door.of('versions/2/archive'), { force: true })).toMatchObject({
      status: 409,
      body: { code: 'version-live', detail: expect.stringContaining('prod') },
    })
    expect(await door.ask('DELETE', door.of('versions/1/archive'))).toMatchObject({
      body: { version: { archived: null } },
    })
    expect((await door.deploy(1)).status).toBe(201)
  })
})

describe('a migration', () => {
  /** The question has another name in the second version. */
  async function rename(): Promise<{ readonly conversation: string; readonly token: string }> {
    await door.put('Hello')
    await door.deploy(1)
    const started = (await door.ask('POST', '/v1/conversations', { solution: door.name, environment: 'prod' })).body
    const second = door.build('Good day')
    const text = second.flows.main?.text
      .replaceAll('"name":{"kind"', '"who":{"kind"')
      .replace('"start":"name"', '"start":"who"')
    const flows = { main: { file: 'flows/main.flow.json', text: text ?? '' } }
    expect((await door.ask('POST', door.of('versions'), { build: { ...second, flows } })).status).toBe(201)
    return { conversation: started.conversation.id, token: started.token }
  }

  const mapping = { nodes: { 'main.name': 'main.who' } }

  test('moves conversations that the mapping has a place for, and tells beforehand', async () => {
    const { conversation, token } = await rename()
    const dry = await door.ask('POST', door.of('migrations'), { from: 1, to: 2, dry_run: true })
    expect(dry.body.dry_run).toEqual({
      moved: 0,
      stayed: 1,
      stays: [{ conversation_id: conversation, reason: expect.stringContaining('"main.name"') }],
      after: null,
    })
    const moved = await door.ask('POST', door.of('migrations'), { from: 1, to: 2, mapping, by: 'ada', note: 'why' })
    expect(moved).toMatchObject({
      status: 201,
      body: { migration: { moved: 1, stayed: 0, by: 'ada', note: 'why' }, stays: [] },
    })
    const { id } = moved.body.migration
    expect((await door.ask('POST', door.of(`migrations/${id}`))).body.migration).toMatchObject({ id, done: true })
    expect((await door.ask('GET', door.of('migrations'))).body.migrations).toMatchObject([{ id, moved: 1 }])
    expect(await door.say(conversation, token)).toBe('Good day, Ada!')
  })

  test('is refused with the mistakes of its mapping', async () => {
    await rename()
    const mistaken = { nodes: { 'main.nme': 'main.who' }, variables: { 'main.x/y': null } }
    const { status, body } = await door.ask('POST', door.of('migrations'), { from: 1, to: 2, mapping: mistaken })
    expect([status, body.code]).toEqual([422, 'mapping-refused'])
    expect(body.errors.map((each: { pointer: string }) => each.pointer)).toEqual([
      '/mapping/nodes/main.nme',
      '/mapping/variables/main.x~1y',
    ])
    expect((await door.ask('POST', door.of('migrations'), { from: 1, to: 9 })).body.code).toBe('unknown-version')
    expect((await door.ask('POST', door.of('migrations/move_none'))).body.code).toBe('unknown-migration')
  })
})

test('the operator’s key is asked for before anything is read or looked up', async () => {
  const routes = [
    ['GET', ''],
    ['GET', `/${door.name}/versions`],
    ['POST', `/${door.name}/versions`],
    ['GET', `/${door.name}/versions/1`],
    ['GET', `/${door.name}/versions/1/build`],
    ['POST', `/${door.name}/versions/1/archive`],
    ['DELETE', `/${door.name}/versions/1/archive`],
    ['GET', `/${door.name}/deployments?environment=prod`],
    ['POST', `/${door.name}/deployments`],
    ['POST', `/${door.name}/rollback`],
    ['POST', `/${door.name}/canary`],
    ['GET', `/${door.name}/diff?from=1&to=2`],
    ['GET', `/${door.name}/drafts`],
    ['POST', `/${door.name}/drafts`],
    ['DELETE', `/${door.name}/drafts/draft_1`],
    ['GET', `/${door.name}/migrations`],
    ['POST', `/${door.name}/migrations`],
    ['POST', `/${door.name}/migrations/move_1`],
  ] as const
  for (const [method, path] of routes) {
    const url = `/v1/solutions${path}`
    const answer = await door.ask(method, url, method === 'POST' ? {} : undefined, {
      authorization: `Bearer the-wrong-key-of-nobody`,
    })
    expect([method, path, answer.status, answer.body.code]).toEqual([method, path, 401, 'operator-key-needed'])
  }
})
