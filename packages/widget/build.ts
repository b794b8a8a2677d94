/**
 * The widget as browsers get it, bundled in memory from the source. Nothing is written and nothing is kept: who serves it keeps
 * the result. It runs in a thread of its own, since a process has one esbuild and others stop theirs when they are done.
 */
import { Worker } from 'node:worker_threads'
import type { Bundle } from './bundle.ts'

/** One file to serve. */
export interface WidgetFile {
  readonly body: Buffer
  /** The same, packed. */
  readonly gzip: Buffer
  readonly brotli: Buffer
  /** Strong, with its quotes. */
  readonly etag: string
}

export interface WidgetBuild {
  /** `/widget.js`: a classic script, the same address for ever. */
  readonly loader: WidgetFile
  /** By path, `/widget/main-ABCDEFGH.js`: modules whose names change with their content. */
  readonly modules: ReadonlyMap<string, WidgetFile>
}

/** Takes some hundred milliseconds, beside the event loop. @throws when the source does not bundle */
export async function buildWidget(): Promise<WidgetBuild> {
  const { loader, modules } = await runWorker()
  const fileOf = ({ body, gzip, brotli, etag }: Bundle['loader']): WidgetFile => ({
    body: Buffer.from(body),
    gzip: Buffer.from(gzip),
    brotli: Buffer.from(brotli),
    etag,
  })
  return { loader: fileOf(loader), modules: new Map(modules.map((module) => [module.path, fileOf(module)])) }
}

function runWorker(): Promise<Bundle> {
  const { promise, resolve, reject } = Promise.withResolvers<Bundle>()
  const worker = new Worker(new URL('./bundle-worker.ts', import.meta.url))
  worker.once('message', resolve)
  worker.once('error', reject)
  worker.once('exit', () => reject(new Error('the bundler of the widget ended without a word')))
  return promise
}
