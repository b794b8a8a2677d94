/**
 * A story being played: it takes one step after the other and says where the conversation goes another way.
 *
 * Owns the conversation's moment and what of its effects the story has not looked at yet. No clock, no network, no action
 * runs here: results come from the story, or from whoever carries the action out ({@link Stage.await}, {@link Stage.finish}).
 *
 * FY1 what the bot says, what is run and how it ends is looked at in its order, and nothing of it may be left out before the
 *    person acts; a story that begins with what the person does begins there.
 *
 * While an action is awaited, nobody can do anything.
 */
import { parseDuration } from '../duration.ts'
import type { Effect } from '../effect.ts'
import type { EffectId, Said } from '../event.ts'
import type { Program } from '../program.ts'
import type { ActionResult } from '../result.ts'
import type { State } from '../state.ts'
import type { Visit } from '../trail.ts'
import { expectBot, expectHandOver, expectRun, type Miss, type RunAction, resultOf } from './expected.ts'
import { describe, type Line, lineOf, quote } from './line.ts'
import { compareValue } from './match.ts'
import { advance, type Happening, type Moment, newMoment, nextTimer } from './moment.ts'
import {
  fillIn,
  findOffered,
  type NotOffered,
  type Offered,
  offeredBy,
  pickSeveral,
  sendFile,
  shareLocation,
} from './spoken.ts'
import { type Step, type Story, usualBeginning, usualContact } from './story.ts'
import { expectUnderstood } from './understood.ts'
import { withoutUndefined } from './without-undefined.ts'

/** One event, and everything that it did. */
export interface PlayedTurn {
  /** Epoch milliseconds. */
  readonly at: number
  readonly happening: Happening
  readonly effects: readonly Effect[]
  readonly visits: readonly Visit[]
}

export interface StageOptions {
  readonly onTurn?: (turn: PlayedTurn) => void
}

/** More than any flow has; one that waits in circles would otherwise keep a story busy for years of milliseconds. */
const mostTimers = 10_000

const acts = ['user', 'pick', 'picks', 'form', 'file', 'location', 'menu'] as const

type Run = Extract<Step, { action: string } | { queued: string } | { braze: string }>

export class Stage {
  readonly #program: Program
  readonly #options: StageOptions
  readonly #lines: Line[] = []
  #moment: Moment
  #pending: Effect[] = []
  #awaited: EffectId | null = null
  /** Of the last event. */
  #visits: readonly Visit[] = []
  #offered: readonly Offered[] = []
  /** Whether the story has begun to look at what the bot says. */
  #looks: boolean

  constructor(program: Program, story: Story, options: StageOptions = {}) {
    this.#program = program
    this.#options = options
    const { contact, page, profile, language, variables, flow, node, at } = story
    this.#moment = newMoment(program, flow, at === undefined ? usualBeginning : Date.parse(at), node)
    const first = story.steps[0]
    this.#looks = first === undefined || !acts.some((act) => act in first)
    this.#happen({
      kind: 'started',
      contact: { id: usualContact, ...withoutUndefined(contact) },
      variables,
      page: page === undefined ? null : withoutUndefined(page),
      ...withoutUndefined({ profile, language }),
    })
  }

  get state(): State {
    return this.#moment.state
  }

  /** Epoch milliseconds, by the story's clock. */
  get now(): number {
    return this.#moment.at
  }

  /** What has been said and done so far. */
  get lines(): readonly Line[] {
    return this.#lines
  }

  take(step: Step): Miss {
    if ('bot' in step) return this.#next(expectBot(step, this.state))
    if ('user' in step) return this.#type(typeof step.user === 'string' ? [step.user] : step.user)
    if ('pick' in step) return typeof step.pick === 'string' ? this.#pick(step.pick) : this.#pickAll(step.pick)
    if ('picks' in step) return this.#pickAll(step.picks)
    if ('menu' in step) return this.#pick(step.menu, true)
    if ('form' in step) return this.#say('fill in a form', fillIn(step))
    if ('file' in step) return this.#say('send a file', sendFile(step.file))
    if ('location' in step) return this.#say('share a place', shareLocation(step.location))
    if ('action' in step || 'queued' in step || 'braze' in step) return this.#mock(step)
    if ('profile' in step)
      return { expected: 'a profile in Braze', happened: 'no Braze is there: give the story "actions: real"' }
    if ('wait' in step) return this.#wait(step.wait)
    if ('returns' in step) return this.#outside('come back', 'the person', { kind: 'returned' })
    if ('event' in step) {
      const { event: name, properties } = step
      return this.#outside(`report ${name}`, 'the page', { kind: 'page-event', name, properties })
    }
    if ('webhook' in step) {
      const { webhook: name, payload } = step
      return this.#outside(`send the webhook ${name}`, 'the brand', { kind: 'webhook', name, payload })
    }
    if ('hand_over' in step) return this.#handOver(step.hand_over)
    if ('hand_over_ends' in step) return this.#handBack(step.hand_over_ends)
    if ('understood' in step) return expectUnderstood(step.understood, this.#visits)
    if ('variables' in step) return this.#compareVariables(step.variables)
    return this.#next(expectEnd('ends' in step ? step.ends : null))
  }

  /** What happened that no step of the story spoke of, or `null`. */
  unheard(): string | null {
    if (!this.#looks) return null
    const effect = this.#pending.find(matters)
    return effect === undefined ? null : describe(effect)
  }

  /** The action that this step expects, which is then the caller's to carry out; or why it is not there. */
  await(step: Run): RunAction | { readonly expected: string; readonly happened: string } {
    const index = this.#pending.findIndex(matters)
    const effect = this.#pending[index]
    const miss = this.#next(expectRun(step))
    if (miss !== null) return miss
    return effect as RunAction
  }

  /** How an awaited action ended. */
  finish(run: RunAction, result: ActionResult): void {
    if (run.mode === 'queue') return
    this.#awaited = null
    this.#note('action', `${run.action} ends with ${result.outcome}`)
    this.#happen({ kind: 'action-finished', effect: run.id, result })
  }

  #mock(step: Run): Miss {
    const run = this.await(step)
    if ('expected' in run) return run
    if (!('running' in step && step.running)) this.finish(run, resultOf(step))
    return null
  }

  /** Holds the next effect that matters against what is expected. */
  #next(check: { readonly expected: string; readonly miss: (effect: Effect) => Miss }): Miss {
    const index = this.#pending.findIndex(matters)
    const effect = this.#pending[index]
    this.#looks = true
    if (effect === undefined) return { expected: check.expected, happened: this.#silence() }
    const miss = check.miss(effect)
    if (miss === null) this.#pending.splice(0, index + 1)
    return miss
  }

  #type(texts: readonly string[]): Miss {
    for (const [index, text] of texts.entries()) {
      if (index > 0) this.#skipWords()
      const miss = this.#say(`say ${quote(text)}`, { kind: 'text', text })
      if (miss !== null) return miss
    }
    if (texts.length > 1) this.#skipWords()
    return null
  }

  #pick(name: string, fromMenu = false): Miss {
    const { menu } = this.state
    const offered = fromMenu
      ? menu.map(({ id, label }) => ({ id: id.slice('menu.'.length), label }))
      : [...this.#offered, ...menu]
    const miss = this.#before(`the person can pick ${quote(name)}`)
    if (miss !== null) return miss
    const found = findOffered(offered, fromMenu ? name.replace(/^menu\./, '') : name)
    if ('expected' in found) return found
    this.#happen({ kind: 'said', said: { kind: 'choice', choice: fromMenu ? `menu.${found.id}` : found.id } })
    return null
  }

  #pickAll(names: readonly string[]): Miss {
    const offered = this.#offered
    const miss = this.#before(`the person can pick ${names.map(quote).join(', ')}`)
    if (miss !== null) return miss
    const said: Said | NotOffered = pickSeveral(offered, names)
    if ('expected' in said) return said
    this.#happen({ kind: 'said', said })
    return null
  }

  #say(what: string, said: Said): Miss {
    const miss = this.#before(`the person can ${what}`)
    if (miss === null) this.#happen({ kind: 'said', said })
    return miss
  }

  #outside(what: string, who: string, happening: Happening): Miss {
    const miss = this.#before(`${who} can ${what}`)
    if (miss !== null) return miss
    this.#note('outside', `${who}: ${what}`)
    this.#happen(happening)
    return null
  }

  #wait(duration: string): Miss {
    const length = parseDuration(duration)
    if (length === null) return { expected: 'a duration like 10m or 1h30m', happened: quote(duration) }
    const miss = this.#before(`${duration} pass`)
    if (miss !== null) return miss
    const until = this.now + length
    this.#note('time', duration)
    let fired = 0
    for (let due = nextTimer(this.#moment, until); due !== null; due = nextTimer(this.#moment, until)) {
      fired += 1
      if (fired > mostTimers) return { expected: `${duration} pass`, happened: `${mostTimers} timers fired` }
      this.#moment = { ...this.#moment, at: Math.max(this.now, due.at) }
      this.#happen({ kind: 'timer-fired', timer: due.timer })
    }
    this.#moment = { ...this.#moment, at: until }
    return null
  }

  #handOver(expected: Extract<Step, { hand_over: unknown }>['hand_over']): Miss {
    const index = this.#pending.findIndex(({ kind }) => kind === 'hand-over')
    const miss = expectHandOver(expected, this.#pending[index], this.#silence())
    if (miss === null) this.#pending.splice(index, 1)
    return miss
  }

  #handBack(outcome: 'done' | 'unavailable'): Miss {
    const miss = this.#before('the hand-over can end')
    if (miss !== null) return miss
    if (this.state.phase.kind !== 'agent')
      return { expected: 'a person of the brand has the conversation', happened: this.#silence() }
    this.#happen({ kind: 'hand-over-ended', outcome })
    return null
  }

  #compareVariables(expected: Extract<Step, { variables: unknown }>['variables']): Miss {
    const miss = compareValue(expected, this.state.variables, 'part')
    return miss && { expected: `${miss.path} = ${miss.expected}`, happened: `${miss.path} = ${miss.happened}` }
  }

  /** FY1 */
  #before(expected: string): Miss {
    const unheard = this.unheard()
    if (this.#awaited !== null)
      return { expected, happened: `the conversation waits for an action: ${unheard ?? this.#awaited}` }
    if (unheard !== null) return { expected, happened: unheard }
    this.#pending = []
    this.#looks = true
    return null
  }

  #skipWords(): void {
    this.#pending = this.#pending.filter((effect) => effect.kind !== 'send')
  }

  #silence(): string {
    const { kind } = this.state.phase
    return kind === 'answer' ? 'nothing; the bot waits for an answer' : `nothing; the conversation is in phase ${kind}`
  }

  #note(who: Line['who'], text: string): void {
    this.#lines.push({ who, text })
  }

  #happen(happening: Happening): void {
    const { onTurn } = this.#options
    const visits: Visit[] = []
    const { at } = this.#moment
    const { moment, effects } = advance(this.#program, this.#moment, happening, visits)
    onTurn?.({ at, happening, effects, visits })
    this.#visits = visits
    this.#moment = moment
    this.#pending.push(...effects)
    for (const effect of effects) {
      const line = lineOf(effect)
      if (line !== null) this.#lines.push(line)
      if (effect.kind === 'run-action' && effect.mode === 'await') this.#awaited = effect.id
      else if (effect.kind === 'send') this.#offered = offeredBy(effect.content)
    }
  }
}

/** What a story has to speak of. */
function matters(effect: Effect): boolean {
  return effect.kind === 'send' || effect.kind === 'run-action' || effect.kind === 'end'
}

/** `null`: it is abandoned. */
function expectEnd(outcome: string | true | null): { expected: string; miss: (effect: Effect) => Miss } {
  const expected =
    outcome === null
      ? 'the conversation is abandoned'
      : `the conversation ends${outcome === true ? '' : ` with ${outcome}`}`
  const status = outcome === null ? 'abandoned' : 'ended'
  return {
    expected,
    miss: (effect) => {
      const fits =
        effect.kind === 'end' &&
        effect.status === status &&
        (outcome === true || outcome === null || effect.outcome === outcome)
      return fits ? null : { expected, happened: describe(effect) }
    },
  }
}
