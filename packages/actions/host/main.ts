/**
 * The action host: a process of its own, so that what actions do to memory, CPU or the event loop does not touch the server.
 * It serves the process that forked it, and ends with it.
 */
import { BrazeError } from '@parley/braze'
import { ActionHostError } from './failure.ts'
import type { FromHost, ToHost, WireError } from './letter.ts'
import { createPool, type Pool } from './pool.ts'
import { createUpstream } from './upstream.ts'

/** A process that does not end in order ends all the same; its children end with it. */
const stopWithinMs = 2500

let pool: Pool | null = null
const asks = new Map<number, AbortController>()
const upstream = createUpstream((letter) => send(letter))

function send(letter: FromHost): void {
  // The callback takes the error of a channel that closed meanwhile; `disconnect` deals with that.
  if (process.connected) process.send?.(letter, undefined, undefined, () => {})
}

function toWire(thrown: unknown): WireError {
  if (thrown instanceof BrazeError) {
    const { name, message, code, retry, ambiguous, errors, status } = thrown
    return { name, message, code, retry, ambiguous, errors, ...(status === undefined ? {} : { status }) }
  }
  if (thrown instanceof ActionHostError) {
    return { name: thrown.name, message: thrown.message, code: thrown.code, retry: thrown.retry }
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return { name: 'ActionHostError', message: `The action host failed: ${message}`, code: 'host-gone', retry: 'later' }
}

async function answer(ask: number, work: (pool: Pool, signal: AbortSignal) => Promise<unknown>): Promise<void> {
  const stop = new AbortController()
  asks.set(ask, stop)
  try {
    if (!pool) throw new ActionHostError('host-gone', 'The action host has not been started.', 'later')
    send({ kind: 'done', ask, value: await work(pool, stop.signal) })
  } catch (thrown) {
    send({ kind: 'failed', ask, error: toWire(thrown) })
  } finally {
    asks.delete(ask)
  }
}

async function stop(): Promise<void> {
  const closing = pool
  pool = null
  setTimeout(() => process.exit(1), stopWithinMs).unref()
  await closing?.close()
  process.exit(0)
}

function handle(letter: ToHost): void {
  switch (letter.kind) {
    case 'start':
      pool ??= createPool(letter.options, (level, fields, text) => send({ kind: 'log', level, fields, text }), {
        upstream,
        serves: letter.serves,
      })
      send({ kind: 'ready' })
      break
    case 'load':
      pool?.load(letter.deployment)
      break
    case 'unload':
      void pool?.unload(letter.id)
      break
    case 'run':
      void answer(letter.ask, (open, signal) =>
        open.run(
          letter.call,
          signal,
          letter.call.trace ? (line) => send({ kind: 'line', ask: letter.ask, line }) : undefined,
        ),
      )
      break
    case 'cancel':
      asks.get(letter.ask)?.abort()
      break
    case 'call':
      void answer(letter.ask, (open, signal) => open.call(letter.deployment, letter.method, letter.body, signal))
      break
    case 'recent':
      void answer(letter.ask, async (open) => open.recent(letter.deployment))
      break
    case 'answered':
      upstream.answer(letter.need, letter.met)
      break
    case 'stats':
      void answer(letter.ask, async (open) => open.stats())
      break
    case 'close':
      void stop()
      break
  }
}

process.on('message', handle)
process.on('disconnect', () => void stop())
// A Ctrl-C in the terminal reaches every process: the server decides what to do, and ends this one when it is done.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => void stop())
