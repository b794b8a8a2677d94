import { realpathSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Problem } from '@parley/flow'
import { build, type Message, type Plugin, stop } from 'esbuild'

export interface Bundle {
  readonly text: string
  readonly sourceMap: string
}

const authorsEntry = fileURLToPath(new URL('../index.ts', import.meta.url))

/**
 * `@parley/actions` and `zod` are this installation's, wherever the solution's folder is and whatever is installed beside it.
 * Node's own modules are there at run time and are asked for then.
 */
const ours: Plugin = {
  name: 'ours',
  setup(builder) {
    builder.onResolve({ filter: /^@parley\/actions$/ }, () => ({ path: authorsEntry, sideEffects: false }))
    builder.onResolve({ filter: /^zod(\/.*)?$/ }, (found) => {
      if (found.pluginData !== undefined) return null
      return builder.resolve(found.path, { kind: found.kind, resolveDir: import.meta.dirname, pluginData: 'resolving' })
    })
    // zod names its messages in fifty languages; an action's go to its log, in English.
    builder.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: `export { default as en } from './en.js'\n`,
      loader: 'js',
    }))
    const builtin = new RegExp(`^(node:)?(${builtinModules.map((name) => name.replace('/', '\\/')).join('|')})$`)
    builder.onResolve({ filter: builtin }, ({ path }) => ({ path: path.replace(/^node:/, ''), namespace: 'builtin' }))
    builder.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: builtinText(path),
      loader: 'js',
    }))
  },
}

/** Which packages an action may import: all that are installed around its folder, or `@parley/actions` and `zod` alone. */
export type Packages = 'installed' | 'ours'

const installation = fileURLToPath(new URL('../..', import.meta.url))

/**
 * What may become part of a bundle: the solution's own files, packages, and what this installation gives to actions. Any other
 * file of the machine would end up in a version, within reach of whatever the action may talk to. Links are followed first.
 */
function fence(folder: string, packages: Packages): Plugin {
  const own = realpathSync(folder) + sep
  return {
    name: 'fence',
    setup(builder) {
      builder.onResolve({ filter: /.*/ }, async (found) => {
        if (found.pluginData === 'fenced' || found.namespace === 'builtin') return null
        const { path, kind, importer, resolveDir, with: attributes } = found
        const resolved = await builder.resolve(path, {
          kind,
          importer,
          resolveDir,
          with: attributes,
          pluginData: 'fenced',
        })
        if (resolved.errors.length > 0 || resolved.namespace !== 'file') return resolved
        const inside = resolved.path.startsWith(own)
        // What a package of this installation imports is its own affair.
        const isAsked = packages === 'ours' && importer.startsWith(own)
        const given =
          !isAsked && (resolved.path.includes(`${sep}node_modules${sep}`) || resolved.path.startsWith(installation))
        if (inside || (given && attributes.type === undefined) || (given && attributes.type === 'json')) return resolved
        return {
          errors: [
            {
              text: `"${path}" lies outside of the solution's folder; only its own files and ${packages === 'ours' ? '@parley/actions and zod' : 'packages'} can be imported.`,
            },
          ],
        }
      })
    },
  }
}

/** The bundle has no static imports: it is evaluated as a script, which is four times faster to load than a module. */
function builtinText(name: string): string {
  return `module.exports = process.getBuiltinModule(${JSON.stringify(`node:${name}`)})`
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
    `deliver({ solution, actions: { ${members.join(', ')} }, toJsonSchema: z.toJSONSchema })`,
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

/** Bundles under way in this process. */
let bundling = 0

/** Makes one ES module of a solution's `solution.ts` and actions. Nothing of it is run. */
export async function bundleSolution(
  folder: string,
  actions: readonly string[],
  packages: Packages = 'installed',
): Promise<{ readonly bundle: Bundle | null; readonly problems: readonly Problem[] }> {
  bundling += 1
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
      plugins: [ours, fence(folder, packages)],
    })
    const text = built.outputFiles.find(({ path }) => path.endsWith('.js'))?.text ?? ''
    const map = built.outputFiles.find(({ path }) => path.endsWith('.map'))?.text ?? '{}'
    return { bundle: { text, sourceMap: tidySourceMap(map, folder) }, problems: [] }
  } catch (thrown) {
    if (!isBuildFailure(thrown)) throw thrown
    return { bundle: null, problems: thrown.errors.map(readMessage) }
  } finally {
    bundling -= 1
    // esbuild's own process would hold 40 MB for as long as ours lives; the next bundle starts it again.
    if (bundling === 0) await stop()
  }
}
