import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type SourceFiles, wrongFiles } from '@parley/studio/source'
import { refuseFiles } from './refuse-files.ts'

/**
 * Writes files to a folder of their own, that nobody else on this machine can read, for as long as `use` needs them.
 *
 * @throws Refusal `source-refused` when their paths or sizes are not those of a solution
 */
export async function withScratch<Result>(
  files: SourceFiles,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const wrong = wrongFiles(files)
  if (wrong.length > 0) throw refuseFiles(wrong)
  const folder = await mkdtemp(join(tmpdir(), 'parley-source-'))
  try {
    for (const parent of new Set(Object.keys(files).map(dirname)))
      await mkdir(join(folder, parent), { recursive: true })
    await Promise.all(Object.entries(files).map(([path, text]) => writeFile(join(folder, path), text, { flag: 'wx' })))
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
