import { z } from 'zod'
import type { Said } from '../event.ts'
import type { Choice, InputHint } from '../message.ts'
import type { NodeBuild } from '../node-build.ts'
import type { Path } from '../path.ts'
import type { AnswerKind, Reading } from './answer.ts'
import { type ChoiceAnswer, choiceAnswer, choiceSource } from './choice.ts'
import { type DateAnswer, dateAnswer, dateSource } from './date.ts'
import { type EmailAnswer, emailAnswer, emailSource } from './email.ts'
import { type NumberAnswer, numberAnswer, numberSource } from './number.ts'
import { type PhoneAnswer, phoneAnswer, phoneSource } from './phone.ts'
import { type TextAnswer, textAnswer, textSource } from './text.ts'

export const answerSource = z.discriminatedUnion('type', [
  textSource,
  emailSource,
  phoneSource,
  dateSource,
  numberSource,
  choiceSource,
])
export type AnswerSource = z.infer<typeof answerSource>

/** What a question accepts, ready to read answers. */
export type Answer = TextAnswer | EmailAnswer | PhoneAnswer | DateAnswer | NumberAnswer | ChoiceAnswer
export type AnswerType = Answer['type']

const kinds: {
  readonly [type in AnswerType]: AnswerKind<Extract<AnswerSource, { type: type }>, Extract<Answer, { type: type }>>
} = {
  text: textAnswer,
  email: emailAnswer,
  phone: phoneAnswer,
  date: dateAnswer,
  number: numberAnswer,
  choice: choiceAnswer,
}

/** The row of a type. The table pairs each type with its own settings, which the checker cannot follow through an index. */
function kindOf(type: AnswerType): AnswerKind<AnswerSource, Answer> {
  return kinds[type] as AnswerKind<AnswerSource, Answer>
}

export const answerTypes = Object.keys(kinds) as readonly AnswerType[]

export function compileAnswer(source: AnswerSource, build: NodeBuild, path: Path): Answer {
  return kindOf(source.type).compile(source, build, path)
}

export function holdersOf(type: AnswerType): readonly string[] {
  return kindOf(type).holds
}

export function answerPorts(source: AnswerSource): readonly string[] {
  return kindOf(source.type).ports?.(source) ?? []
}

export function hintOf(answer: Answer, at: number): InputHint {
  return kindOf(answer.type).hint(answer, at)
}

export function choicesOf(answer: Answer): readonly Choice[] {
  return kindOf(answer.type).choices?.(answer) ?? []
}

/** Total: whatever was said is a value or wrong. */
export function readAnswer(answer: Answer, said: Said, at: number): Reading {
  return kindOf(answer.type).read(answer, said, at)
}
