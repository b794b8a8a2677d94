/**
 * A record without its sensitive answers: something of the same sort stands for each, so that the conversation goes the same
 * way and its messages show nothing.
 *
 * Sensitive is what the flows declare: answers to sensitive questions, sensitive variables given at the start, and whatever
 * else comes in and ends up in a sensitive variable. What stands for it is the same every time.
 */
import type { Said } from '../event.ts'
import type { Content } from '../message.ts'
import type { Program } from '../program.ts'
import type { State } from '../state.ts'
import type { Visit } from '../trail.ts'
import type { Value, Values } from '../value.ts'
import { fit, type VariableType } from '../variable.ts'
import { likelyAnswers } from './likely.ts'
import { advance, type Happening, type Moment, newMoment } from './moment.ts'
import type { RecordedConversation, RecordedEvent } from './record.ts'

export interface Disguised {
  readonly record: RecordedConversation
  /** Whether anything stands for something else. */
  readonly changed: boolean
  /** Whether the conversation goes the way that it went. */
  readonly faithful: boolean
}

/** @param program The version that the record was made on. */
export function disguise(program: Program, record: RecordedConversation): Disguised {
  const disguiser = new Disguiser(program, record)
  const events = record.events.map((event) => disguiser.take(event))
  return { record: { flow: record.flow, events }, changed: disguiser.changed, faithful: disguiser.faithful }
}

/** Taken out where they are the whole value; what is shorter is everywhere and says nothing. */
const shortestText = 2
const shortestNumber = 3
/** Taken out of a longer text. */
const shortestPart = 4

class Disguiser {
  readonly #program: Program
  changed = false
  faithful = true
  /** What really happened, and what stands for it. */
  #real: Moment
  #shown: Moment
  /** The question that is open in the shown conversation. */
  #question: Content | null = null
  /** Texts that nobody may read, with what stands for them. */
  readonly #secrets = new Map<string, Value>()

  constructor(program: Program, { flow, events }: RecordedConversation) {
    this.#program = program
    this.#real = newMoment(program, flow, events[0]?.at ?? 0)
    this.#shown = this.#real
    let moment = this.#real
    for (const { at, happening } of events) {
      const advanced = advance(program, { ...moment, at }, happening)
      moment = advanced.moment
      this.#learn(moment.state, happening)
      for (const effect of advanced.effects)
        if (effect.kind === 'hear' && effect.sensitive) this.#hide(effect.content.text, 'text')
    }
  }

  take({ at, happening }: RecordedEvent): RecordedEvent {
    const trail: Visit[] = []
    const real = advance(this.#program, { ...this.#real, at }, happening, trail)
    const isSecret = real.effects.some((effect) => effect.kind === 'hear' && effect.sensitive)
    const wanted = outlineOf(real.moment.state, trail)
    const before = { ...this.#shown, at }
    const tries = isSecret && happening.kind === 'said' ? this.#standIns(happening.said, at) : [this.#mask(happening)]
    let chosen = tries[0] ?? happening
    for (const each of tries) {
      if (this.#goesBy(before, each, wanted)) {
        chosen = each
        break
      }
    }
    if (JSON.stringify(chosen) !== JSON.stringify(happening)) this.changed = true
    if (!this.#goesBy(before, chosen, wanted)) this.faithful = false
    const shown = advance(this.#program, before, chosen)
    for (const effect of shown.effects)
      if (effect.kind === 'send' && 'input' in effect.content) this.#question = effect.content
    this.#real = real.moment
    this.#shown = shown.moment
    return { at, happening: chosen }
  }

  #goesBy(before: Moment, happening: Happening, wanted: string): boolean {
    const trail: Visit[] = []
    const { moment } = advance(this.#program, before, happening, trail)
    return outlineOf(moment.state, trail) === wanted
  }

  /** What may stand for a sensitive answer. The last resort says nothing of it either. */
  #standIns(said: Said, at: number): readonly Happening[] {
    const { right, wrong } = likelyAnswers(this.#question, at)
    const all = [...right, ...wrong].map((each): Happening => ({ kind: 'said', said: each }))
    // A pick says no more than the question shows; it stays where nothing else goes the same way.
    const own: readonly Happening[] = said.kind === 'choice' || said.kind === 'choices' ? [{ kind: 'said', said }] : []
    return [...all, ...own]
  }

  /** Notes what sensitive variables hold, ahead: what comes in may end up in one only later. */
  #learn(state: State, happening: Happening): void {
    const places = [{ flow: state.flow, variables: state.variables }, ...state.frames]
    for (const { flow, variables } of places) {
      for (const [name, { sensitive, type }] of this.#program.flows.get(flow)?.variables ?? []) {
        const value = variables[name] ?? null
        if (sensitive && value !== null) this.#hide(value, type)
      }
    }
    if (happening.kind !== 'started') return
    for (const [name, value] of Object.entries(happening.variables)) {
      const declared = this.#program.flows.get(state.flow)?.variables.get(name)
      if (declared?.sensitive === true) this.#hide(value, declared.type)
    }
  }

  #hide(value: Value, type: VariableType): void {
    if (typeof value === 'object' && value !== null) {
      for (const each of Object.values(value) as readonly Value[]) this.#hide(each, 'text')
    } else if (typeof value === 'string' && value.length >= shortestText) this.#secrets.set(value, standInFor(type))
    else if (typeof value === 'number' && String(value).length >= shortestNumber) this.#secrets.set(String(value), 0)
  }

  /** The event with whatever is known to be sensitive taken out. */
  #mask(happening: Happening): Happening {
    if (this.#secrets.size === 0) return happening
    switch (happening.kind) {
      case 'started':
        return {
          ...happening,
          variables: this.#maskAll(happening.variables),
          ...(happening.profile === undefined ? {} : { profile: this.#maskAll(happening.profile) }),
        }
      case 'webhook':
        return { ...happening, payload: this.#maskAll(happening.payload) }
      case 'page-event':
        return { ...happening, properties: this.#maskAll(happening.properties) }
      case 'action-finished': {
        const { result } = happening
        const error =
          result.error === undefined
            ? {}
            : { error: { ...result.error, message: this.#maskText(result.error.message) } }
        return { ...happening, result: { ...result, outputs: this.#maskAll(result.outputs), ...error } }
      }
      case 'said': {
        const { said } = happening
        return said.kind === 'text' ? { ...happening, said: { ...said, text: this.#maskText(said.text) } } : happening
      }
      default:
        return happening
    }
  }

  #maskAll(values: Values): Values {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, this.#maskValue(value)]))
  }

  #maskText(text: string): string {
    let masked = text
    for (const secret of this.#secrets.keys())
      if (secret.length >= shortestPart) masked = masked.replaceAll(secret, '[sensitive]')
    return masked
  }

  #maskValue(value: Value): Value {
    if (typeof value === 'number') return this.#secrets.get(String(value)) ?? value
    if (typeof value === 'string') return this.#secrets.get(value) ?? this.#maskText(value)
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map((each: Value) => this.#maskValue(each))
    return this.#maskAll(value as Values)
  }
}

const standIns: { readonly [type in VariableType]?: Value } = {
  email: 'ada@example.com',
  phone: '+447400123456',
  date: '1990-05-03',
  time: '10:30',
  'date-time': '1990-05-03T10:30',
}

function standInFor(type: VariableType): Value {
  const value = standIns[type] ?? '[sensitive]'
  return fit(type, value) ?? '[sensitive]'
}

/** The way that was taken and where it ended. */
function outlineOf(state: State, trail: readonly Visit[]): string {
  return JSON.stringify([state.flow, state.node, state.phase.kind, state.tries, trail])
}
