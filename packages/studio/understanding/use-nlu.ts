import { useMemo, useRef, useSyncExternalStore } from 'react'
import { useSource } from '../source/hooks.ts'
import type { SourceStore } from '../source/store.ts'
import { toast } from '../ui/index.ts'
import { isNluPath, type NluFiles, readNluFiles, renameIntent, type ShownNlu } from './nlu-document.ts'
import { renameIntentInFlow } from './rename-intent.ts'
import { useWords } from './words.ts'

export interface NluEditing {
  readonly files: NluFiles
  readonly nlu: ShownNlu
  /** Changes the files as they are at this moment; one step back. Says whether anything was changed. */
  edit(change: (files: NluFiles) => NluFiles): boolean
  /** In the files and in all flows; one step back. */
  rename(from: string, to: string): void
}

function filesOf(store: SourceStore): NluFiles {
  return Object.fromEntries(store.paths.filter(isNluPath).map((path) => [path, store.text(path) ?? '']))
}

/** The document's files of understanding, as they are now. */
export function useNlu(): NluEditing {
  const store = useSource()
  const words = useWords()
  const known = useRef<NluFiles>({})
  const files = useSyncExternalStore(store.subscribe, () => {
    const now = filesOf(store)
    if (!isSame(known.current, now)) known.current = now
    return known.current
  })
  const nlu = useMemo(() => readNluFiles(files), [files])

  function edit(change: (files: NluFiles) => NluFiles): boolean {
    try {
      const before = filesOf(store)
      const after = change(before)
      const changed = Object.keys(after).filter((path) => after[path] !== before[path])
      store.transact(() => {
        for (const path of changed) store.putText(path, after[path] ?? '')
      })
      return changed.length > 0
    } catch (error) {
      toast(words.failed(error instanceof Error ? error.message : String(error)), 'bad')
      return false
    }
  }

  return {
    files,
    nlu,
    edit,
    rename: (from, to) =>
      store.transact(() => {
        edit((before) => renameIntent(before, from, to))
        for (const flow of store.flowNames) store.editFlow(flow, (file) => renameIntentInFlow(file, from, to))
      }),
  }
}

function isSame(before: NluFiles, now: NluFiles): boolean {
  const paths = Object.keys(now)
  return paths.length === Object.keys(before).length && paths.every((path) => before[path] === now[path])
}
