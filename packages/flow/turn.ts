import { clean } from './clean.ts'
import type { Effect } from './effect.ts'
import type { Contact, EffectId, Event, HandOverOutcome, Page, TimerName } from './event.ts'
import { markOf } from './language.ts'
import type { MenuItem } from './menu.ts'
import type { Content } from './message.ts'
import { type Enclosing, findOutward } from './outward.ts'
import { pageValue } from './page.ts'
import { profileValue } from './profile.ts'
import type { Flow, FlowNode, Program } from './program.ts'
import type { Recognition } from './recognizer.ts'
import type { Moment } from './reporting.ts'
import type { MomentName } from './reporting-source.ts'
import type { ActionResult } from './result.ts'
import type { Scope } from './scope.ts'
import type { CallFrame, Doubt, Phase, State } from './state.ts'
import type { Template, Text } from './template.ts'
import type { Visit } from './trail.ts'
import type { Value, Values } from './value.ts'
import { fit } from './variable.ts'
import { isTimeZone } from './wall-clock.ts'
import type { WordName } from './words/en.ts'
import type { WordValues } from './words/word.ts'
import type { Spoken } from './words/words.ts'

const nothing: Recognition = { intent: null, confidence: 0, entities: {} }
const nobody: readonly string[] = []

/** What a person said last is kept for a node to read; longer than a message may be it never is. */
const longestWords = 4096

/**
 * One event on its way through a flow: the state as it changes and the effects asked for so far. It lives inside one call
 * of `step`; nodes talk to it, and nobody else sees it.
 */
export class Turn implements Scope {
  readonly at: number
  readonly effects: Effect[] = []
  readonly program: Program
  flow: Flow
  node: FlowNode
  phase: Phase
  tries: number
  idle: number
  variables: Values
  results: State['results']
  contact: Contact | null
  page: Page | null
  profile: Values | null
  language: string
  conversation: string | null
  frames: readonly CallFrame[]
  webhooks: State['webhooks']
  heard: string | null
  leftAt: number | null
  startedAt: number | null
  menu: readonly MenuItem[]
  draft: Values | null
  filled: readonly string[]
  doubt: Doubt | null
  /** What is to be said right after the person's words have entered the transcript. */
  greet: (() => void) | null = null
  /** Whether the idle timer has to be set anew: the person did something, or a rule fired. */
  restartIdle = false
  /** What has happened in it that may be told, in order. */
  readonly moments: Moment[] = []
  /** The `end` effect; it is carried out last. */
  ending: Effect | null = null
  /** Where the way through the flow is noted; `null`: nobody wants to know. */
  readonly trail: Visit[] | null
  readonly #number: number
  /** What the event's words mean, where it came with them. */
  readonly #given: { readonly words: string; readonly recognition: Recognition } | null
  #recognized: { readonly text: string; readonly recognition: Recognition } | null = null
  #ownVariables = false
  #language: string | null

  constructor(program: Program, flow: Flow, node: FlowNode, state: State, event: Event, trail: Visit[] | null) {
    this.program = program
    this.trail = trail
    this.flow = flow
    this.node = node
    this.at = event.at
    this.#number = state.turn + 1
    this.phase = state.phase
    this.tries = state.tries
    this.idle = state.idle
    this.variables = state.variables
    this.results = state.results
    this.contact = state.contact
    this.page = state.page
    this.profile = state.profile
    this.conversation = state.conversation
    this.frames = state.frames
    this.webhooks = state.webhooks
    this.heard = state.heard
    this.leftAt = state.leftAt
    this.startedAt = state.startedAt
    this.menu = state.menu
    this.draft = state.draft
    this.filled = state.filled
    this.doubt = state.doubt
    this.#given = givenBy(event)
    this.#language = state.language
    this.language = state.language ?? flow.languages.own
  }

  state(): State {
    const { flow, node, phase, tries, idle, variables, results, contact, page, profile } = this
    const { conversation, frames, webhooks, heard, leftAt, startedAt, menu, draft, filled, doubt } = this
    return {
      flow: flow.name,
      node: node.id,
      phase,
      turn: this.#number,
      tries,
      idle,
      variables,
      results,
      contact,
      page,
      profile,
      conversation,
      frames,
      webhooks,
      heard,
      leftAt,
      startedAt,
      menu,
      draft,
      filled,
      doubt,
      language: this.#language,
    }
  }

  /** From now on the conversation is in the first of these languages that the solution has; without one it stays as it is. */
  speak(wishes: readonly (string | null | undefined)[]): void {
    const found = this.flow.languages.match(wishes)
    if (found === null) return
    this.#language = found
    this.language = found
  }

  /** What the platform itself says, in the conversation's language. */
  word(word: WordName, values?: WordValues): Spoken {
    return this.flow.languages.words(this.language).say(word, values)
  }

  /** A text message, unless it is blank. `scope`: what the text sees, when that is not the present flow. */
  say(text: Text, scope: Scope = this): void {
    const words = text.render(scope)
    if (words.trim() !== '') this.send({ kind: 'text', text: words }, text.sensitive, text.languageFor(this.language))
  }

  /** `language`: what the content is written in, where that is not the conversation's. */
  send(content: Content, sensitive: boolean, language: string = this.language): void {
    if (!this.flow.languages.stated) this.effects.push({ kind: 'send', content, sensitive })
    else this.effects.push({ kind: 'send', content: { ...content, ...markOf(language) }, sensitive })
  }

  /** What the person said, as the transcript shows it. */
  hear(content: Content, sensitive: boolean): void {
    const text = clean(content.text)
    this.effects.push({ kind: 'hear', content: { ...content, text }, sensitive })
    if (this.program.keepsWords) this.heard = text.slice(0, longestWords)
    if (this.greet === null) return
    this.greet()
    this.greet = null
  }

  /** What a text means, at the time of the event. Total: a recognizer that throws has recognized nothing. Asked once for a text. */
  recognize(text: string): Recognition {
    const words = clean(text).slice(0, longestWords)
    if (this.#recognized?.text === words) return this.#recognized.recognition
    const recognition = this.#given?.words === words ? this.#given.recognition : this.#ask(words)
    this.#recognized = { text: words, recognition }
    return recognition
  }

  #ask(words: string): Recognition {
    try {
      return this.program.recognizer.recognize(words, this.language, { at: this.at, zone: this.zone })
    } catch {
      return nothing // FS2: a recognizer is somebody else's.
    }
  }

  /** The profile's time zone, else that of the innermost flow that names one; `null`: nobody knows. FU21 */
  get zone(): string | null {
    const own = this.profile?.time_zone
    if (typeof own === 'string' && isTimeZone(own)) return own
    const here = { flow: this.flow.name, frames: this.frames }
    const found = findOutward(this.program, here, ({ understanding }) => (understanding?.timeZone ?? null) !== null)
    return found?.flow.understanding?.timeZone ?? null
  }

  /** Something has happened that may be told; see `reporting.ts`. */
  note(name: MomentName, properties: Values = {}): void {
    if (this.program.reporting !== null)
      this.moments.push({ name, flow: this.flow.name, node: this.node.id, properties })
  }

  runAction(
    action: string,
    input: Values,
    mode: 'await' | 'queue',
    timeoutMs: number | null,
    more: { readonly report?: true } = {},
  ): EffectId {
    const id = this.#nextEffect()
    const effect = {
      kind: 'run-action',
      id,
      flow: this.flow.name,
      node: this.node.id,
      action,
      input,
      mode,
      ...more,
    } as const
    this.effects.push(timeoutMs === null ? effect : { ...effect, timeoutMs })
    return id
  }

  /** FS10 */
  #nextEffect(): EffectId {
    return `${this.#number}.${this.effects.length}`
  }

  handOver(skill: string | null, note: string | null, sensitive: boolean): void {
    const place = { id: this.#nextEffect(), flow: this.flow.name, node: this.node.id }
    this.effects.push({ kind: 'hand-over', ...place, skill, note, sensitive })
    this.note('handed_over', { skill: sensitive ? null : skill })
  }

  plan(message: Omit<Extract<Effect, { kind: 'plan' }>, 'kind' | 'id'>): void {
    this.effects.push({ kind: 'plan', id: this.#nextEffect(), ...message })
  }

  endHandOver(outcome: HandOverOutcome | 'timeout'): void {
    this.effects.push({ kind: 'end-hand-over', outcome })
  }

  /** Goes into a flow; the present one waits at its node until that one returns. `aside`: what is open at that node. */
  call(flow: Flow, node: FlowNode, variables: Values, aside: CallFrame['aside'] = undefined): void {
    const waiting: CallFrame = {
      flow: this.flow.name,
      node: this.node.id,
      variables: this.variables,
      results: this.results,
      ...(this.filled.length === 0 ? {} : { filled: this.filled }),
      ...(aside === undefined ? {} : { aside }),
    }
    this.filled = nobody
    this.frames = [...this.frames, waiting]
    this.#stand(flow, node, variables, {})
  }

  /** Back in the flow of the frame at `depth`; what it called is given up. */
  unwind(depth: number, frame: CallFrame, flow: Flow, node: FlowNode): void {
    this.frames = this.frames.slice(0, depth)
    this.filled = frame.filled ?? nobody
    if (frame.aside !== undefined) {
      this.tries = frame.aside.tries
      this.draft = frame.aside.draft
    }
    this.#stand(flow, node, frame.variables, frame.results)
  }

  #stand(flow: Flow, node: FlowNode, variables: Values, results: State['results']): void {
    this.flow = flow
    this.node = node
    this.variables = variables
    this.results = results
    this.#ownVariables = false
  }

  /** The payload of a webhook that came before anybody waited for it; taken, it is gone. */
  takeWebhook(name: string): Values | null {
    if (!Object.hasOwn(this.webhooks, name)) return null
    const { [name]: payload, ...others } = this.webhooks
    this.webhooks = others
    return payload ?? null
  }

  keepWebhook(name: string, payload: Values): void {
    this.webhooks = { ...this.webhooks, [name]: payload }
  }

  /** `after` in milliseconds from the event. */
  setTimer(timer: TimerName, after: number): void {
    this.effects.push({ kind: 'set-timer', timer, at: this.at + after })
  }

  clearTimer(timer: TimerName): void {
    this.effects.push({ kind: 'clear-timer', timer })
  }

  set(variable: string, value: Value): void {
    // One copy per turn however many variables a turn sets; the state handed in is never touched.
    if (!this.#ownVariables) this.variables = { ...this.variables }
    this.#ownVariables = true
    ;(this.variables as { [name: string]: Value })[variable] = value
  }

  /** Sets a variable of a flow that the conversation is in. */
  setWithin({ depth, frame }: Enclosing, variable: string, value: Value): void {
    if (frame === null) this.set(variable, value)
    else
      this.frames = this.frames.map((each, at) =>
        at === depth ? { ...each, variables: { ...each.variables, [variable]: value } } : each,
      )
  }

  /** `value` as the variable holds it; `null` when it does not fit. */
  fit(variable: string, value: Value | undefined): Value {
    const declared = this.flow.variables.get(variable)
    return declared === undefined || value === undefined ? null : (fit(declared.type, value) ?? null)
  }

  fits(variable: string, value: Value): boolean {
    const declared = this.flow.variables.get(variable)
    return declared !== undefined && fit(declared.type, value) !== undefined
  }

  setResult(result: ActionResult): void {
    this.results = { ...this.results, [this.node.id]: result }
  }

  hasExit(port: string): boolean {
    return this.node.exits.has(port)
  }

  render(template: Template): string {
    return template.render(this)
  }

  value(name: string): Value {
    return this.#value(name, this.flow, this.variables, this.results)
  }

  /** What the texts of a flow see that waits for the present one to return, and its questions. */
  scopeOf(flow: Flow, { variables, results }: CallFrame): Scope & Pick<Turn, 'zone'> {
    const { at, language, zone } = this
    return { at, language, zone, value: (name) => this.#value(name, flow, variables, results) }
  }

  #value(name: string, flow: Flow, variables: Values, results: State['results']): Value {
    switch (name) {
      case 'contact':
        return {
          id: this.contact?.id ?? null,
          external_id: this.contact?.external_id ?? null,
          email: this.contact?.email ?? null,
          phone: this.contact?.phone ?? null,
          language: this.contact?.language ?? null,
          name: this.contact?.name ?? null,
          proved: this.contact?.proved === true,
          visitor: this.contact?.visitor ?? null,
        }
      case 'page':
        return pageValue(this.page)
      case 'profile':
        if (flow.variables.has(name)) return variables[name] ?? null
        return profileValue(this.profile, this.program.profile)
      case 'conversation':
        return { turn: this.#number, id: this.conversation, language: this.language }
      case 'results':
        return Object.fromEntries(
          flow.actionNodes.map((id) => [id, resultValue(Object.hasOwn(results, id) ? results[id] : undefined)]),
        )
      default:
        return Object.hasOwn(variables, name) ? (variables[name] ?? null) : null
    }
  }
}

function givenBy(event: Event): { readonly words: string; readonly recognition: Recognition } | null {
  if (event.kind !== 'said' || event.recognition === undefined || event.said.kind !== 'text') return null
  return { words: clean(event.said.text).slice(0, longestWords), recognition: event.recognition }
}

function resultValue(result: ActionResult | undefined): Value {
  if (result === undefined) return null
  const { outcome, outputs, error } = result
  return { outcome, outputs, error: error === undefined ? null : { kind: error.kind, message: error.message } }
}
