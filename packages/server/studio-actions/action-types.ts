/**
 * What an action is checked against while it is written: the very sources of `@parley/actions` and of what they import, as texts by path.
 *
 * Owns which texts these are, and the few places in which the editor may know more than a compiler does: names of parameters and
 * secrets are those of the `solution.ts` that is open. Leaves how they are used to the Studio.
 */
import { readFile, realpath } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { renderEditorTypes } from '@parley/braze/editor-types'

/** Texts by path: `parley/actions/index.ts`, `node_modules/zod/index.d.ts`. The solution's own files are taken to be below `solution/`. */
export type TypeFiles = { readonly [path: string]: string }

export async function readActionTypes(): Promise<TypeFiles> {
  const [actions, flow, zod] = await Promise.all(
    ['@parley/actions', '@parley/flow', 'zod'].map((name) => realpath(fileURLToPath(import.meta.resolve(name)))),
  )
  if (actions === undefined || flow === undefined || zod === undefined) throw new Error('a package is missing')
  const files = await follow(actions, 'parley/actions')
  const names = Object.values(files).flatMap((text) => importedFrom(text, '@parley/flow'))
  const index = onlyExports(await readFile(flow, 'utf8'), new Set(names))
  return {
    ...files,
    ...(await followFrom(dirname(flow), 'parley/flow', 'index.ts', index)),
    ...(await followZod(dirname(zod))),
    'parley/braze/contract.ts': renderEditorTypes(),
    'parley/solution-names.ts': solutionNames,
    'parley/node.d.ts': "declare module 'node:*'\n",
    'parley/actions/action.ts': knowNames(files['parley/actions/action.ts'] ?? ''),
    'parley/actions/braze.ts': writeOut(files['parley/actions/braze.ts'] ?? ''),
    'parley/actions/solution.ts': keepDefinition(files['parley/actions/solution.ts'] ?? ''),
  }
}

const solutionNames = `import type { Value } from './flow/index.ts'
import type solution from '../solution/solution.ts'

type Definition = typeof solution
export type ParamNames = Definition extends { readonly params: { readonly sandbox: infer Given } }
  ? { readonly [Name in keyof Given & string]: Value }
  : unknown
export type SecretNames = Definition extends { readonly secrets: readonly (infer Given)[] }
  ? { readonly [Name in Given & string]: string }
  : unknown
`

/** @throws Error when the source no longer reads as this expects, which a test notices */
function swap(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`the source of @parley/actions no longer says: ${from}`)
  return text.replace(from, () => to)
}

function knowNames(text: string): string {
  const params = swap(text, '  readonly params: Params\n', '  readonly params: Params & ParamNames\n')
  const secrets = swap(params, '  readonly secrets: Secrets\n', '  readonly secrets: Secrets & SecretNames\n')
  return `import type { ParamNames, SecretNames } from '../solution-names.ts'\n${secrets}`
}

/** The client with a documented method for each endpoint, instead of one type that is worked out of all of them. */
function writeOut(text: string): string {
  const given = 'export type ActionBraze = All<ByEndpoint<EndpointId>>'
  return `import type { BrazeMethods } from '../braze/contract.ts'\n${swap(text, given, 'export type ActionBraze = BrazeMethods')}`
}

/** What `solution.ts` says stays known, so that its names can be completed elsewhere. */
function keepDefinition(text: string): string {
  return swap(
    text,
    'export function defineSolution(definition: SolutionDefinition): SolutionDefinition {',
    `export function defineSolution<const Definition extends SolutionDefinition>(
  definition: Definition & { readonly [Name in Exclude<keyof Definition, keyof SolutionDefinition>]: never },
): Definition {`,
  )
}

const importPattern = /(?:import|export)\s+(?:type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?'([^']+)'/g

const importsOf = (text: string): readonly string[] =>
  [
    ...text
      .replaceAll(/\/\*[\s\S]*?\*\//g, '')
      .replaceAll('"', "'")
      .matchAll(importPattern),
  ].flatMap(([, from]) => from ?? [])

/** The names that a source imports from a package. */
function importedFrom(text: string, name: string): readonly string[] {
  const lists = [...text.matchAll(/import\s+(?:type\s+)?\{([^}]*)\}\s+from\s+'([^']+)'/g)]
  return lists.flatMap(([, names = '', from]) => (from === name ? namesOf(names) : []))
}

const namesOf = (list: string): readonly string[] =>
  list.split(',').flatMap((each) => each.trim().replace(/^type\s+/, '') || [])

/** An index that exports these names only. */
function onlyExports(index: string, wanted: ReadonlySet<string>): string {
  const lines = [...index.matchAll(/export\s+(?:type\s+)?\{([^}]*)\}\s+from\s+'([^']+)'/g)]
  return lines
    .flatMap(([, names = '', from = '']) => {
      const kept = namesOf(names).filter((name) => wanted.has(name))
      return kept.length === 0 ? [] : [`export { ${kept.join(', ')} } from '${from}'\n`]
    })
    .join('')
}

interface Following {
  /** The file that an import means. */
  readonly fileOf?: (specifier: string) => string
  /** Files that are not read: nothing is in them. */
  readonly leaveOut?: RegExp
}

/** A source and everything that it imports by a relative path. */
async function follow(entry: string, as: string): Promise<TypeFiles> {
  const folder = dirname(entry)
  return followFrom(folder, as, relative(folder, entry), await readFile(entry, 'utf8'))
}

async function followFrom(
  folder: string,
  as: string,
  entry: string,
  text: string,
  { fileOf = (specifier) => specifier, leaveOut }: Following = {},
): Promise<TypeFiles> {
  const found = new Map([[entry, text]])
  const waiting = [entry]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    for (const specifier of importsOf(found.get(path) ?? '')) {
      if (!specifier.startsWith('.')) continue
      const target = join(dirname(path), fileOf(specifier))
      if (found.has(target)) continue
      const isOut = leaveOut?.test(target) === true
      found.set(target, isOut ? 'export {}\n' : await readFile(join(folder, target), 'utf8'))
      waiting.push(target)
    }
  }
  return Object.fromEntries([...found].map(([path, source]) => [`${as}/${path}`, source]))
}

/** zod's declarations, but for its messages in fifty languages. */
async function followZod(folder: string): Promise<TypeFiles> {
  return followFrom(folder, 'node_modules/zod', 'index.d.ts', await readFile(join(folder, 'index.d.ts'), 'utf8'), {
    fileOf: (specifier) => specifier.replace(/\.js$/, '.d.ts'),
    leaveOut: /locales\/index\.d\.ts$/,
  })
}
