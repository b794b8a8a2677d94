/** Models that were trained before, by what they were trained from. A cache: whatever goes wrong with it, training goes on. */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { NluError, type Taught, trainingEdition } from '@parley/nlu'
import { readParts } from './model-parts.ts'

const mostKept = 20
const suffix = '.model'

/** The same examples, taught by the same program. */
export function keyOf(taught: Taught): string {
  return createHash('sha256')
    .update(JSON.stringify([trainingEdition, taught]))
    .digest('hex')
}

/** Where a program that runs here keeps them. Nothing is kept before a server has made its folder. */
export const modelsFolder = (): string => join(process.env.PARLEY_HOME ?? '.parley', 'models')

/** `null`: there is none, or one that cannot be read any more, which is removed. */
export async function findModel(folder: string, key: string): Promise<Uint8Array | null> {
  const path = join(folder, key + suffix)
  try {
    const model = new Uint8Array(await readFile(path))
    // A disk may have changed it: its lengths alone would not tell.
    readParts(model)
    const now = new Date()
    await utimes(path, now, now).catch(() => {})
    return model
  } catch (error) {
    if (error instanceof NluError) await rm(path, { force: true }).catch(() => {})
    return null
  }
}

export async function keepModel(folder: string, key: string, model: Uint8Array): Promise<void> {
  const path = join(folder, key + suffix)
  try {
    await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
    const draft = `${path}.${process.pid}.new`
    await writeFile(draft, model)
    await rename(draft, path)
    await forgetOldest(folder)
  } catch {
    // It is trained again next time.
  }
}

async function forgetOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(suffix))
  if (names.length <= mostKept) return
  const aged = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })))
  const oldest = aged.sort((one, other) => other.at - one.at).slice(mostKept)
  await Promise.all(oldest.map(({ name }) => rm(join(folder, name), { force: true })))
}
