import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { OutputFile } from 'esbuild'
import { base, bundleApp, bundleWorker, workerEntry } from './bundle-source.ts'
import { outputOf, type PageParts, pageParts, withImports } from './page-parts.ts'

/** A built file, by the path that it is served at. */
export interface BundledFile {
  readonly path: string
  readonly body: Uint8Array
  /** The same, packed. */
  readonly brotli: Uint8Array
  /** Strong, with its quotes. */
  readonly etag: string
}

export interface Bundle {
  readonly files: readonly BundledFile[]
  /** The module that starts the Studio. */
  readonly entry: string
  /** Modules that the entry imports at once, so that a page can ask for all of them at the same time. */
  readonly first: readonly string[]
  /** What each page needs besides those. */
  readonly pages: readonly PageParts[]
  readonly style: string
}

/** Packed well enough; the last few per cent cost ten times as long. */
export const brotliQuality = 5

/**
 * One style sheet for all of it: a browser cannot wait for the style of a part that it loads later. The entry's has everybody's in it.
 *
 * @param progress told from 0 to 1 how much is done
 * @throws what esbuild says when the source does not bundle, which is a mistake in this package
 */
export async function bundleStudio(progress: (done: number) => void = () => undefined): Promise<Bundle> {
  const worker = await bundleWorker()
  progress(0.25)
  const app = await bundleApp(pathOf(outputOf(worker.metafile.outputs, workerEntry)))
  progress(0.6)
  const { outputs } = app.metafile
  const entry = outputOf(outputs, 'app/main.tsx')
  const stylePath = pathOf(outputs[entry]?.cssBundle ?? '')
  const wanted = [...worker.outputFiles, ...app.outputFiles].filter(
    ({ path }) => path === stylePath || !path.endsWith('.css'),
  )
  let packed = 0
  const files = wanted.map(async (file) => {
    const bundled = await fileOf(file)
    packed += 1
    progress(0.6 + (0.4 * packed) / wanted.length)
    return bundled
  })
  const first = withImports(outputs, entry)
  return {
    files: await Promise.all(files),
    entry: pathOf(entry),
    first: [...first].filter((path) => path !== entry).map(pathOf),
    pages: pageParts(outputs, first).map(({ pattern, parts }) => ({ pattern, parts: parts.map(pathOf) })),
    style: stylePath,
  }
}

/** Where an output of the metafile is served. */
const pathOf = (output: string): string => `${base}/${output.slice(output.lastIndexOf('/') + 1)}`

async function fileOf({ path, contents }: Pick<OutputFile, 'path' | 'contents'>): Promise<BundledFile> {
  const hash = createHash('sha256').update(contents).digest('base64url').slice(0, 22)
  const brotli = await promisify(brotliCompress)(contents, {
    params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality },
  })
  return { path, body: contents, brotli, etag: `"${hash}"` }
}
