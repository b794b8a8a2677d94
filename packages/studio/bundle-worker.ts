import { setTimeout as delay } from 'node:timers/promises'
import { stop } from 'esbuild'
import { bundleStudio } from './bundle.ts'

/** What the bundler's process tells: how much is done, 0 to 1, and at last the bundle. */
export type BundlerWord =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'bundle'; readonly bundle: Awaited<ReturnType<typeof bundleStudio>> }

const tell = (word: BundlerWord): Promise<void> =>
  new Promise((resolve, reject) => {
    process.send?.(word, (error: Error | null) => (error === null ? resolve() : reject(error)))
  })

// Whoever asked is gone: nobody wants it any more.
process.once('disconnect', () => process.exit())
const bundle = await bundleStudio((done) => void tell({ kind: 'progress', done }))
await stop()
await tell({ kind: 'bundle', bundle })
// esbuild's own process has been told to end; who ended first would leave it behind, ended and never waited for.
await delay(100)
process.disconnect?.()
