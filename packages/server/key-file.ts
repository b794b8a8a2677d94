import { randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const shortestKey = 32

/** A secret of this installation: made when it is first asked for, kept under `home` for its owner alone. */
export async function loadKeyFile(home: string, name: string): Promise<string> {
  const file = join(home, name)
  await mkdir(home, { recursive: true })
  const key = (await readFile(file, 'utf8').catch(() => makeKey(file))).trim()
  if (key.length >= shortestKey) return key
  throw new Error(
    `${file} is damaged. Remove it: a new key is made, and what the old one had opened has to begin anew.`,
  )
}

/** Written whole before it has its name, so that nobody ever reads half of it; of two nodes at once the first one's stays. */
async function makeKey(file: string): Promise<string> {
  const draft = `${file}.${randomUUID()}`
  await writeFile(draft, randomBytes(32).toString('base64url'), { mode: 0o600 })
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await unlink(draft)
  return readFile(file, 'utf8')
}
