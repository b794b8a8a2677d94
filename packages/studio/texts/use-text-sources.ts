import { useMemo, useSyncExternalStore } from 'react'
import { useParams } from 'react-router'
import { useSource } from '../source/hooks.ts'
import { useSurroundings } from '../worker/client.ts'
import { readRecord } from './record.ts'
import type { Sources } from './rows.ts'
import { recordPath, textsLanguage } from './texts-paths.ts'

/** Everything that the table of texts is made of, as it is now. */
export function useTextSources(own: string): Sources {
  const store = useSource()
  const { solution = '' } = useParams()
  const { data } = useSurroundings(solution)
  const version = useSyncExternalStore(store.subscribe, () => store.version)
  const fallbacks = data?.more?.fallbacks
  return useMemo(
    () => ({
      flows: store.flowNames.flatMap((name) => {
        const flow = store.flow(name)
        return flow === undefined ? [] : [[name, flow] as const]
      }),
      files: Object.fromEntries(
        store.paths.filter((path) => textsLanguage(path) !== null).map((path) => [path, store.text(path) ?? '']),
      ),
      own,
      fallbacks: isFallbacks(fallbacks) ? fallbacks : {},
      record: readRecord(store.text(recordPath)),
    }),
    [store, version, own, fallbacks],
  )
}

const isFallbacks = (value: unknown): value is Sources['fallbacks'] =>
  typeof value === 'object' && value !== null && Object.values(value).every((each) => Array.isArray(each))
