import { clean } from './clean.ts'
import type { Effect } from './effect.ts'
import type { Contact, EffectId, Event, Page, TimerName } from './event.ts'
import type { Content } from './message.ts'
import type { Flow, FlowNode } from './program.ts'
import type { ActionResult } from './result.ts'
import type { Scope } from './scope.ts'
import type { Phase, State } from './state.ts'
import type { Template, Text } from './template.ts'
import type { Value, Values } from './value.ts'
import { fit } from './variable.ts'

/**
 * One event on its way through a flow: the state as it changes and the effects asked for so far. It lives inside one call
 * of `step`; nodes talk to it, and nobody else sees it.
 */
export class Turn implements Scope {
  readonly at: number
  readonly effects: Effect[] = []
  readonly flow: Flow
  node: FlowNode
  phase: Phase
  tries: number
  idle: number
  variables: Values
  results: State['results']
  contact: Contact | null
  page: Page | null
  /** Whether the idle timer has to be set anew: the person did something, or a rule fired. */
  restartIdle = false
  /** The `end` effect; it is carried out last. */
  ending: Effect | null = null
  readonly #number: number
  #ownVariables = false

  constructor(flow: Flow, node: FlowNode, state: State, event: Event) {
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
  }

  state(): State {
    const { flow, node, phase, tries, idle, variables, results, contact, page } = this
    return { flow: flow.name, node: node.id, phase, turn: this.#number, tries, idle, variables, results, contact, page }
  }

  /** A text message, unless it is blank. */
  say(text: Text): void {
    const words = this.render(text)
    if (words.trim() !== '') this.send({ kind: 'text', text: words }, text.sensitive)
  }

  send(content: Content, sensitive: boolean): void {
    this.effects.push({ kind: 'send', content, sensitive })
  }

  /** What the person said, as the transcript shows it. */
  hear(content: Content, sensitive: boolean): void {
    this.effects.push({ kind: 'hear', content: { ...content, text: clean(content.text) }, sensitive })
  }

  runAction(action: string, input: Values, mode: 'await' | 'queue', timeoutMs: number | null): EffectId {
    const id: EffectId = `${this.#number}.${this.effects.length}`
    const effect = { kind: 'run-action', id, node: this.node.id, action, input, mode } as const
    this.effects.push(timeoutMs === null ? effect : { ...effect, timeoutMs })
    return id
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
    switch (name) {
      case 'contact':
        return {
          id: this.contact?.id ?? null,
          external_id: this.contact?.external_id ?? null,
          email: this.contact?.email ?? null,
          phone: this.contact?.phone ?? null,
        }
      case 'page':
        return {
          url: this.page?.url ?? null,
          referrer: this.page?.referrer ?? null,
          title: this.page?.title ?? null,
          language: this.page?.language ?? null,
        }
      case 'conversation':
        return { turn: this.#number }
      case 'results':
        return Object.fromEntries(
          this.flow.actionNodes.map((id) => [
            id,
            resultValue(Object.hasOwn(this.results, id) ? this.results[id] : undefined),
          ]),
        )
      default:
        return Object.hasOwn(this.variables, name) ? (this.variables[name] ?? null) : null
    }
  }
}

function resultValue(result: ActionResult | undefined): Value {
  if (result === undefined) return null
  const { outcome, outputs, error } = result
  return { outcome, outputs, error: error === undefined ? null : { kind: error.kind, message: error.message } }
}
