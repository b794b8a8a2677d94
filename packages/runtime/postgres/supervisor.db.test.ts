import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, chown, cp, lstat, mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startMark } from './process.ts'
import { type Postgres, type PostgresOptions, startPostgres } from './supervisor.ts'

const isRoot = process.getuid?.() === 0
const cleanUps: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

async function newHome(name = 'home'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-supervisor-'))
  cleanUps.push(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }))
  return join(folder, name)
}

/** A home with a database that was used and stopped: a copy, because making one takes a second. */
async function usedHome(): Promise<string> {
  const home = await newHome()
  await cp(used, home, { recursive: true })
  return home
}

let used = ''
beforeAll(async () => {
  used = await mkdtemp(join(tmpdir(), 'parley-supervisor-used-'))
  const server = await startPostgres({ home: used })
  await server.stop()
})
afterAll(() => rm(used, { recursive: true, force: true }))

async function start(home: string, options: Partial<PostgresOptions> = {}): Promise<Postgres> {
  const server = await startPostgres({ home, ...options })
  cleanUps.push(() => server.stop())
  return server
}

async function query(url: string, sql: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url })
  // The server under it may be killed on purpose; the query tells.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** Until the condition holds; the test's own time limit is the bound. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10))
}

const gone = (pid: number) => until(async () => (await startMark(pid)) === undefined)

interface Parent {
  readonly child: ChildProcess
  readonly server: { readonly pid: number; readonly url: string }
  /** The next line that it prints. */
  next(): Promise<unknown>
  readonly exited: Promise<unknown>
}

/** A process of its own, in a process group of its own, that starts a server. */
async function spawnParent(home: string): Promise<Parent> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'fixtures/parent.ts'), home], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise((resolve) => child.once('exit', resolve))
  cleanUps.push(async () => {
    child.kill('SIGKILL')
    await exited
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => JSON.parse((await lines.next()).value ?? 'null') as unknown
  const server = (await next()) as Parent['server']
  return { child, server, next, exited }
}

describe('an embedded server', () => {
  test('keeps what was stored from one start to the next', async () => {
    const home = await newHome()
    const first = await start(home)
    await query(first.url, 'create table thing as select 1 as id')
    await first.stop()
    const second = await start(home)
    expect(await query(second.url, 'select id from thing')).toEqual([{ id: 1 }])
  })

  test('stops cleanly, twice, and leaves no process and no lock', async () => {
    const home = await usedHome()
    const server = await start(home)
    await Promise.all([server.stop(), server.stop()])
    await server.stop()
    expect(await server.exited).toBeUndefined()
    expect(await startMark(server.pid)).toBeUndefined()
    expect(await readdir(join(home, 'postgres'))).not.toContain('owner.json')
    expect(await readFile(join(home, 'postgres/server.log'), 'utf8')).toMatch(/database system is shut down\n$/)
  })

  test('is reached by TCP and, where the path is short enough, by its socket', async () => {
    const server = await start(await newHome('a folder, with "odd" characters'.replaceAll('"', '')))
    const tcp = new URL(server.url)
    expect(tcp.searchParams.get('host')).toContain('odd')
    tcp.search = ''
    const address = 'select inet_server_addr()::text as address'
    expect(await query(server.url, address)).toEqual([{ address: null }])
    expect(await query(tcp.href, address)).toEqual([{ address: '127.0.0.1/32' }])

    const far = await start(await newHome('x'.repeat(90)))
    expect(new URL(far.url).search).toBe('')
    expect(await query(far.url, address)).toEqual([{ address: '127.0.0.1/32' }])
  })

  test('[P6] asks everybody for the password, which only its owner can read', async () => {
    const home = await usedHome()
    const server = await start(home)
    for (const address of [server.url, server.url.replace(/\?.*/, '')]) {
      const stranger = new URL(address)
      stranger.password = 'guess'
      await expect(query(stranger.href, 'select 1')).rejects.toThrow('password authentication failed')
    }
    expect((await lstat(join(home, 'postgres/password'))).mode & 0o777).toBe(0o600)
    expect(await query(server.url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
  })

  test('takes settings, and commits durably unless told otherwise', async () => {
    const server = await start(await usedHome(), { settings: { max_connections: 21 } })
    const sql = `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'max_connections') order by 1`
    expect(await query(server.url, sql)).toEqual([
      { name: 'fsync', setting: 'on' },
      { name: 'max_connections', setting: '21' },
      { name: 'synchronous_commit', setting: 'on' },
    ])
  })

  test('never writes the values of a failed statement to its log', async () => {
    const home = await usedHome()
    const server = await start(home)
    const sql = `create table person (email text primary key); insert into person values ('ada@example.com'), ('ada@example.com')`
    await expect(query(server.url, sql)).rejects.toThrow('duplicate key')
    await server.stop()
    expect(await readFile(join(home, 'postgres/server.log'), 'utf8')).not.toContain('ada@example.com')
  })
})

describe('[P1] no server outlives its parent', () => {
  test('that is killed, and what it acknowledged is there', async () => {
    const home = await usedHome()
    const parent = await spawnParent(home)
    await query(parent.server.url, 'create table thing as select 7 as id')
    parent.child.kill('SIGKILL')
    await gone(parent.server.pid)
    const server = await start(home)
    expect(await query(server.url, 'select id from thing')).toEqual([{ id: 7 }])
  })

  test('that exits without stopping it', async () => {
    const parent = await spawnParent(await usedHome())
    parent.child.kill('SIGTERM')
    expect(await parent.exited).toBe(3)
    await gone(parent.server.pid)
  })

  test('that is killed while the server is being used, and a successor waits for the old one', async () => {
    const home = await usedHome()
    const parent = await spawnParent(home)
    await query(parent.server.url, 'create table thing as select g as id from generate_series(1, 100000) g')
    const busy = query(parent.server.url, 'select count(*) from thing a, thing b').catch(() => 'cut off')
    await until(async () => {
      const rows = await query(
        parent.server.url,
        `select 1 from pg_stat_activity where query like '%thing a%' and state = 'active' and pid <> pg_backend_pid()`,
      )
      return rows.length > 0
    })
    parent.child.kill('SIGKILL')
    await parent.exited
    const server = await start(home)
    expect(await busy).toBe('cut off')
    expect(await query(server.url, 'select count(*)::int as n from thing')).toEqual([{ n: 100_000 }])
  })

  test('and Ctrl-C in a terminal reaches the parent first, which may still use the database', async () => {
    const parent = await spawnParent(await usedHome())
    process.kill(-(parent.child.pid ?? 0), 'SIGINT')
    expect(await parent.next()).toEqual({ answer: 42 })
    expect(await parent.exited).toBe(0)
    expect(await startMark(parent.server.pid)).toBeUndefined()
  })
})

describe('[P3] one process at a time runs the server of a home', () => {
  test('a second process is told who has it', async () => {
    const home = await usedHome()
    const parent = await spawnParent(home)
    await expect(startPostgres({ home })).rejects.toMatchObject({
      code: 'postgres-in-use',
      message: expect.stringContaining(`process ${parent.child.pid}:`),
    })
    expect(await query(parent.server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('of several first starts at once, one wins and the others are told', async () => {
    const home = await newHome()
    const results = await Promise.allSettled([1, 2, 3].map(() => start(home)))
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'postgres-in-use' })
    }
    expect((await readdir(home)).filter((name) => name !== 'postgres')).toEqual([])
  })
})

describe('[P4] what a killed process left behind', () => {
  test.each([
    ['names a living foreign process', () => `${process.pid}\n/nowhere\n1\n5432\n\n\n`],
    ['is cut short', () => ''],
    ['is garbage', () => 'not a pid at all'],
  ])('does not matter when the pid file %s', async (_name, content) => {
    const home = await usedHome()
    await writeFile(join(home, 'postgres/data/postmaster.pid'), content())
    expect(await query((await start(home)).url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test.each([
    ['names a process that has got its id since', () => JSON.stringify({ pid: process.pid, mark: 'long ago' })],
    ['names a dead process', () => JSON.stringify({ pid: 2 ** 30, mark: '1' })],
    ['is cut short', () => '{"pi'],
  ])('does not matter when the lock %s', async (_name, content) => {
    const home = await usedHome()
    await writeFile(join(home, 'postgres/owner.json'), content())
    expect(await query((await start(home)).url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('is removed when it is half a database', async () => {
    const home = await newHome()
    await mkdir(join(home, `postgres.new-${2 ** 30}-abc/data`), { recursive: true })
    await start(home)
    expect(await readdir(home)).toEqual(['postgres'])
  })
})

describe('[P7] a server that dies', () => {
  test('[P2] comes back at the same address with everything acknowledged, though a backend is still at work', async () => {
    const server = await start(await usedHome())
    await query(server.url, 'create table thing as select 1 as id')
    const busy = query(server.url, 'select count(*) from generate_series(1, 1000000000)').catch(() => 'cut off')
    const before = server.pid
    process.kill(before, 'SIGKILL')
    await until(async () => server.pid !== before)
    expect(await query(server.url, 'select id from thing')).toEqual([{ id: 1 }])
    expect(await busy).toBe('cut off')
  })

  test('again and again is given up, and the reason is told', async () => {
    const home = await usedHome()
    const server = await start(home)
    let over = false
    void server.exited.then(() => {
      over = true
    })
    while (!over) {
      const { pid } = server
      if ((await startMark(pid)) !== undefined) process.kill(pid, 'SIGKILL')
      await until(async () => over || server.pid !== pid)
    }
    expect(await server.exited).toMatchObject({ code: 'postgres-died', retry: 'later' })
    await server.stop()
    expect(await query((await start(home)).url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('while it is being stopped stays down', async () => {
    const server = await start(await usedHome())
    const stopped = server.stop()
    process.kill(server.pid, 'SIGKILL')
    await stopped
    expect(await server.exited).toBeUndefined()
    expect(await startMark(server.pid)).toBeUndefined()
  })
})

describe.runIf(isRoot && process.platform === 'linux')('started as root', () => {
  const status = async (pid: number, field: string) =>
    new RegExp(`^${field}:\\s+(\\S+)`, 'm').exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]

  async function giveTo(path: string, uid: number): Promise<void> {
    if ((await lstat(path)).isDirectory()) {
      for (const name of await readdir(path)) await giveTo(join(path, name), uid)
    }
    await chown(path, uid, uid)
  }

  test('runs without root rights', async () => {
    const server = await start(await newHome())
    const outside = (await status(server.pid, 'Uid')) !== '0'
    const ownNamespace = (await readlink(`/proc/${server.pid}/ns/user`)) !== (await readlink('/proc/self/ns/user'))
    expect(outside || ownNamespace).toBe(true)
    expect(await status(server.pid, 'CapEff')).toBe('0000000000000000')
  })

  test('goes on as the user that owns the data', async () => {
    const home = await usedHome()
    await chmod(join(home, '..'), 0o755)
    await chmod(home, 0o755)
    await giveTo(join(home, 'postgres/data'), 65534)
    const server = await start(home)
    expect(await status(server.pid, 'Uid')).toBe('65534')
    expect(await status(server.pid, 'CapEff')).toBe('0000000000000000')
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('passes closed folders on the way to the data', async () => {
    const home = await usedHome()
    await giveTo(join(home, 'postgres/data'), 65534)
    const server = await start(home)
    expect(await status(server.pid, 'Uid')).toBe('65534')
    // The one right it keeps: CAP_DAC_OVERRIDE.
    expect(await status(server.pid, 'CapEff')).toBe('0000000000000002')
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

describe('a clear error', () => {
  test('for a home that cannot be made', async () => {
    const file = await newHome()
    await writeFile(file, '')
    await expect(startPostgres({ home: join(file, 'below') })).rejects.toMatchObject({
      code: 'postgres-home',
      message: expect.stringMatching(/below.*ENOTDIR.*PARLEY_HOME.*DATABASE_URL/),
    })
  })

  test('for data of another major version', async () => {
    const home = await usedHome()
    await writeFile(join(home, 'postgres/data/PG_VERSION'), '12\n')
    await expect(startPostgres({ home })).rejects.toMatchObject({
      code: 'postgres-version',
      message: expect.stringMatching(/PostgreSQL 12 .* PostgreSQL 18/),
    })
  })

  test('for a port that is taken', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    cleanUps.push(() => new Promise((resolve) => other.close(resolve)))
    const address = other.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0
    await expect(startPostgres({ home: await newHome(), port })).rejects.toMatchObject({
      code: 'postgres-port',
      message: expect.stringContaining(`port ${port}`),
    })
  })

  test('for a server that refuses to start, in its own words, after which the home is free again', async () => {
    const home = await newHome()
    await expect(startPostgres({ home, settings: { no_such_setting: 1 } })).rejects.toMatchObject({
      code: 'postgres-start',
      message: expect.stringContaining('no_such_setting'),
    })
    expect(await query((await start(home)).url, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})
