import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import { type BuildOptions, build, type OutputFile, type Plugin, transform } from 'esbuild'

/** A built file, by the path that it is served at. */
export interface BundledFile {
  readonly path: string
  readonly body: Uint8Array
  /** The same, packed as small as it gets: it is done once and sent often. */
  readonly gzip: Uint8Array
  readonly brotli: Uint8Array
  /** Strong, with its quotes. */
  readonly etag: string
}

export interface Bundle {
  readonly loader: BundledFile
  readonly modules: readonly BundledFile[]
}

const shared = {
  absWorkingDir: fileURLToPath(new URL('.', import.meta.url)),
  bundle: true,
  write: false,
  minify: true,
  legalComments: 'none',
  charset: 'utf8',
  target: 'es2022',
  platform: 'browser',
  logLevel: 'silent',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  // The repository's own settings are for the type checker.
  tsconfigRaw: '{}',
} as const satisfies BuildOptions

/** @throws what esbuild says when the source does not bundle, which is a mistake in this package */
export async function bundleWidget(): Promise<Bundle> {
  const { modules, first } = await bundleModules()
  const { outputFiles } = await build({
    ...shared,
    entryPoints: { widget: 'api/loader.ts' },
    format: 'iife',
    outdir: '/',
    // Relative: the loader's own address may have a path before it.
    define: { firstModules: JSON.stringify(first.map((path) => path.slice(1))) },
  })
  const [loader] = await Promise.all(outputFiles.map(fileOf))
  if (loader === undefined) throw new Error('the widget has no loader')
  return { loader, modules }
}

/** `first`: the module that is imported, then those that it imports at once. */
async function bundleModules(): Promise<{
  readonly modules: readonly BundledFile[]
  readonly first: readonly string[]
}> {
  const { outputFiles, metafile } = await build({
    ...shared,
    entryPoints: { main: 'api/main.ts' },
    format: 'esm',
    splitting: true,
    outdir: '/widget',
    // A name that changes with the content can be kept for ever.
    entryNames: '[name]-[hash]',
    chunkNames: 'part-[hash]',
    plugins: [smallStyles],
    metafile: true,
  })
  const builtFrom = (source: string): string => {
    const found = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === source)
    const name = found?.[0].split('/').at(-1)
    if (name === undefined) throw new Error(`the widget has no module of ${source}`)
    return `/widget/${name}`
  }
  return {
    modules: await Promise.all(outputFiles.map(fileOf)),
    first: [builtFrom('api/main.ts'), builtFrom('view/element.tsx')],
  }
}

/** Style sheets are texts in the source, which a minifier of scripts leaves as they are. */
const smallStyles: Plugin = {
  name: 'small-styles',
  setup({ onLoad }) {
    onLoad({ filter: /\/view\/style\/[\w-]+\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      const sheets = await Promise.all([...text.matchAll(/`([^`$]*)`/g)].map(([, sheet = '']) => smallStyle(sheet)))
      return { contents: text.replaceAll(/`[^`$]*`/g, () => `\`${sheets.shift()}\``), loader: 'ts' }
    })
  },
}

async function smallStyle(sheet: string): Promise<string> {
  const { code } = await transform(sheet, { loader: 'css', minify: true, target: shared.target, logLevel: 'silent' })
  // It stands in a template again.
  return code.trim().replaceAll('\\', '\\\\')
}

async function fileOf({ path, contents }: Pick<OutputFile, 'path' | 'contents'>): Promise<BundledFile> {
  const hash = createHash('sha256').update(contents).digest('base64url').slice(0, 22)
  const [zipped, brotli] = await Promise.all([
    promisify(gzip)(contents, { level: 9 }),
    promisify(brotliCompress)(contents),
  ])
  return { path, body: contents, gzip: zipped, brotli, etag: `"${hash}"` }
}
