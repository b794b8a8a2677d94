/**
 * The line to one worker. A worker that crashes, or does not answer in time, is ended and another one takes its place.
 *
 * WL1 every call is answered or refused
 * WL2 what was asked when a worker ended is refused with {@link WorkerStopped}; {@link WorkerLine.open} tells that another worker is
 *     there, which knows nothing yet
 */
import type { Answer, Ask, CallName, Letter, Reply } from './protocol.ts'

/** As much of a `Worker` as a line needs. */
export interface WorkerLike {
  postMessage(letter: Letter): void
  terminate(): void
  onmessage: ((event: MessageEvent<Reply>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
}

/** The worker was ended: it took too long, or crashed. What was asked can be asked again. */
export class WorkerStopped extends Error {
  override readonly name = 'WorkerStopped'
  readonly why: 'slow' | 'crashed' | 'closed'

  constructor(why: 'slow' | 'crashed' | 'closed', call: string) {
    super(
      why === 'closed'
        ? 'The worker is closed.'
        : `The worker was started again: "${call}" ${why === 'slow' ? 'took too long' : 'made it crash'}.`,
    )
    this.why = why
  }
}

/** How long each call may take, milliseconds. Far more than any needs on a slow machine: it only ends what never would. */
const patience: { readonly [Name in CallName]: number } = {
  sync: 60_000,
  train: 120_000,
  trySentence: 20_000,
  quality: 600_000,
  cluster: 60_000,
  model: 60_000,
  scope: 15_000,
  preview: 10_000,
  content: 15_000,
  dataPoints: 30_000,
  begin: 20_000,
  advance: 10_000,
  pass: 20_000,
  replay: 30_000,
  repairs: 60_000,
  unfinished: 30_000,
  record: 20_000,
  runStories: 120_000,
  generate: 120_000,
}

interface Pending {
  readonly call: CallName
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: Error) => void
  readonly progress: ((done: number) => void) | undefined
}

export interface LineOptions {
  readonly start: () => WorkerLike
  readonly onStopped?: (error: WorkerStopped) => void
}

export class WorkerLine {
  readonly #options: LineOptions
  readonly #pending = new Map<number, Pending>()
  #worker: WorkerLike | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #count = 0
  #workers = 0
  #closed = false

  constructor(options: LineOptions) {
    this.#options = options
  }

  ask<Name extends CallName>(call: Name, ask: Ask<Name>, progress?: (done: number) => void): Promise<Answer<Name>> {
    if (this.#closed) return Promise.reject(new WorkerStopped('closed', call))
    this.open()
    this.#count += 1
    const id = this.#count
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { call, resolve: (answer) => resolve(answer as Answer<Name>), reject, progress })
      if (this.#pending.size === 1) this.#watch()
      this.#worker?.postMessage({ id, call, ask })
    })
  }

  /** Makes sure that a worker is there. Another number is another worker. WL2 */
  open(): number {
    if (this.#worker !== null || this.#closed) return this.#workers
    const worker = this.#options.start()
    this.#worker = worker
    this.#workers += 1
    worker.onmessage = ({ data }) => this.#take(data)
    worker.onerror = () => this.#stop('crashed')
    return this.#workers
  }

  close(): void {
    this.#closed = true
    this.#end(new WorkerStopped('closed', ''))
  }

  #take(reply: Reply): void {
    const pending = this.#pending.get(reply.id)
    if (pending === undefined) return
    if (reply.kind === 'progress') {
      pending.progress?.(reply.done)
      this.#watch()
      return
    }
    this.#pending.delete(reply.id)
    this.#watch()
    if (reply.kind === 'answer') pending.resolve(reply.answer)
    else pending.reject(new Error(reply.reason))
  }

  /** The worker does one thing after the other: the oldest call is the one that it is at. */
  #watch(): void {
    clearTimeout(this.#timer)
    const [oldest] = this.#pending.values()
    if (oldest !== undefined) this.#timer = setTimeout(() => this.#stop('slow'), patience[oldest.call])
  }

  #stop(why: 'slow' | 'crashed'): void {
    const [oldest] = this.#pending.values()
    const error = new WorkerStopped(why, oldest?.call ?? 'nothing')
    this.#end(error)
    this.#options.onStopped?.(error)
  }

  #end(error: WorkerStopped): void {
    clearTimeout(this.#timer)
    this.#worker?.terminate()
    this.#worker = null
    const all = [...this.#pending.values()]
    this.#pending.clear()
    for (const { reject } of all) reject(error) // WL1
  }
}
