import { randomBytes } from 'node:crypto'
import {
  access,
  chown,
  copyFile,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { bringYourOwn, diskFull, homeError, PostgresError, systemCode } from './error.ts'
import { chooseIdentity, type Identity } from './identity.ts'
import { startMark } from './process.ts'
import { watch } from './watcher.ts'

/** A database cluster on disk: `folder` holds `data`, `password` and the log. */
export interface Cluster {
  readonly folder: string
  readonly data: string
  readonly password: string
  readonly identity: Identity
}

export const superuser = 'parley'

/** Opens the cluster in `home`, creating it at first use. */
export async function openCluster(home: string, binaries: Binaries): Promise<Cluster> {
  let folder = join(home, 'postgres')
  try {
    await mkdir(home, { recursive: true })
    await access(join(folder, 'data'))
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw homeError(error, home)
    await createCluster(home, folder, binaries)
  }
  try {
    // One spelling of the path, because it tells our servers from others.
    folder = await realpath(folder)
    const data = join(folder, 'data')
    const password = (await readFile(join(folder, 'password'), 'utf8')).trim()
    await checkVersion(data, binaries.major)
    return { folder, data, password, identity: await chooseIdentity(binaries, folder) }
  } catch (error) {
    throw homeError(error, folder)
  }
}

async function checkVersion(data: string, major: number): Promise<void> {
  const found = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim()
  if (found === String(major)) return
  throw new PostgresError(
    'postgres-version',
    `${data} was made by PostgreSQL ${found} and this Parley brings PostgreSQL ${major}: dump it with a server of version ${found}, move the folder away and restore, ${bringYourOwn}`,
  )
}

/**
 * Everything is made in a folder beside the final one and moved there in one rename, so that a crash or a second first
 * start never leaves half a cluster: whoever comes second finds the folder taken and uses it.
 */
async function createCluster(home: string, folder: string, binaries: Binaries): Promise<void> {
  try {
    await removeLeftovers(home)
    const draft = await mkdtemp(join(home, `postgres.new-${process.pid}-`))
    try {
      await mkdir(join(draft, 'data'), { mode: 0o700 })
      const password = randomBytes(24).toString('base64url')
      await writeFile(join(draft, 'password'), `${password}\n`, { mode: 0o600 })
      await initialise(draft, binaries)
      await publish(draft, folder)
    } finally {
      await rm(draft, { recursive: true, force: true })
    }
  } catch (error) {
    throw homeError(error, home)
  }
}

async function publish(draft: string, folder: string): Promise<void> {
  // The user that root gave up its rights for must pass through.
  const handle = await open(draft)
  await handle.chmod(0o711)
  await handle.sync()
  await handle.close()
  try {
    await rename(draft, folder)
  } catch (error) {
    if (systemCode(error) !== 'ENOTEMPTY' && systemCode(error) !== 'EEXIST') throw error
  }
}

/** Drafts of processes that died while making one. */
async function removeLeftovers(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const pid = /^postgres\.new-(\d+)-/.exec(name)?.[1]
    if (pid === undefined || Number(pid) === process.pid || (await startMark(Number(pid))) !== undefined) continue
    await rm(join(home, name), { recursive: true, force: true })
  }
}

async function initialise(draft: string, binaries: Binaries): Promise<void> {
  const handle = await open(draft)
  await handle.chmod(0o711)
  await handle.close()
  const data = join(draft, 'data')
  const identity = await chooseIdentity(binaries, draft)
  const output = await open(join(draft, 'initdb.log'), 'a', 0o600)
  // A copy that the user running initdb may read; it is gone before the cluster is published.
  const passwordCopy = join(draft, 'password.initdb')
  await copyFile(join(draft, 'password'), passwordCopy)
  if (identity.name !== 'self') await chown(passwordCopy, identity.uid, identity.uid)
  try {
    const args = [
      `--pgdata=${data}`,
      `--username=${superuser}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The server's own Unicode rules: the same order of texts whatever the machine's locale.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      `--pwfile=${passwordCopy}`,
      '--no-instructions',
      // One flush of the file system instead of a thousand of files.
      ...(process.platform === 'linux' ? ['--sync-method=syncfs'] : []),
    ]
    const program = watch({ command: binaries.initdb, args, identity, env: binaries.env, output: output.fd })
    program.hold()
    const { code, signal } = await program.exited
    if (code !== 0) throw initialiseError(await readFile(join(draft, 'initdb.log'), 'utf8'), draft, code ?? signal)
  } finally {
    await output.close()
    await rm(passwordCopy, { force: true })
  }
}

function initialiseError(log: string, draft: string, status: number | string | null): PostgresError {
  if (log.includes('No space left on device')) return diskFull(draft)
  if (log.includes('user does not exist')) {
    return new PostgresError(
      'postgres-start',
      `the user id ${process.getuid?.()} has no name on this machine, which PostgreSQL wants: add it to /etc/passwd, allow user namespaces, ${bringYourOwn}`,
    )
  }
  const reason = log.trim().split('\n').slice(-3).join(' ')
  return new PostgresError(
    'postgres-start',
    `initdb failed in ${draft} (${status}): ${reason}; mend this, ${bringYourOwn}`,
  )
}
