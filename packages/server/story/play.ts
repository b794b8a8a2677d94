import {
  type Effect,
  type EffectId,
  type Event,
  newState,
  type Program,
  parseDuration,
  type State,
  step,
  type Value,
} from '@parley/flow'
import type { Step, Story } from './story.ts'

/** What a story expected and what happened instead. `null` from {@link playStory} means that all went as written. */
export interface Deviation {
  /** Index into the story's steps. */
  readonly at: number
  readonly expected: string
  readonly happened: string
}

/** 2026-01-05 12:00 UTC, a Monday: stories begin at the same moment every time. */
const beginning = Date.UTC(2026, 0, 5, 12)

/** Plays a story against a program: no clock, no network, no real action. */
export function playStory(program: Program, story: Story): Deviation | null {
  const stage = new Stage(program, story)
  for (const [at, written] of story.steps.entries()) {
    const deviation = stage.take(written)
    if (deviation !== null) return { at, ...deviation }
  }
  const unsaid = stage.unheard()
  return unsaid === null ? null : { at: story.steps.length, expected: 'nothing more', happened: unsaid }
}

type Miss = Omit<Deviation, 'at'> | null

/** A conversation under way: its state, and the effects that the story has not looked at yet. */
class Stage {
  #state: State
  #now = beginning
  #pending: Effect[] = []
  #awaited: EffectId | null = null
  /** Whether the story has begun to look at what the bot says; typing several answers at once skips over it. */
  #looked = true
  readonly #timers = new Map<'idle' | 'wait', number>()
  readonly #program: Program

  constructor(program: Program, story: Story) {
    this.#program = program
    this.#state = newState(program, story.flow)
    const first = story.steps[0]
    this.#looked = first !== undefined && !('user' in first || 'pick' in first)
    this.#happen({
      kind: 'started',
      contact: { id: 'cont_story', ...defined(story.contact) },
      variables: story.variables,
      page: null,
    })
  }

  take(written: Step): Miss {
    if ('bot' in written) return this.#bot(written.bot)
    if ('user' in written) return this.#user(typeof written.user === 'string' ? [written.user] : written.user)
    if ('pick' in written) return this.#pick(written.pick)
    if ('action' in written) return this.#action(written)
    if ('queued' in written) return this.#run('queue', written.queued, written.input)
    if ('wait' in written) return this.#wait(written.wait)
    if ('ends' in written) return this.#end('ended', written.ends)
    return this.#end('abandoned', true)
  }

  /** What happened that no step of the story spoke of, or `null`. */
  unheard(): string | null {
    if (!this.#looked) return null
    const effect = this.#pending.find(
      (each) => each.kind === 'send' || each.kind === 'run-action' || each.kind === 'end',
    )
    return effect === undefined ? null : describe(effect)
  }

  #bot(text: string): Miss {
    const effect = this.#next('send')
    this.#looked = true
    if (effect?.kind === 'send' && effect.content.text === text) return null
    return {
      expected: `the bot says ${quote(text)}`,
      happened: effect === undefined ? this.#silence() : describe(effect),
    }
  }

  #user(texts: readonly string[]): Miss {
    for (const [index, text] of texts.entries()) {
      if (index > 0) this.#skipWords()
      const miss = this.#beforeSpeaking(`the person can say ${quote(text)}`)
      if (miss !== null) return miss
      this.#happen({ kind: 'said', said: { kind: 'text', text } })
    }
    if (texts.length > 1) this.#skipWords()
    return null
  }

  #pick(choice: string): Miss {
    const offered = this.#offered
    const miss = this.#beforeSpeaking(`the person can pick ${quote(choice)}`)
    if (miss !== null) return miss
    const picked = offered.find((each) => each.id === choice) ?? offered.find((each) => each.label === choice)
    if (picked === undefined) {
      const choices = offered.map((each) => each.id).join(', ') || 'nothing'
      return { expected: `${quote(choice)} is offered`, happened: `offered: ${choices}` }
    }
    this.#happen({ kind: 'said', said: { kind: 'choice', choice: picked.id } })
    return null
  }

  #action(written: Extract<Step, { action: string }>): Miss {
    const effect = this.#pending.find((each) => each.kind === 'run-action' && each.mode === 'await')
    const miss = this.#run('await', written.action, written.input)
    if (miss !== null || effect?.kind !== 'run-action') return miss
    const outcome = written.error === undefined ? written.outcome : 'error'
    const error = written.error ?? { kind: 'returned' as const, message: 'It did not work.' }
    const result = {
      outcome,
      outputs: written.outputs,
      ...(outcome === 'error' ? { error: { ...error, retry: 'no' as const } } : {}),
    }
    this.#happen({ kind: 'action-finished', effect: effect.id, result })
    return null
  }

  #run(mode: 'await' | 'queue', action: string, input: { readonly [name: string]: Value } | undefined): Miss {
    const effect = this.#next('run-action')
    const expected = `the action ${action} is ${mode === 'await' ? 'awaited' : 'queued'}`
    if (effect?.kind !== 'run-action')
      return { expected, happened: effect === undefined ? this.#silence() : describe(effect) }
    if (effect.action !== action || effect.mode !== mode) return { expected, happened: describe(effect) }
    for (const [name, value] of Object.entries(input ?? {})) {
      const given = effect.input[name]
      if (JSON.stringify(given) === JSON.stringify(value)) continue
      return {
        expected: `${action} gets ${name} = ${JSON.stringify(value)}`,
        happened: `${name} = ${JSON.stringify(given ?? null)}`,
      }
    }
    if (mode === 'await') this.#awaited = null
    return null
  }

  #wait(duration: string): Miss {
    const length = parseDuration(duration)
    if (length === null) return { expected: 'a duration like 10m or 1h30m', happened: quote(duration) }
    const miss = this.#beforeSpeaking(`${duration} pass`)
    if (miss !== null) return miss
    const until = this.#now + length
    for (;;) {
      const due = [...this.#timers].filter(([, at]) => at <= until).sort((a, b) => a[1] - b[1])[0]
      if (due === undefined) break
      const [timer, at] = due
      this.#timers.delete(timer)
      this.#now = Math.max(this.#now, at)
      this.#happen({ kind: 'timer-fired', timer })
    }
    this.#now = until
    return null
  }

  #end(status: 'ended' | 'abandoned', outcome: string | true): Miss {
    const effect = this.#next('end')
    const expected =
      status === 'abandoned'
        ? 'the conversation is abandoned'
        : `the conversation ends${outcome === true ? '' : ` with ${outcome}`}`
    if (effect?.kind === 'end' && effect.status === status && (outcome === true || effect.outcome === outcome))
      return null
    return { expected, happened: effect === undefined ? this.#silence() : describe(effect) }
  }

  /** Before the person acts, the story must have accounted for what the bot did, and the bot must not wait for an action. */
  #beforeSpeaking(expected: string): Miss {
    if (this.#awaited !== null)
      return { expected, happened: `the conversation waits for an action: ${this.unheard() ?? this.#awaited}` }
    const unheard = this.unheard()
    if (unheard !== null) return { expected, happened: unheard }
    this.#pending = []
    this.#looked = true
    return null
  }

  #skipWords(): void {
    this.#pending = this.#pending.filter((effect) => effect.kind !== 'send')
  }

  #offered: readonly { readonly id: string; readonly label: string }[] = []

  /** The next effect of that kind, unless another one that matters comes first; that one is then returned instead. */
  #next(kind: Effect['kind']): Effect | undefined {
    const index = this.#pending.findIndex(
      (effect) => effect.kind === 'send' || effect.kind === 'run-action' || effect.kind === 'end',
    )
    const effect = this.#pending[index]
    if (effect?.kind === kind) this.#pending.splice(0, index + 1)
    return effect
  }

  #silence(): string {
    return this.#state.phase.kind === 'answer'
      ? 'nothing; the bot waits for an answer'
      : `nothing; the conversation is in phase ${this.#state.phase.kind}`
  }

  #happen(event: Unstamped<Event>): void {
    const { state, effects } = step(this.#program, this.#state, { ...event, at: this.#now, random: 0.5 } as Event)
    this.#state = state
    this.#pending.push(...effects)
    for (const effect of effects) {
      if (effect.kind === 'set-timer') this.#timers.set(effect.timer, effect.at)
      else if (effect.kind === 'clear-timer') this.#timers.delete(effect.timer)
      else if (effect.kind === 'run-action' && effect.mode === 'await') this.#awaited = effect.id
      else if (effect.kind === 'send') this.#offered = effect.content.kind === 'choices' ? effect.content.choices : []
    }
  }
}

type Unstamped<E> = E extends Event ? Omit<E, 'at' | 'random'> : never

const quote = (text: string): string => JSON.stringify(text)

function describe(effect: Effect): string {
  if (effect.kind === 'send') return `the bot says ${quote(effect.content.text)}`
  if (effect.kind === 'run-action')
    return `the action ${effect.action} is ${effect.mode === 'await' ? 'awaited' : 'queued'}`
  if (effect.kind === 'end')
    return `the conversation is ${effect.status}${effect.outcome === null ? '' : ` with ${effect.outcome}`}`
  return effect.kind
}

function defined<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never
}
