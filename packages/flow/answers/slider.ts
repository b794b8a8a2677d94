import { z } from 'zod'
import type { Text } from '../template.ts'
import { type AnswerKind, type Reading, value, wordsOf, wrong } from './answer.ts'
import { readNumber } from './number.ts'
import { conventionsOf, typedForm } from './typed.ts'

export const sliderSource = z.strictObject({
  type: z.literal('slider').meta({ description: 'A number on a scale.' }),
  min: z.number().min(-1e9).max(1e9).optional().meta({ description: 'The least; default 0.' }),
  max: z.number().min(-1e9).max(1e9).optional().meta({ description: 'The most; default 100.' }),
  step: z
    .number()
    .positive()
    .max(1e9)
    .optional()
    .meta({ description: 'Between two values, counted from "min"; default 1.' }),
  unit: z
    .string()
    .min(1)
    .max(20)
    .optional()
    .meta({ description: 'Liquid; what is counted, "km": shown behind the number.' }),
})
type SliderSource = z.infer<typeof sliderSource>

export interface SliderAnswer {
  readonly type: 'slider'
  readonly min: number
  readonly max: number
  readonly step: number
  readonly unit: Text | null
  readonly locale: string | null
}

/** More digits than any step has, fewer than what a double gets wrong. */
const precise = (number: number): number => Number(number.toPrecision(12))

export const sliderAnswer: AnswerKind<SliderSource, SliderAnswer> = {
  source: sliderSource,
  holds: ['number', 'json'],
  compile(source, build, path) {
    const { min = 0, max = 100, step = 1 } = source
    if (min >= max) build.badLimit([...path, 'min'], min, max)
    else if (step > max - min) {
      const reason = `A step of ${step} leaves nothing between ${min} and ${max}.`
      build.problem('bad-limit', [...path, 'step'], reason, 'Make the step smaller.')
    }
    const unit = source.unit === undefined ? null : build.plain(source.unit, [...path, 'unit'])
    return { type: 'slider', min, max, step, unit, locale: build.locale(undefined, path) }
  },
  hint({ min, max, step, unit }, asking) {
    const words = unit?.render(asking).trim() ?? ''
    return { type: 'slider', min, max, step, ...(words === '' ? {} : { unit: words }) }
  },
  read(answer, said, asking) {
    const { marks } = conventionsOf(answer.locale, asking.language)
    const typed = typedForm((wordsOf(said) ?? '').slice(0, 100)).toLowerCase()
    const unit = answer.unit === null ? '' : typedForm(answer.unit.render(asking)).toLowerCase()
    // "5 km", "£ 5"
    const behind = unit !== '' && typed.endsWith(unit) ? typed.slice(0, -unit.length) : typed
    const bare = unit !== '' && typed.startsWith(unit) ? typed.slice(unit.length) : behind
    return check(answer, readNumber(bare, marks))
  },
  readJson: (answer, given) => (typeof given === 'number' ? check(answer, given) : null),
}

function check({ min, max, step }: SliderAnswer, given: number | null): Reading {
  if (given === null || given < min || given > max) return wrong('slider', { min, max })
  const steps = (given - min) / step
  // 0.1 + 0.2: what a person means lies on the scale, give or take what a double cannot hold.
  if (Math.abs(steps - Math.round(steps)) > 1e-6) return wrong('slider_step', { min, max, step })
  return value(precise(min + Math.round(steps) * step) + 0)
}
