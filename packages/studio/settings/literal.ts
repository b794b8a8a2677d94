import type { Json } from '../source/json.ts'

/** How wide a line may be, as the formatter of the project has it. */
const width = 100

/** Texts that have a name in the file, printed as that name. */
export type Named = ReadonlyMap<string, string>

const nothingNamed: Named = new Map()

/** A value as JavaScript, as people write it: single quotes, names without quotes; long ones a member a line. */
export function printLiteral(value: Json, indent = '', named: Named = nothingNamed): string {
  const flat = printFlat(value, named)
  if (indent.length + flat.length <= width || typeof value !== 'object' || value === null) return flat
  const inner = `${indent}  `
  const lines = Array.isArray(value)
    ? (value as readonly Json[]).map((item) => `${inner}${printLiteral(item, inner, named)},`)
    : Object.entries(value).flatMap(([name, member]) =>
        member === undefined ? [] : [`${inner}${printName(name)}: ${printLiteral(member, inner, named)},`],
      )
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  return `${open}\n${lines.join('\n')}\n${indent}${close}`
}

function printFlat(value: Json, named: Named): string {
  if (typeof value === 'string') return named.get(value) ?? printString(value)
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '0' : String(value)
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map((item) => printFlat(item, named)).join(', ')}]`
  const members = Object.entries(value).flatMap(([name, member]) =>
    member === undefined ? [] : [`${printName(name)}: ${printFlat(member, named)}`],
  )
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

export const printName = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : printString(name))

/** JSON knows which characters have to be escaped; only the quotes are others. */
function printString(text: string): string {
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("'", "\\'")
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
  return `'${escaped}'`
}
