import type { Value, Values } from '@parley/flow'
import type { SeenText } from './seen-text.ts'

/** Something that a finder takes for an entity; places are those of the seen text. */
export interface Candidate {
  readonly type: string
  readonly value: Value
  readonly start: number
  readonly end: number
  /** From 0 to 1. */
  readonly confidence: number
  readonly role?: string
  readonly resolution?: Values
  /** The solution's own: a list, a pattern, a trained entity. */
  readonly own?: boolean
  /** How a day is named; without it, by what it needs no other words for, as "tomorrow" does. */
  readonly named?: Naming
}

/** A weekday alone, or of a week that is said; a day of some month or of some year; a day of the calendar. */
export type Naming = 'weekday' | 'day-of-week' | 'day-of-month' | 'day-of-year' | 'full'

/** What finders know besides the text. */
export interface Surroundings {
  /** `en` */
  readonly language: string
  /** `en-GB`, as the conversation has it. */
  readonly locale: string
  /** Today where the person lives, `YYYY-MM-DD`, and minutes since midnight. */
  readonly today: string
  readonly minute: number
}

export type Finder = (seen: SeenText, around: Surroundings) => readonly Candidate[]
