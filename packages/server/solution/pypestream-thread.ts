import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import type { PypestreamFiles, PypestreamImport } from '@parley/flow/pypestream'

/** Reading the largest tables takes some seconds; whatever takes longer is none that people made. */
const longestMs = 60_000
const heapMb = 1024

/** Reads a Pypestream bot in a thread of its own: tables of many megabytes hold up nobody's conversation. */
export async function importOff(given: PypestreamFiles, name: string): Promise<PypestreamImport> {
  const { promise, resolve, reject } = Promise.withResolvers<PypestreamImport>()
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { given, name },
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  })
  const timer = setTimeout(() => resolve(tooMuch(given)), longestMs)
  worker.once('message', resolve)
  worker.once('error', (error: Error) => {
    if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(tooMuch(given))
    else reject(error)
  })
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}

const tooMuch = ({ bot }: PypestreamFiles): PypestreamImport => ({
  files: null,
  problems: [
    {
      code: 'pypestream-csv',
      severity: 'error',
      place: { file: bot.file },
      reason: 'The table is too much to be read in a minute.',
      repair: 'Split the bot into several.',
    },
  ],
  mistakes: [],
  counts: { rows: 0, nodes: 0, stubs: 0 },
})

if (!isMainThread && parentPort !== null) {
  const { given, name } = workerData as { readonly given: PypestreamFiles; readonly name: string }
  // Imported here: the main thread, which only starts this one, has no use for it.
  const { importPypestream } = await import('@parley/flow/pypestream')
  parentPort.postMessage(importPypestream(given, name))
}
