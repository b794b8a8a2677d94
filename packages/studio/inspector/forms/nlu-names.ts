import { useMemo, useRef, useSyncExternalStore } from 'react'
import { useSource } from '../../source/hooks.ts'

/** What the files of understanding have names for. */
export interface NluNames {
  readonly intents: readonly string[]
  readonly entities: readonly string[]
  /** What entities are in a sentence: "from", "to". */
  readonly roles: readonly string[]
}

/**
 * The names in files of understanding, found by how their lines begin: a reader of all YAML is large and slow with thousands of examples,
 * and the compiler has the last word.
 */
export function nluNames(texts: readonly string[]): NluNames {
  const found = { intents: new Set<string>(), entities: new Set<string>(), roles: new Set<string>() }
  for (const text of texts) scan(text, found)
  return { intents: [...found.intents], entities: [...found.entities].toSorted(), roles: [...found.roles].toSorted() }
}

type Found = { readonly [kind in keyof NluNames]: Set<string> }

function scan(text: string, found: Found): void {
  let top = ''
  let indent: number | null = null
  for (const line of text.split('\n')) {
    if (/^\s*(#|$)/.test(line)) continue
    scanMarks(line, found)
    const key = /^(\s*)(["']?)([^"'#:\s-][^"'#:]*)\2\s*:/.exec(line)
    const depth = /^\s*/.exec(line)?.[0].length ?? 0
    if (depth === 0 && !line.startsWith('-')) {
      top = key?.[3]?.trim() ?? ''
      indent = null
    } else if (top === 'nlu') {
      const [, kind, name = ''] = /^\s*- (intent|regex|lookup):\s*["']?([^"'#\s]+)/.exec(line) ?? []
      if (kind === 'intent') found.intents.add(name.replaceAll('/', '.'))
      else if (kind !== undefined) found.entities.add(name)
    } else if ((top === 'intents' || top === 'entities') && key !== null) {
      indent ??= depth
      if (depth === indent) found[top].add((key[3] ?? '').trim())
    }
  }
}

/** `[Seoul](city)`, `[Seoul]{"entity": "city", "role": "to"}` */
function scanMarks(line: string, { entities, roles }: Found): void {
  if (!line.includes('](') && !line.includes(']{')) return
  for (const [, plain, members = ''] of line.matchAll(/\](?:\(([A-Za-z][\w.-]*)(?::[^)]*)?\)|\{([^}]*)\})/g)) {
    const entity = plain ?? /"entity"\s*:\s*"([^"]+)"/.exec(members)?.[1]
    const role = /"role"\s*:\s*"([^"]+)"/.exec(members)?.[1]
    if (entity !== undefined) entities.add(entity)
    if (role !== undefined) roles.add(role)
  }
}

/** Those of the solution that is open, as they are now. */
export function useNluNames(): NluNames {
  const store = useSource()
  const known = useRef<readonly string[]>([])
  const texts = useSyncExternalStore(store.subscribe, () => {
    const now = store.paths.filter((path) => /^nlu\/[^/]+\.ya?ml$/.test(path)).map((path) => store.text(path) ?? '')
    const isSame = now.length === known.current.length && now.every((text, index) => text === known.current[index])
    if (!isSame) known.current = now
    return known.current
  })
  return useMemo(() => nluNames(texts), [texts])
}
