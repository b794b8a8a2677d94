/**
 * A person talking to a flow, for tests: `converse(program).hears('Your name?').says('Ada').waits('10m')`.
 *
 * Owns a conversation's state, its timers and its clock; time passes only when a test says so. Every expectation that is
 * not met throws with the transcript so far.
 */
import { parseDuration } from './duration.ts'
import type { Effect } from './effect.ts'
import type { Contact, EffectId, Event, HandOverOutcome, Page, Said, TimerName } from './event.ts'
import type { InLanguage } from './language.ts'
import type { Content } from './message.ts'
import type { Program } from './program.ts'
import type { ActionResult, ErrorKind, Retry } from './result.ts'
import type { State, Status } from './state.ts'
import { newState, statusOf, step } from './step.ts'
import type { Value, Values } from './value.ts'

export interface ConverseOptions {
  readonly flow?: string
  readonly contact?: Contact
  readonly page?: Page
  readonly profile?: Values
  readonly variables?: Values
  /** The language asked for at the start. */
  readonly language?: string
  readonly channelLanguages?: readonly string[]
  /** When it begins, epoch milliseconds or ISO 8601; default 2026-01-01T12:00:00Z. */
  readonly at?: number | string
}

type RunAction = Extract<Effect, { kind: 'run-action' }>
type Hear = Extract<Effect, { kind: 'hear' }>
type HandOver = Extract<Effect, { kind: 'hand-over' }>
type Plan = Extract<Effect, { kind: 'plan' }>
type Happening = Event extends infer Each ? (Each extends Event ? Omit<Each, 'at' | 'random'> : never) : never

/** Starts a conversation. */
export function converse(program: Program, options: ConverseOptions = {}): Conversation {
  return new Conversation(program, options)
}

export class Conversation {
  readonly #program: Program
  readonly #timers = new Map<TimerName, number>()
  readonly #transcript: string[] = []
  readonly #runs: RunAction[] = []
  readonly #heard: Hear[] = []
  readonly #handOvers: HandOver[] = []
  readonly #plans: Plan[] = []
  readonly #said: (Content & InLanguage)[] = []
  #unheard: Content[] = []
  #state: State
  #at: number

  constructor(program: Program, options: ConverseOptions) {
    const { flow, contact = { id: 'cont_test' }, page = null, variables = {}, at = '2026-01-01T12:00:00Z' } = options
    this.#program = program
    this.#state = newState(program, flow)
    this.#at = typeof at === 'number' ? at : Date.parse(at)
    const { language, channelLanguages, profile } = options
    this.#happens({
      kind: 'started',
      conversation: 'conv_test',
      contact,
      variables,
      page,
      ...(profile === undefined ? {} : { profile }),
      ...(language === undefined ? {} : { language }),
      ...(channelLanguages === undefined ? {} : { channelLanguages }),
    })
  }

  get state(): State {
    return this.#state
  }

  get status(): Status {
    return statusOf(this.#state)
  }

  /** Every action asked for so far, queued ones included. */
  get runs(): readonly RunAction[] {
    return this.#runs
  }

  /** Every hand-over asked for so far. */
  get handOvers(): readonly HandOver[] {
    return this.#handOvers
  }

  /** Everything that Braze is to send later. */
  get plans(): readonly Plan[] {
    return this.#plans
  }

  /** The labels of the persistent menu, as the person sees it now. */
  get menu(): readonly string[] {
    return this.#state.menu.map((item) => item.label)
  }

  /** Every message of the bot so far. */
  get said(): readonly (Content & InLanguage)[] {
    return this.#said
  }

  /** Every message of the person so far, as the transcript shows it. */
  get heard(): readonly Hear[] {
    return this.#heard
  }

  /** What was said, line by line. */
  get transcript(): readonly string[] {
    return this.#transcript
  }

  variable(name: string): Value {
    return this.#state.variables[name] ?? null
  }

  /** The person types. */
  says(text: string): this {
    return this.sends({ kind: 'text', text })
  }

  /** The person picks a choice by its id. */
  picks(choice: string): this {
    return this.sends({ kind: 'choice', choice })
  }

  sends(said: Said): this {
    return this.#happens({ kind: 'said', said })
  }

  /** A system of the brand reports something. */
  webhook(name: string, payload: Values = {}): this {
    return this.#happens({ kind: 'webhook', name, payload })
  }

  /** The page that the person is on reports something. */
  page(name: string, properties: Values = {}): this {
    return this.#happens({ kind: 'page-event', name, properties })
  }

  /** The person comes back to the page with the conversation. */
  returns(): this {
    return this.#happens({ kind: 'returned' })
  }

  /** Whoever took the conversation over gives it back. */
  handOverEnds(outcome: HandOverOutcome = 'done'): this {
    if (this.#state.phase.kind !== 'agent') this.#fail('The conversation is with nobody.')
    return this.#happens({ kind: 'hand-over-ended', outcome })
  }

  /** The bot's next unheard message is this one. */
  hears(expected: string | RegExp): this {
    const content = this.#unheard.shift()
    if (content === undefined) this.#fail(`Expected to hear ${String(expected)}, and the bot says nothing.`)
    const fits = typeof expected === 'string' ? content.text === expected : expected.test(content.text)
    if (!fits) this.#fail(`Expected to hear ${String(expected)}, and the bot says ${JSON.stringify(content.text)}.`)
    return this
  }

  /** The bot has said nothing that was not heard. */
  hearsNothing(): this {
    const content = this.#unheard[0]
    if (content !== undefined) this.#fail(`Expected silence, and the bot says ${JSON.stringify(content.text)}.`)
    return this
  }

  /** Passes over everything that the bot has said so far. */
  ignores(): this {
    this.#unheard = []
    return this
  }

  /** Time passes; timers that come due fire at their time, in order. */
  waits(duration: string): this {
    const length = parseDuration(duration)
    if (length === null) this.#fail(`"${duration}" is not a duration.`)
    const until = this.#at + length
    for (;;) {
      const due = [...this.#timers].filter(([, at]) => at <= until).sort((a, b) => a[1] - b[1])[0]
      if (due === undefined) break
      const [timer, at] = due
      this.#timers.delete(timer)
      this.#at = at
      this.#happens({ kind: 'timer-fired', timer })
    }
    this.#at = until
    return this
  }

  /** The action that the conversation waits for ends. */
  actionEnds(outcome: string, outputs: Values = {}): this {
    return this.ends({ outcome, outputs })
  }

  /** The action that the conversation waits for fails. */
  actionFails(kind: ErrorKind, message = 'It did not work.', retry: Retry = 'no'): this {
    return this.ends({ outcome: 'error', outputs: {}, error: { kind, message, retry } })
  }

  /** The action that the conversation waits for ends with exactly this result. */
  ends(result: ActionResult): this {
    return this.#happens({ kind: 'action-finished', effect: this.#awaited(), result })
  }

  /** The conversation has this status. */
  is(status: Status): this {
    if (this.status !== status) this.#fail(`Expected the status ${status}, and it is ${this.status}.`)
    return this
  }

  #awaited(): EffectId {
    const { phase } = this.#state
    if (phase.kind !== 'action') this.#fail('The conversation waits for no action.')
    return phase.effect
  }

  #happens(happening: Happening): this {
    const event = { ...happening, at: this.#at, random: 0.5 } as Event
    const { state, effects } = step(this.#program, this.#state, event)
    this.#state = state
    for (const effect of effects) this.#carryOut(effect)
    return this
  }

  #carryOut(effect: Effect): void {
    switch (effect.kind) {
      case 'send':
        this.#unheard.push(effect.content)
        this.#said.push(effect.content)
        this.#transcript.push(`bot: ${effect.content.text}`)
        break
      case 'hear':
        this.#heard.push(effect)
        this.#transcript.push(`person: ${effect.content.text}`)
        break
      case 'run-action':
        this.#runs.push(effect)
        this.#transcript.push(`(runs ${effect.action})`)
        break
      case 'set-timer':
        this.#timers.set(effect.timer, effect.at)
        break
      case 'clear-timer':
        this.#timers.delete(effect.timer)
        break
      case 'hand-over':
        this.#handOvers.push(effect)
        this.#transcript.push(`(hands over${effect.skill === null ? '' : ` to ${effect.skill}`})`)
        break
      case 'plan':
        this.#plans.push(effect)
        this.#transcript.push(`(plans ${effect.rule})`)
        break
      case 'end-hand-over':
        this.#transcript.push(`(hand-over ended: ${effect.outcome})`)
        break
      case 'end':
        this.#transcript.push(`(${effect.status}${effect.outcome === null ? '' : `: ${effect.outcome}`})`)
        break
    }
  }

  #fail(reason: string): never {
    throw new Error(`${reason}\n\n${this.#transcript.join('\n')}`)
  }
}
