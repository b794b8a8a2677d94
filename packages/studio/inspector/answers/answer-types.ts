import type { NodeSource, VariableType } from '@parley/flow'
import type { JsonObject } from '../../source/json.ts'
import { idFrom } from '../../variables/name.ts'

type AnswerSource = Extract<NodeSource, { readonly kind: 'ask' }>['answer']
export type AnswerType = AnswerSource['type']

/** The types of variable that can keep an answer; the first is what a new variable becomes. */
export const holdersOf: { readonly [type in AnswerType]: readonly VariableType[] } = {
  text: ['text', 'json'],
  email: ['email', 'text', 'json'],
  phone: ['phone', 'text', 'json'],
  date: ['date', 'text', 'json'],
  time: ['time', 'text', 'json'],
  'date-time': ['date-time', 'text', 'json'],
  number: ['number', 'json'],
  choice: ['choice', 'text', 'json'],
  choices: ['choices', 'json'],
  file: ['file', 'json'],
  rating: ['number', 'json'],
  slider: ['number', 'json'],
  location: ['location', 'json'],
  form: ['form', 'json'],
  'web-view': ['form', 'json'],
}

/** The members that each answer's form edits; a test holds this against the schema. */
export const answerMembers: { readonly [type in AnswerType]: readonly string[] } = {
  text: ['min', 'max', 'pattern', 'allow_empty'],
  email: [],
  phone: ['country'],
  date: ['locale', 'min', 'max'],
  time: ['min', 'max', 'step'],
  'date-time': ['locale', 'min', 'max', 'time_zone'],
  number: ['min', 'max', 'integer', 'locale'],
  choice: ['choices', 'from', 'search', 'cards', 'style', 'other'],
  choices: ['choices', 'from', 'search', 'min', 'max', 'style'],
  file: ['accept', 'max_bytes', 'cancel'],
  rating: ['max', 'icon'],
  slider: ['min', 'max', 'step', 'unit'],
  location: ['address'],
  form: ['fields', 'submit'],
  'web-view': ['url', 'label', 'inline', 'height'],
}

export const answerTypes = Object.keys(holdersOf) as readonly AnswerType[]
type FieldType = Exclude<AnswerType, 'form' | 'web-view'>
/** Those that a field of a form can have. */
export const fieldTypes = answerTypes.filter((type): type is FieldType => type !== 'form' && type !== 'web-view')

export const isFieldType = (type: unknown): type is FieldType => fieldTypes.some((each) => each === type)

export const isAnswerType = (type: unknown): type is AnswerType =>
  typeof type === 'string' && Object.hasOwn(holdersOf, type)

/** Words of a new answer, in the language of who makes it. */
export interface FreshWords {
  readonly yes: string
  readonly no: string
  readonly name: string
}

const idOr = (words: string, otherwise: string): string => idFrom(words) || otherwise

function freshAnswer(type: AnswerType, words: FreshWords): JsonObject {
  switch (type) {
    case 'choice':
    case 'choices':
      return {
        type,
        choices: [
          { id: idOr(words.yes, 'yes'), label: words.yes },
          { id: idOr(words.no, 'no'), label: words.no },
        ],
      }
    case 'form':
      return { type, fields: [{ name: 'name', label: words.name, answer: { type: 'text' } }] }
    case 'web-view':
      return { type, url: 'https://' }
    default:
      return { type }
  }
}

/** Members that mean the same in both types. */
const alike: readonly (readonly AnswerType[])[] = [
  ['choice', 'choices'],
  ['date', 'date-time'],
  ['number', 'slider'],
]

/** The answer as another type: what means the same there is kept. */
export function answerAs(before: JsonObject, type: AnswerType, words: FreshWords): JsonObject {
  const from = before.type
  if (from === type) return before
  const shared = alike.some((types) => isAnswerType(from) && types.includes(from) && types.includes(type))
  const members: readonly string[] = shared
    ? answerMembers[type]
    : ['locale'].filter((name) => answerMembers[type].includes(name))
  const kept = Object.fromEntries(
    Object.entries(before).filter(([name, value]) => members.includes(name) && fits(type, name, value)),
  )
  const fresh = freshAnswer(type, words)
  // What is offered is there once: a list made of logic needs no choices.
  if (kept.choices !== undefined || kept.from !== undefined) return { type, ...kept }
  return { ...fresh, ...kept }
}

/** A day is no moment, and some styles show one pick only. */
function fits(type: AnswerType, name: string, value: unknown): boolean {
  if (name === 'style') return ['buttons', 'list', 'tiles'].includes(String(value))
  if (name !== 'min' && name !== 'max') return true
  if (type === 'choices' || type === 'choice') return false
  return typeof value === 'number'
}
