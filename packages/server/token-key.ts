import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Settings } from './settings.ts'

/** The key that signs conversation tokens: the operator's, or one made at the first start and kept under `home`. */
export async function loadTokenKey(settings: Settings): Promise<string> {
  if (settings.tokenKey !== undefined) return settings.tokenKey
  const file = join(settings.home, 'token.key')
  await mkdir(settings.home, { recursive: true })
  // `wx` loses against a node that starts at the same moment; both then read the one that won.
  await writeFile(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    },
  )
  return (await readFile(file, 'utf8')).trim()
}
