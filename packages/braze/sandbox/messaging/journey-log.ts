import { showTime } from '../time.ts'
import type { CanvasStep, StepPath } from './canvas-step.ts'
import {
  type EntryRecord,
  MESSAGE_CHARACTERS,
  type MessageRecord,
  type RecipientRecord,
  type SendRecords,
} from './send-record.ts'

/** Steps that are written down for one person. */
const STEPS = 100

/** Whose record it is: a place among the recipients of a send. */
export interface RecordPlace {
  readonly recordId: string
  readonly place: number
}

/** Writes down for the controls how people get on in a Canvas. What no record shows any more is written nowhere. */
export interface JourneyLog {
  /** Without a variant, into the control group. */
  entered(at: RecordPlace, variant: { readonly id: string; readonly name: string } | undefined): void
  arrived(at: RecordPlace, step: CanvasStep, now: number, problem?: string): void
  waits(at: RecordPlace, step: CanvasStep, until: number): void
  went(at: RecordPlace, path: StepPath): void
  ended(at: RecordPlace, status: 'finished' | 'exited', reason?: string): void
  addMessages(at: RecordPlace, messages: readonly MessageRecord[]): void
  findMessage(at: RecordPlace, id: string): MessageRecord | undefined
}

export function createJourneyLog(records: SendRecords): JourneyLog {
  function recipientAt({ recordId, place }: RecordPlace): RecipientRecord | undefined {
    return records.find(recordId)?.recipients[place]
  }

  function change(at: RecordPlace, by: (entry: EntryRecord) => void): void {
    const entry = recipientAt(at)?.entry
    if (entry === undefined) return
    by(entry)
    records.touch(at.recordId)
  }

  return {
    entered(at, variant) {
      const recipient = recipientAt(at)
      if (recipient === undefined) return
      const shown = variant === undefined ? null : { id: variant.id, name: variant.name }
      recipient.entry = { variant: shown, status: 'underway', steps: [] }
      records.touch(at.recordId)
    },
    arrived: (at, { id, name, kind: type }, now, problem) =>
      change(at, ({ steps }) => {
        if (steps.length >= STEPS) return
        steps.push({ id, name, type, at: showTime(now), ...(problem !== undefined && { problem }) })
      }),
    waits: (at, { name }, until) =>
      change(at, (entry) => {
        entry.waiting = { step: name, until: showTime(until) }
      }),
    went: (at, { name }) =>
      change(at, (entry) => {
        delete entry.waiting
        const last = entry.steps.at(-1)
        if (name !== null && last !== undefined) last.path = name
      }),
    ended: (at, status, reason) =>
      change(at, (entry) => {
        delete entry.waiting
        entry.status = status
        if (reason !== undefined) entry.reason = reason
      }),
    addMessages(at, messages) {
      if (!records.makeRoom(at.recordId, messages.length * MESSAGE_CHARACTERS)) return
      recipientAt(at)?.messages.push(...messages)
      records.touch(at.recordId)
    },
    findMessage: (at, id) => recipientAt(at)?.messages.find((one) => one.id === id),
  }
}
