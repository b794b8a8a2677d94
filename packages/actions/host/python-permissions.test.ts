import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPython } from './interpreter.ts'
import { startPython, type TestHost } from './testing.ts'

const { kind: python } = await findPython(null)

/** Each tries to do what an action must not; `got` would tell what it achieved. With the words that refuse it. */
const attempts: Readonly<Record<string, readonly [body: string, refusal: RegExp]>> = {
  ReadFile: [`return {'got': open('/etc/passwd').read()}`, /cannot read files/],
  ReadEnvironment: [`return {'got': open('/proc/self/environ').read()}`, /cannot read files/],
  ReadParentEnvironment: [
    `import os; return {'got': open(f'/proc/{os.getppid()}/environ').read()}`,
    /cannot read files/,
  ],
  ReadParentMemory: [
    `import os; return {'got': str(os.open(f'/proc/{os.getppid()}/mem', os.O_RDONLY))}`,
    /cannot read files/,
  ],
  ReadByPath: [`import pathlib; return {'got': pathlib.Path('/etc/passwd').read_text()}`, /cannot read files/],
  ReadByClimbing: [
    `import os; return {'got': open(os.path.dirname(os.__file__) + '/../../../../../../../../etc/passwd').read()}`,
    /cannot read files/,
  ],
  ReadInDisguise: [
    `class Path(str):
    def startswith(self, *_): return True
    def __eq__(self, _): return True
    def __hash__(self): return hash('/dev/null')
    def __contains__(self, _): return False
return {'got': open(Path('/etc/passwd')).read()}`,
    /cannot read files/,
  ],
  ReadBytes: [`return {'got': open(b'/etc/passwd').read()}`, /cannot read files/],
  ReadModule: [
    `import linecache; return {'got': linecache.getline('/etc/passwd', 1), 'one': open('/etc/passwd')}`,
    /cannot read files/,
  ],
  ReadPackages: [
    `import os; return {'got': os.listdir(os.path.dirname(os.__file__) + '/site-packages')}`,
    /cannot read files/,
  ],
  ReadSource: [`import importlib; importlib.import_module('runner.wire'); return {}`, /No module named/],
  ListFolder: [`import os; return {'got': os.listdir('/')}`, /cannot read files/],
  WriteFile: [`open('/tmp/parley-hostile', 'w').write('x'); return {}`, /cannot write files/],
  AppendFile: [
    `import os; return {'got': os.open('/tmp/parley-hostile', os.O_CREAT | os.O_RDWR)}`,
    /cannot write files/,
  ],
  Temporary: [`import tempfile; return {'got': tempfile.mkdtemp()}`, /usable temporary directory|cannot/],
  Remove: [`import os; os.remove('/tmp/parley-hostile'); return {}`, /cannot change files/],
  Chmod: [`import os; os.chmod('/tmp', 0o777); return {}`, /cannot change files/],
  Link: [`import os; os.symlink('/etc/passwd', '/tmp/parley-hostile'); return {}`, /cannot change files/],
  Fork: [`import os; return {'got': os.fork()}`, /cannot start programs/],
  System: [`import os; return {'got': os.system('id')}`, /cannot start programs/],
  Subprocess: [`import subprocess; return {'got': subprocess.check_output(['id']).decode()}`, /cannot start programs/],
  SubprocessBelow: [
    `import _posixsubprocess; return {'got': str(_posixsubprocess.fork_exec())}`,
    /cannot start programs/,
  ],
  SubprocessAnew: [
    `import sys; del sys.modules['_posixsubprocess']; import _posixsubprocess; return {}`,
    /cannot use this module/,
  ],
  Spawn: [`import os; return {'got': os.posix_spawn('/usr/bin/id', ['id'], {})}`, /cannot start programs/],
  Exec: [`import os, sys; os.execv('/usr/bin/id', ['id']); return {}`, /cannot start programs/],
  Multiprocessing: [`import multiprocessing; multiprocessing.Process(target=print).start(); return {}`, /cannot/],
  Socket: [`import socket; socket.socket(); return {}`, /cannot open sockets/],
  Connect: [`import socket; socket.create_connection(('127.0.0.1', 1)); return {}`, /cannot open sockets/],
  LookUp: [`import socket; return {'got': socket.gethostbyname('localhost')}`, /cannot open sockets/],
  HttpClient: [
    `import http.client; http.client.HTTPConnection('127.0.0.1', 1).request('GET', '/'); return {}`,
    /cannot open sockets/,
  ],
  Asyncio: [
    `import asyncio; asyncio.run(asyncio.open_connection('127.0.0.1', 1)); return {}`,
    /cannot open sockets|not implemented/,
  ],
  Kill: [`import os; os.kill(os.getppid(), 9); return {}`, /cannot signal processes/],
  Slow: [`import os; os.setpriority(os.PRIO_PROCESS, os.getppid(), 19); return {}`, /cannot change processes/],
  Ctypes: [`import ctypes; ctypes.CDLL(None); return {}`, /cannot use this module/],
  CtypesBelow: [`import _ctypes; return {}`, /cannot use this module/],
  Loader: [
    `import importlib.util, importlib.machinery, sysconfig
spec = importlib.util.spec_from_loader('_ctypes', importlib.machinery.ExtensionFileLoader('_ctypes', '/tmp/x.so'))
importlib.util.module_from_spec(spec); return {}`,
    /cannot use this module/,
  ],
  LoaderBelow: [
    `import importlib.util, importlib.machinery, _json, os
folder = os.path.dirname(getattr(_json, '__file__', os.__file__))
spec = importlib.util.spec_from_loader('x._ctypes', importlib.machinery.ExtensionFileLoader('x._ctypes', folder + '/_ctypes.so'))
importlib.util.module_from_spec(spec); return {}`,
    /cannot use this module/,
  ],
  LoaderElsewhere: [
    `import importlib.util, importlib.machinery
spec = importlib.util.spec_from_loader('x', importlib.machinery.ExtensionFileLoader('x', '/tmp/x.so'))
importlib.util.module_from_spec(spec); return {}`,
    /cannot load libraries/,
  ],
  Posix: [`import sys; del sys.modules['posix']; import posix; return {}`, /cannot use this module/],
  Database: [`import sqlite3; sqlite3.connect('/tmp/parley-hostile.db'); return {}`, /cannot open databases/],
  Limits: [`import resource; resource.setrlimit(resource.RLIMIT_CPU, (-1, -1)); return {}`, /cannot change its limits/],
  Garbage: [`import gc; return {'got': len(gc.get_objects())}`, /cannot look into the platform/],
  Trace: [`import sys; sys.settrace(print); return {}`, /cannot look into the platform/],
  Exit: [`import os; os._exit(0)`, /cannot end its process/],
  Abort: [`import os; os.abort()`, /cannot end its process/],
}

describe.skipIf(python === 'missing')('an action in Python without permissions', { timeout: 60_000 }, () => {
  let bot: TestHost
  beforeAll(async () => {
    const bodies = Object.entries(attempts).map(([name, [body]]) => [name, body])
    bot = await startPython({
      ...Object.fromEntries(bodies),
      // What is refused is refused whatever an action has changed before.
      Meddle: `import sys, builtins, os
try:
    open('/etc/passwd')
except PermissionError as error:
    hook = error.__traceback__
    while hook.tb_next: hook = hook.tb_next
    for table in (hook.tb_frame.f_globals, hook.tb_frame.f_builtins):
        for name in list(table): table[name] = lambda *_: None
kept = (builtins.PermissionError, builtins.str, builtins.isinstance)
builtins.PermissionError = builtins.str = builtins.isinstance = lambda *_: None
try:
    got = open('/etc/passwd').read()
except BaseException as error:
    got = 'nothing'
builtins.PermissionError, builtins.str, builtins.isinstance = kept
return {'success': 'true', 'got': got}`,
      Watch: `import sys
seen = []
sys.addaudithook(lambda event, _: seen.append(event))
import this
return {'success': 'true', 'seen': seen}`,
      Environment: `import os; return {'success': 'true', 'environ': dict(os.environ), 'main': sorted(name for name in vars(__import__('__main__')) if not name.startswith('__'))}`,
    })
  }, 60_000)
  afterAll(() => bot.host.close())

  test.for(Object.entries(attempts))('cannot %s', async ([name, [, refusal]]) => {
    const { result, logs } = await bot.run(name)
    expect(result).toEqual({
      outcome: 'error',
      outputs: {},
      error: expect.objectContaining({ kind: 'thrown', retry: 'no' }),
    })
    expect(logs.map(({ text }) => text).join('\n')).toMatch(refusal)
    expect(existsSync('/tmp/parley-hostile')).toBe(false)
  })

  test('is refused also what changed the words of the refusal', async () => {
    expect((await bot.run('Meddle')).result.outputs).toEqual({ success: 'true', got: 'nothing' })
    expect((await bot.run('Watch')).result.outputs).toEqual({ success: 'true', seen: [] })
  })

  test('sees no environment and nothing of the program it runs in', async () => {
    expect((await bot.run('Environment')).result.outputs).toEqual({ success: 'true', environ: {}, main: [] })
  })
})
