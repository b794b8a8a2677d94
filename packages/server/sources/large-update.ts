/**
 * Whether an update can be taken over without holding up everybody else on this server.
 *
 * What an update costs is not told by its size: made for it, one of a few hundred kilobytes takes minutes, and again whenever the document is read. An
 * update that is small cannot, and is just timed (`spentMs`); a larger one is tried first in a thread of its own, with the time that an honest one needs.
 */
import { Worker } from 'node:worker_threads'
import { Refusal } from '../http/refusal.ts'
import { createTurns } from './code.ts'

/** Up to here, bytes, an update is taken over at once. */
export const smallUpdate = 48 * 1024

const limits = {
  /** Processor time for an update: honest ones need a tenth of it. Milliseconds, and for each megabyte. */
  baseMs: 800,
  perMegabyteMs: 600,
  mostMs: 10_000,
  /** For starting the thread and waiting for a processor. */
  patienceMs: 10_000,
  heapMb: 1024,
  /** Threads of this process. */
  atOnce: 2,
} as const

export const allowedMs = (bytes: number): number =>
  Math.min(limits.mostMs, limits.baseMs + (bytes / (1024 * 1024)) * limits.perMegabyteMs)

/** Processor time that this thread has used so far, milliseconds: however busy the machine is, an update costs the same. */
export function spentMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

export const tooCostly = (): Refusal =>
  new Refusal('update-refused', 'The change takes too long to be taken over. Make it in smaller steps.')

const inTurn = createTurns(limits.atOnce)

/**
 * Tries a large update on the document as it is.
 *
 * @param state all of the document
 * @throws Refusal `update-refused` when it costs more than it may
 */
export const tryLarge = (state: readonly Uint8Array[], update: Uint8Array): Promise<void> =>
  inTurn(async () => {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const worker = new Worker(new URL('./large-update-thread.ts', import.meta.url), {
      workerData: { state, update },
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMb },
    })
    const allowed = allowedMs(update.length)
    const timer = setTimeout(() => reject(tooCostly()), allowed * 2 + limits.patienceMs)
    worker.once('message', (tookMs: number) => (tookMs <= allowed ? resolve() : reject(tooCostly())))
    worker.once('error', () => reject(tooCostly()))
    try {
      await promise
    } finally {
      clearTimeout(timer)
      await worker.terminate()
    }
  })
