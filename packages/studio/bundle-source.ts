import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, type BuildResult, build, type Plugin } from 'esbuild'
import { codeEditor } from './code-editor.ts'

/** Below it everything is served. */
export const base = '/studio/assets'

/** zod brings its messages in fifty languages; nobody reads any of them, because flows have problems of their own. */
const onlyEnglish: Plugin = {
  name: 'only-english',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js'",
    }))
  },
}

/** Without Node's Buffer, bytes are read with an encoder in cel-js 8.0.0, which cannot: `bytes(text).json()` would always fail here. */
const jsonOfBytes: Plugin = {
  name: 'json-of-bytes',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]cel-js[\\/]lib[\\/]functions\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8')
      const contents = source.replace('JSON.parse(textEncoder.decode(b))', 'JSON.parse(textDecoder.decode(b))')
      if (contents !== source) return { contents }
      return { errors: [{ text: 'cel-js reads JSON of bytes in another way now: see whether this plugin is needed.' }] }
    })
  },
}

/**
 * React is written in CommonJS: every module that imports it would copy all of its exports for itself when it is loaded, some hundred
 * times over. Here one module names them for all.
 */
const reactOnce: Plugin = {
  name: 'react-once',
  setup({ onResolve, onLoad }) {
    const named = /^react(-dom|\/jsx-runtime)?$/
    onResolve({ filter: named }, ({ path, kind, namespace }) =>
      // Modules in CommonJS take it as it is, and so does the one that names the exports.
      kind === 'import-statement' && namespace !== 'react-once' ? { path, namespace: 'react-once' } : null,
    )
    onLoad({ filter: named, namespace: 'react-once' }, ({ path }) => {
      const names = Object.keys(createRequire(import.meta.url)(path) as object).filter((name) => name !== 'default')
      const contents = `import all from '${path}'\nexport default all\nexport const { ${names.join(', ')} } = all`
      return { contents, resolveDir: shared.absWorkingDir }
    })
  },
}

const shared = {
  absWorkingDir: fileURLToPath(new URL('.', import.meta.url)),
  bundle: true,
  write: false,
  minify: true,
  metafile: true,
  legalComments: 'none',
  charset: 'utf8',
  target: 'es2022',
  platform: 'browser',
  format: 'esm',
  logLevel: 'silent',
  jsx: 'automatic',
  jsxImportSource: 'react',
  define: { 'process.env.NODE_ENV': '"production"' },
  loader: { '.module.css': 'local-css' },
  // The repository's own settings are for the type checker.
  tsconfigRaw: '{}',
  outdir: base,
  // A name that changes with the content can be kept for ever.
  entryNames: '[name]-[hash]',
  chunkNames: 'part-[hash]',
  assetNames: '[name]-[hash]',
} as const satisfies BuildOptions

type Built = BuildResult<{ readonly write: false; readonly metafile: true }>

export const workerEntry = 'worker/main.ts'

/** The worker is bundled on its own, because it must not share code with a page that has a document. What it seldom needs comes later. */
export const bundleWorker = (): Promise<Built> =>
  build({ ...shared, plugins: [onlyEnglish, jsonOfBytes], entryPoints: { worker: workerEntry }, splitting: true })

/** @param workerPath where the worker's script is served */
export const bundleApp = (workerPath: string): Promise<Built> =>
  build({
    ...shared,
    plugins: [reactOnce],
    entryPoints: { studio: 'app/main.tsx' },
    splitting: true,
    define: {
      ...shared.define,
      studioWorker: JSON.stringify(workerPath),
      codeEditorBase: JSON.stringify(codeEditor.base),
      codeEditorWorkers: JSON.stringify(codeEditor.workers),
    },
  })
