import type { Metafile } from 'esbuild'
import { type PageEntry, pages, solutionFrame } from './app/pages.ts'

/** What a page needs at once. */
export interface PageParts {
  /** Source of a regular expression for its path below `/studio`, without a slash at either end. */
  readonly pattern: string
  /** Outputs of the bundler, the entry's own left out. */
  readonly parts: readonly string[]
}

/** An output of the bundler with everything that it imports at once, by the names in the metafile. */
export function withImports(outputs: Metafile['outputs'], output: string, found = new Set<string>()): Set<string> {
  if (found.has(output)) return found
  found.add(output)
  for (const { path, kind } of outputs[output]?.imports ?? [])
    if (kind === 'import-statement') withImports(outputs, path, found)
  return found
}

/** The output that a module of the source begins. */
export function outputOf(outputs: Metafile['outputs'], module: string): string {
  const found = Object.entries(outputs).find(([path, each]) => each.entryPoint === module && path.endsWith('.js'))
  if (found === undefined) throw new Error(`the bundle of the Studio has no part for ${module}`)
  return found[0]
}

/** What each page needs besides `first`, which every page needs. */
export function pageParts(outputs: Metafile['outputs'], first: ReadonlySet<string>): readonly PageParts[] {
  return pages.map((entry) => ({
    pattern: patternOf(entry.path),
    parts: [...partsOf(outputs, entry)].filter((part) => !first.has(part)),
  }))
}

/** The page's module and the frame's. */
export function partsOf(outputs: Metafile['outputs'], { page, frame }: PageEntry): ReadonlySet<string> {
  const own = withImports(outputs, outputOf(outputs, `pages/${page}.tsx`))
  return frame === 'solution' ? withImports(outputs, outputOf(outputs, `pages/${solutionFrame}.tsx`), own) : own
}

/** `s/:solution/actions/:action?` → `^s/[^/]+/actions(?:/[^/]+)?$` */
function patternOf(path: string): string {
  const parts = path.split('/').map((part, index) => {
    const slash = index === 0 ? '' : '/'
    if (!part.startsWith(':')) return `${slash}${part}`
    return part.endsWith('?') ? `(?:${slash}[^/]+)?` : `${slash}[^/]+`
  })
  return `^${parts.join('')}$`
}
