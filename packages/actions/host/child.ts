/**
 * One child: started, spoken to by frames, and ended. It owns the process and the pipe; what is asked of the child,
 * and when it must die, is decided by its user.
 *
 * Rules
 * C1 Only lines with the child's token are frames. Other lines are noise, and too much of it ends the child.
 * C2 A line longer than `frameLimit`, or a frame that cannot be read, ends the child: its worker never sends one.
 * C3 `onEnd` is called exactly once, after the process is gone; no frame follows it.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { type FromChild, frameLimit, readFrame, type ToChild } from './frame.ts'
import type { Launch } from './launch.ts'

const noiseLimit = 1024 * 1024
const newline = 10

/** How a child ended. `memory` is known from what V8 or Python writes as it dies. */
export interface ChildEnd {
  readonly cause: 'memory' | 'crashed' | 'killed'
  /** For the log: exit code, signal, the reason it was killed for. */
  readonly detail: string
}

export interface Child {
  readonly pid: number | undefined
  send(frame: ToChild): void
  /** Ends the process at once. */
  kill(reason: string): void
}

export interface ChildHandlers {
  readonly onFrame: (frame: FromChild) => void
  readonly onEnd: (end: ChildEnd) => void
}

/** Cuts the child's output into lines; `onLine` answers false to stop. */
function readLines(onLine: (line: Buffer) => void, onFlood: () => void): (chunk: Buffer) => void {
  let parts: Buffer[] = []
  let size = 0
  return (chunk) => {
    let start = 0
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      const last = chunk.subarray(start, end)
      onLine(parts.length === 0 ? last : Buffer.concat([...parts, last]))
      parts = []
      size = 0
      start = end + 1
    }
    if (start === chunk.length) return
    parts.push(chunk.subarray(start))
    size += chunk.length - start
    if (size > frameLimit) onFlood() // C2
  }
}

/** Keeps the end of what the child writes to stderr: its last words. */
function keepTail(child: ChildProcess, onFlood: () => void): () => string {
  let tail = ''
  let total = 0
  child.stderr?.on('data', (chunk: Buffer) => {
    total += chunk.length
    tail = (tail + chunk.toString('latin1')).slice(-4096)
    if (total > noiseLimit) onFlood()
  })
  return () => tail
}

export function createChild(launch: Launch, handlers: ChildHandlers): Child {
  const token = randomBytes(18).toString('base64url')
  const prefix = Buffer.from(token)
  const process_ = spawn(launch.file, launch.args, {
    env: launch.env,
    cwd: '/',
    stdio: ['pipe', 'pipe', 'pipe'],
    // Its own group: a Ctrl-C in the terminal reaches the server, which then ends the children in order.
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  let killedFor: string | null = null
  let noise = 0
  let over = false

  const kill = (reason: string): void => {
    killedFor ??= reason
    process_.kill('SIGKILL')
  }
  const onLine = (line: Buffer): void => {
    if (over || killedFor !== null) return
    if (line.length < prefix.length || prefix.compare(line, 0, prefix.length) !== 0) {
      noise += line.length // C1
      if (noise > noiseLimit) kill('it flooded its output')
      return
    }
    const frame = readFrame(line.toString('utf8', prefix.length))
    if (frame) handlers.onFrame(frame)
    else kill('it sent something unreadable') // C2
  }
  process_.stdout.on(
    'data',
    readLines(onLine, () => kill('it sent too much at once')),
  )
  const lastWords = keepTail(process_, () => kill('it flooded its output'))

  const finish = (detail: string): void => {
    if (over) return
    over = true // C3
    const memory = killedFor === null && /out of memory|heap limit|allocation failed|MemoryError/i.test(lastWords())
    const cause = memory ? 'memory' : killedFor === null ? 'crashed' : 'killed'
    handlers.onEnd({ cause, detail: killedFor ?? detail })
  }
  process_.on('error', (error) => finish(error.message))
  process_.on('close', (code, signal) => finish(signal ? `signal ${signal}` : `exit code ${code}`))
  // A child that died with frames on their way: its end is reported by `close`.
  process_.stdin.on('error', () => {})

  const send = (frame: ToChild): void => {
    if (!over && process_.stdin.writable) process_.stdin.write(`${JSON.stringify(frame)}\n`)
  }
  send({ kind: 'hello', token })
  return { pid: process_.pid, send, kill }
}
