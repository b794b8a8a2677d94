import { z } from 'zod'
import { type NumberMarks, numberMarks } from '../locale.ts'
import { type AnswerKind, value, wordsOf, wrong } from './answer.ts'

export const numberSource = z.strictObject({
  type: z.literal('number'),
  min: z.number().optional(),
  max: z.number().optional(),
  integer: z.boolean().optional(),
  locale: z
    .string()
    .optional()
    .meta({ description: 'BCP 47 locale for decimal and thousands marks; default the flow\'s, else "en".' }),
})
type NumberSource = z.infer<typeof numberSource>

export interface NumberAnswer {
  readonly type: 'number'
  readonly min: number | null
  readonly max: number | null
  readonly integer: boolean
  readonly marks: NumberMarks
}

/** Longer than any number a double can tell apart, marks included. */
const longest = 40

/** The number that `text` writes with these marks, `null` when it writes none. */
export function readNumber(text: string, marks: NumberMarks): number | null {
  if (text.length > longest) return null
  const typed = text.normalize('NFKC').trim().replace(/^[−–]/, '-').replace(/[’`]/g, "'")
  const group = marks.group === '’' ? "'" : marks.group
  const [whole = '', fraction, ...more] = typed.split(marks.decimal)
  if (more.length > 0 || (fraction !== undefined && !/^\d+$/.test(fraction))) return null
  const groups = whole.replace(/^[+-]/, '').split(group)
  if (!areGroups(groups, marks.size) && !(groups.join('') === '' && fraction !== undefined)) return null
  const number = Number(`${whole.startsWith('-') ? '-' : ''}${groups.join('') || '0'}.${fraction ?? '0'}`)
  return Number.isFinite(number) ? number + 0 : null
}

/** Whether digits are grouped as the locale groups them; the last group has three digits everywhere. */
function areGroups(groups: readonly string[], size: number): boolean {
  if (!groups.every((group) => /^\d+$/.test(group))) return false
  const last = groups.length - 1
  return (
    last === 0 ||
    groups.every(({ length }, index) => (index === 0 ? length <= 3 : length === (index === last ? 3 : size)))
  )
}

export const numberAnswer: AnswerKind<NumberSource, NumberAnswer> = {
  source: numberSource,
  holds: ['number', 'json'],
  compile(source, build, path) {
    const min = source.min ?? null
    const max = source.max ?? null
    if (min !== null && max !== null && min > max) build.badLimit([...path, 'min'], min, max)
    const locale = build.locale(source.locale, [...path, 'locale']) ?? 'en'
    return { type: 'number', min, max, integer: source.integer === true, marks: numberMarks(locale) }
  },
  hint: (answer) => ({
    type: 'number',
    ...(answer.min === null ? {} : { min: answer.min }),
    ...(answer.max === null ? {} : { max: answer.max }),
    ...(answer.integer ? { integer: true } : {}),
  }),
  read(answer, said) {
    const number = readNumber(wordsOf(said) ?? '', answer.marks)
    if (number === null) return wrong('That does not look like a number. Please use digits.')
    if (answer.integer && !Number.isInteger(number)) return wrong('Please give a whole number.')
    if (answer.min !== null && number < answer.min) return wrong(`That is too low. Please give ${answer.min} or more.`)
    if (answer.max !== null && number > answer.max) return wrong(`That is too high. Please give ${answer.max} or less.`)
    return value(number)
  },
}
