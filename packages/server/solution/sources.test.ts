import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readSources } from './sources.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-sources-'))
  await mkdir(join(folder, 'actions'))
  await mkdir(join(folder, 'node_modules/dependency'), { recursive: true })
  await writeFile(join(folder, 'solution.ts'), 'export default {}\n')
  await writeFile(join(folder, 'actions/track.ts'), 'one\n')
  await writeFile(join(folder, 'actions/large.ts'), 'x'.repeat(300 * 1024))
  await writeFile(join(folder, 'node_modules/dependency/index.js'), 'not ours\n')
  await symlink('solution.ts', join(folder, 'linked.ts'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const read = (...sources: readonly string[]) =>
  readSources(folder, JSON.stringify({ version: 3, sources, mappings: '' }))

it('is the code that a bundle was made of, the solution’s own and no other', async () => {
  const sources = await read(
    'actions/track.ts',
    'solution.ts',
    'node_modules/dependency/index.js',
    '../elsewhere.ts',
    'solution-bundle.js',
    'actions',
  )
  expect(sources).toEqual({ 'actions/track.ts': 'one\n', 'solution.ts': 'export default {}\n' })
})

it('is told apart by its size where nobody would read it', async () => {
  expect(await read('actions/large.ts')).toEqual({ 'actions/large.ts': '(307200 bytes)' })
})
