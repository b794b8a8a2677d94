/** The workers as pages have them: started with the solution's frame, asked by hooks. */
import type { Values } from '@parley/flow'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useParams } from 'react-router'
import { create } from 'zustand'
import { queries } from '../app/api.ts'
import { request } from '../app/request.ts'
import { useEditor } from '../editor/state.ts'
import { useSource } from '../source/hooks.ts'
import type { SourceStore } from '../source/store.ts'
import { isRead } from './changes.ts'
import type { WorkerStopped } from './line.ts'
import type { Answer, Ask, CallName, Checked, PreviewAsk, Surroundings } from './protocol.ts'
import { createWorkerClient, type WorkerClient } from './worker-client.ts'

/** The code is looked at by the server when nobody has typed for so long. */
const codeMs = 1500
/** A call that was refused because its worker ended is asked again by whoever still wants to know. */
const ignore = (_error: unknown): void => {}

/** How the compiler is. */
interface CompilerState {
  readonly client: WorkerClient | null
  /** What people mean is being learned; what is played waits for it. */
  readonly isLearning: boolean
  /** Counts programs: whoever shows what was answered asks again when it is another number. */
  readonly version: number
  /** Why the worker was started again, last. */
  readonly stopped: { readonly why: WorkerStopped['why']; readonly count: number } | null
}

export const useWorkers = create<CompilerState>(() => ({ client: null, isLearning: false, version: 0, stopped: null }))

/** What the server knows of the solution's code. */
export function useSurroundings(solution: string) {
  return useQuery({
    queryKey: [solution, 'surroundings'],
    queryFn: () => request<Surroundings>(`/solutions/${encodeURIComponent(solution)}/surroundings`),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Keeps problems and analyses of the editor up to date. Started once, inside the solution's frame. */
export function useCompiler(): void {
  const store = useSource()
  const { solution = '' } = useParams()
  const { data: surroundings = null } = useSurroundings(solution)
  const client = useWorkers((state) => state.client)
  useEffect(() => {
    const onLearning = (isLearning: boolean): void => useWorkers.setState({ isLearning })
    const made = createWorkerClient(store, null, { onChecked: show, onStopped: tellStopped, onLearning })
    useWorkers.setState({ client: made, isLearning: false, version: 0, stopped: null })
    return () => {
      made.close()
      useWorkers.setState({ client: null })
      useEditor.setState({ problems: [], analyses: new Map() })
    }
  }, [store])
  useEffect(() => {
    client?.surround(surroundings)
  }, [client, surroundings])
  useEffect(() => refreshSurroundings(store, solution), [store, solution])
}

/** The server is asked again when the code has changed and nobody has typed for a while; by then it has what was typed. */
function refreshSurroundings(store: SourceStore, solution: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let known = codeIn(store)
  const stop = store.subscribe(() => {
    const now = codeIn(store)
    if (now.length === known.length && now.every((text, index) => text === known[index])) return
    known = now
    clearTimeout(timer)
    timer = setTimeout(() => void queries.invalidateQueries({ queryKey: [solution, 'surroundings'] }), codeMs)
  })
  return () => {
    stop()
    clearTimeout(timer)
  }
}

/** Paths and texts of the files that the server has to look at. */
const codeIn = (store: SourceStore): readonly string[] =>
  store.paths
    .filter((path) => !isRead(path) && !path.startsWith('tests/'))
    .flatMap((path) => [path, store.text(path) ?? ''])

function show({ problems, analyses, version }: Checked): void {
  useWorkers.setState({ version })
  const changed = Object.entries(analyses)
  if (problems !== null) useEditor.setState({ problems })
  if (changed.length === 0) return
  const present = new Map(useEditor.getState().analyses)
  for (const [flow, analysis] of changed) {
    if (analysis === null) present.delete(flow)
    else present.set(flow, analysis)
  }
  useEditor.setState({ analyses: present })
}

function tellStopped({ why }: WorkerStopped): void {
  useWorkers.setState(({ stopped }) => ({ stopped: { why, count: (stopped?.count ?? 0) + 1 } }))
}

/** An answer of the worker, asked again whenever the program changes. `null` while there is none. */
export function useAnswer<Name extends CallName>(call: Name, ask: Ask<Name> | null): Answer<Name> | null {
  const { client, version } = useWorkers()
  const [answer, setAnswer] = useState<Answer<Name> | null>(null)
  const key = JSON.stringify(ask)
  useEffect(() => {
    if (client === null || ask === null) return
    // Another version is another program, so that the answer may be another one.
    let isCurrent = version >= 0
    client.ask(call, JSON.parse(key) as Ask<Name>).then((next) => {
      if (isCurrent) setAnswer(next)
    }, ignore)
    return () => {
      isCurrent = false
    }
  }, [client, call, key, version])
  return ask === null ? null : answer
}

/** What texts and logic of a node can name; `null` for the flow's own. */
export const useScope = (flow: string, node: string | null) => useAnswer('scope', { flow, node })

/** What a text renders as, or logic yields, with these values. */
export const usePreview = (ask: PreviewAsk | null) => useAnswer('preview', ask)

/** What a node shows first. */
export const useShownContent = (flow: string, node: string, values: Values, language?: string) =>
  useAnswer('content', { flow, node, values, ...(language === undefined ? {} : { language }) })

/** Braze data points that the solution writes. */
export const useDataPoints = () => useAnswer('dataPoints', {})
