import { z } from 'zod'
import { compileOptional, labelOf, labelSource } from '../content/setting.ts'
import { plainOfMarkdown } from '../markdown.ts'
import type { InputHint, Upload } from '../message.ts'
import type { Text } from '../template.ts'
import type { Value } from '../value.ts'
import { type AnswerKind, type Asking, type Reading, uploadOf, wordsOf, wrong } from './answer.ts'
import { fold } from './fold.ts'

/** The largest file that a conversation takes, bytes. */
export const largestFile = 10_000_000

export const fileSource = z.strictObject({
  type: z.literal('file').meta({ description: 'One file.' }),
  accept: z
    .array(z.string().regex(/^[a-z]+\/(?:\*|[a-z0-9][a-z0-9.+-]*)$/, 'must be like "image/*" or "application/pdf"'))
    .min(1)
    .max(50)
    .optional()
    .meta({ description: 'Media types that are taken, "image/*", "application/pdf"; default any.' }),
  max_bytes: z
    .int()
    .min(1)
    .max(largestFile)
    .optional()
    .meta({ description: `The largest that is taken, bytes; default and at most ${largestFile}.` }),
  cancel: labelSource
    .optional()
    .meta({ description: 'Liquid; what going on without a file is called, where the port "cancel" leads somewhere.' }),
})
type FileSource = z.infer<typeof fileSource>

export interface FileAnswer {
  readonly type: 'file'
  readonly accept: readonly string[] | null
  readonly maxBytes: number
  /** Whether the port `cancel` leads somewhere. */
  readonly cancel: boolean
  /** What leaving by it is called; `null`: as the platform calls it. */
  readonly label: Text | null
}

const cancelled: Reading = { kind: 'value', value: null, port: 'cancel' }

export const fileAnswer: AnswerKind<FileSource, FileAnswer> = {
  source: fileSource,
  holds: ['file', 'json'],
  compile: (source, build, path) => ({
    type: 'file',
    accept: source.accept ?? null,
    maxBytes: source.max_bytes ?? largestFile,
    cancel: build.routed('cancel'),
    label: compileOptional(source.cancel, build, [...path, 'cancel']),
  }),
  hint(answer, asking): InputHint {
    return {
      type: 'file',
      ...(answer.accept === null ? {} : { accept: answer.accept }),
      max_bytes: answer.maxBytes,
      ...(answer.cancel ? { cancel: cancelWords(answer, asking)[0] ?? '' } : {}),
    }
  },
  ports: () => ({ besides: ['cancel'] }),
  sensitive: (answer) => answer.label?.sensitive === true,
  read(answer, said, asking) {
    if (said.kind === 'file') return check(answer, uploadOf(said, said.file))
    const words = answer.cancel ? wordsOf(said) : null
    if (words === null || words.length > 200) return wrong('file')
    if (said.kind !== 'text') return words === 'cancel' ? cancelled : wrong('file')
    return [...cancelWords(answer, asking), 'cancel'].some((word) => fold(word) === fold(words))
      ? cancelled
      : wrong('file')
  },
  heard(_answer, said) {
    const upload = said.kind === 'file' ? uploadOf(said, said.file) : null
    return upload === null ? null : { kind: 'file', text: upload.name, file: upload }
  },
}

function check(answer: FileAnswer, upload: Upload | null): Reading {
  if (upload === null) return wrong('file')
  const { id, name, type, size } = upload
  if (answer.accept?.every((each) => !takes(each, type)) === true) return wrong('file_type')
  // In the megabytes that people see, rounded so that what is named is small enough.
  if (size > answer.maxBytes) return wrong('file_size', { max: Math.floor(answer.maxBytes / 100_000) / 10 })
  return { kind: 'value', value: { id, name, type, size } satisfies Value }
}

function takes(accepted: string, type: string): boolean {
  return accepted.endsWith('/*') ? type.startsWith(accepted.slice(0, -1)) : type === accepted
}

/** What going on without a file is called, best first. */
function cancelWords({ label }: FileAnswer, asking: Asking): readonly string[] {
  const words = plainOfMarkdown(asking.word('file_cancel').text).split('|')
  return [labelOf(label, asking), ...words].map((word) => word.trim()).filter((word) => word !== '')
}
