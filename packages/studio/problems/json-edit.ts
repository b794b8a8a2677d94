import type { Json } from '../source/json.ts'

/** Member names and list indexes from the outside in. */
export type JsonPath = readonly (string | number)[]

type Members = { readonly [member: string]: Json | undefined }

export const isMembers = (value: Json | undefined): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

export function valueAt(value: Json | undefined, path: JsonPath): Json | undefined {
  let found = value
  for (const part of path) {
    if (isList(found) && typeof part === 'number') found = found[part]
    else if (isMembers(found) && Object.hasOwn(found, part)) found = found[part]
    else return undefined
  }
  return found
}

/** The value with another one at the path; `undefined` takes it out, of a list too. What does not change stays the same object. */
export function withAt(value: Json | undefined, path: JsonPath, next: Json | undefined): Json | undefined {
  const [part, ...rest] = path
  if (part === undefined) return next
  if (typeof part === 'number') {
    const list = isList(value) ? value : []
    const inner = withAt(list[part], rest, next)
    return inner === undefined
      ? list.filter((_, index) => index !== part)
      : [...list.slice(0, part), inner, ...list.slice(part + 1)]
  }
  const members = isMembers(value) ? value : {}
  const inner = withAt(members[part], rest, next)
  if (inner !== undefined) return { ...members, [part]: inner }
  const { [part]: _gone, ...others } = members
  return others
}

/** Another name for a member, in its place. */
export function renamedAt(value: Json | undefined, path: JsonPath, name: string): Json | undefined {
  const parent = path.slice(0, -1)
  const last = path.at(-1)
  const members = valueAt(value, parent)
  if (!isMembers(members)) return value
  const renamed = Object.entries(members).map(([member, each]) => [member === last ? name : member, each] as const)
  return withAt(value, parent, Object.fromEntries(renamed))
}

/**
 * A dotted path as a problem names it, inside this value: `answer.choices[1].id`. Members may have dots and brackets in their names
 * (ports do), so that it is the value that says where one ends. The last part need not be there.
 */
export function pathIn(value: Json | undefined, field: string): JsonPath {
  if (field === '') return []
  const index = /^\[(\d+)\]\.?/.exec(field)
  if (index !== null && isList(value)) {
    const at = Number(index[1])
    return [at, ...pathIn(value[at], field.slice(index[0].length))]
  }
  if (isMembers(value)) {
    const names = Object.keys(value).filter(
      (name) => field === name || field.startsWith(`${name}.`) || field.startsWith(`${name}[`),
    )
    const longest = names.sort((one, other) => other.length - one.length)[0]
    if (longest !== undefined) {
      const rest = field.slice(longest.length).replace(/^\./, '')
      return [longest, ...pathIn(value[longest], rest)]
    }
  }
  return [field]
}
