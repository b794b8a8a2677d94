import { clean } from '../clean.ts'
import type { Entity } from '../recognizer.ts'
import type { Turn } from '../turn.ts'
import type { Value } from '../value.ts'
import { phrasesFor } from './phrase.ts'
import { type Sorted, sortRejected } from './rejected.ts'

/** Types of entities that need no list and no examples of the solution's own. */
export const builtInEntities: readonly string[] = [
  'date',
  'time',
  'date-time',
  'duration',
  'number',
  'money',
  'email',
  'phone',
  'url',
  'name',
  'given_name',
  'family_name',
  'city',
  'country',
]

/** Types of variables and answers that are filled from one thing when nothing else is said; other types hold too many. */
const natural: ReadonlySet<string> = new Set(['email', 'phone', 'date', 'time', 'date-time', 'number'])

export function naturalEntity(type: string): string | null {
  return natural.has(type) ? type : null
}

/** Parts of a name, as they are asked for. */
const nameParts: { readonly [type: string]: string } = { given_name: 'given', family_name: 'family' }

/** What the words mention, and what of it only to say that it is not meant. A day and a time of day are a moment besides. FU23 */
export function mentionedIn(text: string, turn: Turn): Sorted {
  const { extracted = [] } = turn.recognize(text)
  if (extracted.length === 0) return { meant: extracted, rejected: [] }
  const { meant, rejected } = sortRejected(clean(text), extracted, {
    before: phrasesFor(turn, text, 'rejection_before'),
    behind: phrasesFor(turn, text, 'rejection_behind'),
    unsure: new Set(phrasesFor(turn, text, 'no_said')),
  })
  return { meant: withMoment(meant), rejected }
}

function withMoment(entities: readonly Entity[]): readonly Entity[] {
  const [day, ...days] = entities.filter(({ type }) => type === 'date')
  const [time, ...times] = entities.filter(({ type }) => type === 'time')
  // Of several, nobody knows which belong together.
  if (time === undefined || days.length + times.length > 0) return entities
  // "In two hours" is a time of its own day; "next week at three" is none.
  const date = day === undefined ? time.resolution?.date : isSpan(day) ? null : day.value
  if (typeof date !== 'string') return entities
  const moment: Entity = {
    type: 'date-time',
    value: `${date}T${String(time.value)}`,
    text: day === undefined ? time.text : `${day.text} ${time.text}`,
    start: Math.min(day?.start ?? time.start, time.start),
    end: Math.max(day?.end ?? time.end, time.end),
    confidence: Math.min(day?.confidence ?? 1, time.confidence),
  }
  return [...entities, moment]
}

/** "Next week" and "May 3 to 5" are no day. */
function isSpan({ resolution }: Entity): boolean {
  return resolution?.grain !== undefined || resolution?.end !== undefined
}

/** What the entity gives to something that takes the type in the role (`null`: in any); `undefined`: nothing. */
export function valueFor(entity: Entity, type: string, role: string | null): Value | undefined {
  if (role !== null && entity.role !== role) return undefined
  if (entity.type === 'date' && isSpan(entity)) return undefined
  if (entity.type === type) return entity.value
  const part = nameParts[type]
  const given = part === undefined || entity.type !== 'name' ? undefined : entity.resolution?.[part]
  return typeof given === 'string' && given !== '' ? given : undefined
}
