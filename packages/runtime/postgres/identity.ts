import { execFile } from 'node:child_process'
import { chown, lstat, readdir, stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Binaries } from './binaries.ts'
import { bringYourOwn, PostgresError } from './error.ts'

const run = promisify(execFile)

/** The unprivileged user "nobody", the same number on every Linux. */
const nobody = 65534

/** As whom the database programs run. */
export interface Identity {
  readonly name: 'self' | 'namespace' | 'user' | 'capabilities'
  /** Command that changes the identity and then runs the rest of its arguments. */
  readonly prefix: readonly string[]
  /** Identity given at spawn. */
  readonly owner: { readonly uid?: number; readonly gid?: number }
  /** Who owns the files of the database. */
  readonly uid: number
}

/**
 * PostgreSQL refuses to run as root. A normal user runs it as itself; root tries, in this order,
 * 1. a user namespace in which root's own files belong to "nobody": reaches even what lies under /root;
 * 2. another user, when that user can reach the programs and the folder;
 * 3. another user that keeps root's right to pass closed folders, and no other.
 * The owner of an existing data directory says what worked before, so that is tried first. Whatever is chosen, the
 * data directory belongs to it afterwards.
 */
export async function chooseIdentity(binaries: Binaries, folder: string): Promise<Identity> {
  const uid = process.getuid?.() ?? -1
  const data = join(folder, 'data')
  const before = (await stat(data)).uid
  if (uid !== 0) return chooseUnprivileged(binaries, data, uid)
  const reasons: string[] = []
  for (const identity of candidates(before)) {
    await giveTo(data, identity.uid)
    const reason = await tryOut(identity, binaries, data)
    if (reason === undefined) return identity
    reasons.push(`${identity.name}: ${reason}`)
  }
  throw new PostgresError(
    'postgres-root',
    `PostgreSQL does not run as root and no way to give up root works here (${reasons.join('; ')}): start Parley as a normal user, allow user namespaces, ${bringYourOwn}`,
  )
}

/** initdb wants to know its user's name, which a container that runs under a bare number does not have. */
async function chooseUnprivileged(binaries: Binaries, data: string, uid: number): Promise<Identity> {
  const self: Identity = { name: 'self', prefix: [], owner: {}, uid }
  if (hasName()) return self
  const named = inNamespace(uid)
  return (await tryOut(named, binaries, data)) === undefined ? named : self
}

function hasName(): boolean {
  try {
    userInfo()
    return true
  } catch {
    return false
  }
}

/** In a namespace of its own the process is "nobody", outside it still is `uid`. */
function inNamespace(uid: number): Identity {
  return { name: 'namespace', prefix: ['unshare', '--user', `--map-user=${nobody}`, '--'], owner: {}, uid }
}

function candidates(before: number): readonly Identity[] {
  const other = before === 0 ? nobody : before
  const namespace = inNamespace(0)
  const user: Identity = { name: 'user', prefix: [], owner: { uid: other, gid: other }, uid: other }
  const right = '+dac_override'
  const capabilities: Identity = {
    name: 'capabilities',
    prefix: [
      'setpriv',
      `--reuid=${other}`,
      `--regid=${other}`,
      '--clear-groups',
      `--inh-caps=${right}`,
      `--ambient-caps=${right}`,
      '--',
    ],
    owner: {},
    uid: other,
  }
  return before === 0 ? [namespace, user, capabilities] : [user, capabilities, namespace]
}

/** Why the identity does not work, or undefined when it does. */
async function tryOut(identity: Identity, binaries: Binaries, data: string): Promise<string | undefined> {
  // Everything that the server will do first: run, read its data directory by its path, write there.
  const probe = '"$1" --version && cd "$2" && : > "$2/.probe" && rm "$2/.probe"'
  const [file, ...args] = [...identity.prefix, 'sh', '-c', probe, 'probe', binaries.postgres, data]
  try {
    await run(file ?? 'sh', args, { cwd: '/', env: { ...process.env, ...binaries.env }, ...identity.owner })
    return undefined
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error)
    return said.split('\n').at(-1) || 'refused'
  }
}

async function giveTo(path: string, uid: number): Promise<void> {
  const entry = await lstat(path)
  if (entry.uid === uid) return
  if (entry.isDirectory()) {
    for (const name of await readdir(path)) await giveTo(join(path, name), uid)
  }
  // Last, so that an interrupted walk is taken up again.
  await chown(path, uid, entry.gid)
}
