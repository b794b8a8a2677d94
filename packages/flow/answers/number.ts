import { z } from 'zod'
import type { NumberMarks } from '../locale.ts'
import { type AnswerKind, type Reading, value, wordsOf, wrong } from './answer.ts'
import { conventionsOf, typedForm } from './typed.ts'

export const numberSource = z.strictObject({
  type: z.literal('number').meta({ description: 'One number in digits.' }),
  min: z.number().optional().meta({ description: 'The least.' }),
  max: z.number().optional().meta({ description: 'The most.' }),
  integer: z.boolean().optional().meta({ description: 'Whole numbers only.' }),
  locale: z.string().optional().meta({
    description:
      "BCP 47 locale for decimal and thousands marks; default the flow's, else the language of the conversation.",
  }),
})
type NumberSource = z.infer<typeof numberSource>

export interface NumberAnswer {
  readonly type: 'number'
  readonly min: number | null
  readonly max: number | null
  readonly integer: boolean
  /** `null`: as the conversation's language writes numbers. */
  readonly locale: string | null
}

/** Longer than any number a double can tell apart, marks included. */
const longest = 40

/** The number that `text` writes with these marks, `null` when it writes none. */
export function readNumber(text: string, marks: NumberMarks): number | null {
  if (text.length > longest) return null
  const typed = typedForm(text).replace(/^[−–]/, '-').replace(/[’`]/g, "'")
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
    const locale = build.locale(source.locale, [...path, 'locale'])
    return { type: 'number', min, max, integer: source.integer === true, locale }
  },
  hint: (answer) => ({
    type: 'number',
    ...(answer.min === null ? {} : { min: answer.min }),
    ...(answer.max === null ? {} : { max: answer.max }),
    ...(answer.integer ? { integer: true } : {}),
  }),
  read(answer, said, asking) {
    return check(answer, readNumber(wordsOf(said) ?? '', conventionsOf(answer.locale, asking.language).marks))
  },
  readJson: (answer, given) => (typeof given === 'number' ? check(answer, given) : null),
}

function check(answer: NumberAnswer, number: number | null): Reading {
  if (number === null || !Number.isFinite(number)) return wrong('number')
  if (answer.integer && !Number.isInteger(number)) return wrong('number_whole')
  if (answer.min !== null && number < answer.min) return wrong('number_min', { min: answer.min })
  if (answer.max !== null && number > answer.max) return wrong('number_max', { max: answer.max })
  return value(number + 0)
}
