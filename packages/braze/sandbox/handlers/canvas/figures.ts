import { successMessage } from '@parley/braze/contract'
import type { Canvas } from '../../messaging/canvas.ts'
import type { DayFigures, MessageFigures } from '../../messaging/statistic.ts'
import { canvasIdRefusal } from '../../messaging/trigger-request.ts'
import { type Query, readInteger } from '../../query.ts'
import { readTime } from '../../time.ts'
import type { World } from '../../world.ts'
import { badRequest, mistakes } from '../bad-request.ts'
import { showMessages, sumMessages } from '../campaigns/figures.ts'
import type { Answer, Handler } from '../handler.ts'
import { readCanvas } from './canvases.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const DAYS = 14

/** `/canvas/data_series`: one entry per day. */
export const canvasDataSeries: Handler = {
  answer: ({ query, world }) =>
    answerFigures(query, world, (canvas, days) => ({
      stats: days.map((day) => ({ time: day.day, ...showStats(canvas, [day], query) })),
    })),
}

/** `/canvas/data_summary`: all days as one. */
export const canvasDataSummary: Handler = {
  answer: ({ query, world }) => answerFigures(query, world, (canvas, days) => showStats(canvas, days, query)),
}

function answerFigures(
  query: Query,
  world: World,
  show: (canvas: Canvas, days: readonly DayFigures[]) => object,
): Answer {
  const canvas = readCanvas(query, world)
  if (canvas === undefined) return badRequest(canvasIdRefusal)
  const span = readSpan(query)
  if (typeof span === 'string') return badRequest(span)
  const days = world.messaging.statistics.days(canvas.id, span.from, span.to)
  return { status: 200, body: { data: { name: canvas.name, ...show(canvas, days) }, message: successMessage } }
}

/** Both ends in epoch milliseconds, or the message of a 400. `starting_at` wins over `length`. */
function readSpan(query: Query): { readonly from: number; readonly to: number } | string {
  const ending = query.get('ending_at') ?? ''
  if (ending === '') return mistakes.required('ending_at')
  const to = readTime(ending)
  if (to === undefined) return mistakes.notValid('ending_at')
  const starting = query.get('starting_at') ?? ''
  if (starting !== '') {
    const from = readTime(starting)
    if (from === undefined || from > to) return mistakes.notValid('starting_at')
    return to - from > DAYS * DAY_MS ? `the range must not exceed ${DAYS} days` : { from, to }
  }
  const length = readInteger(query, 'length', { min: 1, max: DAYS })
  if (length === undefined) return mistakes.oneOf(['starting_at', 'length'])
  if (length === 'invalid') return `'length' must be an integer from 1 to ${DAYS}`
  return { from: to - (length - 1) * DAY_MS, to }
}

/** Nobody converts. */
const none = { revenue: 0, conversions: 0, conversions_by_entry_time: 0 }

function showStats({ variants, steps }: Canvas, days: readonly DayFigures[], query: Query): object {
  const entries = days.reduce((sum, day) => sum + day.entries, 0)
  const entriesOf = (id: string) => days.reduce((sum, day) => sum + (day.variantEntries.get(id) ?? 0), 0)
  const messages = sumMessages(days)
  const asked = (name: string) => query.get(name) === 'true'
  return {
    total_stats: { ...none, entries },
    ...(asked('include_variant_breakdown') && {
      variant_stats: Object.fromEntries(
        variants.map(({ id, name }) => [id, { name, ...none, entries: entriesOf(id) }]),
      ),
    }),
    ...(asked('include_step_breakdown') && {
      step_stats: Object.fromEntries(steps.map((step) => [step.id, showStep(step.name, step.id, messages)])),
    }),
  }
}

function showStep(name: string, id: string, messages: readonly MessageFigures[]): object {
  return {
    name,
    ...none,
    messages: showMessages(messages.filter(({ step }) => step === id)),
  }
}
