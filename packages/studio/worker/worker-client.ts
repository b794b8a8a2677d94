/**
 * The page's side of its workers: keeps them up to date with the document, and asks them.
 *
 * There are two of one kind: one compiles, previews and plays and must answer at once, the other learns what people mean, runs and makes
 * stories, which may take seconds.
 */
import type { SourceStore } from '../source/store.ts'
import { changesBetween, nothingTold, type Snapshot, snapshotOf } from './changes.ts'
import { type WorkerLike, WorkerLine, type WorkerStopped } from './line.ts'
import type { Answer, Ask, CallName, Checked, Surroundings } from './protocol.ts'

/** Set by the bundler: the address of the worker's script. */
declare const studioWorker: string

/** Edits that follow each other faster are told together, milliseconds. */
const gatherMs = 40
/** What people mean is learned when nobody has typed for so long, or when something is to be played. */
const trainMs = 1500
/** So often the compiler is started for the same document. */
const mostAttempts = 3
/** Calls that play: what people say is understood in them as it will be, so that everything has been learned before. */
const playing: ReadonlySet<CallName> = new Set([
  'begin',
  'advance',
  'pass',
  'replay',
  'record',
  'runStories',
  'generate',
])
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
  /** Learning what people mean begins, or is over. */
  readonly onLearning?: (isLearning: boolean) => void
}

type Store = Pick<SourceStore, 'flowNames' | 'flow' | 'paths' | 'text' | 'subscribe'>

export function createWorkerClient(
  store: Store,
  surroundings: Surroundings | null,
  { start = startWorker, onChecked, onStopped, onLearning }: ClientOptions,
): WorkerClient {
  let around = surroundings
  let model: Uint8Array | null = null
  let gathering: ReturnType<typeof setTimeout> | undefined
  let training: ReturnType<typeof setTimeout> | undefined
  /** The files of understanding, as they are and as they were learned last. */
  let present: string | undefined
  let learned: string | undefined
  let learning: Promise<void> | null = null
  let attempts = 0
  let isClosed = false
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
    const texts = files.length === 0 ? undefined : files.flatMap((path) => [path, store.text(path) ?? '']).join('\n')
    if (texts === present) return
    present = texts
    clearTimeout(training)
    training = setTimeout(() => void learn(), trainMs)
  }

  function learn(): Promise<void> {
    clearTimeout(training)
    learning ??= train().finally(() => {
      learning = null
      onLearning?.(false)
    })
    return learning
  }

  async function train(): Promise<void> {
    onLearning?.(true)
    const texts = present
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
    learned = texts
  }

  async function asked<Name extends CallName>(
    its: Teller,
    to: WorkerLine,
    ...[call, ask, progress]: Parameters<typeof to.ask<Name>>
  ): Promise<Answer<Name>> {
    its.tell()
    if (playing.has(call) && learned !== present) {
      while (learned !== present && !isClosed) await learn()
      its.tell()
    }
    return to.ask(call, ask, progress)
  }

  const unsubscribe = store.subscribe(changed)
  changed()
  return {
    ask(call, ask) {
      clearTimeout(gathering)
      return asked(teller, line, call, ask)
    },
    run: (call, ask, progress) => asked(runner, slow, call, ask, progress),
    surround(next) {
      around = next
      teller.tell()
    },
    close() {
      isClosed = true
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
