import { parseDuration } from '../duration.ts'
import type { Content } from '../message.ts'
import type { Program } from '../program.ts'
import type { Visit } from '../trail.ts'
import type { Values } from '../value.ts'
import { type Line, lineOf } from './line.ts'
import { advance, type Happening, type Moment, newMoment, nextTimer } from './moment.ts'
import { findOffered, offeredBy } from './spoken.ts'
import type { PlayedTurn } from './stage.ts'
import { usualBeginning, usualContact } from './story.ts'

/** A conversation held in lines: what is typed is said, and what begins with a slash happens. */
export class Talk {
  readonly #program: Program
  readonly #turns: PlayedTurn[] = []
  #fresh: Line[] = []
  #moment: Moment
  #last: Content | null = null

  constructor(program: Program, flow?: string) {
    this.#program = program
    this.#moment = newMoment(program, flow, usualBeginning)
    this.#happen({ kind: 'started', contact: { id: usualContact }, variables: {}, page: null })
  }

  get turns(): readonly PlayedTurn[] {
    return this.#turns
  }

  get isOver(): boolean {
    return this.#moment.state.phase.kind === 'ended'
  }

  /** What has been said and done since the last time. */
  fresh(): readonly Line[] {
    const lines = this.#fresh
    this.#fresh = []
    return lines
  }

  /** What a typed line does; why it does nothing, or `null`. */
  take(line: string): string | null {
    const [, command = '', rest = ''] = /^\/([a-z]+)\s*([\s\S]*)$/.exec(line) ?? []
    if (this.#moment.state.phase.kind === 'action' && command !== 'ends')
      return 'An action is awaited: say how it ends with /ends <outcome>.'
    switch (command) {
      case '':
        return this.#happen({ kind: 'said', said: { kind: 'text', text: line } })
      case 'pick':
        return this.#pick(rest.trim())
      case 'menu':
        return this.#happen({ kind: 'said', said: { kind: 'choice', choice: `menu.${rest.trim()}` } })
      case 'wait':
        return this.#wait(rest.trim())
      case 'return':
        return this.#happen({ kind: 'returned' })
      case 'ends':
        return this.#finish(rest.trim())
      default:
        return `There is no /${command}.`
    }
  }

  #pick(name: string): string | null {
    const found = findOffered(this.#last === null ? [] : offeredBy(this.#last), name)
    if ('expected' in found) return `"${name}" is not offered; ${found.happened}.`
    return this.#happen({ kind: 'said', said: { kind: 'choice', choice: found.id } })
  }

  #wait(duration: string): string | null {
    const length = parseDuration(duration)
    if (length === null) return `"${duration}" is no duration like 10m.`
    const until = this.#moment.at + length
    // One who types is not kept waiting for a flow that waits in circles.
    for (let fired = 0; fired < 1000; fired += 1) {
      const due = nextTimer(this.#moment, until)
      if (due === null) break
      this.#moment = { ...this.#moment, at: Math.max(this.#moment.at, due.at) }
      this.#happen({ kind: 'timer-fired', timer: due.timer })
    }
    this.#moment = { ...this.#moment, at: until }
    return null
  }

  #finish(typed: string): string | null {
    const { phase } = this.#moment.state
    if (phase.kind !== 'action') return 'No action is awaited.'
    const [, outcome = 'success', json = ''] = /^(\S*)\s*([\s\S]*)$/.exec(typed) ?? []
    const outputs = json === '' ? {} : readObject(json)
    if (outputs === null) return `"${json}" is no JSON object.`
    const named = outcome === '' ? 'success' : outcome
    const error = { kind: 'unavailable', message: 'It did not work.', retry: 'no' } as const
    const result = { outcome: named, outputs, ...(named === 'error' && { error }) }
    return this.#happen({ kind: 'action-finished', effect: phase.effect, result })
  }

  #happen(happening: Happening): null {
    const visits: Visit[] = []
    const { at } = this.#moment
    const { moment, effects } = advance(this.#program, this.#moment, happening, visits)
    this.#moment = moment
    this.#turns.push({ at, happening, effects, visits })
    for (const effect of effects) {
      const line = lineOf(effect)
      if (line !== null) this.#fresh.push(line)
      if (effect.kind === 'send') this.#last = effect.content
    }
    return null
  }
}

function readObject(json: string): Values | null {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : null
  } catch {
    return null
  }
}
