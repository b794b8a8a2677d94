import { createContext, useContext, useSyncExternalStore } from 'react'
import type { FlowFile } from './flow-file.ts'
import type { DocumentProvider, ProviderState } from './provider.ts'
import type { SourceStore } from './store.ts'

/** The document of the solution that is open; `pages/solution-frame.tsx` provides it. */
export const SourceContext = createContext<SourceStore | null>(null)

/** How it reaches the server and the others; absent where a document is shown that nobody else has. */
export const ProviderContext = createContext<DocumentProvider | null>(null)

export function useSource(): SourceStore {
  const store = useContext(SourceContext)
  if (store === null) throw new Error('useSource stands outside a solution')
  return store
}

/** Drawn again when the answer is another one. */
function useSnapshot<Value>(read: (store: SourceStore) => Value): Value {
  const store = useSource()
  return useSyncExternalStore(store.subscribe, () => read(store))
}

export const useFlow = (name: string): FlowFile | undefined => useSnapshot((store) => store.flow(name))
export const useFlowNames = (): readonly string[] => useSnapshot((store) => store.flowNames)
export const useText = (path: string): string | undefined => useSnapshot((store) => store.text(path))
export const usePaths = (): readonly string[] => useSnapshot((store) => store.paths)
export const useCanUndo = (): boolean => useSnapshot((store) => store.canUndo)
export const useCanRedo = (): boolean => useSnapshot((store) => store.canRedo)

const nowhere: ProviderState = {
  status: 'saved',
  ready: true,
  unsaved: false,
  you: null,
  may: { edit: true, code: true },
  detail: null,
}
const never = () => () => {}

/** Whether what is edited is stored, and what whoever is here may change. */
export function useSaveState(): ProviderState {
  const provider = useContext(ProviderContext)
  return useSyncExternalStore(provider?.subscribe ?? never, () => provider?.state ?? nowhere)
}

/** Whether whoever is here may change the document at all. */
export const useReadOnly = (): boolean => !useSaveState().may.edit
