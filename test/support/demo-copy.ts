import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'

export interface DemoCopies {
  /** A folder that is removed after the file's tests. */
  readonly folder: string
  /** The demo solution, or another example, under this name in the folder, to be changed at will. */
  copy(name: string, example?: string): Promise<string>
}

/** Copies of the demo for the tests of a file. */
export function useDemoCopies(): DemoCopies {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return {
    get folder() {
      return folder
    },
    async copy(name, example = 'examples/braze-signup') {
      const copy = join(folder, name)
      await cp(example, copy, { recursive: true })
      return copy
    },
  }
}

/** Changes a text in a file, where it must stand. */
export async function replaceIn(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(file, 'utf8')
  expect(text).toContain(from)
  await writeFile(file, text.replace(from, to))
}
