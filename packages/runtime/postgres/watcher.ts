import { type ChildProcess, spawn } from 'node:child_process'
import type { Identity } from './identity.ts'

/**
 * The shell that stands between this process and a database program. It holds the read end of a pipe whose only write
 * end is ours: however we go, by exit, SIGKILL or crash, the kernel closes the pipe and the shell asks the program to
 * stop. Plain POSIX sh, so that it needs nothing installed. SIGINT is PostgreSQL's fast shutdown: clients are
 * disconnected, everything is written, nothing is recovered at the next start.
 */
const script = `
exec 3<&0 </dev/null
"$@" 3<&- >&2 &
program=$!
echo $program
exec 1>&2
{ while read -r _; do :; done; kill -INT $program; } <&3 2>/dev/null &
reader=$!
exec 3<&-
trap '' INT TERM HUP
wait $program
status=$?
kill $reader 2>/dev/null
exit $status
`

export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface Watched {
  /** Process id of the program itself; rejects when it could not be started. */
  readonly pid: Promise<number>
  readonly exited: Promise<Exit>
  /** Asks the program to stop, the same way our death would. */
  release(): void
  /** Keeps this process alive until the program is gone. */
  hold(): void
}

export interface Program {
  readonly command: string
  readonly args: readonly string[]
  readonly identity: Identity
  readonly env: Readonly<Record<string, string>>
  /** File descriptor that takes everything the program prints. */
  readonly output: number
}

/** Starts a program that does not outlive this process. */
export function watch({ command, args, identity, env, output }: Program): Watched {
  const [file, ...rest] = [...identity.prefix, 'sh', '-c', script, 'parley-postgres', command, ...args]
  const child = spawn(file ?? 'sh', rest, {
    // A session of its own: Ctrl-C in a terminal reaches us, who close our work first, and not the database.
    detached: true,
    cwd: '/',
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', ...env },
    stdio: ['pipe', 'pipe', output],
    ...identity.owner,
  })
  const exited = new Promise<Exit>((resolve) => {
    child.once('error', () => resolve({ code: 127, signal: null }))
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  const pid = readPid(child)
  pid.catch(() => undefined)
  // The pipe breaks when the shell goes first; that is an exit, not an error.
  child.stdin?.on('error', () => undefined)
  void exited.then(() => child.stdin?.destroy())
  child.unref()
  return { pid, exited, release: () => child.stdin?.end(), hold: () => child.ref() }
}

function readPid(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.once('error', reject)
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (text.endsWith('\n')) resolve(Number(text))
    })
    child.stdout?.once('close', () => reject(new Error('the database program did not start')))
  })
}
