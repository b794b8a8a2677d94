import { z } from 'zod'
import { clean } from '../clean.ts'
import { compilePattern, type Pattern } from '../pattern.ts'
import { type AnswerKind, value, wordsOf, wrong } from './answer.ts'

/** Spaces and characters that show nothing (zero-width, direction marks): alone they are no answer. */
const unseen = '[\\s\\u00AD\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFEFF]+'
const unseenEnds = new RegExp(`^${unseen}|${unseen}$`, 'gu')

/** Default upper bound: what fits a long message in any channel. */
const longest = 4096

export const textSource = z.strictObject({
  type: z.literal('text').meta({ description: 'Words.' }),
  min: z.int().min(0).max(longest).optional().meta({ description: 'Fewest characters; default 1.' }),
  max: z
    .int()
    .min(1)
    .max(longest)
    .optional()
    .meta({ description: `Most characters, at most and by default ${longest}.` }),
  pattern: z
    .string()
    .max(1000)
    .optional()
    .meta({ description: 'RE2 regular expression that the whole answer must match.' }),
  allow_empty: z.boolean().optional().meta({ description: 'Whether nothing is an answer.' }),
})
type TextSource = z.infer<typeof textSource>

export interface TextAnswer {
  readonly type: 'text'
  readonly min: number
  readonly max: number
  readonly pattern: Pattern | null
}

export const textAnswer: AnswerKind<TextSource, TextAnswer> = {
  source: textSource,
  holds: ['text', 'json'],
  compile(source, build, path) {
    const min = source.min ?? (source.allow_empty === true ? 0 : 1)
    const max = source.max ?? longest
    if (min > max) build.badLimit([...path, 'min'], min, max)
    const made = source.pattern === undefined ? null : compilePattern(source.pattern)
    if (typeof made === 'string') build.badPattern([...path, 'pattern'], made)
    return { type: 'text', min, max, pattern: typeof made === 'string' ? null : made }
  },
  hint: () => ({ type: 'text' }),
  read(answer, said) {
    const words = wordsOf(said)
    if (words === null) return wrong('text')
    const text = clean(words).normalize('NFC').replace(unseenEnds, '')
    // People count characters, not UTF-16 units.
    const length = [...text].length
    if (length === 0 && answer.min > 0) return wrong('text_empty')
    if (length < answer.min) return wrong('text_min', { min: answer.min })
    if (length > answer.max) return wrong('text_max', { max: answer.max })
    if (answer.pattern !== null && !answer.pattern.matchesAll(text)) return wrong('text_pattern')
    return value(text)
  },
}
