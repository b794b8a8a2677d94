import type { Json, JsonObject } from '../source/json.ts'

/** Where a value sits inside a node: member names and list indexes from the outside in. */
export type Path = readonly (string | number)[]

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `['answer', 'choices', 1, 'id']` → `answer.choices[1].id`, as a problem's place names it. */
export function dotted(path: Path): string {
  let text = ''
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`
    else text += text === '' ? part : `.${part}`
  }
  return text
}

export function getAt(value: Json | undefined, path: Path): Json | undefined {
  let found = value
  for (const part of path) {
    if (typeof part === 'number') found = Array.isArray(found) ? (found as readonly Json[])[part] : undefined
    else found = isObject(found) && Object.hasOwn(found, part) ? found[part] : undefined
  }
  return found
}

/**
 * The same value with another one at `path`; what is on the way is made where it is not there. `undefined` takes the member or the item
 * away. What does not change stays the same object.
 */
export function setAt<Whole extends Json>(whole: Whole, path: Path, to: Json | undefined): Whole {
  return put(whole, path, to) as Whole
}

/** A node without an item of a list, and without the way that leaves by the item's own port. */
export function withoutItem(node: JsonObject, path: Path, port: string): JsonObject {
  const { to, ...others } = setAt(node, path, undefined)
  if (!isObject(to) || !Object.hasOwn(to, port)) return to === undefined ? others : { ...others, to }
  const { [port]: _, ...ways } = to
  return { ...others, to: ways }
}

function put(value: Json | undefined, path: Path, to: Json | undefined): Json | undefined {
  const [part, ...rest] = path
  if (part === undefined) return to
  if (typeof part === 'number') {
    const list = Array.isArray(value) ? (value as readonly Json[]) : []
    const item = put(list[part], rest, to)
    if (item === undefined) return part < list.length ? list.toSpliced(part, 1) : list
    return item === list[part] ? list : part < list.length ? list.with(part, item) : [...list, item]
  }
  const object = isObject(value) ? value : {}
  const member = put(object[part], rest, to)
  if (member === object[part] && isObject(value)) return value
  const { [part]: _, ...others } = object
  if (member === undefined) return others
  return Object.hasOwn(object, part) ? { ...object, [part]: member } : { ...others, [part]: member }
}

/** The list with one item at another place; beyond the ends it stays. */
export function moved<Item>(list: readonly Item[], from: number, to: number): readonly Item[] {
  const item = list[from]
  if (item === undefined || to < 0 || to >= list.length || from === to) return list
  return list.toSpliced(from, 1).toSpliced(to, 0, item)
}

/** A member under another name, at the same place. One that is there already is not overwritten. */
export function renamedMember<Value>(
  object: { readonly [name: string]: Value },
  from: string,
  to: string,
): { readonly [name: string]: Value } {
  if (from === to || !Object.hasOwn(object, from) || Object.hasOwn(object, to)) return object
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name === from ? to : name, value]))
}
