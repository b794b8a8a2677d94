import type { Runtime } from '@parley/runtime'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { type Answered, openRuntime, openSolutionDoor, type SolutionDoor } from './test-solutions.ts'

let database: TestDatabase
let runtime: Runtime
let door: SolutionDoor
let now: number

const dayMs = 86_400_000

beforeAll(async () => {
  database = await createTestDatabase()
  runtime = await openRuntime(database.url, () => now)
})

beforeEach(async () => {
  now = Date.now()
  door = await openSolutionDoor(runtime, () => now)
})

afterEach(() => door.close())

afterAll(async () => {
  await runtime.close()
  await database.drop()
})

describe('what is live', () => {
  test('is what was deployed last, with its history; deployed again nothing changes', async () => {
    await door.put('Hello')
    expect(await door.deploy(1, { by: 'ada', note: 'go', after: 0 })).toMatchObject({
      status: 201,
      body: {
        changed: true,
        deployment: { deployment: 1, kind: 'deploy', version: 1, by: 'ada', note: 'go', canary: null },
      },
    })
    expect(door.prepared).toEqual([expect.stringMatching(/^ver_\w+ prod$/)])
    expect(await door.greeting()).toBe('Hello, Ada!')
    expect(await door.deploy(1)).toMatchObject({ status: 200, body: { changed: false } })
    const { body } = await door.ask('GET', door.of('deployments?environment=prod'))
    expect(body.deployments).toMatchObject([{ deployment: 1, by: 'ada' }])
    expect((await door.ask('GET', door.of('deployments?environment=sandbox'))).body.deployments).toEqual([])
    expect((await door.ask('GET', door.of('versions'))).body.versions[0].live).toEqual([
      { environment: 'prod', share: 1, canary: false },
    ])
  })

  test('goes back with one call, by the header’s word when the body names nobody', async () => {
    await door.put('Hello')
    await door.put('Good day')
    await door.deploy(1)
    await door.deploy(2)
    const back = await door.ask(
      'POST',
      door.of('rollback'),
      { environment: 'prod', note: 'too stiff' },
      { 'parley-by': 'eve' },
    )
    expect(back.body).toMatchObject({
      changed: true,
      deployment: { kind: 'rollback', version: 1, by: 'eve', note: 'too stiff' },
    })
    expect(await door.greeting()).toBe('Hello, Ada!')
    expect((await door.ask('POST', door.of('rollback'), { environment: 'prod' })).body.code).toBe('nothing-before')
    expect((await door.ask('POST', door.of('rollback'), { environment: 'prod', to: 2 })).body.deployment.version).toBe(
      2,
    )
  })

  test('is not changed by somebody who has not seen the last change', async () => {
    await door.put('Hello')
    await door.put('Good day')
    await door.deploy(1)
    expect(await door.deploy(2, { after: 0 })).toMatchObject({ status: 409, body: { code: 'deployment-changed' } })
  })

  test('may have a canary beside it', async () => {
    await door.put('Hello')
    await door.put('Good day')
    expect((await door.deploy(2, { canary: 0.5 })).body.code).toBe('nothing-live')
    await door.deploy(1)
    expect((await door.deploy(2, { canary: 0.5 })).body.deployment).toMatchObject({
      version: 1,
      canary: { version: 2, share: 0.5 },
    })
    const heard = new Set<string>()
    for (let n = 0; n < 20; n++) heard.add(await door.greeting({ contact: { external_id: `${door.name} ${n}` } }))
    expect(heard).toEqual(new Set(['Hello, Ada!', 'Good day, Ada!']))
    expect((await door.ask('GET', door.of('versions'))).body.versions).toMatchObject([
      { number: 2, live: [{ environment: 'prod', share: 0.5, canary: true }] },
      { number: 1, live: [{ environment: 'prod', share: 0.5, canary: false }] },
    ])
    const more = await door.ask('POST', door.of('canary'), { environment: 'prod', share: 0.9 })
    expect(more.body.deployment.canary).toMatchObject({ share: 0.9, since: 2 })
    const all = await door.ask('POST', door.of('canary'), { environment: 'prod', end: 'promote' })
    expect(all.body.deployment).toMatchObject({ kind: 'promote', version: 2, canary: null })
    expect((await door.ask('POST', door.of('canary'), { environment: 'prod', end: 'abort' })).body.code).toBe(
      'no-canary',
    )
  })

  test.each([
    ['deployments', { environment: 'staging', version: 1 }, '/environment'],
    ['deployments', { environment: 'prod', version: 0 }, '/version'],
    ['deployments', { environment: 'prod', version: 1, canary: 1 }, '/canary'],
    ['deployments', { environment: 'prod', version: 1, canary: '10%' }, '/canary'],
    ['rollback', { environment: 'prod', to: '1' }, '/to'],
    ['rollback', {}, '/environment'],
    ['canary', { environment: 'prod' }, ''],
    ['canary', { environment: 'prod', share: 0.5, end: 'abort' }, ''],
    ['migrations', { from: 1 }, '/to'],
    ['migrations', { from: 1, to: 2, mapping: { nodes: { a: null } } }, '/mapping/nodes/a'],
    ['migrations', { from: 1, to: 1 }, '/to'],
  ])('is told what is wrong with POST %s %j', async (path, body, pointer) => {
    const answer = await door.ask('POST', door.of(path), body)
    expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([400, pointer])
  })
})

describe('a difference', () => {
  test('is told between numbers and what is live', async () => {
    await door.put('Hello')
    await door.put('Good day')
    await door.deploy(1)
    const { body } = await door.ask('GET', door.of('diff?from=live:prod&to=2'))
    expect(body).toMatchObject({ from: { number: 1 }, to: { number: 2 }, diff: { same: false } })
    expect(body.diff.flows[0].nodes[0]).toMatchObject({
      id: 'greet',
      fields: [{ path: 'text', words: expect.arrayContaining([{ kind: 'removed', text: 'Hello' }]) }],
    })
    expect((await door.ask('GET', door.of('diff?from=2&to=2'))).body.diff.same).toBe(true)
    expect((await door.ask('GET', door.of('diff?from=2&to=live:sandbox'))).body.code).toBe('nothing-live')
    expect((await door.ask('GET', door.of('diff?from=2&to=canary:prod'))).body.code).toBe('no-canary')
    expect((await door.ask('GET', door.of('diff?from=2&to=latest'))).body.errors[0].pointer).toBe('/to')
    expect((await door.ask('GET', door.of('diff?from=2'))).body.errors[0].pointer).toBe('/to')
  })
})

describe('a draft', () => {
  const upload = (text: string, more: object = {}) =>
    door.ask('POST', door.of('drafts'), { build: door.build(text), by: 'ada', ...more })

  async function preview(token: string, more: object = {}): Promise<Answered> {
    return door.ask('POST', '/v1/conversations', { solution: door.name, preview: token, ...more })
  }

  test('is talked to through its link, in the sandbox, until its time is over', async () => {
    const { status, body } = await upload('Draft', { days: 1 })
    expect(status).toBe(201)
    expect(body.draft).toMatchObject({
      name: 'draft',
      by: 'ada',
      link: `/?solution=${door.name}&preview=${body.draft.preview}`,
    })
    expect(body.missing_secrets).toEqual(['SANDBOX_API_KEY'])
    const { conversation, token } = (await preview(body.draft.preview)).body
    expect(await door.say(conversation.id, token)).toBe('Draft, Ada!')
    expect((await preview(body.draft.preview, { environment: 'prod' })).body.errors[0].pointer).toBe('/environment')
    now += dayMs
    expect(await preview(body.draft.preview)).toMatchObject({ status: 403, body: { code: 'preview-refused' } })
  })

  test('uploaded again is shown by the same link', async () => {
    const first = (await upload('First')).body.draft
    const second = (await upload('Second')).body.draft
    expect(second.id).toBe(first.id)
    const { conversation, token } = (await preview(first.preview)).body
    expect(await door.say(conversation.id, token)).toBe('Second, Ada!')
    expect((await door.ask('GET', door.of('drafts'))).body.drafts).toMatchObject([{ id: first.id, by: 'ada' }])
    expect((await upload('Third', { name: 'other' })).body.draft.id).not.toBe(first.id)
  })

  test('is opened by nothing but its link, and never for another solution', async () => {
    const { preview: token, id } = (await upload('Draft')).body.draft
    const [, expiry, mac] = token.split('.')
    const forged = [
      `${id}.${Number(expiry) + 1}.${mac}`,
      `draft_${'0'.repeat(32)}.${expiry}.${mac}`,
      `${token}x`,
      '',
      id,
    ]
    for (const each of forged) expect([each, (await preview(each)).body.code]).toEqual([each, 'preview-refused'])
    expect((await preview(token, { solution: 'other' })).body.code).toBe('unknown-draft')
    expect(
      (await door.ask('POST', '/v1/conversations', { solution: door.name, preview: 7 })).body.errors[0].pointer,
    ).toBe('/preview')
  })

  test('is removed, and its link leads nowhere any more', async () => {
    const { id, preview: token } = (await upload('Draft')).body.draft
    expect((await door.ask('DELETE', door.of(`drafts/${id}`))).status).toBe(204)
    expect((await door.ask('DELETE', door.of(`drafts/${id}`))).body.code).toBe('unknown-draft')
    expect((await preview(token)).body.code).toBe('unknown-draft')
  })
})
