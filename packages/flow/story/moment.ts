/**
 * A conversation at one moment, without a store: its state, the clock, the timers. What a runtime is to real conversations
 * this is to those that are played: for stories, replays and searches. A value: taking an event gives another one.
 */
import type { Effect } from '../effect.ts'
import type { Event, TimerName } from '../event.ts'
import type { Program } from '../program.ts'
import type { State } from '../state.ts'
import { newState, step } from '../step.ts'
import type { Visit } from '../trail.ts'

/** When each timer that is set fires, epoch milliseconds. */
export type Timers = { readonly [timer in TimerName]?: number }

export interface Moment {
  readonly state: State
  /** Epoch milliseconds. */
  readonly at: number
  readonly timers: Timers
}

/** An event before time and chance are added. */
export type Happening = Event extends infer Each ? (Each extends Event ? Omit<Each, 'at' | 'random'> : never) : never

export interface Advanced {
  readonly moment: Moment
  readonly effects: readonly Effect[]
}

/** No kind of node draws lots; one that did would draw this. */
const chance = 0.5

/** Before the first event, at a node of the flow or at its start. A flow or a node that does not exist throws. */
export function newMoment(program: Program, flow: string | undefined, at: number, node?: string): Moment {
  const state = newState(program, flow)
  if (node === undefined) return { state, at, timers: {} }
  if (program.flows.get(state.flow)?.nodes.has(node) !== true)
    throw new RangeError(`The flow "${state.flow}" has no node "${node}".`)
  return { state: { ...state, node }, at, timers: {} }
}

/** Takes an event now. `trail` is added to. */
export function advance(
  program: Program,
  moment: Moment,
  happening: Happening,
  trail: Visit[] | null = null,
): Advanced {
  const { at } = moment
  const { state, effects } = step(program, moment.state, { ...happening, at, random: chance } as Event, trail)
  return { moment: { state, at, timers: settle(moment.timers, happening, effects) }, effects }
}

function settle(before: Timers, happening: Happening, effects: readonly Effect[]): Timers {
  const fired = happening.kind === 'timer-fired' && before[happening.timer] !== undefined
  if (!fired && !effects.some(({ kind }) => kind === 'set-timer' || kind === 'clear-timer')) return before
  const timers: { -readonly [timer in keyof Timers]: Timers[timer] } = { ...before }
  if (happening.kind === 'timer-fired') delete timers[happening.timer]
  for (const effect of effects) {
    if (effect.kind === 'set-timer') timers[effect.timer] = effect.at
    else if (effect.kind === 'clear-timer') delete timers[effect.timer]
  }
  return timers
}

/** The timer that fires first, at `until` at the latest; `null` when none does. */
export function nextTimer(
  { timers }: Moment,
  until: number = Number.POSITIVE_INFINITY,
): { readonly timer: TimerName; readonly at: number } | null {
  const names: readonly TimerName[] = ['idle', 'wait']
  const due = names
    .flatMap((timer) => {
      const at = timers[timer]
      return at === undefined || at > until ? [] : [{ timer, at }]
    })
    .sort((a, b) => a.at - b.at)
  return due[0] ?? null
}
