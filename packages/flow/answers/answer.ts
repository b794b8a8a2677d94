import type { z } from 'zod'
import type { Said } from '../event.ts'
import type { Content, InputHint, Upload } from '../message.ts'
import type { NodeBuild } from '../node-build.ts'
import type { Path } from '../path.ts'
import type { Scope } from '../scope.ts'
import type { Value, Values } from '../value.ts'
import type { VariableType } from '../variable.ts'
import type { WordName } from '../words/en.ts'
import type { WordValues } from '../words/word.ts'

/** What is wrong with an answer, in the platform's words. */
export interface Wrong {
  readonly kind: 'wrong'
  readonly word: WordName
  readonly values?: WordValues
  /** Of a form: what is wrong with each field, and what is right all the same. */
  readonly errors?: { readonly [field: string]: string }
  readonly draft?: Values
}

/** What became of a person's answer: a normalised value, a part of one, or why it is none. */
export type Reading =
  | {
      readonly kind: 'value'
      readonly value: Value
      /** When the answer leaves by a port of its own. */
      readonly port?: string
      /** Whether the words say more than the answer: "yes, and make it two". */
      readonly partly?: true
      /** Further variables that it fills. */
      readonly sets?: readonly (readonly [variable: string, value: Value])[]
    }
  /** A part of a form is right; more is to be asked. */
  | { readonly kind: 'more'; readonly draft: Values }
  | Wrong

/** What a question sees of the conversation when it is shown and when its answer is read. */
export interface Asking extends Scope {
  /** What has been answered of an open form; `null` when no part of it was typed. */
  readonly draft: Values | null
  /** The time zone that "today" and "now" count in, IANA; `null`: nobody knows, UTC is taken. FU21 */
  readonly zone: string | null
  /** What the platform itself says, in the conversation's language. Markdown. */
  word(word: WordName, values?: WordValues): { readonly text: string; readonly language: string }
}

/** Ports of an answer beside `next`. */
export interface AnswerPorts {
  /** Where all of these lead somewhere, `next` need not. */
  readonly instead?: readonly string[]
  readonly besides?: readonly string[]
}

/** One type of answer: its settings in a flow file, what it shows, and what it makes of what a person says. */
export interface AnswerKind<Source, Answer> {
  readonly source: z.ZodType<Source>
  /** Variable types that can hold the normalised answer. */
  readonly holds: readonly VariableType[]
  compile(source: Source, build: NodeBuild, path: Path): Answer
  hint(answer: Answer, asking: Asking): InputHint
  /** Total: every `said` has a reading. */
  read(answer: Answer, said: Said, asking: Asking): Reading
  /** The message that asks; without it a text with the hint. `reading`: what was wrong, or what is still to come. */
  show?(answer: Answer, text: string, asking: Asking, reading: Reading | null): Content
  /** What was said as the transcript shows it, where that is more than the words. */
  heard?(answer: Answer, said: Said, asking: Asking): Content | null
  /** A JSON value out of a form, where that is not read as the same words would be; `null`: read as words. */
  readJson?(answer: Answer, given: Value, asking: Asking): Reading | null
  ports?(source: Source): AnswerPorts
  /** Whether what it shows beside the question's text uses a sensitive variable. */
  sensitive?(answer: Answer): boolean
  /** The port that is taken at once, because there is nothing to ask. */
  skips?(answer: Answer, asking: Asking): string | null
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

/** The ids in what was picked, several of them or one; `null` when nothing was picked but typed or sent. */
export function picksOf(said: Said): readonly string[] | null {
  return said.kind === 'choices' ? said.choices : said.kind === 'choice' ? [said.choice] : null
}

/** What the conversation has of a file that was named in what was said. */
export function uploadOf(said: Said, id: string): Upload | null {
  if (said.kind !== 'file' && said.kind !== 'form') return null
  return said.uploads?.find((upload) => upload.id === id) ?? null
}

export function value(given: Value): Reading {
  return { kind: 'value', value: given }
}

export function wrong(word: WordName, values?: WordValues): Wrong {
  return values === undefined ? { kind: 'wrong', word } : { kind: 'wrong', word, values }
}
