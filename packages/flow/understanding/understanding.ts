/**
 * What free words may mean anywhere in a flow, beside answering the question: its settings, and what they come to.
 *
 * FU14 inside a called flow what the flows that wait for it understand holds too; the innermost counts
 */
import type { FlowFacts } from '../flow-facts.ts'
import { suggest } from '../nearest.ts'
import type { TopBuild } from '../node-build.ts'
import { type Enclosing, findOutward } from '../outward.ts'
import type { Text } from '../template.ts'
import { createTimeZone } from '../time-zone.ts'
import type { Turn } from '../turn.ts'
import type { IntentSource, UnderstandingSource } from './source.ts'

/** What happens where an intent is meant. */
export type IntentWay =
  | { readonly kind: 'answer'; readonly text: Text }
  | { readonly kind: 'call'; readonly flow: string }
  | { readonly kind: 'go'; readonly to: string }

export interface Understanding {
  /** `null`: the recognizer's own. */
  readonly least: number | null
  readonly sure: number
  readonly timeZone: string | null
  readonly understood: Text | null
  readonly corrections: boolean
  /** `null`: the platform's words. */
  readonly corrected: Text | null
  readonly smallTalk: boolean
  readonly labels: ReadonlyMap<string, Text>
  readonly ways: ReadonlyMap<string, IntentWay>
}

/** Beyond what an answer is that happens to be like an example. */
const usuallySure = 0.85
/** Questions that wait at once for something else to be answered first. FU13 */
const mostAsides = 3

export function compileUnderstanding(
  source: UnderstandingSource | undefined,
  facts: FlowFacts,
  build: TopBuild,
): Understanding | null {
  if (source === undefined) return null
  const text = (given: string | undefined, field: string) =>
    given === undefined ? null : build.text(given, ['understanding', field])
  const labels = new Map<string, Text>()
  const ways = new Map<string, IntentWay>()
  for (const [intent, given] of Object.entries(source.intents ?? {})) {
    const path = ['understanding', 'intents', intent]
    checkIntent(intent, given, facts, build)
    if (given.label !== undefined) labels.set(intent, build.plain(given.label, [...path, 'label']))
    if (given.answer !== undefined)
      ways.set(intent, { kind: 'answer', text: build.text(given.answer, [...path, 'answer']) })
    else if (given.flow !== undefined) ways.set(intent, { kind: 'call', flow: given.flow })
    else if (given.to !== undefined) ways.set(intent, { kind: 'go', to: given.to })
  }
  if (source.time_zone !== undefined && createTimeZone(source.time_zone) === null)
    build.problem(
      'bad-time-zone',
      ['understanding', 'time_zone'],
      `"${source.time_zone}" is not a time zone.`,
      'Use an IANA name such as "Europe/London".',
    )
  return {
    least: source.least ?? null,
    sure: source.sure ?? usuallySure,
    timeZone: source.time_zone ?? null,
    understood: text(source.understood, 'understood'),
    corrections: source.corrections === true,
    corrected: text(source.corrected, 'corrected'),
    smallTalk: source.small_talk === true,
    labels,
    ways,
  }
}

function checkIntent(intent: string, given: IntentSource, facts: FlowFacts, build: TopBuild): void {
  const path = ['understanding', 'intents', intent]
  const { intents } = facts.around
  if (intents !== null && !intents.includes(intent))
    build.problem(
      'unknown-intent',
      path,
      `The solution has no intent "${intent}".`,
      `Add it to nlu/intents.yaml with phrases that mean it. ${suggest(intent, intents)}`,
    )
  const ways = [given.answer, given.flow, given.to].filter((each) => each !== undefined)
  if (ways.length > 1)
    build.problem(
      'bad-understanding',
      path,
      `"${intent}" does more than one thing.`,
      'Keep one of "answer", "flow" and "to".',
    )
  if (given.flow === undefined) return
  if (facts.flow(given.flow) === undefined)
    build.problem(
      'unknown-flow',
      [...path, 'flow'],
      `The solution has no flow "${given.flow}".`,
      facts.namesOf('flows').suggest(given.flow),
    )
  else if (given.flow === facts.name)
    build.problem(
      'digression-loop',
      [...path, 'flow'],
      `"${given.flow}" is the flow itself, which cannot be answered by going through it.`,
      'Name another flow, or lead to a node of this one with "to".',
    )
}

/** What an intent that was meant does where the conversation is, and which flow says so. */
export interface FoundWay {
  readonly found: Enclosing
  readonly way: IntentWay | RunningWay
}

/** What an intent does whose flow is being run already. FU13 */
type RunningWay =
  /** It is the present one. */
  | { readonly kind: 'again' }
  /** It waits at a question, which is taken up; what answered beside it is given up. */
  | { readonly kind: 'back'; readonly to: Enclosing }

/** FU14 */
export function findWay(turn: Turn, intent: string): FoundWay | null {
  let way: FoundWay['way'] | null = null
  const found = findOutward(turn.program, { flow: turn.flow.name, frames: turn.frames }, (flow) => {
    const stated = flow.understanding?.ways.get(intent)
    way = stated === undefined ? null : wayNow(turn, stated)
    return way !== null
  })
  if (found !== null && way !== null) return { found, way }
  const text = turn.program.intentTexts.get(intent)?.answer ?? null
  const here = { flow: turn.flow, depth: turn.frames.length, frame: null }
  return text === null ? null : { found: here, way: { kind: 'answer', text } }
}

/** FU13: a flow that is being run answers nothing beside itself, and questions do not wait without end. */
function wayNow(turn: Turn, way: IntentWay): FoundWay['way'] | null {
  if (way.kind !== 'call') return way
  if (way.flow === turn.flow.name) return { kind: 'again' }
  const flow = turn.program.flows.get(way.flow)
  if (flow === undefined) return null
  const depth = turn.frames.findLastIndex((frame) => frame.flow === way.flow)
  const frame = turn.frames[depth]
  // A node that called waits for what it called, and nothing can be said to it.
  if (frame !== undefined) return frame.aside === undefined ? null : { kind: 'back', to: { flow, depth, frame } }
  return turn.frames.filter(({ aside }) => aside !== undefined).length < mostAsides ? way : null
}

/** The innermost flow that understands anything; `null`: none does. */
export function nearestUnderstanding({ program, flow, frames }: Turn): Understanding | null {
  if (flow.understanding !== null) return flow.understanding
  if (frames.length === 0) return null
  const found = findOutward(program, { flow: flow.name, frames }, (each) => each.understanding !== null)
  return found?.flow.understanding ?? null
}
