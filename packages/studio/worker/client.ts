/**
 * The page's side of its workers: keeps them up to date with the document, and asks them.
 *
 * There are two of one kind: one compiles, previews and plays and must answer at once, the other learns intents, runs and makes
 * stories, which may take seconds.
 */
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
import { changesBetween, isRead, nothingTold, type Snapshot, snapshotOf } from './changes.ts'
import { type WorkerLike, WorkerLine, type WorkerStopped } from './line.ts'
import type { Answer, Ask, CallName, Checked, PreviewAsk, Surroundings } from './protocol.ts'

/** Set by the bundler: the address of the worker's script. */
declare const studioWorker: string

/** Edits that follow each other faster are told together, milliseconds. */
const gatherMs = 40
/** Intents are learned when nobody has typed for so long. */
const trainMs = 1500
/** So often the compiler is started for the same document. */
const mostAttempts = 3
/** The code is looked at by the server when nobody has typed for so long. */
const codeMs = 1500
const isNluFile = (path: string): boolean => /^nlu\/[^/]+\.ya?ml$/.test(path)

export interface WorkerClient {
  /** The compiler's worker, which knows the document as it is now. */
  ask<Name extends CallName>(call: Name, ask: Ask<Name>): Promise<Answer<Name>>
  /** The other one, for what takes long. */
  run<Name extends CallName>(call: Name, ask: Ask<Name>, progress?: (done: number) => void): Promise<Answer<Name>>
  /** What the server knows of the code has changed. */
  surround(surroundings: Surroundings | null): void
  close(): void
}

export interface ClientOptions {
  readonly start?: () => WorkerLike
  readonly onChecked: (checked: Checked) => void
  readonly onStopped?: (error: WorkerStopped) => void
}

type Store = Pick<SourceStore, 'flowNames' | 'flow' | 'paths' | 'text' | 'subscribe'>

function createWorkerClient(
  store: Store,
  surroundings: Surroundings | null,
  { start = startWorker, onChecked, onStopped }: ClientOptions,
): WorkerClient {
  let around = surroundings
  let model: Uint8Array | null = null
  let gathering: ReturnType<typeof setTimeout> | undefined
  let training: ReturnType<typeof setTimeout> | undefined
  let learned: string | undefined
  let attempts = 0
  const getModel = () => model
  const line = new WorkerLine({ start, onStopped: began(() => teller) })
  const slow = new WorkerLine({ start, onStopped: (error) => onStopped?.(error) })
  const teller = new Teller(
    line,
    store,
    () => around,
    getModel,
    (checked) => {
      attempts = 0
      onChecked(checked)
    },
  )
  const runner = new Teller(
    slow,
    store,
    () => around,
    getModel,
    () => {},
  )

  /** The compiler begins anew by itself, unless it is what it is told that ends it every time. */
  function began(its: () => Teller) {
    return (error: WorkerStopped) => {
      attempts += 1
      onStopped?.(error)
      if (attempts < mostAttempts) its().tell()
    }
  }

  function changed(): void {
    clearTimeout(gathering)
    gathering = setTimeout(() => teller.tell(), gatherMs)
    const files = store.paths.filter(isNluFile)
    const intents = files.length === 0 ? undefined : files.flatMap((path) => [path, store.text(path) ?? '']).join('\n')
    if (intents === learned) return
    learned = intents
    clearTimeout(training)
    training = setTimeout(() => void train(), trainMs)
  }

  async function train(): Promise<void> {
    try {
      runner.tell()
      const made = await slow.ask('train', {})
      model = made
      await slow.ask('model', { model: made })
      teller.tell()
      onChecked(await line.ask('model', { model: made }))
    } catch (error) {
      ignore(error)
    }
  }

  const unsubscribe = store.subscribe(changed)
  changed()
  return {
    ask(call, ask) {
      clearTimeout(gathering)
      teller.tell()
      return line.ask(call, ask)
    },
    run(call, ask, progress) {
      runner.tell()
      return slow.ask(call, ask, progress)
    },
    surround(next) {
      around = next
      teller.tell()
    },
    close() {
      unsubscribe()
      clearTimeout(gathering)
      clearTimeout(training)
      line.close()
      slow.close()
    },
  }
}

/** A call that was refused because its worker ended is asked again by whoever still wants to know. */
const ignore = (_error: unknown): void => {}

/** Knows what one worker has been told, and tells it the rest. */
class Teller {
  readonly #line: WorkerLine
  readonly #store: Store
  readonly #surroundings: () => Surroundings | null
  readonly #model: () => Uint8Array | null
  readonly #onChecked: (checked: Checked) => void
  #told: Snapshot = nothingTold
  #around: Surroundings | null | undefined
  /** Which worker it is that has been told. */
  #worker = 0

  constructor(
    line: WorkerLine,
    store: Store,
    surroundings: () => Surroundings | null,
    model: () => Uint8Array | null,
    onChecked: (checked: Checked) => void,
  ) {
    this.#line = line
    this.#store = store
    this.#surroundings = surroundings
    this.#model = model
    this.#onChecked = onChecked
  }

  tell(): void {
    const worker = this.#line.open()
    const isFresh = worker !== this.#worker
    this.#worker = worker
    const now = snapshotOf(this.#store)
    const edit = changesBetween(isFresh ? nothingTold : this.#told, now)
    const around = this.#surroundings()
    const surroundings = isFresh || around !== this.#around ? { surroundings: around } : {}
    this.#told = now
    this.#around = around
    if (edit === null && !isFresh && !('surroundings' in surroundings)) return
    const ask = {
      ...(edit ?? { flows: {}, nodes: [], texts: {} }),
      ...surroundings,
      ...(isFresh ? { fresh: true } : {}),
    }
    this.#line.ask('sync', ask).then(this.#onChecked, ignore)
    const model = this.#model()
    if (isFresh && model !== null) this.#line.ask('model', { model }).then(this.#onChecked, ignore)
  }
}

function startWorker(): WorkerLike {
  return new Worker(studioWorker, { type: 'module' }) as WorkerLike
}

/** How the compiler is. */
interface CompilerState {
  readonly client: WorkerClient | null
  /** Counts programs: whoever shows what was answered asks again when it is another number. */
  readonly version: number
  /** Why the worker was started again, last. */
  readonly stopped: { readonly why: WorkerStopped['why']; readonly count: number } | null
}

export const useWorkers = create<CompilerState>(() => ({ client: null, version: 0, stopped: null }))

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
    const made = createWorkerClient(store, null, { onChecked: show, onStopped: tellStopped })
    useWorkers.setState({ client: made, version: 0, stopped: null })
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
