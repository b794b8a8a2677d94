import { z } from 'zod'
import { type AnswerKind, type Reading, value, wordsOf, wrong } from './answer.ts'
import { typedForm } from './typed.ts'

export const ratingSource = z.strictObject({
  type: z.literal('rating').meta({ description: 'A rating from 1 up.' }),
  max: z.int().min(2).max(10).optional().meta({ description: 'The best, 2 to 10; default 5.' }),
  icon: z
    .enum(['star', 'heart', 'thumb', 'smiley', 'number'])
    .optional()
    .meta({ description: 'What it is shown as; default "star".' }),
})
type RatingSource = z.infer<typeof ratingSource>

export interface RatingAnswer {
  readonly type: 'rating'
  readonly max: number
  readonly icon: 'star' | 'heart' | 'thumb' | 'smiley' | 'number'
}

/** Longer than ten emoji with everything that can follow each. */
const longest = 60
/** "4", "4/5", "4 of 5" */
const counted = /^(\d{1,2})(?: ?(?:\/|of|out of|von|sur|de|su|van) ?(\d{1,2}))?[.!]?$/
const icons = /^(?:(?:[★⭐🌟❤♥👍]\uFE0F?) ?)+$/u

export const ratingAnswer: AnswerKind<RatingSource, RatingAnswer> = {
  source: ratingSource,
  holds: ['number', 'json'],
  compile: (source) => ({ type: 'rating', max: source.max ?? 5, icon: source.icon ?? 'star' }),
  hint: ({ max, icon }) => ({ type: 'rating', max, icon }),
  read: (answer, said) => check(answer, readRating(wordsOf(said) ?? '', answer.max)),
  readJson: (answer, given) => (typeof given === 'number' ? check(answer, given) : null),
}

function readRating(text: string, max: number): number | null {
  if (text.length > longest) return null
  const typed = typedForm(text).toLowerCase()
  const found = counted.exec(typed)
  if (found !== null) return found[2] === undefined || Number(found[2]) === max ? Number(found[1]) : null
  return icons.test(typed) ? [...typed.replace(/[\uFE0F ]/g, '')].length : null
}

function check({ max }: RatingAnswer, given: number | null): Reading {
  return given !== null && Number.isInteger(given) && given >= 1 && given <= max
    ? value(given)
    : wrong('rating', { max })
}
