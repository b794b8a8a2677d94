import { useMemo, useSyncExternalStore } from 'react'
import type { FlowFile } from '../source/flow-file.ts'
import { useSource } from '../source/hooks.ts'

/** All flows of the document. */
export function useFlows(): readonly (readonly [name: string, file: FlowFile])[] {
  const store = useSource()
  const version = useSyncExternalStore(store.subscribe, () => store.version)
  return useMemo(
    () =>
      version < 0
        ? []
        : store.flowNames.flatMap((name) => {
            const file = store.flow(name)
            return file === undefined ? [] : [[name, file] as const]
          }),
    [store, version],
  )
}
