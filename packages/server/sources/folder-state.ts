import { createHash } from 'node:crypto'
import { flowNameOf, type SourceFiles } from '@parley/studio/source'

export type Side = 'here' | 'folder'

/** A file that is not the same in the Studio and in the folder. */
export interface FolderChange {
  readonly path: string
  /** Who changed it since both were the same. */
  readonly changed: Side | 'both'
  /** It is on one side only. */
  readonly only?: Side
}

/** What both sides last had in common: path → hash. */
export type FolderBase = { readonly [path: string]: string }

export function compareFolder(base: FolderBase, here: SourceFiles, folder: SourceFiles): readonly FolderChange[] {
  const paths = [...new Set([...Object.keys(here), ...Object.keys(folder)])].sort()
  return paths.flatMap((path) => {
    const ours = hashOf(path, here[path])
    const theirs = hashOf(path, folder[path])
    if (ours === theirs) return []
    const before = Object.hasOwn(base, path) ? base[path] : undefined
    const changed = ours === before ? 'folder' : theirs === before ? 'here' : 'both'
    const only = ours === undefined ? 'folder' : theirs === undefined ? 'here' : undefined
    return [{ path, changed, ...(only === undefined ? {} : { only }) }]
  })
}

/** Of the files that are the same on both sides; the others keep what they had. */
export function baseOf(here: SourceFiles, folder: SourceFiles): FolderBase {
  const base: { [path: string]: string } = {}
  for (const [path, text] of Object.entries(here)) {
    const hash = hashOf(path, text)
    if (hash !== undefined && hash === hashOf(path, folder[path])) base[path] = hash
  }
  return base
}

function hashOf(path: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  return createHash('sha256').update(meaningOf(path, text)).digest('base64url').slice(0, 22)
}

/** A flow is the same however it is laid out, and in whatever order its nodes stand. */
function meaningOf(path: string, text: string): string {
  if (flowNameOf(path) === null) return text
  try {
    const { nodes, ...head } = JSON.parse(text) as { readonly nodes?: unknown }
    return JSON.stringify([sorted(head), sorted(nodes)])
  } catch {
    return text
  }
}

const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    : value
