import type { Entity, Recognition } from '../recognizer.ts'
import type { Value } from '../value.ts'

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

/** What a text mentions; a day and a time of day are a moment besides. */
export function entitiesIn({ extracted = [] }: Recognition): readonly Entity[] {
  const [day, ...days] = extracted.filter(({ type }) => type === 'date')
  const [time, ...times] = extracted.filter(({ type }) => type === 'time')
  // Of several, nobody knows which belong together.
  if (day === undefined || time === undefined || days.length + times.length > 0) return extracted
  const [first, last] = day.start < time.start ? [day, time] : [time, day]
  const moment: Entity = {
    type: 'date-time',
    value: `${String(day.value)}T${String(time.value)}`,
    text: `${day.text} ${time.text}`,
    start: first.start,
    end: last.end,
    confidence: Math.min(day.confidence, time.confidence),
  }
  return [...extracted, moment]
}

/** What the entity gives to something that takes the type in the role (`null`: in any); `undefined`: nothing. */
export function valueFor(entity: Entity, type: string, role: string | null): Value | undefined {
  if (role !== null && entity.role !== role) return undefined
  if (entity.type === type) return entity.value
  const part = nameParts[type]
  const given = part === undefined || entity.type !== 'name' ? undefined : entity.resolution?.[part]
  return typeof given === 'string' && given !== '' ? given : undefined
}
