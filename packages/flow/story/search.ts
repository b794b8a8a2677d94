/**
 * A search for ways through a solution's flows: breadth first over real steps, with what people, actions, time and the world
 * outside may do at each point.
 *
 * Owns which situations count as the same, and when it is enough. What may happen in a situation is `options.ts`'s concern.
 *
 * 1. Only what a step really does counts: every way found can be played.
 * 2. Bounded: so many steps, so long ways. What is not found is not said to be unreachable.
 */
import type { Content } from '../message.ts'
import type { Program } from '../program.ts'
import type { State } from '../state.ts'
import type { Visit } from '../trail.ts'
import { Coverage } from './coverage.ts'
import type { Hints } from './hints.ts'
import { advance, type Happening, type Moment, newMoment } from './moment.ts'
import { type Option, optionsAt } from './options.ts'
import type { PlayedTurn } from './stage.ts'

/** How a conversation may begin. */
export interface Beginning {
  readonly flow: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly started: Extract<Happening, { kind: 'started' }>
}

/** A situation that was reached, and from where. */
export interface Found {
  readonly before: Found | null
  readonly beginning: Beginning
  readonly turn: PlayedTurn
  readonly moment: Moment
  readonly question: Content | null
  readonly depth: number
}

export interface SearchLimits {
  /** Steps taken in all. */
  readonly steps: number
  /** Events of one conversation. */
  readonly depth: number
}

/**
 * After so many steps that led to nothing new another beginning is tried: the first gets more, since it is the usual one, and
 * what the others left is gone on with after the last.
 */
const patience = { first: 6000, later: 1000 }

/** Ways that went where none went before, in the order in which they were found. */
export function search(
  program: Program,
  beginnings: readonly Beginning[],
  hints: Hints,
  limits: SearchLimits,
): { readonly found: readonly Found[]; readonly steps: number; readonly exhausted: boolean } {
  const searching = new Search(program, hints, limits)
  for (const [index, beginning] of beginnings.entries()) {
    const isLast = index === beginnings.length - 1
    const usual = index === 0 ? patience.first : patience.later
    searching.from(beginning, isLast ? Number.POSITIVE_INFINITY : usual)
  }
  return searching
}

class Search {
  readonly found: Found[] = []
  steps = 0
  readonly #program: Program
  readonly #hints: Hints
  readonly #limits: SearchLimits
  readonly #coverage: Coverage
  readonly #total: number
  readonly #seen = new Set<string>()
  /** Those that led to something new go before those that did not. */
  readonly #fresh: Found[] = []
  readonly #stale: Found[] = []
  #nextFresh = 0
  #nextStale = 0
  #covered = 0
  /** The step that last led to something new. */
  #lastNew = 0

  constructor(program: Program, hints: Hints, limits: SearchLimits) {
    this.#program = program
    this.#hints = hints
    this.#limits = limits
    this.#coverage = new Coverage(program)
    this.#total = totalOf(program)
  }

  /** Whether it ended because it had tried enough. */
  get exhausted(): boolean {
    return this.steps >= this.#limits.steps && this.#covered < this.#total
  }

  /** Tries a beginning until nothing is left, or nothing new came of so many steps. */
  from(beginning: Beginning, patience: number): void {
    if (this.#isDone()) return
    this.#lastNew = this.steps
    this.#arrive(begin(this.#program, beginning))
    while (!this.#isDone() && this.steps - this.#lastNew <= patience) {
      const here = this.#next()
      if (here === null) return
      if (here.depth >= this.#limits.depth) continue
      for (const option of optionsAt(this.#program, here, this.#hints))
        if (!this.#isDone()) this.#arrive(follow(this.#program, here, option))
    }
  }

  #isDone(): boolean {
    return this.#covered >= this.#total || this.steps >= this.#limits.steps
  }

  #next(): Found | null {
    const fresh = this.#fresh[this.#nextFresh]
    if (fresh !== undefined) {
      this.#nextFresh += 1
      return fresh
    }
    const stale = this.#stale[this.#nextStale]
    this.#nextStale += 1
    return stale ?? null
  }

  #arrive(candidate: Found): void {
    this.steps += 1
    const isNew = this.#coverage.add(candidate.turn)
    if (isNew) {
      this.found.push(candidate)
      this.#covered = countOf(this.#coverage)
      this.#lastNew = this.steps
    }
    const key = keyOf(candidate, this.#hints)
    if (this.#seen.has(key)) return
    this.#seen.add(key)
    ;(isNew ? this.#fresh : this.#stale).push(candidate)
  }
}

function begin(program: Program, beginning: Beginning): Found {
  const start = newMoment(program, beginning.flow, beginning.at)
  const { turn, moment, question } = take(program, start, beginning.started, null)
  return { before: null, beginning, turn, moment, question, depth: 1 }
}

function follow(program: Program, here: Found, { happening, at }: Option): Found {
  const { turn, moment, question } = take(program, { ...here.moment, at }, happening, here.question)
  return { before: here, beginning: here.beginning, turn, moment, question, depth: here.depth + 1 }
}

function take(program: Program, before: Moment, happening: Happening, asked: Content | null) {
  const visits: Visit[] = []
  const { moment, effects } = advance(program, before, happening, visits)
  let question = asked
  for (const effect of effects)
    if (effect.kind === 'send' && 'input' in effect.content && effect.content.input !== undefined)
      question = effect.content
  return { turn: { at: before.at, happening, effects, visits }, moment, question }
}

function totalOf(program: Program): number {
  return new Coverage(program).report().reduce((sum, { nodes, edges }) => sum + nodes.total + edges.total, 0)
}

function countOf(coverage: Coverage): number {
  return coverage.report().reduce((sum, { nodes, edges }) => sum + nodes.covered + edges.covered, 0)
}

/** Situations in which the same can happen: where the conversation stands, and what its logic may ask about. */
function keyOf({ moment, beginning }: Found, hints: Hints): string {
  const { state, timers } = moment
  const known = ({ flow, node, variables, results }: Pick<State, 'flow' | 'node' | 'variables' | 'results'>) => [
    Object.entries(variables).filter(([name]) => hints.decidesFrom(flow, node, name)),
    Object.entries(results)
      .filter(([of]) => hints.decidesFrom(flow, node, `results.${of}`))
      .map(([of, { outcome, outputs }]) => [of, outcome, outputs]),
  ]
  const frames = state.frames.map((frame) => [frame.flow, frame.node, known(frame)])
  const { flow, node, phase, tries, idle, draft, webhooks } = state
  const language = hints.decides('conversation.language') ? state.language : null
  const place = [flow, node, phase.kind, tries, idle, draft, language, Object.keys(webhooks), Object.keys(timers)]
  return JSON.stringify([place, frames, known(state), beginning.started, beginning.at])
}

/** All turns from the beginning to there. */
export function wayTo(found: Found): readonly PlayedTurn[] {
  const turns: PlayedTurn[] = []
  for (let here: Found | null = found; here !== null; here = here.before) turns.push(here.turn)
  return turns.reverse()
}
