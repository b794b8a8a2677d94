import { useMemo, useRef, useSyncExternalStore } from 'react'
import { useSurroundings } from '../fields/surroundings.ts'
import { useSource } from '../source/hooks.ts'
import type { Beside, SourceStore } from '../source/store.ts'
import { toast } from '../ui/index.ts'
import { isNluPath, type NluFiles, readNluFiles, type ShownNlu } from './nlu-document.ts'
import { useWords } from './words.ts'

export interface NluEditing {
  readonly files: NluFiles
  readonly nlu: ShownNlu
  /** Changes the files as they are at this moment; one step back, with what is beside it. Says whether anything was changed. */
  edit(change: (files: NluFiles) => NluFiles, beside?: Beside): boolean
  /** In the files, in all flows and their translations; one step back. Says whether it was done. */
  rename(from: string, to: string): Promise<boolean>
}

function filesOf(store: SourceStore): NluFiles {
  return Object.fromEntries(store.paths.filter(isNluPath).map((path) => [path, store.text(path) ?? '']))
}

/** The document's files of understanding, as they are now. */
export function useNlu(): NluEditing {
  const store = useSource()
  const words = useWords()
  const { language: own = 'en' } = useSurroundings()
  const known = useRef<NluFiles>({})
  const files = useSyncExternalStore(store.subscribe, () => {
    const now = filesOf(store)
    if (!isSame(known.current, now)) known.current = now
    return known.current
  })
  const nlu = useMemo(() => readNluFiles(files), [files])

  /** Says whether the document is another one then. */
  function written(work: () => void): boolean {
    const before = store.version
    try {
      work()
    } catch (error) {
      toast(words.failed(error instanceof Error ? error.message : String(error)), 'bad')
    }
    return store.version !== before
  }

  return {
    files,
    nlu,
    edit: (change, beside) =>
      written(() => {
        const before = filesOf(store)
        const after = change(before)
        const changed = Object.keys(after).filter((path) => after[path] !== before[path])
        if (changed.length === 0) return
        store.transact(
          () => {
            for (const path of changed) store.putText(path, after[path] ?? '')
          },
          beside === undefined ? {} : { beside },
        )
      }),
    rename: async (from, to) => {
      // Only who renames loads what reads flows and translations.
      const module = await import('./rename-intent.ts').catch(() => null)
      return module !== null && written(() => module.renameIntentEverywhere(store, from, to, own))
    },
  }
}

function isSame(before: NluFiles, now: NluFiles): boolean {
  const paths = Object.keys(now)
  return paths.length === Object.keys(before).length && paths.every((path) => before[path] === now[path])
}
