/**
 * The Studio as browsers get it, bundled in memory from the source, in a process of its own, which takes what bundling takes of memory
 * with it when it ends. Nothing is written and nothing is kept: who serves it keeps the result.
 */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Bundle } from './bundle.ts'
import type { BundlerWord } from './bundle-worker.ts'

/** One file to serve. */
export interface StudioFile {
  readonly body: Buffer
  readonly brotli: Buffer
  /** Strong, with its quotes. */
  readonly etag: string
}

export interface StudioBuild extends Pick<Bundle, 'entry' | 'first' | 'style'> {
  /** By path, `/studio/assets/studio-ABCDEFGH.js`: names change with the content. */
  readonly files: ReadonlyMap<string, StudioFile>
  /** What the page at a path below `/studio` needs besides `first`; nothing where there is no page. */
  partsAt(path: string): readonly string[]
}

/**
 * Takes a second or two, beside the event loop.
 *
 * @param progress told from 0 to 1 how much is done
 * @throws when the source does not bundle
 */
export async function buildStudio(progress: (done: number) => void = () => undefined): Promise<StudioBuild> {
  const { files, pages, ...places } = await runBundler(progress)
  const patterns = pages.map(({ pattern, parts }) => ({ pattern: new RegExp(pattern), parts }))
  return {
    ...places,
    files: new Map(
      files.map(({ path, body, brotli, etag }) => [
        path,
        { body: Buffer.from(body), brotli: Buffer.from(brotli), etag },
      ]),
    ),
    partsAt: (path) => patterns.find(({ pattern }) => pattern.test(path.replace(/^\/|\/$/g, '')))?.parts ?? [],
  }
}

function runBundler(progress: (done: number) => void): Promise<Bundle> {
  const { promise, resolve, reject } = Promise.withResolvers<Bundle>()
  const bundler = fork(fileURLToPath(new URL('./bundle-worker.ts', import.meta.url)), {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  bundler.on('message', (word: BundlerWord) => {
    if (word.kind === 'bundle') resolve(word.bundle)
    else progress(word.done)
  })
  bundler.once('error', reject)
  bundler.once('exit', (code) => reject(new Error(`the bundler of the Studio ended with ${code} and without a bundle`)))
  return promise
}
