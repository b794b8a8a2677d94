import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

/** The repository's root folder. */
const repository = resolve(import.meta.dirname, '../..')

/** One file of the repository as the architecture test sees it. */
export interface SourceFile {
  /** Path from the repository's root. */
  readonly path: string
  /** Everything. */
  readonly text: string
  /** Without comment lines. */
  readonly code: string
  readonly isTest: boolean
  readonly imports: readonly Import[]
}

export interface Import {
  /** As written. */
  readonly specifier: string
  /** Where a relative one points, from the repository's root. */
  readonly target: string | undefined
  readonly typeOnly: boolean
}

/** Every file that matches, without what is installed or generated. */
export function sourceFiles(...patterns: readonly string[]): readonly SourceFile[] {
  return paths(...patterns).map(readSource)
}

export function paths(...patterns: readonly string[]): readonly string[] {
  const generated = /(^|\/)(node_modules|\.parley|\.git|dist|coverage|test-results)(\/|$)/
  const found = globSync(patterns, { cwd: repository, exclude: (path) => generated.test(path) })
  return [...new Set(found)].filter((path) => !generated.test(path)).sort()
}

/** The text of a file; empty when there is none. */
export function textOf(path: string): string {
  const file = join(repository, path)
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

function readSource(path: string): SourceFile {
  const text = textOf(path)
  const code = withoutComments(text)
  const isTest = /\.test\.ts$|(^|\/)fixtures\//.test(path)
  return { path, text, code, isTest, imports: importsOf(path, code) }
}

/** Keeps the line numbers. Comments at the end of a line stay; nothing here is misled by them. */
function withoutComments(text: string): string {
  let inside = false
  const lines = text.split('\n').map((line) => {
    const opens = /^\s*\/\*/.test(line)
    const comment = inside || opens || /^\s*\/\//.test(line)
    if (opens) inside = true
    if (inside && line.includes('*/')) inside = false
    return comment ? '' : line
  })
  return lines.join('\n')
}

const importForms = [
  /^\s*(?:import|export)\s+(type\s)?[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm,
  /^\s*import\s+()['"]([^'"]+)['"]/gm,
  /\bimport\s*()\(\s*['"]([^'"]+)['"]/g,
]

function importsOf(path: string, code: string): readonly Import[] {
  const found = importForms.flatMap((form) => [...code.matchAll(form)])
  return found.map(([, type, specifier = '']) => ({
    specifier,
    target: specifier.startsWith('.') ? relative(repository, resolve(repository, dirname(path), specifier)) : undefined,
    typeOnly: type !== undefined && type !== '',
  }))
}
