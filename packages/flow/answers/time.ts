import { z } from 'zod'
import { dayMinutes, isIsoTime, isoTimeOfDay, minutesOf } from '../clock.ts'
import { type AnswerKind, type Reading, value, wordsOf, wrong } from './answer.ts'
import { typedForm } from './typed.ts'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM, "09:30"')

export const timeSource = z.strictObject({
  type: z.literal('time').meta({ description: 'A time of day, by the clock on the wall.' }),
  min: time.optional().meta({ description: 'The earliest, "HH:MM". After "max": the span passes midnight.' }),
  max: time.optional().meta({ description: 'The latest, "HH:MM".' }),
  step: z
    .int()
    .min(1)
    .max(12 * 60)
    .optional()
    .meta({ description: 'Minutes between two times that can be given, counted from "min" or midnight.' }),
})
type TimeSource = z.infer<typeof timeSource>

export interface TimeAnswer {
  readonly type: 'time'
  readonly min: string | null
  readonly max: string | null
  readonly step: number
}

/** Longer than any time in words. */
const longest = 40

const plain = /^(\d{1,2})(?: ?[:.] ?(\d{2})(?:[:.]00)?)?$/
/** 14h30, 14 Uhr 30, 14시 30분, 14点30分. */
const marked = /^(\d{1,2}) ?(?:h|uhr|시|時|点|點) ?(?:(\d{1,2}) ?(?:분|分|min)?)?$/
const together = /^([01]\d|2[0-3])([0-5]\d)$/
const halves: readonly (readonly [form: RegExp, half: 'am' | 'pm'])[] = [
  [/^(.*?) ?(?:a\.? ?m\.?)$/, 'am'],
  [/^(.*?) ?(?:p\.? ?m\.?)$/, 'pm'],
  [/^(?:오전|午前|上午|早上) ?(.*)$/, 'am'],
  [/^(?:오후|午後|下午|晚上) ?(.*)$/, 'pm'],
  [/^(.*?) ?ص$/, 'am'],
  [/^(.*?) ?م$/, 'pm'],
]
const named: { readonly [word: string]: string } = { noon: '12:00', midday: '12:00', midnight: '00:00' }

/** The time of day that `text` names, `HH:MM`; `null` when it names none. */
export function readTime(text: string): string | null {
  if (text.length > longest) return null
  const typed = typedForm(text)
    .toLowerCase()
    .replace(/^at /, '')
    .replace(/^(\d{1,2}[:.]\d{2}) ?(?:h|uhr)$/, '$1')
    .replace(/ (?:o'?clock|uhr)$/, ' h')
  const word = Object.hasOwn(named, typed) ? named[typed] : undefined
  if (word !== undefined) return word
  for (const [form, half] of halves) {
    const rest = form.exec(typed)?.[1]
    if (rest !== undefined && rest !== '') return inHalf(rest, half)
  }
  const found = marked.exec(typed) ?? together.exec(typed) ?? plain.exec(typed)
  // "9" alone could be morning or evening, or nine of something.
  if (found === null || (found[2] === undefined && plain.test(typed))) return null
  return timeOf(Number(found[1]), Number(found[2] ?? 0))
}

function inHalf(rest: string, half: 'am' | 'pm'): string | null {
  const found = marked.exec(rest) ?? plain.exec(rest)
  const hour = Number(found?.[1])
  if (found === null || hour < 1 || hour > 12) return null
  return timeOf((hour % 12) + (half === 'pm' ? 12 : 0), Number(found[2] ?? 0))
}

function timeOf(hour: number, minute: number): string | null {
  return hour < 24 && minute < 60 ? isoTimeOfDay(hour * 60 + minute) : null
}

export const timeAnswer: AnswerKind<TimeSource, TimeAnswer> = {
  source: timeSource,
  holds: ['time', 'text', 'json'],
  compile(source) {
    return { type: 'time', min: source.min ?? null, max: source.max ?? null, step: source.step ?? 1 }
  },
  hint: ({ min, max, step }) => ({
    type: 'time',
    ...(min === null ? {} : { min }),
    ...(max === null ? {} : { max }),
    ...(step === 1 ? {} : { step }),
  }),
  read(answer, said) {
    const given = readTime(wordsOf(said) ?? '')
    return given === null ? wrong('time') : check(answer, given)
  },
}

function check({ min, max, step }: TimeAnswer, given: string): Reading {
  if (min !== null && max !== null) {
    const inside = min <= max ? given >= min && given <= max : given >= min || given <= max
    if (!inside) return wrong('time_range', { min: { time: min }, max: { time: max } })
  } else if (min !== null && given < min) return wrong('time_min', { min: { time: min } })
  else if (max !== null && given > max) return wrong('time_max', { max: { time: max } })
  const from = min !== null && isIsoTime(min) ? minutesOf(min) : 0
  const beyond = ((minutesOf(given) - from + dayMinutes) % dayMinutes) % step
  if (beyond !== 0) return wrong('time_step', { step, example: { time: isoTimeOfDay(minutesOf(given) - beyond) } })
  return value(given)
}
