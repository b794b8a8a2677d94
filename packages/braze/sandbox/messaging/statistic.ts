import { z } from 'zod'
import type { Part } from '../part.ts'
import { type Channel, channels } from './message.ts'

/** What one message did on one day. */
export interface MessageFigures {
  readonly id: string
  readonly name: string
  readonly channel: Channel
  /** Of a Canvas. */
  readonly step?: string
  sent: number
  errors: number
  readonly recipients: ReadonlySet<string>
}

export interface DayFigures {
  /** `YYYY-MM-DD`, UTC. */
  readonly day: string
  readonly entries: number
  /** Of a Canvas, by the id of the variant. */
  readonly variantEntries: ReadonlyMap<string, number>
  readonly recipients: ReadonlySet<string>
  readonly messages: readonly MessageFigures[]
}

type Subject = Pick<MessageFigures, 'id' | 'name' | 'channel'> & { readonly step?: string }

/** Figures by day, of campaigns, Canvases and send ids: each under its key. */
export interface Statistics extends Part {
  /** `variant`: the id of one of a Canvas. */
  entered(key: string, at: number, variant?: string): void
  sent(key: string, subject: Subject, brazeId: string, at: number): void
  failed(key: string, subject: Subject, at: number): void
  /** One per day, from the oldest on; days without anything are there and empty. `from` and `to` fall into the first and the last. */
  days(key: string, from: number, to: number): readonly DayFigures[]
}

const DAY_MS = 24 * 60 * 60 * 1000

interface Day {
  entries: number
  readonly variantEntries: Map<string, number>
  readonly recipients: Set<string>
  readonly messages: Map<string, MessageFigures & { readonly recipients: Set<string> }>
}

const savedFigures = z.array(
  z.tuple([
    z.string(),
    z.array(
      z.object({
        day: z.string(),
        entries: z.number(),
        variantEntries: z.array(z.tuple([z.string(), z.number()])).default([]),
        recipients: z.array(z.string()),
        messages: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            channel: z.enum(channels),
            step: z.string().exactOptional(),
            sent: z.number(),
            errors: z.number(),
            recipients: z.array(z.string()),
          }),
        ),
      }),
    ),
  ]),
)

export function createStatistics(): Statistics {
  const figures = new Map<string, Map<string, Day>>()
  let revision = 0

  function dayOf(key: string, at: number): Day {
    const days = figures.get(key) ?? new Map<string, Day>()
    figures.set(key, days)
    revision += 1
    const day: Day = days.get(dayName(at)) ?? newDay()
    days.set(dayName(at), day)
    return day
  }

  function messageOf(day: Day, subject: Subject): MessageFigures & { readonly recipients: Set<string> } {
    const known = day.messages.get(subject.id)
    if (known !== undefined) return known
    const fresh = { ...subject, sent: 0, errors: 0, recipients: new Set<string>() }
    day.messages.set(subject.id, fresh)
    return fresh
  }

  return {
    get revision() {
      return revision
    },
    entered(key, at, variant) {
      const day = dayOf(key, at)
      day.entries += 1
      if (variant !== undefined) day.variantEntries.set(variant, (day.variantEntries.get(variant) ?? 0) + 1)
    },
    sent(key, subject, brazeId, at) {
      const day = dayOf(key, at)
      const message = messageOf(day, subject)
      message.sent += 1
      message.recipients.add(brazeId)
      day.recipients.add(brazeId)
    },
    failed(key, subject, at) {
      messageOf(dayOf(key, at), subject).errors += 1
    },
    days(key, from, to) {
      const list: DayFigures[] = []
      for (let at = startOfDay(from); at <= to; at += DAY_MS) {
        const { messages, ...day } = figures.get(key)?.get(dayName(at)) ?? newDay()
        list.push({ ...day, day: dayName(at), messages: [...messages.values()] })
      }
      return list
    },
    save: () =>
      [...figures].map(([key, days]) => [
        key,
        [...days].map(([day, { entries, variantEntries, recipients, messages }]) => ({
          day,
          entries,
          variantEntries: [...variantEntries],
          recipients: [...recipients],
          messages: [...messages.values()].map((one) => ({ ...one, recipients: [...one.recipients] })),
        })),
      ]),
    load(saved) {
      for (const [key, days] of savedFigures.parse(saved)) {
        figures.set(key, new Map(days.map(({ day, ...kept }) => [day, revive(kept)])))
      }
    },
    close: () => undefined,
  }
}

function newDay(): Day {
  return { entries: 0, variantEntries: new Map(), recipients: new Set(), messages: new Map() }
}

function revive(kept: Omit<z.output<typeof savedFigures>[number][1][number], 'day'>): Day {
  const messages = kept.messages.map((one) => [one.id, { ...one, recipients: new Set(one.recipients) }] as const)
  return {
    entries: kept.entries,
    variantEntries: new Map(kept.variantEntries),
    recipients: new Set(kept.recipients),
    messages: new Map(messages),
  }
}

function startOfDay(at: number): number {
  return Math.floor(at / DAY_MS) * DAY_MS
}

function dayName(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
