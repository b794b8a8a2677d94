import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Settings } from './settings.ts'

const shortestKey = 32

/** The key that signs conversation tokens: the operator's, or one made at the first start and kept under `home`. */
export async function loadTokenKey(settings: Settings): Promise<string> {
  if (settings.tokenKey !== undefined) return settings.tokenKey
  const file = join(settings.home, 'token.key')
  await mkdir(settings.home, { recursive: true })
  const key = (await readFile(file, 'utf8').catch(() => makeKey(file))).trim()
  if (key.length >= shortestKey) return key
  throw new Error(`${file} is damaged. Remove it: a new key is made, and open conversations have to begin anew.`)
}

/** Written whole before it has its name, so that nobody ever reads half of it; of two nodes at once the first one's stays. */
async function makeKey(file: string): Promise<string> {
  const draft = `${file}.${process.pid}`
  await writeFile(draft, randomBytes(32).toString('base64url'), { mode: 0o600 })
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await unlink(draft)
  return readFile(file, 'utf8')
}
