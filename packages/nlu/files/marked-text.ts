/** Examples with marks in them, in the form of Rasa: `[Seoul](city)`, `[Seoul]{"entity": "city", "role": "to"}`. */
import { entityForm, type Mark, type MarkedText } from '../nlu-content.ts'
import { membersOf, readJson } from './json-value.ts'
import { shown } from './shown.ts'

/** What is wrong with the marks of an example. */
export interface MarkMistake {
  readonly reason: string
  readonly repair: string
}

const mostMarks = 50
const memberNames = ['entity', 'role', 'group', 'value']

/** Takes the marks out of an example. `\[` is a bracket that marks nothing. */
export function readMarked(source: string): MarkedText | MarkMistake {
  const marks: Mark[] = []
  let text = ''
  let open = -1
  for (let at = 0; at < source.length; at++) {
    const sign = source[at] ?? ''
    if (sign === '\\' && (source[at + 1] === '[' || source[at + 1] === ']')) {
      text += source[at + 1]
      at++
      continue
    }
    const next = source[at + 1]
    if (sign !== ']' || (next !== '(' && next !== '{')) {
      if (sign === '[') open = text.length
      text += sign
      continue
    }
    if (open < 0) return nested
    const end = next === '(' ? source.indexOf(')', at) : endOfBraces(source, at + 1)
    if (end < 0) return mistake(`"${shown(source.slice(at))}" is not closed.`)
    const inner = next === '(' ? readName(source.slice(at + 2, end)) : readMembers(source.slice(at + 1, end + 1))
    if ('reason' in inner) return inner
    const marked = text.slice(open + 1)
    if (marked.trim() === '') return mistake('A mark has no words in it.')
    text = text.slice(0, open) + marked
    marks.push({ ...inner, start: open, end: open + marked.length })
    if (marks.length > mostMarks) return mistake(`There are more than ${mostMarks} marks in one example.`)
    open = -1
    at = end
  }
  return trimmed({ text, marks })
}

/** The example with its marks, such that {@link readMarked} gives the same. */
export function printMarked({ text, marks }: MarkedText): string {
  let printed = ''
  let at = 0
  for (const { start, end, entity, role, group, value } of marks) {
    printed += escaped(text.slice(at, start))
    const plain = role === undefined && group === undefined && value === undefined
    const members = { entity, ...(role === undefined ? {} : { role }), ...(group === undefined ? {} : { group }) }
    const told = value === undefined ? members : { ...members, value }
    const sign = plain ? `(${entity})` : JSON.stringify(told).replace(/":"/g, '": "').replace(/","/g, '", "')
    printed += `[${escaped(text.slice(start, end))}]${sign}`
    at = end
  }
  return printed + escaped(text.slice(at))
}

/** Only what would be read as a mark. */
const escaped = (text: string): string => text.replace(/\[(?=[^\]]*\][({])|\](?=[({])/g, '\\$&')

type Inner = Omit<Mark, 'start' | 'end'>

/** `city`, or `city:Seoul` as Rasa 1 had it. */
function readName(written: string): Inner | MarkMistake {
  const colon = written.indexOf(':')
  const entity = (colon < 0 ? written : written.slice(0, colon)).trim()
  if (!entityForm.test(entity)) return badName(entity)
  const value = colon < 0 ? '' : written.slice(colon + 1).trim()
  // An address is none: [here](https://example.com)
  if (value.startsWith('//')) return badName(written)
  return value === '' ? { entity } : { entity, value }
}

function readMembers(written: string): Inner | MarkMistake {
  const value = readJson(written)
  if (value === undefined)
    return mistake(`${shown(written)} is no JSON.`, 'Write it like {"entity": "city", "role": "from"}.')
  const members = membersOf(value)
  const strange = Object.keys(members).find((name) => !memberNames.includes(name))
  if (strange !== undefined)
    return mistake(`A mark has no "${shown(strange)}".`, `Its members are ${memberNames.join(', ')}.`)
  const { entity, role, group } = members
  if (typeof entity !== 'string' || !entityForm.test(entity)) return badName(entity)
  for (const name of [role, group])
    if (name !== undefined && (typeof name !== 'string' || !entityForm.test(name)))
      return mistake(`"${shown(String(name))}" is no name of a role or a group.`, 'Use letters, digits, "_" and "-".')
  const standsFor = members.value
  if (standsFor !== undefined && !['string', 'number', 'boolean'].includes(typeof standsFor))
    return mistake('The value of a mark is a text or a number.', 'Write it like "value": "Seoul".')
  return {
    entity,
    ...(typeof role === 'string' ? { role } : {}),
    ...(typeof group === 'string' ? { group } : {}),
    ...(standsFor === undefined ? {} : { value: String(standsFor) }),
  }
}

/** Place of the brace that closes the one at `from`, strings apart; -1: there is none. */
function endOfBraces(source: string, from: number): number {
  let depth = 0
  let quoted = false
  for (let at = from; at < source.length; at++) {
    const sign = source[at]
    if (quoted && sign === '\\') at++
    else if (sign === '"') quoted = !quoted
    else if (!quoted && sign === '{') depth++
    else if (!quoted && sign === '}' && --depth === 0) return at
  }
  return -1
}

function trimmed({ text, marks }: MarkedText): MarkedText {
  const cut = text.length - text.trimStart().length
  const whole = text.trim()
  const moved = marks.map((mark) => ({
    ...mark,
    start: Math.max(mark.start - cut, 0),
    end: Math.min(mark.end - cut, whole.length),
  }))
  return { text: whole, marks: moved.filter(({ start, end }) => end > start) }
}

const mistake = (reason: string, repair = 'Mark words like [Seoul](city); a bracket that marks nothing is \\[.') => ({
  reason,
  repair,
})
const nested = mistake('A mark stands inside another one, or nothing opens it.')
const badName = (name: unknown): MarkMistake =>
  mistake(
    `"${shown(typeof name === 'string' ? name : '')}" is no name of an entity.`,
    'A name begins with a letter and has letters, digits, "_", "-" and "."; a bracket that marks nothing is \\[.',
  )
