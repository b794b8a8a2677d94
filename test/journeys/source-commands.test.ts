import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useDemoCopies } from '../support/demo-copy.ts'
import { runParley, startParley } from '../support/parley.ts'
import type { ParleyProcess } from '../support/processes.ts'

const copies = useDemoCopies()
let parley: ParleyProcess

beforeAll(async () => {
  parley = await startParley()
})
afterAll(() => parley?.dispose())

const run = (...args: readonly string[]) =>
  runParley(['source', ...args], { PARLEY_HOME: parley.home, PORT: new URL(parley.url).port })

test('a solution of the Studio goes to folders and back, and nothing is overwritten unasked', async () => {
  expect((await run('list')).out).toMatch(/^braze-signup .* parley start/m)
  const [mine, yours] = [join(copies.folder, 'mine'), join(copies.folder, 'yours')]
  expect(await run('pull', 'braze-signup', '--out', mine)).toMatchObject({ code: 0 })
  expect(await run('pull', 'braze-signup', '--out', yours)).toMatchObject({ code: 0 })

  const flow = join('flows', 'main.flow.json')
  const change = async (folder: string, text: string) => {
    const path = join(folder, flow)
    await writeFile(path, (await readFile(path, 'utf8')).replace(/"Hello![^"]*"/, JSON.stringify(text)))
  }
  await change(mine, 'Hello! From me')
  await writeFile(join(mine, 'README.md'), 'mine\n')
  const pushed = await run('push', mine, '--by', 'Mina')
  expect(pushed).toMatchObject({ code: 0, out: expect.stringContaining('2 files of braze-signup') })
  expect((await run('push', mine)).out).toContain('The Studio has it all')
  expect((await run('list')).out).toContain('Mina')

  await change(yours, 'Hello! From you')
  const refused = await run('push', yours)
  expect(refused).toMatchObject({ code: 1, all: expect.stringContaining(flow) })
  expect(await run('pull', 'braze-signup', '--out', yours)).toMatchObject({ code: 1 })
  expect(await readFile(join(yours, flow), 'utf8')).toContain('From you')
  expect(await run('pull', 'braze-signup', '--out', yours, '--force')).toMatchObject({ code: 0 })
  expect(await readFile(join(yours, flow), 'utf8')).toContain('From me')
  expect(await readFile(join(yours, 'README.md'), 'utf8')).toBe('mine\n')

  expect(await run('push', mine, '--name', 'another')).toMatchObject({ code: 0 })
  expect((await run('list')).out).toMatch(/^another /m)
  expect(await run('push', join(copies.folder, 'none'))).toMatchObject({ code: 2 })
  expect(await run('pull', 'none', '--out', mine)).toMatchObject({ code: 1 })
})
