import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { RuntimeError } from './error.ts'
import type { VersionId } from './ids.ts'
import type { Runtime } from './runtime.ts'
import { createTestNode, prepareTestDatabase, startInput, testBuild, textsOf } from './testing.ts'

let database: TestDatabase
let node: Runtime

beforeEach(async () => {
  database = await createTestDatabase({ template: prepareTestDatabase, key: 'runtime' })
  node = await createTestNode({ databaseUrl: database.url })
})

afterEach(async () => {
  await node.close()
  await database.drop()
})

describe('versions', () => {
  test('[R17] the same build is the same version, whatever the order of its members', async () => {
    const build = testBuild('Hello')
    const first = await node.versions.put('test', build)
    const turned = Object.fromEntries(Object.entries(build).reverse())
    expect(await node.versions.put('test', turned)).toEqual({ ...first, created: false })
    expect(first.created).toBe(true)
    expect(await node.versions.load(first.version)).toEqual(build)
    expect(await node.versions.put('other', build)).toMatchObject({ number: 1 })
  })

  test('[R17] builds put at the same moment get numbers of their own', async () => {
    const put = await Promise.all(
      Array.from({ length: 12 }, (_, i) => node.versions.put('test', testBuild(`Greeting ${i % 6}`))),
    )
    expect(new Set(put.map((version) => version.version)).size).toBe(6)
    const listed = await node.versions.list('test')
    expect(listed.map((version) => version.number)).toEqual([7, 6, 5, 4, 3, 2, 1])
  })

  test('[R17] every deployment is kept, the newest is the current one, in each environment', async () => {
    const [original] = await node.versions.list('test')
    const next = await node.versions.put('test', testBuild('Next'))
    if (original === undefined) throw new Error('no version')
    expect(await node.versions.current('test', 'prod')).toBeNull()
    await node.versions.deploy('test', 'prod', next.version)
    await node.versions.deploy('test', 'sandbox', next.version)
    await node.versions.deploy('test', 'sandbox', original.version)
    const history = await node.versions.history('test', 'sandbox')
    expect(history.map((deployment) => deployment.number)).toEqual([1, 2, 1])
    expect(await node.versions.current('test', 'sandbox')).toMatchObject({ version: original.version, number: 1 })
    expect(await node.versions.current('test', 'prod')).toMatchObject({ version: next.version, number: 2 })
  })

  test('a version that is not there, or is another solution’s, cannot be loaded or deployed', async () => {
    const other = await node.versions.put('other', testBuild())
    await expect(node.versions.load('ver_none')).rejects.toMatchObject({ code: 'unknown-version' })
    await expect(node.versions.deploy('test', 'prod', other.version)).rejects.toMatchObject({ code: 'unknown-version' })
  })

  test('a build that cannot be run is not stored', async () => {
    await expect(node.versions.put('bad', { flows: {} })).rejects.toThrow()
    expect(await node.versions.list('bad')).toEqual([])
  })

  test('a version tells who made it, when and why; the first one who put it counts', async () => {
    await node.versions.put('noted', testBuild('One'), { by: 'ada', note: 'warmer words' })
    await node.versions.put('noted', testBuild('One'), { by: 'bob', note: 'again' })
    await node.versions.put('noted', testBuild('Two'))
    const [second, first] = await node.versions.list('noted')
    expect(first).toMatchObject({ number: 1, by: 'ada', note: 'warmer words', archived: null })
    expect(second).toMatchObject({ number: 2, by: null, note: null })
    expect(await node.versions.list('noted', { before: 2 })).toEqual([first])
    expect(await node.versions.find('noted', 1)).toEqual(first)
    expect(await node.versions.solutions()).toEqual(['noted', 'test'])
  })
})

describe('what an environment runs', () => {
  /** Versions 2, 3, … of `test`, none of them deployed. */
  async function putVersions(count: number): Promise<readonly VersionId[]> {
    const ids: VersionId[] = []
    for (let n = 0; n < count; n++) ids.push((await node.versions.put('test', testBuild(`Version ${n + 2}`))).version)
    return ids
  }

  const numbers = async () => (await node.versions.history('test', 'sandbox')).map((it) => `${it.kind} ${it.number}`)

  test('[RV1] history keeps every change with who, when and why; what is live already changes nothing', async () => {
    const [two = 'ver_'] = await putVersions(1)
    const deployed = await node.versions.deploy('test', 'sandbox', two, { by: 'ada', note: 'new greeting' })
    expect(deployed).toMatchObject({ changed: true, deployment: { deployment: 2, number: 2, by: 'ada' } })
    expect(await node.versions.deploy('test', 'sandbox', two, { by: 'bob' })).toMatchObject({
      changed: false,
      deployment: { deployment: 2, by: 'ada', note: 'new greeting' },
    })
    await node.versions.rollback('test', 'sandbox', { by: 'eve', note: 'too warm' })
    expect(await node.versions.history('test', 'sandbox')).toMatchObject([
      { deployment: 3, kind: 'rollback', number: 1, by: 'eve', note: 'too warm', canary: null },
      { deployment: 2, kind: 'deploy', number: 2, by: 'ada', note: 'new greeting' },
      { deployment: 1, kind: 'deploy', number: 1, by: null, note: null },
    ])
  })

  test('[RV2] a rollback goes to the version before, a second one further back, never forth again', async () => {
    for (const version of await putVersions(2)) await node.versions.deploy('test', 'sandbox', version)
    await node.versions.rollback('test', 'sandbox')
    await node.versions.rollback('test', 'sandbox')
    expect(await numbers()).toEqual(['rollback 1', 'rollback 2', 'deploy 3', 'deploy 2', 'deploy 1'])
    await expect(node.versions.rollback('test', 'sandbox')).rejects.toMatchObject({ code: 'nothing-before' })
    await node.versions.rollback('test', 'sandbox', { to: 3 })
    expect(await node.versions.current('test', 'sandbox')).toMatchObject({ number: 3, kind: 'rollback' })
    await expect(node.versions.rollback('test', 'sandbox', { to: 9 })).rejects.toMatchObject({
      code: 'unknown-version',
      message: expect.stringContaining('Its newest is 3.'),
    })
    await expect(node.versions.rollback('test', 'prod')).rejects.toMatchObject({ code: 'nothing-live' })
  })

  test('[RV3] an archived version cannot become live, a live one cannot be archived, and a rollback passes over it', async () => {
    const [two = 'ver_', three = 'ver_'] = await putVersions(2)
    await node.versions.deploy('test', 'sandbox', two)
    await expect(node.versions.archive('test', 2, { force: true })).rejects.toMatchObject({ code: 'version-live' })
    await node.versions.deploy('test', 'sandbox', three)
    expect(await node.versions.archive('test', 2, { by: 'ada' })).toMatchObject({ archived: { by: 'ada' } })
    await expect(node.versions.deploy('test', 'prod', two)).rejects.toMatchObject({ code: 'version-archived' })
    await expect(node.versions.rollback('test', 'sandbox', { to: 2 })).rejects.toMatchObject({
      code: 'version-archived',
    })
    await node.versions.rollback('test', 'sandbox')
    expect(await node.versions.current('test', 'sandbox')).toMatchObject({ number: 1 })
    expect(await node.versions.unarchive('test', 2)).toMatchObject({ archived: null })
    await node.versions.deploy('test', 'prod', two)
    await node.versions.deploy('test', 'prod', three, { canary: 0.5 })
    await expect(node.versions.archive('test', 3)).rejects.toMatchObject({ code: 'version-live' })
  })

  test('[RV3] of an archiving and a deployment at the same moment one is refused', async () => {
    const versions = await putVersions(8)
    const ends = await Promise.all(
      versions.flatMap((version, n) => [
        node.versions.archive('test', n + 2).then(() => 'archived', codeOf),
        node.versions.deploy('test', n % 2 === 0 ? 'prod' : 'sandbox', version).then(() => 'deployed', codeOf),
      ]),
    )
    const live = [await node.versions.current('test', 'prod'), await node.versions.current('test', 'sandbox')]
    for (const deployment of live)
      expect((await node.versions.find('test', deployment?.number ?? 0)).archived).toBeNull()
    expect(new Set(ends)).not.toContain('')
  })

  test('[RV3] one that conversations run on is archived by force only, and they go on', async () => {
    const [two = 'ver_'] = await putVersions(1)
    const { conversation } = await node.start(startInput('echo'))
    await node.versions.deploy('test', 'sandbox', two)
    await expect(node.versions.archive('test', 1)).rejects.toMatchObject({
      code: 'version-in-use',
      message: expect.stringContaining('1 in sandbox'),
    })
    await node.versions.archive('test', 1, { force: true })
    expect(textsOf(await node.say(conversation, { kind: 'text', text: 'hello' }))).toEqual(['Say hello'])
  })

  test('changes at the same moment are made one after the other', async () => {
    const versions = await putVersions(6)
    await Promise.all(versions.map((version) => node.versions.deploy('test', 'sandbox', version)))
    const history = await node.versions.history('test', 'sandbox')
    expect(history.map((it) => it.deployment)).toEqual([7, 6, 5, 4, 3, 2, 1])
    expect(new Set(history.map((it) => it.number)).size).toBe(7)
  })

  test('[RV1] who looked before somebody else deployed is refused', async () => {
    const [two = 'ver_', three = 'ver_'] = await putVersions(2)
    await node.versions.deploy('test', 'sandbox', two, { after: 1, by: 'ada' })
    const late = node.versions.deploy('test', 'sandbox', three, { after: 1 })
    await expect(late).rejects.toMatchObject({ code: 'deployment-changed', message: expect.stringContaining('by ada') })
    await expect(node.versions.deploy('test', 'prod', three, { after: 1 })).rejects.toMatchObject({
      code: 'deployment-changed',
    })
    await node.versions.deploy('test', 'prod', three, { after: 0 })
  })
})

describe('a canary', () => {
  let canary: VersionId

  beforeEach(async () => {
    canary = (await node.versions.put('test', testBuild('Canary'))).version
  })

  /** The version that a contact’s new conversation runs, by what it asks first. */
  async function meet(external: string, where = node): Promise<'canary' | 'main'> {
    const [text] = textsOf(await where.start(startInput('echo', { external_id: external })))
    return text?.startsWith('Canary') ? 'canary' : 'main'
  }
  const meetAll = (people: readonly string[], where = node) => Promise.all(people.map((each) => meet(each, where)))

  test('[RV4] its share of the contacts gets it, each the same one every time and on every node', async () => {
    await node.versions.deploy('test', 'sandbox', canary, { canary: 0.5 })
    const other = await createTestNode({ databaseUrl: database.url, node: 'other' })
    try {
      const people = Array.from({ length: 40 }, (_, n) => `person ${n}`)
      const first = await meetAll(people)
      expect(await meetAll(people)).toEqual(first)
      expect(await meetAll(people, other)).toEqual(first)
      expect(new Set(first)).toEqual(new Set(['canary', 'main']))
    } finally {
      await other.close()
    }
  })

  test('[RV4] a larger share keeps everyone who has it; promoted it is for all, aborted for nobody', async () => {
    const people = Array.from({ length: 30 }, (_, n) => `person ${n}`)
    await node.versions.deploy('test', 'sandbox', canary, { canary: 0.3 })
    const few = await meetAll(people)
    expect(await node.versions.canary('test', 'sandbox', { share: 0.8 })).toMatchObject({
      changed: true,
      deployment: { kind: 'canary', number: 1, canary: { number: 2, share: 0.8, since: 2 } },
    })
    const many = await meetAll(people)
    for (const [at, which] of few.entries()) if (which === 'canary') expect(many[at]).toBe('canary')
    await node.versions.canary('test', 'sandbox', 'promote', { by: 'ada' })
    expect(new Set(await meetAll(people))).toEqual(new Set(['canary']))
    await node.versions.rollback('test', 'sandbox')
    await node.versions.deploy('test', 'sandbox', canary, { canary: 0.99 })
    await node.versions.canary('test', 'sandbox', 'abort')
    expect(new Set(await meetAll(people))).toEqual(new Set(['main']))
  })

  test('a rollback while it runs ends it, and nothing else', async () => {
    await node.versions.deploy('test', 'sandbox', canary, { canary: 0.1 })
    expect(await node.versions.rollback('test', 'sandbox')).toMatchObject({
      deployment: { kind: 'rollback', number: 1, canary: null },
    })
    await expect(node.versions.rollback('test', 'sandbox')).rejects.toMatchObject({ code: 'nothing-before' })
  })

  test('needs a version beside which it runs, another than itself, and a share', async () => {
    const end = (change: Promise<unknown>) => change.then(() => 'done', codeOf)
    expect(await end(node.versions.deploy('test', 'prod', canary, { canary: 0.1 }))).toBe('nothing-live')
    expect(await end(node.versions.canary('test', 'sandbox', 'promote'))).toBe('no-canary')
    await node.versions.deploy('test', 'sandbox', canary)
    expect(await end(node.versions.deploy('test', 'sandbox', canary, { canary: 0.1 }))).toBe('version-live')
    const { version } = await node.versions.find('test', 1)
    for (const share of [0, 1, -1, Number.NaN])
      expect(await end(node.versions.deploy('test', 'sandbox', version, { canary: share }))).toBe('invalid-options')
  })

  test('conversations are counted by the version they began on', async () => {
    await node.versions.deploy('test', 'sandbox', canary)
    await node.start(startInput('echo'))
    await node.start(startInput('echo'))
    expect(node.versions.starts).toEqual([{ solution: 'test', environment: 'sandbox', number: 2, conversations: 2 }])
  })
})

const codeOf = (error: unknown): string => (error instanceof RuntimeError ? error.code : '')
