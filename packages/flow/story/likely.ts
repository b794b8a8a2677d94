/**
 * What a person may say to a question, right and wrong, going by what the question shows: for searches, and to stand in for
 * answers that nobody may read. Whether an answer is right only the question itself knows; these are tried.
 */
import { dayOf } from '../calendar.ts'
import type { Said } from '../event.ts'
import type { Choice, Content, FormField, InputHint, Upload } from '../message.ts'
import type { Value, Values } from '../value.ts'

export interface Likely {
  /** Most often taken, the likeliest first. */
  readonly right: readonly Said[]
  readonly wrong: readonly Said[]
}

const text = (words: string | number): Said => ({ kind: 'text', text: String(words) })

/** Words for questions of every sort: names, numbers, codes that patterns ask for. */
const words = [
  'Ada',
  'Ada Lovelace',
  'ada@example.com',
  '12345',
  '1234',
  '123456',
  'AB123',
  'ABC-1234',
  'GB123456',
  'SW1A 1AA',
  '+447400123456',
  '2026-02-03',
  'https://www.example.com',
  'x',
  'A1b2C3d4!',
]

const dayMs = 86_400_000

/** `at`: when it is answered, epoch milliseconds. `more`: what else may be said, in words, tried after the likeliest. */
export function likelyAnswers(question: Content | null, at: number, more: readonly string[] = []): Likely {
  if (question === null) return { right: [text('Hello'), ...more.map(text)], wrong: [] }
  const further = more.map(text)
  switch (question.kind) {
    case 'choices':
    case 'carousel':
      return picks(question, further)
    case 'form':
      return forms(question.fields, question.values ?? {}, at)
    default: {
      const { right, wrong } = byHint('input' in question ? question.input : undefined, at)
      const [first, ...rest] = right
      return { right: [...(first === undefined ? [] : [first]), ...further, ...rest], wrong }
    }
  }
}

const nonsense = text('something else entirely')

function picks(
  { choices, input }: Extract<Content, { kind: 'choices' | 'carousel' }>,
  further: readonly Said[],
): Likely {
  if (input?.type !== 'choices')
    return {
      right: [...choices.map(({ id }): Said => ({ kind: 'choice', choice: id })), ...further],
      wrong: [nonsense],
    }
  return { right: someOf(choices, input).map((ids): Said => ({ kind: 'choices', choices: ids })), wrong: [nonsense] }
}

/** As few as may be picked, each alone, and as many. */
function someOf(
  choices: readonly Choice[],
  { min, max }: { readonly min: number; readonly max: number },
): readonly (readonly string[])[] {
  const ids = choices.map(({ id }) => id)
  const least = ids.slice(0, Math.max(min, 1))
  const singles = min > 1 ? [] : ids.slice(1).map((id) => [id])
  return [least, ...singles, ids.slice(0, max), ...(min === 0 ? [[]] : [])]
}

function byHint(input: InputHint | undefined, at: number): Likely {
  switch (input?.type) {
    case 'email':
      return { right: [text('ada@example.com')], wrong: [text('not an address')] }
    case 'phone':
      return { right: [text('+44 7400 123456')], wrong: [text('12')] }
    case 'number':
      return { right: numbers(input), wrong: [text('many')] }
    case 'slider':
      return { right: [input.min, input.max, middle(input)].map(text), wrong: [text('far too much')] }
    case 'rating':
      return {
        right: Array.from({ length: input.max }, (_each, index) => text(input.max - index)),
        wrong: [text('so so')],
      }
    case 'date':
      return { right: days(input, at).map(text), wrong: [text('some day')] }
    case 'time':
      return { right: unique(['10:30', input.min, input.max, '18:00']).map(text), wrong: [text('soon')] }
    case 'date-time': {
      const days = unique([input.min, input.max, `${dayOf(at)}T10:30`, `${dayOf(at + 7 * dayMs)}T10:30`])
      return { right: days.map((each) => text(each.replace('T', ' '))), wrong: [text('some day')] }
    }
    case 'file':
      return files(input)
    case 'location':
      return {
        right: [{ kind: 'form', form: { latitude: 51.75, longitude: -1.25 } }, text('1 High Street, Oxford')],
        wrong: input.address ? [] : [text('over there')],
      }
    case 'web-view':
      return { right: [{ kind: 'form', form: { done: true } }], wrong: [text('I did')] }
    default:
      return { right: words.map(text), wrong: [text('?'), text('-'), text('x'.repeat(300)), text(' ')] }
  }
}

function numbers({ min, max, integer }: Extract<InputHint, { type: 'number' }>): readonly Said[] {
  const low = min ?? (max === undefined ? 1 : max - 1)
  const all = [low, max ?? low + 1, (low + (max ?? low + 10)) / 2, low + 1].map((each) =>
    integer === true ? Math.round(each) : each,
  )
  return [...new Set(all)].filter((each) => each >= (min ?? each) && each <= (max ?? each)).map(text)
}

function middle({ min, max, step }: Extract<InputHint, { type: 'slider' }>): number {
  return Number((min + Math.floor((max - min) / 2 / step) * step).toPrecision(12))
}

function days({ min, max }: Extract<InputHint, { type: 'date' }>, at: number): readonly string[] {
  const all = unique([dayOf(at + 7 * dayMs), dayOf(at), '1990-05-03', min, max])
  const fitting = all.filter((day) => day >= (min ?? day) && day <= (max ?? day))
  // The birthday of somebody grown up, where one may be meant.
  return fitting.includes('1990-05-03') ? ['1990-05-03', ...fitting.filter((day) => day !== '1990-05-03')] : fitting
}

function unique(all: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(all.filter((each) => each !== undefined))]
}

const samples: readonly Omit<Upload, 'id'>[] = [
  { name: 'photo.png', type: 'image/png', size: 1000 },
  { name: 'document.pdf', type: 'application/pdf', size: 1000 },
  { name: 'notes.txt', type: 'text/plain', size: 1000 },
  { name: 'film.mp4', type: 'video/mp4', size: 1000 },
  { name: 'song.mp3', type: 'audio/mpeg', size: 1000 },
]

const fileOf = (file: Omit<Upload, 'id'>): Said => {
  const upload: Upload = { id: 'file_story', ...file }
  return { kind: 'file', file: upload.id, uploads: [upload] }
}

function files({ accept, cancel }: Extract<InputHint, { type: 'file' }>): Likely {
  const takes = ({ type }: { readonly type: string }) =>
    accept?.some((each) => (each.endsWith('/*') ? type.startsWith(each.slice(0, -1)) : each === type)) ?? true
  const named = (accept ?? [])
    .filter((each) => !each.endsWith('/*'))
    .map((type) => ({ name: 'file', type, size: 1000 }))
  const right = [...samples.filter(takes), ...named].map(fileOf)
  const stop: readonly Said[] = cancel === undefined ? [] : [{ kind: 'choice', choice: 'cancel' }]
  const wrong = samples
    .filter((sample) => !takes(sample))
    .slice(0, 1)
    .map(fileOf)
  return { right: [...right.slice(0, 1), ...stop, ...right.slice(1)], wrong: [...wrong, nonsense] }
}

function forms(fields: readonly FormField[], known: Values, at: number): Likely {
  const whole: { [name: string]: Value } = {}
  const uploads: Upload[] = []
  for (const field of fields) {
    const [value] = fieldValues(field, at)
    if (value === undefined || known[field.name] !== undefined) continue
    whole[field.name] = value
    if (field.input.type === 'file') uploads.push(sampleFor(field.input))
  }
  const filled: Said = { kind: 'form', form: whole, ...(uploads.length > 0 && { uploads }) }
  // Each choice of the form by itself: what follows may go by it.
  const varied = fields.flatMap((field) =>
    field.input.type === 'choice' || field.input.type === 'choices'
      ? fieldValues(field, at)
          .slice(1)
          .map((value): Said => ({ ...filled, form: { ...whole, [field.name]: value } }))
      : [],
  )
  return { right: [filled, ...varied], wrong: [{ kind: 'form', form: {} }] }
}

function fieldValues({ input, choices = [] }: FormField, at: number): readonly Value[] {
  if (input.type === 'choice') return choices.map(({ id }) => id)
  if (input.type === 'choices') return someOf(choices, input) as readonly Value[]
  return byHint(input, at).right.flatMap((said): readonly Value[] => {
    if (said.kind === 'text') return [said.text]
    if (said.kind === 'form') return [said.form]
    return said.kind === 'file' ? [said.file] : []
  })
}

function sampleFor(input: Extract<InputHint, { type: 'file' }>): Upload {
  const first = files(input).right[0]
  const upload = first?.kind === 'file' ? first.uploads?.[0] : undefined
  return upload ?? { id: 'file_story', name: 'file', type: 'application/octet-stream', size: 1000 }
}
