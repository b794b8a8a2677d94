/**
 * The conversation that is being simulated.
 *
 * Owns its turns and where in them one is. Each turn carries the whole moment after it, so that going back is choosing another one, and
 * going on from there leaves the later ones behind.
 *
 * SM1 what is played is the document as it is: after an edit all inputs are played again, and what goes another way is said
 * SM2 one thing happens after the other; what is asked while something happens is not lost
 */
import type { ActionResult, Values } from '@parley/flow'
import type { Happening } from '@parley/flow/story'
import { create } from 'zustand'
import type { ActionRun, ActionRunRequest } from '../api.ts'
import { RequestError, request } from '../app/request.ts'
import { useEditor } from '../editor/state.ts'
import type { Beginning, Moment, PlayAnswer, SimulatedTurn, Unfinished } from '../worker/protocol.ts'
import type { WorkerClient } from '../worker/worker-client.ts'
import { awaitedRun, firstDifference, originalsOf, type RunAction, runsOf } from './facts.ts'
import { modeOf, useMocks, usualMock } from './mocks.ts'

/** What carrying an action out really came to. */
export type RealRun =
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly run: ActionRun }
  | { readonly kind: 'failed'; readonly reason: string }

export interface Simulation {
  /** `null`: nothing has begun. */
  readonly beginning: Beginning | null
  readonly turns: readonly SimulatedTurn[]
  /** Where it is: the moment after the last turn, or later. */
  readonly moment: Moment | null
  /** The turn that one has gone back to; `null`: the last. */
  readonly at: number | null
  readonly version: number
  readonly busy: boolean
  /** Why it cannot be played, or does not go on. */
  readonly stuck: string | null
  /** The first turn that went another way after an edit. */
  readonly changedAt: number | null
  readonly unfinished: readonly Unfinished[]
  /** By turn and effect, `3 3.0`. */
  readonly real: { readonly [run: string]: RealRun }
}

const nothing: Simulation = {
  beginning: null,
  turns: [],
  moment: null,
  at: null,
  version: 0,
  busy: false,
  stuck: null,
  changedAt: null,
  unfinished: [],
  real: {},
}

export const useSimulation = create<Simulation>(() => nothing)

/** The turns up to where one is. */
export const presentTurns = ({ turns, at }: Pick<Simulation, 'turns' | 'at'>): readonly SimulatedTurn[] =>
  at === null ? turns : turns.slice(0, at + 1)

export const keyOfRun = (turn: number, { id }: RunAction): string => `${turn} ${id}`

const set = (change: Partial<Simulation>): void => useSimulation.setState(change)

let opened = ''

/** Of another solution there is no conversation yet. */
export function openSimulation(solution: string): void {
  if (solution !== opened) useSimulation.setState(nothing)
  opened = solution
}

let line: Promise<unknown> = Promise.resolve()

/** SM2 */
function inTurn(work: () => Promise<void>): Promise<void> {
  const next = line.then(async () => {
    set({ busy: true })
    try {
      await work()
    } catch (error) {
      set({ stuck: error instanceof Error ? error.message : String(error) })
    } finally {
      set({ busy: false })
      light()
    }
  })
  line = next
  return next
}

/** The node where the conversation stands. */
export function light(): void {
  const { turns, at } = useSimulation.getState()
  const state = presentTurns({ turns, at }).at(-1)?.moment.state
  const isOver = state === undefined || ['ended', 'abandoned', 'new'].includes(state.phase.kind)
  useEditor.setState({
    lit: state === undefined || (isOver && state.node === '') ? null : { flow: state.flow, node: state.node },
  })
}

let followed = 0

/** Brings the node where the conversation stands into view, in whichever flow it is. What is selected stays, but for another flow. */
function follow(): void {
  const { lit, flow } = useEditor.getState()
  if (lit === null) return
  followed -= 1
  const reveal = { node: lit.node, count: followed }
  useEditor.setState(lit.flow === flow ? { reveal } : { flow: lit.flow, selection: new Set(), reveal })
}

interface From {
  readonly beginning: Beginning
  readonly version: number
  readonly moment: Moment
}

/** So many actions end by themselves before somebody is asked. */
const mostAutomatic = 50

export class Player {
  readonly #client: WorkerClient
  readonly #solution: string
  /** Actions that ended without anybody's doing since somebody last did something. */
  #automatic = 0

  constructor(client: WorkerClient, solution: string) {
    this.#client = client
    this.#solution = solution
  }

  begin(beginning: Beginning): Promise<void> {
    return inTurn(async () => {
      set({ ...nothing, busy: true, beginning })
      const unfinished = await this.#client.ask('unfinished', {})
      set({ unfinished })
      await this.#took(await this.#client.ask('begin', { beginning }))
    })
  }

  /** Something happens where one is; later turns are left behind. */
  happen(happening: Happening): Promise<void> {
    this.#automatic = 0
    return inTurn(() => this.#happen(happening))
  }

  /** Time passes, milliseconds. */
  pass(ms: number): Promise<void> {
    return inTurn(() => this.#go((from) => this.#client.ask('pass', { ...from, until: from.moment.at + ms })))
  }

  /** How the action that is awaited ends. */
  finish(result: ActionResult): Promise<void> {
    this.#automatic = 0
    return inTurn(() => this.#finish(result))
  }

  /** Carries the awaited action out really, against the sandbox. */
  runReally(): Promise<void> {
    return inTurn(() => this.#runAwaited())
  }

  /** Back to a turn, or to the last with `null`. */
  travel(at: number | null): void {
    const { turns } = useSimulation.getState()
    const isLast = at === null || at >= turns.length - 1
    set({ at: isLast ? null : at, moment: turns[isLast ? turns.length - 1 : at]?.moment ?? null, stuck: null })
    light()
  }

  /** The document has changed: the same inputs on what it is now. SM1 */
  replay(): Promise<void> {
    return inTurn(() => this.#replay())
  }

  #present() {
    const { turns, at, moment, beginning, version } = useSimulation.getState()
    return { turns: presentTurns({ turns, at }), moment, beginning, version }
  }

  async #happen(happening: Happening): Promise<void> {
    await this.#go((from) => this.#client.ask('advance', { ...from, happening }))
  }

  /** Asks; when the program is another one meanwhile, once more after a replay. SM1 */
  async #go(ask: (from: From) => Promise<PlayAnswer>): Promise<void> {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const { beginning, version, moment } = this.#present()
      if (beginning === null || moment === null) return
      const answer = await ask({ beginning, version, moment })
      if (answer.kind !== 'stale') {
        await this.#took(answer)
        return
      }
      await this.#replay()
    }
  }

  async #took(answer: PlayAnswer): Promise<void> {
    if (answer.kind === 'stale') return
    if (answer.kind === 'stuck') {
      set({ stuck: answer.reason })
      return
    }
    const { turns } = this.#present()
    const from = turns.length
    set({ turns: [...turns, ...answer.turns], moment: answer.moment, version: answer.version, at: null, stuck: null })
    light()
    follow()
    await this.#carryOut(from)
  }

  /** Actions that nobody is asked about: those that are queued, and those that end as last time or really run. */
  async #carryOut(from: number): Promise<void> {
    const { turns } = useSimulation.getState()
    const mocks = useMocks.getState()
    for (const [index, turn] of turns.entries()) {
      if (index < from) continue
      for (const run of runsOf(turn))
        if (run.mode === 'queue' && modeOf(mocks, run.action) === 'real') void this.#run(index, run)
    }
    const awaited = awaitedRun(turns)
    if (awaited === null) return
    const mode = modeOf(mocks, awaited.run.action)
    if (mode === 'ask') return
    this.#automatic += 1
    // A flow that runs actions in a circle would go on for ever.
    if (this.#automatic > mostAutomatic) return
    if (mode === 'real') await this.#runAwaited()
    else await this.#finish(mockedResult(awaited.run.action))
  }

  async #runAwaited(): Promise<void> {
    const awaited = awaitedRun(this.#present().turns)
    if (awaited === null) return
    const run = await this.#run(awaited.turn, awaited.run)
    if (run !== null) await this.#finish(resultOf(run))
  }

  async #run(turn: number, effect: RunAction): Promise<ActionRun | null> {
    const key = keyOfRun(turn, effect)
    const note = (real: RealRun) => set({ real: { ...useSimulation.getState().real, [key]: real } })
    note({ kind: 'running' })
    try {
      const run = await request<ActionRun>(`/solutions/${encodeURIComponent(this.#solution)}/actions/run`, {
        body: askOf(effect, useSimulation.getState().turns.at(turn)),
      })
      note({ kind: 'done', run })
      return run
    } catch (error) {
      note({ kind: 'failed', reason: error instanceof RequestError ? error.problem.detail : String(error) })
      return null
    }
  }

  async #finish(result: ActionResult): Promise<void> {
    const awaited = awaitedRun(this.#present().turns)
    if (awaited !== null) await this.#happen({ kind: 'action-finished', effect: awaited.run.id, result })
  }

  async #replay(): Promise<void> {
    const { turns, beginning, at } = useSimulation.getState()
    if (beginning === null) return
    const [answer, unfinished] = await Promise.all([
      this.#client.ask('replay', { beginning, turns: originalsOf(turns) }),
      this.#client.ask('unfinished', {}),
    ])
    const changedAt = firstDifference(turns, answer.turns)
    const kept = at !== null && at < answer.turns.length - 1 ? at : null
    set({
      turns: answer.turns,
      version: answer.version,
      at: kept,
      moment: (kept === null ? answer.turns.at(-1) : answer.turns[kept])?.moment ?? null,
      stuck: answer.stuck,
      changedAt: changedAt === null || changedAt >= answer.turns.length ? null : changedAt,
      unfinished,
    })
  }
}

/** As it was let end last. */
function mockedResult(action: string): ActionResult {
  const { outcome, outputs, message } = { ...usualMock, ...useMocks.getState().actions[action] }
  return makeResult(outcome, outputs, message)
}

export function makeResult(outcome: string, outputs: ActionResult['outputs'], message: string): ActionResult {
  if (outcome !== 'error') return { outcome, outputs }
  return { outcome, outputs, error: { kind: 'unavailable', message: message || 'It did not work.', retry: 'no' } }
}

function resultOf({ outcome, outputs, error }: ActionRun): ActionResult {
  const plain = outputs as Values
  if (error === undefined) return { outcome, outputs: plain }
  const { kind, message, retry } = error
  return {
    outcome,
    outputs: plain,
    error: { kind: kind as NonNullable<ActionResult['error']>['kind'], message, retry },
  }
}

function askOf({ action, input, timeoutMs }: RunAction, turn: SimulatedTurn | undefined): ActionRunRequest {
  const { contact, page } = turn?.moment.state ?? {}
  const { external_id, email, phone, name, language } = contact ?? {}
  const known = Object.entries({ external_id, email, phone, name, language }).filter(([, value]) => value !== undefined)
  const seen = Object.entries({ url: page?.url, title: page?.title, language: page?.language })
  return {
    action,
    payload: input,
    environment: 'sandbox',
    context: {
      contact: Object.fromEntries(known),
      page: Object.fromEntries(seen.filter(([, value]) => value !== undefined)),
    },
    ...(timeoutMs === undefined ? {} : { timeout_ms: Math.min(30_000, Math.max(500, timeoutMs)) }),
  }
}
