/**
 * A conversation that happened, or was found by a search, written down as a story.
 *
 * What the bot said becomes what it is expected to say. What a person did while an action ran cannot be said in a story and
 * is left out.
 */
import { brazeCalls } from '../braze-facts.ts'
import type { Effect } from '../effect.ts'
import type { Event, Said, TimerName } from '../event.ts'
import type { Upload } from '../message.ts'
import type { ActionResult } from '../result.ts'
import type { Values } from '../value.ts'
import type { PlayedTurn } from './stage.ts'
import { type Step, type Story, usualContact } from './story.ts'
import { withoutUndefined } from './without-undefined.ts'

type Turns = readonly Pick<PlayedTurn, 'at' | 'happening' | 'effects'>[]

export interface Written {
  readonly story: Story
  /** What a story cannot say, one sentence each. */
  readonly leftOut: readonly string[]
}

/** Pauses shorter than this mean nothing, milliseconds. */
const shortest = 60_000

/** A conversation without a start is none: that is a bug of the caller. */
export function writeStory(name: string, flow: string | undefined, turns: Turns, since?: number): Written {
  const [first, ...rest] = turns
  if (first?.happening.kind !== 'started') throw new TypeError('a conversation begins with its start')
  const writer = new Writer(first.at)
  writer.see(first.effects, first.at)
  for (const turn of rest) writer.take(turn)
  writer.end()
  const at = since === undefined ? {} : { at: new Date(since).toISOString() }
  return {
    story: {
      story: name,
      ...(flow === undefined ? {} : { flow }),
      ...at,
      ...headOf(first.happening),
      steps: writer.steps,
    },
    leftOut: writer.leftOut,
  }
}

function headOf(
  started: Omit<Extract<Event, { kind: 'started' }>, 'at' | 'random'>,
): Omit<Story, 'story' | 'flow' | 'at' | 'steps'> {
  const { contact, page, profile, variables, language, channelLanguages } = started
  const { id, visitor, ...known } = contact
  const shown = {
    ...(id === usualContact ? {} : { id }),
    ...known,
    ...(visitor === undefined || visitor === usualContact ? {} : { visitor }),
  }
  // The first of the channel's languages is what a page says of a person, too.
  const spoken = language ?? (page?.language === undefined ? channelLanguages?.[0] : undefined)
  return {
    actions: 'mocked',
    contact: shown,
    variables,
    ...(page === null ? {} : { page }),
    ...withoutUndefined({ profile, language: spoken }),
  }
}

type Writable = { -readonly [K in keyof Extract<Step, { action: string }>]: Extract<Step, { action: string }>[K] }
type WritableBraze = { -readonly [K in keyof Extract<Step, { braze: string }>]: Extract<Step, { braze: string }>[K] }

class Writer {
  readonly steps: Step[] = []
  readonly leftOut: string[] = []
  /** The step of the action that is awaited. */
  #awaited: Writable | WritableBraze | null = null
  /** The story's clock, which goes in whole seconds and leaves out what is short. */
  #at: number
  /** When a timer fires by that clock. */
  readonly #due = new Map<TimerName, number>()
  #over = false

  constructor(at: number) {
    this.#at = at
  }

  take({ at, happening, effects }: Turns[number]): void {
    if (happening.kind === 'action-finished') {
      // Time that an action takes is not the story's.
      if (this.#awaited !== null) finish(this.#awaited, happening.result)
      this.#awaited = null
    } else if (this.#awaited !== null) {
      this.leftOut.push(`What happened while an action ran is left out (${happening.kind}).`)
      if (effects.every(({ kind }) => kind === 'hear')) return
    } else if (happening.kind === 'timer-fired') this.#passTo(happening.timer)
    else {
      this.#pass(at)
      const step = stepOf(happening)
      if (step !== null) this.steps.push(step)
    }
    this.see(effects, at)
  }

  /** An action that is still awaited then does not end within the story. */
  end(): void {
    if (this.#awaited !== null) this.#awaited.running = true
  }

  see(effects: readonly Effect[], at: number): void {
    for (const effect of effects) {
      if (effect.kind === 'set-timer') this.#due.set(effect.timer, this.#at + effect.at - at)
      else if (effect.kind === 'clear-timer') this.#due.delete(effect.timer)
      const step = this.#expect(effect)
      if (step !== null && !this.#over) this.steps.push(step)
      if (effect.kind === 'end') this.#over = effect.status === 'ended'
    }
  }

  #expect(effect: Effect): Step | null {
    switch (effect.kind) {
      case 'send': {
        const { text, kind } = effect.content
        return text === '' ? { bot: text, content: kind as Extract<Step, { bot: string }>['content'] } : { bot: text }
      }
      case 'run-action': {
        const step = runStep(effect)
        if (effect.mode === 'await' && !('queued' in step)) this.#awaited = step
        return step
      }
      case 'hand-over': {
        const { skill, note: brief } = effect
        const said = withoutUndefined({ skill: skill ?? undefined, brief: brief ?? undefined })
        return { hand_over: Object.keys(said).length === 0 ? true : said }
      }
      case 'end':
        return effect.status === 'abandoned' ? { abandoned: true } : { ends: effect.outcome ?? true }
      default:
        return null
    }
  }

  /** A pause, if it is long enough to mean anything; never so long that a timer fires that did not. */
  #pass(at: number): void {
    const passed = at - this.#at
    if (passed < shortest) return
    const due = Math.min(...this.#due.values(), Number.POSITIVE_INFINITY)
    const room = Math.ceil((due - this.#at) / 1000) - 1
    this.#wait(Math.min(Math.floor(passed / 1000), room))
  }

  /** As long as it takes until that timer fires. */
  #passTo(timer: TimerName): void {
    const due = this.#due.get(timer)
    this.#due.delete(timer)
    if (due !== undefined) this.#wait(Math.ceil((due - this.#at) / 1000))
  }

  #wait(seconds: number): void {
    if (seconds < 1) return
    this.steps.push({ wait: durationOf(seconds) })
    this.#at += seconds * 1000
  }
}

function runStep(
  effect: Extract<Effect, { kind: 'run-action' }>,
): Writable | WritableBraze | Extract<Step, { queued: string }> {
  const { action, mode, input } = effect
  if (Object.hasOwn(brazeCalls, action)) {
    const { options: _ours, ...body } = input
    return { braze: action.slice('braze.'.length), body }
  }
  const given: { input?: Values } = Object.keys(input).length === 0 ? {} : { input }
  return mode === 'await' ? { action, ...given } : { queued: action, ...given }
}

function finish(step: Writable | WritableBraze, { outcome, outputs, error }: ActionResult): void {
  step.outcome = outcome
  if (Object.keys(outputs).length > 0) step.outputs = outputs
  if (error !== undefined) step.error = { kind: error.kind, message: error.message }
}

function stepOf(happening: PlayedTurn['happening']): Step | null {
  switch (happening.kind) {
    case 'said':
      return sayStep(happening.said)
    case 'page-event':
      return { event: happening.name, properties: happening.properties }
    case 'webhook':
      return { webhook: happening.name, payload: happening.payload }
    case 'returned':
      return { returns: true }
    case 'hand-over-ended':
      return { hand_over_ends: happening.outcome }
    default:
      return null
  }
}

function sayStep(said: Said): Step {
  switch (said.kind) {
    case 'text':
      return { user: said.text }
    case 'choice':
      return said.choice.startsWith('menu.') ? { menu: said.choice.slice('menu.'.length) } : { pick: said.choice }
    case 'choices':
      return { picks: [...said.choices] }
    case 'form':
      return formStep(said)
    case 'file':
      return { file: fileOf(said.uploads?.[0]) }
  }
}

function fileOf(upload: Upload | undefined) {
  const { name = 'file', type = 'application/octet-stream', size = 1 } = upload ?? {}
  return { name, type, size }
}

/** Files are told apart from other values: their ids mean nothing in a story. */
function formStep({ form, uploads = [] }: Extract<Said, { kind: 'form' }>): Step {
  const sent = Object.entries(form).flatMap(([field, value]) => {
    const upload = uploads.find(({ id }) => id === value)
    return upload === undefined ? [] : [[field, fileOf(upload)] as const]
  })
  if (sent.length === 0) return { form }
  const files = Object.fromEntries(sent)
  return { form: Object.fromEntries(Object.entries(form).filter(([field]) => !Object.hasOwn(files, field))), files }
}

/** `1h30m`, as stories write it. */
export function durationOf(seconds: number): string {
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [Math.round(seconds) % 60, 's'],
  ]
  return parts.flatMap(([amount, unit]) => (amount === 0 ? [] : [`${amount}${unit}`])).join('') || '1s'
}
