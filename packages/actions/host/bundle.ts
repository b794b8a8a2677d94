import { builtinModules } from 'node:module'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Problem } from '@parley/flow'
import { build, type Message, type Plugin } from 'esbuild'

export interface Bundle {
  readonly text: string
  readonly sourceMap: string
}

const authorsEntry = fileURLToPath(new URL('../index.ts', import.meta.url))

/**
 * `@parley/actions` and `zod` are this installation's, wherever the solution's folder is and whatever is installed beside it.
 * Node's own modules are there at run time and stay imports; their bare names become `node:` ones.
 */
const ours: Plugin = {
  name: 'ours',
  setup(builder) {
    builder.onResolve({ filter: /^@parley\/actions$/ }, () => ({ path: authorsEntry, sideEffects: false }))
    builder.onResolve({ filter: /^zod(\/.*)?$/ }, (found) => {
      if (found.pluginData === 'resolving') return null
      return builder.resolve(found.path, { kind: found.kind, resolveDir: import.meta.dirname, pluginData: 'resolving' })
    })
    // zod names its messages in fifty languages; an action's go to its log, in English.
    builder.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: `export { default as en } from './en.js'\n`,
      loader: 'js',
    }))
    const builtin = new RegExp(`^(node:)?(${builtinModules.map((name) => name.replace('/', '\\/')).join('|')})$`)
    builder.onResolve({ filter: builtin }, ({ path, namespace }) =>
      namespace === 'builtin'
        ? { path: path.startsWith('node:') ? path : `node:${path}`, external: true }
        : { path: path.replace(/^node:/, ''), namespace: 'builtin' },
    )
    builder.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: builtinText(path),
      loader: 'js',
    }))
  },
}

/** A module of Node's behind an import of its own, so that `require` of it, which the bundle's format does not know, works too. */
function builtinText(name: string): string {
  const all = `export * from 'node:${name}'\nexport { default } from 'node:${name}'\n`
  // The worker's empty environment instead of one that refuses to be read.
  return name === 'process' ? `${all}export const { env } = globalThis.process\n` : all
}

function entryText(actions: readonly string[]): string {
  const imports = actions.map(
    (name, index) => `import * as action${index} from ${JSON.stringify(`./actions/${name}.ts`)}`,
  )
  const members = actions.map((name, index) => `${JSON.stringify(name)}: action${index}`)
  return [
    `import { z } from 'zod'`,
    `import * as solution from './solution.ts'`,
    ...imports,
    `export const parley = { solution, actions: { ${members.join(', ')} }, toJsonSchema: z.toJSONSchema }`,
  ].join('\n')
}

function readMessage({ text, location }: Message): Problem {
  const file = location?.file
  return {
    code: 'action-does-not-compile',
    severity: 'error',
    place: location && file ? { file, line: location.line, column: location.column + 1 } : {},
    reason: text,
    repair: 'Correct the file where the place says.',
  }
}

function isBuildFailure(thrown: unknown): thrown is { readonly errors: readonly Message[] } {
  return typeof thrown === 'object' && thrown !== null && 'errors' in thrown && Array.isArray(thrown.errors)
}

/** Source paths as authors know them: relative to the solution's folder, with `/`. */
function tidySourceMap(text: string, folder: string): string {
  const map = JSON.parse(text) as { sources: string[]; sourcesContent?: unknown }
  map.sources = map.sources.map((source) => relative(folder, join(folder, source)).split(sep).join('/'))
  // The texts are in the solution's folder, and not needed to name a line.
  delete map.sourcesContent
  return JSON.stringify(map)
}

/** Makes one ES module of a solution's `solution.ts` and actions. Nothing of it is run. */
export async function bundleSolution(
  folder: string,
  actions: readonly string[],
): Promise<{ readonly bundle: Bundle | null; readonly problems: readonly Problem[] }> {
  try {
    const built = await build({
      stdin: { contents: entryText(actions), resolveDir: folder, sourcefile: 'solution-bundle.js', loader: 'js' },
      absWorkingDir: folder,
      outdir: folder,
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'esnext',
      conditions: ['worker', 'browser', 'module'],
      mainFields: ['browser', 'module', 'main'],
      sourcemap: 'external',
      legalComments: 'none',
      keepNames: true,
      // Not the syntax: joined statements would share a line in stacks.
      minifyWhitespace: true,
      logLevel: 'silent',
      // An author's tsconfig could change what the code means; types are the editor's business.
      tsconfigRaw: { compilerOptions: { target: 'esnext', verbatimModuleSyntax: true } },
      // How a missing default export is told apart from other mistakes: later, from inside.
      logOverride: { 'import-is-undefined': 'silent' },
      plugins: [ours],
    })
    const text = built.outputFiles.find(({ path }) => path.endsWith('.js'))?.text ?? ''
    const map = built.outputFiles.find(({ path }) => path.endsWith('.map'))?.text ?? '{}'
    return { bundle: { text, sourceMap: tidySourceMap(map, folder) }, problems: [] }
  } catch (thrown) {
    if (!isBuildFailure(thrown)) throw thrown
    return { bundle: null, problems: thrown.errors.map(readMessage) }
  }
}
