import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { useTestNodes } from '../../../test/support/runtime-nodes.ts'
import { createLog } from '../log.ts'
import { createSources } from './create-sources.ts'
import type { Sources } from './sources.ts'

const nodes = useTestNodes()
let folder: string
let elsewhere: string
let sources: Sources

/** As an author lays it out. */
const main = `{
  "format": 1,
  "start": "hi",
  "variables": { "name": { "type": "text" } },
  "nodes": {
    "hi": { "kind": "say", "text": "Hi", "to": { "next": "bye" } },
    "bye": { "kind": "end" }
  }
}
`
const inFolder = (path: string): Promise<string> => readFile(join(folder, path), 'utf8')

async function startSources(): Promise<Sources> {
  const { database } = await nodes.startNode()
  return createSources({ database, log: createLog('silent') })
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-test-folder-'))
  elsewhere = await mkdtemp(join(tmpdir(), 'parley-test-elsewhere-'))
  await mkdir(join(folder, 'flows'))
  await writeFile(join(folder, 'solution.ts'), 'export default {}\n')
  await writeFile(join(folder, 'flows/main.flow.json'), main)
  sources = await startSources()
})
afterEach(async () => {
  await sources.close()
  for (const each of [folder, elsewhere]) await rm(each, { recursive: true, force: true })
})

describe('a folder of this machine', () => {
  test('is taken over once, and what is in the Studio already stays', async () => {
    expect(await sources.folders.add('shop', folder, 'parley start')).toBe(true)
    await sources.change('shop', { 'n.md': 'x' }, 'Ada')
    const later = await startSources()
    expect(await later.folders.add('shop', folder, 'parley start')).toBe(false)
    expect(await later.find('shop')).toMatchObject({ changedBy: 'Ada', folder })
    expect((await later.folders.state('shop')).changes).toEqual([{ path: 'n.md', changed: 'here', only: 'here' }])
    await later.close()
  })

  test('gets what changed here, and nothing else of it is written anew', async () => {
    await sources.folders.add('shop', folder, 'parley start')
    expect((await sources.folders.state('shop')).changes).toEqual([])
    const flow = JSON.parse(main)
    flow.nodes.hi.text = 'Hello'
    await sources.change('shop', { 'flows/main.flow.json': JSON.stringify(flow), 'texts/ko.yaml': 'a: b\n' }, 'Ada')
    const done = await sources.folders.save('shop', {}, 'Ada')
    expect(done).toEqual({ saved: ['flows/main.flow.json', 'texts/ko.yaml'], taken: [] })
    expect(await inFolder('flows/main.flow.json')).toBe(main.replace('"Hi"', '"Hello"'))
    expect(await inFolder('texts/ko.yaml')).toBe('a: b\n')
    await sources.change('shop', { 'texts/ko.yaml': null }, 'Ada')
    expect((await sources.folders.save('shop', {}, 'Ada')).saved).toEqual(['texts/ko.yaml'])
    await expect(inFolder('texts/ko.yaml')).rejects.toMatchObject({ code: 'ENOENT' })
    expect((await sources.folders.state('shop')).changes).toEqual([])
  })

  test('gives what changed there, and what changed here meanwhile stays', async () => {
    await sources.folders.add('shop', folder, 'parley start')
    await writeFile(join(folder, 'solution.ts'), 'export default { a: 1 }\n')
    await sources.change('shop', { 'n.md': 'here' }, 'Ada')
    expect((await sources.folders.state('shop')).changes).toMatchObject([
      { path: 'n.md', changed: 'here' },
      { path: 'solution.ts', changed: 'folder' },
    ])
    expect((await sources.folders.save('shop', {}, 'Ada')).saved).toEqual(['n.md'])
    expect(await inFolder('solution.ts')).toBe('export default { a: 1 }\n')
    expect((await sources.folders.take('shop', {}, 'Ada')).taken).toEqual(['solution.ts'])
    expect((await sources.read('shop'))['solution.ts']).toBe('export default { a: 1 }\n')
  })

  test('that changed in the same file is touched only when somebody says which one is to stay', async () => {
    await sources.folders.add('shop', folder, 'parley start')
    await writeFile(join(folder, 'solution.ts'), 'there\n')
    await sources.change('shop', { 'solution.ts': 'here\n', 'n.md': 'x' }, 'Ada')
    for (const way of ['save', 'take'] as const)
      await expect(sources.folders[way]('shop', {}, 'Ada')).rejects.toMatchObject({
        code: 'folder-changed',
        problem: { errors: [{ pointer: '/choices/solution.ts' }] },
      })
    expect([await inFolder('solution.ts'), (await sources.read('shop'))['solution.ts']]).toEqual(['there\n', 'here\n'])
    await expect(inFolder('n.md')).rejects.toMatchObject({ code: 'ENOENT' })
    expect(await sources.folders.save('shop', { 'solution.ts': 'folder' }, 'Ada')).toEqual({
      saved: ['n.md'],
      taken: ['solution.ts'],
    })
    expect((await sources.read('shop'))['solution.ts']).toBe('there\n')
    expect((await sources.folders.state('shop')).changes).toEqual([])
  })

  test('is left alone where links lead out of it, and is not read over them', async () => {
    await writeFile(join(elsewhere, 'secret.txt'), 'secret')
    await symlink(elsewhere, join(folder, 'texts'))
    await symlink(join(elsewhere, 'secret.txt'), join(folder, 'link.md'))
    await writeFile(join(folder, 'picture.png'), Buffer.of(0x89, 0, 1))
    await sources.folders.add('shop', folder, 'parley start')
    expect(Object.keys(await sources.read('shop'))).toEqual(['flows/main.flow.json', 'solution.ts'])
    const { skipped } = await sources.folders.state('shop')
    expect(skipped.map(({ path }) => path).sort()).toEqual(['link.md', 'picture.png', 'texts'])
    for (const path of ['texts/evil.yaml', 'link.md', 'texts/deep/evil.yaml']) {
      await sources.change('shop', { [path]: 'evil' }, 'Ada')
      await expect(sources.folders.save('shop', {}, 'Ada')).rejects.toMatchObject({ code: 'source-refused' })
      await sources.change('shop', { [path]: null }, 'Ada')
    }
    expect(await readFile(join(elsewhere, 'secret.txt'), 'utf8')).toBe('secret')
    await expect(readFile(join(elsewhere, 'evil.yaml'))).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(readFile(join(elsewhere, 'deep/evil.yaml'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('that is not there any more, or never was, is said', async () => {
    await expect(sources.folders.state('shop')).rejects.toMatchObject({ code: 'no-folder' })
    await sources.folders.add('shop', folder, 'parley start')
    await rm(folder, { recursive: true })
    await expect(sources.folders.state('shop')).rejects.toMatchObject({ code: 'no-folder' })
    expect(Object.keys(await sources.read('shop'))).toHaveLength(2)
  })
})
