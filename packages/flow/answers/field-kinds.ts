import { z } from 'zod'
import type { AnswerKind } from './answer.ts'
import { type ChoiceAnswer, choiceAnswer, choiceSource } from './choice.ts'
import { type ChoicesAnswer, choicesAnswer, choicesSource } from './choices.ts'
import { type DateAnswer, dateAnswer, dateSource } from './date.ts'
import { type DateTimeAnswer, dateTimeAnswer, dateTimeSource } from './date-time.ts'
import { type EmailAnswer, emailAnswer, emailSource } from './email.ts'
import { type FileAnswer, fileAnswer, fileSource } from './file.ts'
import { type LocationAnswer, locationAnswer, locationSource } from './location.ts'
import { type NumberAnswer, numberAnswer, numberSource } from './number.ts'
import { type PhoneAnswer, phoneAnswer, phoneSource } from './phone.ts'
import { type RatingAnswer, ratingAnswer, ratingSource } from './rating.ts'
import { type SliderAnswer, sliderAnswer, sliderSource } from './slider.ts'
import { type TextAnswer, textAnswer, textSource } from './text.ts'
import { type TimeAnswer, timeAnswer, timeSource } from './time.ts'

/** Types of answers that a field of a form can have too. */
export const fieldSources = [
  textSource,
  emailSource,
  phoneSource,
  dateSource,
  timeSource,
  dateTimeSource,
  numberSource,
  choiceSource,
  choicesSource,
  fileSource,
  ratingSource,
  sliderSource,
  locationSource,
] as const

export const fieldAnswerSource = z.discriminatedUnion('type', fieldSources)
export type FieldAnswerSource = z.infer<typeof fieldAnswerSource>

export type FieldAnswer =
  | TextAnswer
  | EmailAnswer
  | PhoneAnswer
  | DateAnswer
  | TimeAnswer
  | DateTimeAnswer
  | NumberAnswer
  | ChoiceAnswer
  | ChoicesAnswer
  | FileAnswer
  | RatingAnswer
  | SliderAnswer
  | LocationAnswer

export const fieldKinds: {
  readonly [type in FieldAnswer['type']]: AnswerKind<
    Extract<FieldAnswerSource, { type: type }>,
    Extract<FieldAnswer, { type: type }>
  >
} = {
  text: textAnswer,
  email: emailAnswer,
  phone: phoneAnswer,
  date: dateAnswer,
  time: timeAnswer,
  'date-time': dateTimeAnswer,
  number: numberAnswer,
  choice: choiceAnswer,
  choices: choicesAnswer,
  file: fileAnswer,
  rating: ratingAnswer,
  slider: sliderAnswer,
  location: locationAnswer,
}

/** The row of a type. The table pairs each type with its own settings, which the checker cannot follow through an index. */
export function fieldKindOf(type: FieldAnswer['type']): AnswerKind<FieldAnswerSource, FieldAnswer> {
  return fieldKinds[type] as unknown as AnswerKind<FieldAnswerSource, FieldAnswer>
}
