/** What a simulated conversation shows, worked out from its turns. */
import type { ActionSignature, Content, Effect, Value, Values } from '@parley/flow'
import type { OriginalTurn } from '@parley/flow/story'
import type { Moment, SimulatedTurn } from '../worker/protocol.ts'

export type RunAction = Extract<Effect, { kind: 'run-action' }>
export type Send = Extract<Effect, { kind: 'send' }>

export interface Message {
  readonly who: 'bot' | 'person'
  readonly content: Content
  readonly sensitive: boolean
}

export function messagesOf({ effects }: Pick<SimulatedTurn, 'effects'>): readonly Message[] {
  return effects.flatMap((effect): readonly Message[] => {
    if (effect.kind === 'send') return [{ who: 'bot', content: effect.content, sensitive: effect.sensitive }]
    if (effect.kind === 'hear') return [{ who: 'person', content: effect.content, sensitive: effect.sensitive }]
    return []
  })
}

export const runsOf = ({ effects }: Pick<SimulatedTurn, 'effects'>): readonly RunAction[] =>
  effects.filter((effect): effect is RunAction => effect.kind === 'run-action')

/** The question that the conversation stands at; `null`: it does not wait for an answer. */
export function questionOf(turns: readonly SimulatedTurn[]): Content | null {
  const last = turns.at(-1)
  if (last === undefined || !['answer', 'event', 'time'].includes(last.moment.state.phase.kind)) return null
  for (const turn of turns.toReversed()) {
    const sent = turn.effects.findLast((effect): effect is Send => effect.kind === 'send')
    if (sent !== undefined) return sent.content
  }
  return null
}

/** The action that the conversation waits for, and the turn that asked for it. */
export function awaitedRun(turns: readonly SimulatedTurn[]): { readonly run: RunAction; readonly turn: number } | null {
  const phase = turns.at(-1)?.moment.state.phase
  if (phase?.kind !== 'action') return null
  for (let turn = turns.length - 1; turn >= 0; turn -= 1) {
    const run = runsOf(turns[turn] ?? { effects: [] }).find(({ id }) => id === phase.effect)
    if (run !== undefined) return { run, turn }
  }
  return null
}

/** What the words of a turn were taken for. */
export interface Understood {
  /** `null`: nothing known. Absent: nobody asked what they mean. */
  readonly intent?: string | null
  readonly fills: readonly string[]
  readonly corrects: readonly string[]
}

/** `null`: nothing had to be understood. */
export function understoodIn({ visits }: Pick<SimulatedTurn, 'visits'>): Understood | null {
  const taken = visits.findLast((visit) => visit.kind === 'understand' || visit.kind === 'digress')
  const changed = (kind: 'fill' | 'correct') => [
    ...new Set(visits.flatMap((visit) => (visit.kind === kind ? [visit.variable] : []))),
  ]
  const [fills, corrects] = [changed('fill'), changed('correct')]
  if (taken === undefined && fills.length === 0 && corrects.length === 0) return null
  const meant = taken?.kind === 'understand' || taken?.kind === 'digress' ? { intent: taken.intent } : {}
  return { ...meant, fills, corrects }
}

export interface ChangedVariable {
  readonly name: string
  readonly before: Value | undefined
  readonly after: Value | undefined
}

/** Variables that are others than before. */
export function changedVariables(before: Values, after: Values): readonly ChangedVariable[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names]
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => ({ name, before: before[name], after: after[name] }))
}

/** What a turn started from. */
export const before = (turns: readonly SimulatedTurn[], index: number): Values =>
  index === 0 ? {} : (turns[index - 1]?.moment.state.variables ?? {})

/** The turns as a replay takes them. */
export function originalsOf(turns: readonly SimulatedTurn[]): readonly OriginalTurn[] {
  return turns.map(({ at, happening, effects, moment }, index) => {
    const run = awaitedRun(turns.slice(0, index + 1))
    const awaits = run === null ? null : { effect: run.run.id, action: run.run.action }
    return { at, happening, effects, timers: moment.timers, awaits }
  })
}

/** The first turn that says or does something else after a replay; `null`: all the same. */
export function firstDifference(was: readonly SimulatedTurn[], now: readonly SimulatedTurn[]): number | null {
  const shown = (turn: SimulatedTurn | undefined) => JSON.stringify(turn?.effects.filter(isVisible))
  for (let index = 0; index < Math.max(was.length, now.length); index += 1)
    if (shown(was[index]) !== shown(now[index])) return index
  return null
}

const isVisible = ({ kind }: Effect): boolean => !['set-timer', 'clear-timer'].includes(kind)

/** The next timer of each kind, soonest first. */
export function timersOf({ timers }: Moment): readonly { readonly timer: 'idle' | 'wait'; readonly at: number }[] {
  return (['idle', 'wait'] as const)
    .flatMap((timer) => (timers[timer] === undefined ? [] : [{ timer, at: timers[timer] }]))
    .sort((one, other) => one.at - other.at)
}

/** Outcomes that an action can be let end with. */
export function outcomesOf(
  run: RunAction,
  signature: ActionSignature | undefined,
  ports: readonly string[],
): readonly string[] {
  const named = signature?.outcomes ?? []
  const open = signature === undefined || signature.open === true ? ports : []
  return [...new Set(['success', ...named, ...open, 'error'])].filter(
    (outcome) => outcome !== 'next' || run.mode === 'queue',
  )
}

/** `0:30`, `1 h 5 min`, `3 d`: how long until then. */
export function lengthOf(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ]
  const shown = parts.filter(([amount]) => amount > 0).slice(0, 2)
  return shown.length === 0 ? '0 s' : shown.map(([amount, unit]) => `${amount} ${unit}`).join(' ')
}
