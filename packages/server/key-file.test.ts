import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadKeyFile } from './key-file.ts'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'parley-key-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

describe('a key of this installation', () => {
  it('is made once, whoever asks at the same time, for its owner alone', async () => {
    const keys = await Promise.all(Array.from({ length: 5 }, () => loadKeyFile(join(home, 'new'), 'token.key')))
    expect(new Set(keys).size).toBe(1)
    expect(await readdir(join(home, 'new'))).toEqual(['token.key'])
    expect((await stat(join(home, 'new', 'token.key'))).mode & 0o777).toBe(0o600)
  })

  it('names the file when it is damaged', async () => {
    await writeFile(join(home, 'token.key'), '')
    await expect(loadKeyFile(home, 'token.key')).rejects.toThrow(/token\.key is damaged/)
  })
})
