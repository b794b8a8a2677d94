import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import type { GivenFile, importGiven } from './nlu-import-given.ts'
import type { ImportSettings } from './nlu-imported.ts'

/** Reading the largest files takes some seconds; whatever takes longer is none that people made. */
const longestMs = 60_000
const heapMb = 1024

type Answer = Awaited<ReturnType<typeof importGiven>>

/**
 * Reads intents of other programs in a thread of its own: zips and tables of many megabytes hold up nobody's conversation.
 *
 * @param signal ends it, and is what it fails with then
 */
export async function importNluOff(given: GivenFile, settings: ImportSettings, signal: AbortSignal): Promise<Answer> {
  signal.throwIfAborted()
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const tooMuch = [{ where: given.name, reason: 'It is too much to be read in a minute. Split it.' }]
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { given, settings },
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  })
  const timer = setTimeout(() => resolve(tooMuch), longestMs)
  const leave = (): void => reject(signal.reason)
  signal.addEventListener('abort', leave)
  worker.once('message', resolve)
  worker.once('error', (error: Error) => {
    if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(tooMuch)
    else reject(error)
  })
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', leave)
    await worker.terminate()
  }
}

if (!isMainThread && parentPort !== null) {
  const { given, settings } = workerData as { readonly given: GivenFile; readonly settings: ImportSettings }
  // Imported here: the main thread, which only starts this one, has no use for it.
  const { importGiven } = await import('./nlu-import-given.ts')
  parentPort.postMessage(await importGiven(given, settings))
}
