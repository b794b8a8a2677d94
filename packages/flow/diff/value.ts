/**
 * What became of a JSON value: which of its members were added, removed and changed, each with its path.
 *
 * FD1 equal values have no changes, and values without changes are equal
 * FD2 items of a list are told apart by what names them where something does, so that a new first one does not make all of
 *     them look changed
 */
import { diffArrays } from 'diff'
import type { Value } from '../value.ts'
import { diffText, type TextPart } from './text.ts'

export interface FieldChange {
  /** `answer.choices.ios.label`; empty for the value as a whole. */
  readonly path: string
  readonly kind: 'added' | 'removed' | 'changed' | 'moved'
  /** Absent when it was added. Of items that only changed places: their names in the old order. */
  readonly from?: Value
  /** Absent when it was removed. */
  readonly to?: Value
  /** Of a text that is a text in both. */
  readonly words?: readonly TextPart[]
}

type Members = { readonly [name: string]: Value }

/** Members that name an item of a list, in this order. */
const names = ['id', 'name', 'port', 'variable', 'after'] as const

/** Above so many items a list that nothing names is compared place by place. */
const longestList = 2000

export function diffValues(from: Value, to: Value, path = ''): readonly FieldChange[] {
  if (isMembers(from) && isMembers(to)) return diffMembers(from, to, path)
  if (Array.isArray(from) && Array.isArray(to)) return diffLists(from, to, path)
  if (isSame(from, to)) return []
  if (typeof from === 'string' && typeof to === 'string')
    return [{ path, kind: 'changed', from, to, words: diffText(from, to) }]
  return [{ path, kind: 'changed', from, to }]
}

/** Whether two values are the same, whatever the order of members. */
export function isSame(a: Value, b: Value): boolean {
  return a === b || canonical(a) === canonical(b)
}

/** One text for all values that are the same. */
export function canonical(value: Value): string {
  return JSON.stringify(value, (_name, member: Value) =>
    isMembers(member) ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1))) : member,
  )
}

export function isMembers(value: Value | undefined): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function diffMembers(from: Members, to: Members, path: string): readonly FieldChange[] {
  const all = new Set([...Object.keys(from), ...Object.keys(to)])
  return [...all].flatMap((name) => diffMember(member(from, name), member(to, name), under(path, name)))
}

function diffMember(from: Value | undefined, to: Value | undefined, path: string): readonly FieldChange[] {
  if (from === undefined) return to === undefined ? [] : [{ path, kind: 'added', to }]
  if (to === undefined) return [{ path, kind: 'removed', from }]
  return diffValues(from, to, path)
}

function member(of: Members, name: string): Value | undefined {
  return Object.hasOwn(of, name) ? of[name] : undefined
}

const under = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`)

function diffLists(from: readonly Value[], to: readonly Value[], path: string): readonly FieldChange[] {
  if (isSame(from, to)) return []
  const naming = names.find((name) => isNaming(from, name) && isNaming(to, name))
  return naming === undefined ? diffUnnamed(from, to, path) : diffNamed(from, to, naming, path) // FD2
}

function isNaming(list: readonly Value[], name: string): boolean {
  const given = list.map((item) => nameOf(item, name))
  return given.every((each) => each !== undefined) && new Set(given).size === given.length
}

function nameOf(item: Value, name: string): string | undefined {
  const given = isMembers(item) ? member(item, name) : undefined
  return typeof given === 'string' ? given : undefined
}

function diffNamed(from: readonly Value[], to: readonly Value[], naming: string, path: string): readonly FieldChange[] {
  const named = (list: readonly Value[]) => new Map(list.map((item) => [nameOf(item, naming) ?? '', item]))
  const [old, now] = [named(from), named(to)]
  const all = new Set([...old.keys(), ...now.keys()])
  const changes = [...all].flatMap((name) => diffMember(old.get(name), now.get(name), under(path, name)))
  const kept = {
    from: [...old.keys()].filter((name) => now.has(name)),
    to: [...now.keys()].filter((name) => old.has(name)),
  }
  return isSame(kept.from, kept.to) ? changes : [{ path, kind: 'moved', ...kept }, ...changes]
}

function diffUnnamed(from: readonly Value[], to: readonly Value[], path: string): readonly FieldChange[] {
  const at = (index: number): string => `${path}[${index}]`
  if (from.length > longestList || to.length > longestList)
    return Array.from({ length: Math.max(from.length, to.length) }, (_, n) => diffMember(from[n], to[n], at(n))).flat()
  const changes: FieldChange[] = []
  let removed: readonly Value[] = []
  let index = 0
  const settle = (added: readonly Value[]): void => {
    for (let n = 0; n < Math.max(removed.length, added.length); n++)
      changes.push(...diffMember(removed[n], added[n], at(index + n)))
    removed = []
    index += added.length
  }
  for (const run of diffArrays([...from], [...to], { comparator: isSame })) {
    if (run.removed) removed = run.value
    else if (run.added) settle(run.value)
    else {
      settle([])
      index += run.value.length
    }
  }
  settle([])
  return changes
}
