import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import type { Chosen } from '../../solution/imported-nlu.ts'
import type { ImportSettings, importedNlu } from './nlu-imported.ts'

/** Reading the largest files takes some seconds; whatever takes longer is none that people made. */
const longestMs = 60_000
const heapMb = 1024

type Answer = ReturnType<typeof importedNlu>

/** Reads intents of other programs in a thread of its own: tables of many megabytes hold up nobody's conversation. */
export async function importNluOff(chosen: Chosen, settings: ImportSettings): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { chosen, settings },
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  })
  const timer = setTimeout(() => resolve(tooMuch), longestMs)
  worker.once('message', resolve)
  worker.once('error', (error: Error) => {
    if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(tooMuch)
    else reject(error)
  })
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}

const tooMuch = 'It is too much to be read in a minute. Split it.'

if (!isMainThread && parentPort !== null) {
  const { chosen, settings } = workerData as { readonly chosen: Chosen; readonly settings: ImportSettings }
  // Imported here: the main thread, which only starts this one, has no use for it.
  const { importedNlu } = await import('./nlu-imported.ts')
  parentPort.postMessage(importedNlu(chosen, settings))
}
