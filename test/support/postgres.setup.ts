import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '@parley/runtime/postgres'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's database server, as its superuser. */
    readonly databaseUrl: string
  }
}

const prefix = 'parley-test-postgres-'

/** One database server per test run, in a folder of its own; DATABASE_URL names another one instead. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.DATABASE_URL
  if (given !== undefined && given !== '') {
    project.provide('databaseUrl', given)
    return async () => undefined
  }
  await removeLeftovers()
  const home = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`))
  const settings = {
    // Nothing here outlives the run, and killed processes lose nothing by this: only a power cut would.
    fsync: 'off',
    full_page_writes: 'off',
    // Every test file brings its own pools.
    max_connections: 200,
  }
  const server = await startPostgres({ home, settings })
  project.provide('databaseUrl', server.url)
  return async () => {
    await server.stop()
    await rm(home, { recursive: true, force: true })
  }
}

/** Folders of runs that were killed. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : undefined
    if (pid === undefined || isRunning(pid)) continue
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined)
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
