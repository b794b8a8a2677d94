import { spawn } from 'node:child_process'
import { json } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { findPython } from './interpreter.ts'
import type { Launch } from './launch.ts'
import { pythonLaunches } from './launch-python.ts'
import { createNursery } from './nursery.ts'

const found = await findPython(null)
const launches = found.kind === 'found' ? pythonLaunches(found.interpreter, { threads: 2, memoryMegabytes: 256 }) : []

/** The strongest level that works on this machine. */
async function best(): Promise<Launch | undefined> {
  const nursery = createNursery({ program: 'Python', launches: async () => launches }, () => {})
  const { launch } = await nursery.take()
  await nursery.close()
  return launch
}

const strongest = launches.length > 0 ? await best() : undefined

/** What code could do that has got past the audit hook: it runs in the jail, without our program. By name, statements. */
const probes = {
  'read a file': `open('/etc/passwd').read()`,
  'read the environment': `open('/proc/self/environ').read()`,
  'read the memory of the host': `open(f'/proc/{os.getppid()}/mem', 'rb').read(1)`,
  'list a folder': `os.listdir('/')`,
  'write a file': `open('/tmp/parley-jail', 'w')`,
  'change a mode': `os.chmod('/tmp', 0o777)`,
  'remove a file': `os.unlink('/tmp/parley-jail')`,
  fork: `os.fork()`,
  'start a program': `os.posix_spawn('/bin/true', ['true'], {})`,
  'become a program': `os.execv('/bin/sh', ['sh'])`,
  'become Python': `os.execv(sys.executable, ['python'])`,
  'open a socket': `import socket; socket.socket()`,
  'open a pair of sockets': `import socket; socket.socketpair()`,
  'signal the host': `os.kill(os.getppid(), 0)`,
  'slow the host': `os.setpriority(os.PRIO_PROCESS, os.getppid(), 19)`,
  'bound the host': `import resource; resource.prlimit(os.getppid(), resource.RLIMIT_CPU)`,
  'watch the host': `import ctypes; assert ctypes.CDLL(None, use_errno=True).ptrace(16, os.getppid(), 0, 0) == 0`,
  'make a file in memory': `os.memfd_create('x')`,
  'use a second numbering of calls': `import ctypes; assert ctypes.CDLL(None).syscall(0x40000000 + 39) > 0`,
  'take more memory than it may have': `bytearray(1 << 30)`,
  'open many files': `[os.open('/dev/null', os.O_RDONLY) for _ in range(100)]`,
  'take its limits back': `import resource; resource.setrlimit(resource.RLIMIT_AS, (-1, -1))`,
} as const

/** … and what it must be able to do. */
const allowed = {
  'start a thread': `import threading; t = threading.Thread(target=print, kwargs={'end': ''}); t.start(); t.join()`,
  'read its library': `import json.tool, decimal, zoneinfo, ssl, hashlib`,
  'ask for the time and for chance': `import time; time.sleep(0.001); os.urandom(1)`,
} as const

function script(statements: Readonly<Record<string, string>>): string {
  return `import json, os, sys
told = {}
for name, text in json.loads(${JSON.stringify(JSON.stringify(statements))}).items():
    try:
        exec(text)
        told[name] = 'done'
    except BaseException as error:
        told[name] = type(error).__name__
print(json.dumps(told))`
}

async function runInJail(launch: Launch, statements: Readonly<Record<string, string>>): Promise<unknown> {
  const at = launch.args.findIndex((argument) => argument.endsWith('main.py'))
  const child = spawn(launch.file, [...launch.args.slice(0, at), '-c', script(statements)], {
    env: launch.env,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return json(child.stdout)
}

const kernel = strongest?.level.endsWith('landlock+seccomp') === true ? strongest : undefined

describe.skipIf(kernel === undefined)(
  'the jail, for code that has got past everything else',
  { timeout: 60_000 },
  () => {
    test('holds what must be held', async () => {
      const told = kernel && (await runInJail(kernel, probes))
      const through = Object.entries(told as object).filter(([, how]) => how === 'done')
      expect(through).toEqual([])
      expect(Object.keys(told as object)).toEqual(Object.keys(probes))
    })

    test('lets be what Python needs', async () => {
      const told = kernel && (await runInJail(kernel, allowed))
      expect(told).toEqual(Object.fromEntries(Object.keys(allowed).map((name) => [name, 'done'])))
    })
  },
)

describe.skipIf(launches.length === 0)('the ways to start Python', { timeout: 60_000 }, () => {
  test('are in order: the weakest has limits of resources all the same', () => {
    expect(launches.at(-1)?.level).toMatch(/^python/)
    expect(strongest).toBeDefined()
    expect(new Set(launches.map(({ level }) => level)).size).toBe(launches.length)
  })

  test.skipIf(process.platform === 'win32')('bound memory at the weakest level too', async () => {
    const weakest = launches.at(-1)
    const name = 'take more memory than it may have'
    expect(weakest && (await runInJail(weakest, { [name]: probes[name] }))).toEqual({ [name]: 'MemoryError' })
  })

  test('work where they say they do, and are given up where they do not', async () => {
    for (const launch of launches) {
      const nursery = createNursery({ program: 'Python', launches: async () => [launch] }, () => {})
      const works = await nursery.take().then(
        ({ launch: { level } }) => level,
        ({ code }) => code,
      )
      expect([launch.level, 'host-gone']).toContain(works)
      await nursery.close()
    }
  })
})
