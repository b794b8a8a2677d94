/**
 * Conditions that people put together without knowing CEL: which can be read from CEL and written as CEL.
 *
 * CO1 what is read is written as the same condition; whatever cannot be read is left as it is (`null`)
 */
import { type Plain, readPlain, writePlain } from './plain-value.ts'

export const comparisons = [
  'is',
  'is-not',
  'known',
  'unknown',
  'more',
  'at-least',
  'less',
  'at-most',
  'contains',
  'begins',
  'yes',
  'no',
  'includes',
] as const
export type Comparison = (typeof comparisons)[number]

export interface Test {
  /** A name as it is written, `results.track.outcome`. */
  readonly name: string
  readonly comparison: Comparison
  /** Absent for those that compare with nothing. */
  readonly value?: Plain
}

/** Tests of which all or any must hold. */
export interface Condition {
  readonly join: 'all' | 'any'
  readonly tests: readonly Test[]
}

const signs: { readonly [sign: string]: Comparison } = {
  '==': 'is',
  '!=': 'is-not',
  '>': 'more',
  '>=': 'at-least',
  '<': 'less',
  '<=': 'at-most',
}
const signOf = new Map(Object.entries(signs).map(([sign, comparison]) => [comparison, sign]))

/** What has nothing to compare with. */
export const isUnary = (comparison: Comparison): boolean => ['known', 'unknown', 'yes', 'no'].includes(comparison)

/** What a name of a type can be asked. */
export function comparisonsFor(type: string): readonly Comparison[] {
  if (type === 'boolean') return ['yes', 'no', 'known', 'unknown']
  if (type === 'number') return ['is', 'is-not', 'more', 'at-least', 'less', 'at-most', 'known', 'unknown']
  if (['date', 'time', 'date-time'].includes(type))
    return ['is', 'is-not', 'more', 'at-least', 'less', 'at-most', 'known', 'unknown']
  if (type === 'choice') return ['is', 'is-not', 'known', 'unknown']
  if (type === 'choices') return ['includes', 'known', 'unknown']
  if (['file', 'location', 'form'].includes(type)) return ['known', 'unknown']
  return ['is', 'is-not', 'contains', 'begins', 'known', 'unknown']
}

/** CO1 */
export function readCondition(logic: string): Condition | null {
  const text = logic.trim()
  if (text === '') return { join: 'all', tests: [] }
  for (const [join, sign] of [
    ['all', '&&'],
    ['any', '||'],
  ] as const) {
    const tests = splitAt(text, sign)?.map(readTest)
    if (tests === undefined || tests.some((test) => test === null)) continue
    return { join, tests: tests.filter((test) => test !== null) }
  }
  return null
}

export function writeCondition({ join, tests }: Condition): string {
  return tests.map(writeTest).join(join === 'all' ? ' && ' : ' || ')
}

const namePattern = /^[a-z_][\w]*(?:\.[a-zA-Z_]\w*)*$/

function readTest(text: string): Test | null {
  const method = /^([\w.]+)\.(contains|startsWith)\((.+)\)$/s.exec(text)
  if (method !== null) {
    const [, name = '', verb, argument = ''] = method
    const value = readPlain(argument)
    if (!namePattern.test(name) || value?.kind !== 'text') return null
    return { name, comparison: verb === 'contains' ? 'contains' : 'begins', value }
  }
  const inside = /^(.+) in ([\w.]+)$/s.exec(text)
  if (inside !== null) {
    const [, given = '', name = ''] = inside
    const value = readPlain(given)
    return namePattern.test(name) && value?.kind === 'text' ? { name, comparison: 'includes', value } : null
  }
  if (text.startsWith('!') && isName(text.slice(1))) return { name: text.slice(1), comparison: 'no' }
  if (isName(text)) return { name: text, comparison: 'yes' }
  const compared = /^([\w.]+)\s*(==|!=|>=|<=|>|<)\s*(.+)$/s.exec(text)
  if (compared === null) return null
  const [, name = '', sign = '', given = ''] = compared
  const comparison = signs[sign]
  if (!isName(name) || comparison === undefined) return null
  if (given.trim() === 'null')
    return sign === '==' || sign === '!=' ? { name, comparison: sign === '==' ? 'unknown' : 'known' } : null
  const value = readPlain(given)
  return value === null ? null : { name, comparison, value }
}

const isName = (text: string): boolean => namePattern.test(text) && !['true', 'false', 'null'].includes(text)

function writeTest({ name, comparison, value = { kind: 'text', text: '' } }: Test): string {
  switch (comparison) {
    case 'yes':
      return name
    case 'no':
      return `!${name}`
    case 'known':
      return `${name} != null`
    case 'unknown':
      return `${name} == null`
    case 'contains':
      return `${name}.contains(${writePlain(value)})`
    case 'begins':
      return `${name}.startsWith(${writePlain(value)})`
    case 'includes':
      return `${writePlain(value)} in ${name}`
    default:
      return `${name} ${signOf.get(comparison) ?? '=='} ${writePlain(value)}`
  }
}

/** The parts of a text between a sign that stands outside of quotes; `undefined` when the other sign or a bracket is mixed in. */
function splitAt(text: string, sign: '&&' | '||'): readonly string[] | undefined {
  const parts: string[] = []
  let part = ''
  let quote: string | null = null
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index] ?? ''
    if (quote !== null) {
      part += letter
      if (letter === '\\') {
        index += 1
        part += text[index] ?? ''
      } else if (letter === quote) quote = null
    } else if (text.startsWith(sign, index)) {
      parts.push(part.trim())
      part = ''
      index += 1
    } else if (text.startsWith(sign === '&&' ? '||' : '&&', index)) return undefined
    else {
      if (letter === "'" || letter === '"') quote = letter
      part += letter
    }
  }
  return [...parts, part.trim()]
}
