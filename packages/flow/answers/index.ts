import { z } from 'zod'
import type { Said } from '../event.ts'
import type { Choice, Content } from '../message.ts'
import type { NodeBuild } from '../node-build.ts'
import type { Path } from '../path.ts'
import type { VariableType } from '../variable.ts'
import type { AnswerKind, AnswerPorts, Asking, Reading } from './answer.ts'
import { type FieldAnswer, fieldKinds, fieldSources } from './field-kinds.ts'
import { type FormAnswer, formAnswer, formSource } from './form.ts'
import { pickSources } from './offer-source.ts'
import { type WebViewAnswer, webViewAnswer, webViewSource } from './web-view.ts'

export const answerSource = z.discriminatedUnion('type', [...fieldSources, formSource, webViewSource])
export type AnswerSource = z.infer<typeof answerSource>

/** What a question accepts, ready to read answers. */
export type Answer = FieldAnswer | FormAnswer | WebViewAnswer
export type AnswerType = Answer['type']

const kinds = { ...fieldKinds, form: formAnswer, 'web-view': webViewAnswer }

/** The row of a type. The table pairs each type with its own settings, which the checker cannot follow through an index. */
function kindOf(type: AnswerType): AnswerKind<AnswerSource, Answer> {
  return kinds[type] as unknown as AnswerKind<AnswerSource, Answer>
}

export const answerTypes = Object.keys(kinds) as readonly AnswerType[]

export function compileAnswer(source: AnswerSource, build: NodeBuild, path: Path): Answer {
  return kindOf(source.type).compile(source, build, path)
}

export function holdersOf(type: AnswerType): readonly VariableType[] {
  return kindOf(type).holds
}

export function answerPorts(source: AnswerSource): AnswerPorts {
  return kindOf(source.type).ports?.(source) ?? {}
}

/** The message that asks, or asks again: `reading` is what became of the answer before. */
export function questionOf(answer: Answer, text: string, asking: Asking, reading: Reading | null): Content {
  const kind = kindOf(answer.type)
  return kind.show?.(answer, text, asking, reading) ?? { kind: 'text', text, input: kind.hint(answer, asking) }
}

/** Whether what is shown beside the question's text uses a sensitive variable. */
export function showsSensitive(answer: Answer): boolean {
  return kindOf(answer.type).sensitive?.(answer) === true
}

/** The port that is taken at once, because there is nothing to ask. */
export function skipPort(answer: Answer, asking: Asking): string | null {
  return kindOf(answer.type).skips?.(answer, asking) ?? null
}

/** Total: whatever was said is a value, a part of one, or wrong. */
export function readAnswer(answer: Answer, said: Said, asking: Asking): Reading {
  return kindOf(answer.type).read(answer, said, asking)
}

/** What was said as the transcript shows it, where that is more than the words. */
export function heardAnswer(answer: Answer, said: Said, asking: Asking): Content | null {
  return kindOf(answer.type).heard?.(answer, said, asking) ?? null
}

/** Ids of the choices that a question stores in `variable`, as far as the flow file names them. */
export function choiceIdsIn(source: AnswerSource, target: string, variable: string): readonly string[] {
  if (source.type === 'form')
    return source.fields.flatMap((field) =>
      field.variable === undefined ? [] : choiceIdsIn(field.answer, field.variable, variable),
    )
  if (target !== variable || (source.type !== 'choice' && source.type !== 'choices')) return []
  return pickSources(source).map(({ id }: Pick<Choice, 'id'>) => id)
}
