/**
 * A form: several fields answered at once, or, where they are typed, one after the other.
 *
 * Owns what is kept of a form that is not whole yet. What a field's answer means is its own type's concern.
 */
import { z } from 'zod'
import { compileOptional, labelOf, labelSource, oneLine } from '../content/setting.ts'
import type { Said } from '../event.ts'
import { idForm } from '../id.ts'
import { escapeMarkdown, plainOfMarkdown, settleValues } from '../markdown.ts'
import type { Content, FormField } from '../message.ts'
import type { NodeBuild } from '../node-build.ts'
import type { Path } from '../path.ts'
import type { Text } from '../template.ts'
import type { Value, Values } from '../value.ts'
import { type AnswerKind, type Asking, type Reading, wordsOf, wrong } from './answer.ts'
import { type FieldAnswer, fieldAnswerSource, fieldKindOf } from './field-kinds.ts'

const mostFields = 30

const fieldSource = z.strictObject({
  name: z.string().meta({ description: "The field's member in the answer: an id, like that of a variable." }),
  label: labelSource.meta({ description: 'Liquid; what the field is called.' }),
  answer: fieldAnswerSource.meta({ description: 'What it takes.' }),
  optional: z.boolean().optional().meta({ description: 'Whether it may be left out; it is null then.' }),
  variable: z.string().optional().meta({ description: 'A variable that holds it too.' }),
  placeholder: labelSource.optional().meta({ description: 'Liquid; an example, shown in the empty field.' }),
})

export const formSource = z.strictObject({
  type: z.literal('form').meta({ description: 'Several answers at once.' }),
  fields: z.array(fieldSource).min(1).max(mostFields).meta({ description: 'In the order in which they are shown.' }),
  submit: labelSource.optional().meta({ description: 'Liquid; words of the button that sends it.' }),
})
type FormSource = z.infer<typeof formSource>

interface Field {
  readonly name: string
  readonly label: Text
  readonly answer: FieldAnswer
  readonly optional: boolean
  readonly variable: string | null
  readonly placeholder: Text | null
}

export interface FormAnswer {
  readonly type: 'form'
  readonly fields: readonly Field[]
  readonly submit: Text | null
  readonly sensitive: boolean
}

const hint = { type: 'form' } as const

export const formAnswer: AnswerKind<FormSource, FormAnswer> = {
  source: formSource,
  holds: ['form', 'json'],
  compile(source, build, path) {
    const names = new Set<string>()
    const fields = source.fields.map((field, index) => compileField(field, names, build, [...path, 'fields', index]))
    const sensitive = fields.some(
      (field) => field.label.sensitive || fieldKindOf(field.answer.type).sensitive?.(field.answer) === true,
    )
    return { type: 'form', fields, submit: compileOptional(source.submit, build, [...path, 'submit']), sensitive }
  },
  hint: () => hint,
  sensitive: (answer) => answer.sensitive,
  show(answer, text, asking, reading) {
    if (asking.draft === null || (reading?.kind === 'wrong' && reading.errors !== undefined))
      return showWhole(answer, text, asking, reading)
    const field = nextField(answer, asking.draft)
    return field === null ? showWhole(answer, text, asking, reading) : askFor(field, text, asking, reading)
  },
  read(answer, said, asking) {
    const draft = asking.draft ?? {}
    if (said.kind === 'form') return readWhole(answer, said, draft, asking)
    const field = nextField(answer, draft)
    return field === null ? wrong('form') : readNext(answer, field, said, draft, asking)
  },
  heard(answer, said, asking) {
    if (said.kind === 'form') return heardWhole(answer, said, asking)
    const field = nextField(answer, asking.draft ?? {})
    return field === null ? null : (fieldKindOf(field.answer.type).heard?.(field.answer, said, asking) ?? null)
  },
}

function compileField(source: FormSource['fields'][number], names: Set<string>, build: NodeBuild, path: Path): Field {
  const { name, variable = null } = source
  if (!idForm.test(name)) {
    const repair = 'Use a lower-case letter, then up to 63 letters, digits and "_".'
    build.problem('bad-id', [...path, 'name'], `The field name "${name}" is not an id.`, repair)
  } else if (names.has(name))
    build.problem('bad-field', [...path, 'name'], `Two fields are called "${name}".`, 'Give each field its own name.')
  names.add(name)
  const kind = fieldKindOf(source.answer.type)
  const type = variable === null ? null : build.writes(variable, [...path, 'variable'])
  if (type !== null && !kind.holds.includes(type)) {
    const reason = `An answer of type ${source.answer.type} does not fit the variable "${variable}" of type ${type}.`
    const repair = `Declare the variable as ${kind.holds.join(' or ')}, or ask for something else.`
    build.problem('wrong-variable-type', [...path, 'variable'], reason, repair)
  }
  return {
    name,
    label: build.plain(source.label, [...path, 'label']),
    // Ports are the question's: a field leaves by none.
    answer: kind.compile(source.answer, { ...build, routed: () => false }, [...path, 'answer']),
    optional: source.optional === true,
    variable,
    placeholder: compileOptional(source.placeholder, build, [...path, 'placeholder']),
  }
}

/** The first field that nothing is known of. */
function nextField(answer: FormAnswer, draft: Values): Field | null {
  return answer.fields.find(({ name }) => !Object.hasOwn(draft, name)) ?? null
}

function showWhole(answer: FormAnswer, text: string, asking: Asking, reading: Reading | null): Content {
  const errors = reading?.kind === 'wrong' ? reading.errors : undefined
  const submit = labelOf(answer.submit, asking)
  const known = Object.entries(asking.draft ?? {}).filter(([, given]) => given !== null)
  return {
    kind: 'form',
    text,
    fields: answer.fields.map((field) => showField(field, asking)),
    ...(submit === '' ? {} : { submit }),
    ...(known.length === 0 ? {} : { values: Object.fromEntries(known) }),
    ...(errors === undefined ? {} : { errors }),
    input: hint,
  }
}

function showField({ name, label, answer, optional, placeholder }: Field, asking: Asking): FormField {
  const kind = fieldKindOf(answer.type)
  const shown = kind.show?.(answer, '', asking, null)
  const choices = shown?.kind === 'choices' || shown?.kind === 'carousel' ? shown.choices : []
  const example = labelOf(placeholder, asking)
  return {
    name,
    label: labelOf(label, asking) || name,
    input: kind.hint(answer, asking),
    required: !optional,
    ...(choices.length === 0 ? {} : { choices }),
    ...(example === '' ? {} : { placeholder: example }),
  }
}

/** One field as a question of its own. `text` is what was wrong with the last answer to it, if anything was. */
function askFor(field: Field, text: string, asking: Asking, reading: Reading | null): Content {
  const label = settleValues(escapeMarkdown(labelOf(field.label, asking) || field.name))
  const words = field.optional ? asking.word('form_optional', { label: plainOfMarkdown(label) }).text : label
  const kind = fieldKindOf(field.answer.type)
  const shown = reading?.kind === 'wrong' ? text : words
  return (
    kind.show?.(field.answer, shown, asking, null) ?? {
      kind: 'text',
      text: shown,
      input: kind.hint(field.answer, asking),
    }
  )
}

function readWhole(answer: FormAnswer, said: Extract<Said, { kind: 'form' }>, draft: Values, asking: Asking): Reading {
  const errors: { [field: string]: string } = {}
  const right: { [field: string]: Value } = {}
  for (const field of answer.fields) {
    const { name, optional } = field
    const given = Object.hasOwn(said.form, name) ? said.form[name] : undefined
    const known = Object.hasOwn(draft, name) ? draft[name] : undefined
    if (given === undefined && known !== undefined) right[name] = known
    else if (isNothing(given)) {
      if (optional) right[name] = null
      else errors[name] = plainOfMarkdown(asking.word('form_required').text)
    } else {
      const reading = readJson(field, given ?? null, said, asking)
      if (reading.kind === 'value') right[name] = reading.value
      else if (reading.kind === 'wrong') errors[name] = plainOfMarkdown(asking.word(reading.word, reading.values).text)
    }
  }
  return Object.keys(errors).length === 0 ? whole(answer, right) : { ...wrong('form'), errors, draft: right }
}

function isNothing(given: Value | undefined): boolean {
  return given === undefined || given === null || given === '' || (Array.isArray(given) && given.length === 0)
}

/** A JSON value of a field, read as if the person had said it at a question of that type. */
function readJson({ answer }: Field, given: Value, said: Extract<Said, { kind: 'form' }>, asking: Asking): Reading {
  const kind = fieldKindOf(answer.type)
  const ready = kind.readJson?.(answer, given, asking)
  if (ready !== null && ready !== undefined) return ready
  return kind.read(answer, saidOf(answer, given, said), asking)
}

function saidOf(answer: FieldAnswer, given: Value, { uploads }: Extract<Said, { kind: 'form' }>): Said {
  if (typeof given === 'string' && answer.type === 'file')
    return { kind: 'file', file: given, ...(uploads === undefined ? {} : { uploads }) }
  if (Array.isArray(given)) return { kind: 'choices', choices: (given as readonly Value[]).map(String) }
  if (typeof given === 'object' && given !== null) return { kind: 'form', form: given as Values }
  return { kind: 'text', text: String(given) }
}

/** Typed words, a pick or a file answer the next field; a dash leaves out one that may be. */
function readNext(answer: FormAnswer, field: Field, said: Said, draft: Values, asking: Asking): Reading {
  const words = wordsOf(said)
  const left = field.optional && words !== null && /^[-–—]$/.test(words.trim())
  const reading: Reading = left
    ? { kind: 'value', value: null }
    : fieldKindOf(field.answer.type).read(field.answer, said, asking)
  // From the first typed answer on the form goes field by field.
  if (reading.kind !== 'value') return { ...reading, draft }
  const now = { ...draft, [field.name]: reading.value }
  return nextField(answer, now) === null ? whole(answer, now) : { kind: 'more', draft: now }
}

function whole({ fields }: FormAnswer, values: Values): Reading {
  const sets = fields.flatMap(({ name, variable }) =>
    variable === null ? [] : [[variable, values[name] ?? null] as const],
  )
  const inOrder = Object.fromEntries(fields.map(({ name }) => [name, values[name] ?? null]))
  return sets.length === 0 ? { kind: 'value', value: inOrder } : { kind: 'value', value: inOrder, sets }
}

const longestLine = 500

function heardWhole({ fields }: FormAnswer, said: Extract<Said, { kind: 'form' }>, asking: Asking): Content {
  const form: { [field: string]: Value } = {}
  const lines: string[] = []
  for (const { name, label, answer } of fields) {
    const given = Object.hasOwn(said.form, name) ? (said.form[name] ?? null) : null
    if (isNothing(given)) continue
    form[name] = given
    const heard = fieldKindOf(answer.type).heard?.(answer, pickedOf(answer, given, said), asking)
    const words = heard?.text || (typeof given === 'string' ? given : JSON.stringify(given))
    lines.push(`${labelOf(label, asking) || name}: ${oneLine(words, longestLine)}`)
  }
  return { kind: 'form-answer', text: lines.join('\n'), form }
}

/** Of a choice the id came, which its words are looked up by. */
function pickedOf(answer: FieldAnswer, given: Value, said: Extract<Said, { kind: 'form' }>): Said {
  return answer.type === 'choice' && typeof given === 'string'
    ? { kind: 'choice', choice: given }
    : saidOf(answer, given, said)
}
