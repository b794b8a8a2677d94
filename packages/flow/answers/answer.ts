import type { z } from 'zod'
import type { Said } from '../event.ts'
import type { Choice, InputHint } from '../message.ts'
import type { NodeBuild } from '../node-build.ts'
import type { Path } from '../path.ts'
import type { Value } from '../value.ts'
import type { VariableType } from '../variable.ts'

/** What became of a person's answer: a normalised value, or why it is not one, in words for that person. */
export type Reading =
  /** `port` when the answer leaves by a port of its own. */
  | { readonly kind: 'value'; readonly value: Value; readonly port?: string }
  | { readonly kind: 'wrong'; readonly say: string }

/** One type of answer: its settings in a flow file, and what it makes of what a person says. */
export interface AnswerKind<Source, Answer> {
  readonly source: z.ZodType<Source>
  /** Variable types that can hold the normalised answer. */
  readonly holds: readonly VariableType[]
  compile(source: Source, build: NodeBuild, path: Path): Answer
  hint(answer: Answer, at: number): InputHint
  /** Total: every `said` has a reading. `at` is when it was said, epoch milliseconds. */
  read(answer: Answer, said: Said, at: number): Reading
  /** Choices to show with the question. */
  choices?(answer: Answer): readonly Choice[]
  /** Ports that answers may leave by instead of `next`. */
  ports?(source: Source): readonly string[]
}

/** The words in what was said, for answers that are typed; `null` when it holds none (a file, a form). */
export function wordsOf(said: Said): string | null {
  switch (said.kind) {
    case 'text':
      return said.text
    case 'choice':
      return said.choice
    case 'choices':
      return said.choices.length === 1 ? (said.choices[0] ?? null) : null
    case 'form':
    case 'file':
      return null
  }
}

export function value(given: Value): Reading {
  return { kind: 'value', value: given }
}

export function wrong(say: string): Reading {
  return { kind: 'wrong', say }
}
