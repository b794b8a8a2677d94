/** The code editor's own files, prebuilt by its makers: where they are, and below which address they are served. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.resolve('monaco-editor'))), '..', '..')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string }
const folder = join(root, 'min', 'vs')
const assets = readdirSync(join(folder, 'assets'))

/** Their names change with their content. */
function workerOf(name: string): string {
  const file = assets.find((each) => each.startsWith(`${name}.worker-`) && each.endsWith('.js'))
  if (file === undefined) throw new Error(`the code editor has no ${name} worker`)
  return `assets/${file}`
}

export const codeEditor = {
  folder,
  /** With the version, so that it can be kept for ever. The Studio's bundle knows it as `codeEditorBase`. */
  base: `/studio/code-editor/${version}`,
  /** Below the base, by what they are for; the bundle knows them as `codeEditorWorkers`. */
  workers: { editor: workerOf('editor'), typescript: workerOf('ts'), json: workerOf('json') },
} as const
