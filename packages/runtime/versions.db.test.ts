import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import type { Runtime } from './runtime.ts'
import { createTestNode, prepareTestDatabase, testBuild } from './testing.ts'

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
    expect(await node.versions.put('test', turned)).toEqual(first)
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
})
