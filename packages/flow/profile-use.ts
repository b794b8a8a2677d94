import { suggest } from './nearest.ts'
import { isProfileField, profileMembers } from './profile.ts'
import type { Use } from './scope.ts'

interface Unknown {
  readonly reason: string
  readonly repair: string
}

/** What is wrong with a use of `profile` where these fields are chosen. FF2 */
export function unknownFields([, member, inner]: Use, fields: readonly string[]): readonly Unknown[] {
  if (fields.length === 0) {
    const repair = "Choose fields of the Braze profile in solution.ts: insight: { fields: ['first_name'] }."
    return [{ reason: 'The solution does not look up the profile.', repair }]
  }
  if (member === undefined) return []
  const found = unknownField(member, member, profileMembers(fields))
  if (inner === undefined) return found
  return [...found, ...unknownField(inner, `${member}.${inner}`, profileMembers(fields, member))]
}

function unknownField(name: string, field: string, known: readonly string[] | null): readonly Unknown[] {
  if (known === null || known.includes(name)) return []
  const more = isProfileField(field) ? ` Or add "${field}" to insight.fields in solution.ts.` : ''
  return [{ reason: `The solution does not choose "${field}" of the profile.`, repair: suggest(name, known) + more }]
}
