import { useMemo } from 'react'
import { useFlow, useSource } from '../source/hooks.ts'
import { useScope as useKnown } from '../worker/client.ts'
import { type Names, useForm } from './form.tsx'
import { moreNames, namesIn, type ScopeName, scopeOf } from './scope.ts'
import { useSurroundings } from './surroundings.ts'

/** What texts and logic of a node see, as the compiler knows it; until it has answered, as the file says. Asked once for a whole form. */
export function useNames(flow: string, node: string | null): Names {
  const store = useSource()
  const file = useFlow(flow)
  const known = useKnown(flow, node)
  const { actions, profile } = useSurroundings()
  return useMemo(() => {
    if (known !== null) return { usual: namesIn(known, false), withMore: namesIn(known, true) }
    if (file === undefined) return { usual: [], withMore: [] }
    const flows = Object.fromEntries(store.flowNames.flatMap((name) => [[name, store.flow(name) ?? file] as const]))
    const around = { actions, flows, ...(profile === undefined ? {} : { profile }) }
    const own = node === null ? undefined : file.nodes[node]
    const usual = scopeOf(file, around)
    return { usual, withMore: own === undefined ? usual : [...moreNames(own, around), ...usual] }
  }, [known, file, store, actions, profile, node])
}

/** What the field in hand sees. `more`: also what came back. */
export function useScope(more = false): readonly ScopeName[] {
  const { names } = useForm()
  return more ? names.withMore : names.usual
}
