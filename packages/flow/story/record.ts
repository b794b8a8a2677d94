/**
 * Conversations that were held, played again: exactly, on the version that held them, or against another one.
 *
 * FY2 played against the flow that held it, a record gives the same
 * FY3 against another flow it goes on by itself where that is another one: its timers fire at their times, and its actions
 *     end as the same action ended in the record
 */
import type { Effect } from '../effect.ts'
import type { EffectId, TimerName } from '../event.ts'
import type { Program } from '../program.ts'
import type { ActionResult } from '../result.ts'
import type { Visit } from '../trail.ts'
import { advance, type Happening, type Moment, newMoment, nextTimer, type Timers } from './moment.ts'
import type { PlayedTurn } from './stage.ts'

/** What happened to a conversation, in order. */
export interface RecordedEvent {
  /** Epoch milliseconds. */
  readonly at: number
  readonly happening: Happening
}

export interface RecordedConversation {
  /** The flow that it began with. */
  readonly flow: string
  readonly events: readonly RecordedEvent[]
}

/** A turn, and what the conversation waited for afterwards. */
export interface OriginalTurn {
  readonly at: number
  readonly happening: Happening
  readonly effects: readonly Effect[]
  readonly timers: Timers
  /** The action that it waited for afterwards. */
  readonly awaits: { readonly effect: EffectId; readonly action: string } | null
}

/** What a record gives on the program that it was made on. FY2 */
export function playExactly(program: Program, record: RecordedConversation): readonly OriginalTurn[] {
  const runs = new Map<EffectId, string>()
  let moment = newMoment(program, record.flow, record.events[0]?.at ?? 0)
  return record.events.map(({ at, happening }) => {
    const advanced = advance(program, { ...moment, at }, happening)
    moment = advanced.moment
    const { effects } = advanced
    for (const effect of effects) if (effect.kind === 'run-action') runs.set(effect.id, effect.action)
    return { at, happening, effects, timers: moment.timers, awaits: awaitedIn(moment, runs) }
  })
}

function awaitedIn({ state: { phase } }: Moment, runs: ReadonlyMap<EffectId, string>): OriginalTurn['awaits'] {
  return phase.kind === 'action' ? { effect: phase.effect, action: runs.get(phase.effect) ?? '' } : null
}

export interface Replayed {
  readonly turns: readonly PlayedTurn[]
  /** Why it could not be played to its end; `null`: it was. */
  readonly stuck: string | null
}

/** A flow that waits in circles would otherwise keep a replay busy for years of milliseconds. */
const mostByItself = 10_000

/** Plays a record against a program that may be another one than its own. `node`: where it began, if not at the flow's start. FY2, FY3 */
export function replay(program: Program, flow: string, originals: readonly OriginalTurn[], node?: string): Replayed {
  if (!program.flows.has(flow)) return { turns: [], stuck: `There is no flow "${flow}" any more.` }
  if (node !== undefined && program.flows.get(flow)?.nodes.has(node) !== true)
    return { turns: [], stuck: `The flow "${flow}" has no node "${node}" any more.` }
  return new Replay(program, originals, newMoment(program, flow, originals[0]?.at ?? 0, node)).play()
}

class Replay {
  readonly #program: Program
  readonly #originals: readonly OriginalTurn[]
  readonly #turns: PlayedTurn[] = []
  readonly #runs = new Map<EffectId, string>()
  /** Results of the record that no action has taken yet, by action. */
  readonly #results = new Map<string, { readonly index: number; readonly result: ActionResult }[]>()
  #moment: Moment
  /** What the record's own conversation waited for before the present event. */
  #before: Pick<OriginalTurn, 'timers' | 'awaits'> = { timers: {}, awaits: null }

  constructor(program: Program, originals: readonly OriginalTurn[], moment: Moment) {
    this.#program = program
    this.#originals = originals
    this.#moment = moment
    for (const [index, { happening }] of originals.entries()) {
      const action = originals[index - 1]?.awaits?.action
      if (happening.kind !== 'action-finished' || action === undefined) continue
      const kept = this.#results.get(action) ?? []
      this.#results.set(action, [...kept, { index, result: happening.result }])
    }
  }

  play(): Replayed {
    for (const [index, original] of this.#originals.entries()) {
      const stuck = this.#settle(original.at)
      if (stuck !== null) return { turns: this.#turns, stuck }
      this.#moment = { ...this.#moment, at: Math.max(this.#moment.at, original.at) }
      this.#take(index, original)
      this.#before = original
    }
    return { turns: this.#turns, stuck: this.#settle(this.#moment.at) }
  }

  /** One event of the record, as far as it means something here. */
  #take(index: number, { happening }: OriginalTurn): void {
    const { awaits, timers } = this.#before
    if (happening.kind === 'timer-fired') {
      const { timer } = happening
      if (this.#moment.timers[timer] === timers[timer]) this.#happen(happening)
      return
    }
    // What came too late there comes too late here.
    if (happening.kind !== 'action-finished' || awaits?.effect !== happening.effect) {
      this.#happen(happening)
      return
    }
    const { phase } = this.#moment.state
    const { action } = awaits
    if (phase.kind !== 'action' || this.#runs.get(phase.effect) !== action || !this.#isLeft(action, index)) return
    this.#use(action, index)
    this.#happen({ ...happening, effect: phase.effect })
  }

  /** What this flow does by itself before that moment. FY3 */
  #settle(until: number): string | null {
    for (let taken = 0; taken < mostByItself; taken += 1) {
      const wanted = this.#wanted()
      if (wanted !== null) {
        const [first] = this.#results.get(wanted.action) ?? []
        if (first === undefined) return `It runs "${wanted.action}", of which the record has no result.`
        this.#use(wanted.action, first.index)
        this.#happen({ kind: 'action-finished', effect: wanted.effect, result: first.result })
        continue
      }
      const due = this.#ownTimer(until)
      if (due === null) return null
      this.#moment = { ...this.#moment, at: Math.max(this.#moment.at, due.at) }
      this.#happen({ kind: 'timer-fired', timer: due.timer })
    }
    return `It does ${mostByItself} things by itself without an end.`
  }

  /** An action that is awaited here and was not in the record at this point. */
  #wanted(): { readonly effect: EffectId; readonly action: string } | null {
    const ours = awaitedIn(this.#moment, this.#runs)
    const theirs = this.#before.awaits
    return ours === null || ours.action === theirs?.action ? null : ours
  }

  /** The next timer that the record's own conversation did not have set to the same moment. */
  #ownTimer(until: number): { readonly timer: TimerName; readonly at: number } | null {
    const own: { [timer in TimerName]?: number } = {}
    for (const timer of ['idle', 'wait'] as const) {
      const at = this.#moment.timers[timer]
      if (at !== undefined && !this.#isShared(timer)) own[timer] = at
    }
    return nextTimer({ ...this.#moment, timers: own }, until)
  }

  #isShared(timer: TimerName): boolean {
    const at = this.#moment.timers[timer]
    return at !== undefined && at === this.#before.timers[timer]
  }

  #isLeft(action: string, index: number): boolean {
    return this.#results.get(action)?.some((each) => each.index === index) ?? false
  }

  #use(action: string, index: number): void {
    const left = (this.#results.get(action) ?? []).filter((each) => each.index !== index)
    this.#results.set(action, left)
  }

  #happen(happening: Happening): void {
    const visits: Visit[] = []
    const { at } = this.#moment
    const { moment, effects } = advance(this.#program, this.#moment, happening, visits)
    this.#moment = moment
    for (const effect of effects) if (effect.kind === 'run-action') this.#runs.set(effect.id, effect.action)
    this.#turns.push({ at, happening, effects, visits })
  }
}
