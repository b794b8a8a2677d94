/**
 * What of a conversation is sensitive, going by what its flows declare, and what is shown instead.
 *
 * What ends up where cannot be told of every value, an action may hand on anything: so all of a conversation is sealed whose
 * solution declares anything sensitive. What is shown to an operator is masked value by value.
 */
import type { Program, State, Value, Values } from '@parley/flow'

/** Stands for what is not shown. */
export const mask = '•••'

const known = new WeakMap<Program, boolean>()

/** Whether any of its flows declares a sensitive variable. */
export function isSensitive(program: Program): boolean {
  const before = known.get(program)
  if (before !== undefined) return before
  const found = [...program.flows.values()].some((flow) => [...flow.variables.values()].some((each) => each.sensitive))
  known.set(program, found)
  return found
}

/** The plain values that sensitive variables hold. */
export function sensitiveValues(program: Program, states: readonly State[]): ReadonlySet<string> {
  const found = new Set<string>()
  for (const state of states)
    for (const { flow, variables } of [state, ...state.frames])
      for (const [name, { sensitive }] of program.flows.get(flow)?.variables ?? [])
        if (sensitive) for (const leaf of leavesOf(variables[name] ?? null)) found.add(leaf)
  return found
}

function leavesOf(value: Value): readonly string[] {
  if (value === null || typeof value === 'boolean') return []
  if (typeof value === 'object') return Object.values(value).flatMap((each: Value) => leavesOf(each))
  return value === '' ? [] : [String(value)]
}

/** A shorter one is looked for as a whole only: inside others it would be found everywhere. */
const shortestPart = 3

/** The places, as JSON pointers, whose values hold one of these. */
export function masksOf(input: Values, values: ReadonlySet<string>): readonly string[] {
  if (values.size === 0) return []
  const parts = [...values].filter((value) => value.length >= shortestPart)
  const holds = (text: string) => values.has(text) || parts.some((part) => text.includes(part))
  const found: string[] = []
  const walk = (value: Value, pointer: string): void => {
    if (value === null || typeof value === 'boolean') return
    if (typeof value !== 'object') {
      if (holds(String(value))) found.push(pointer)
      return
    }
    for (const [name, member] of Object.entries(value)) walk(member as Value, `${pointer}/${escaped(name)}`)
  }
  walk(input, '')
  return found
}

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')

/** The input as an operator sees it. */
export function masked(input: Values, masks: readonly string[]): Values {
  return masks.length === 0 ? input : (replaceAt(input, new Set(masks), '', () => mask) as Values)
}

/** What an operator has changed, with what they were not shown put back in its place. */
export function unmasked(edited: Values, stored: Values, masks: readonly string[]): Values {
  const back = (value: Value, pointer: string): Value => (value === mask ? valueAt(stored, pointer) : value)
  return masks.length === 0 ? edited : (replaceAt(edited, new Set(masks), '', back) as Values)
}

/** The plain values at these places, the longest first. */
export function valuesAt(input: Values, masks: readonly string[]): readonly string[] {
  return masks.flatMap((pointer) => leavesOf(valueAt(input, pointer))).toSorted((a, b) => b.length - a.length)
}

/** A text that may quote one of these values. */
export function withoutValues(text: string, values: readonly string[]): string {
  // Taking a short one out would leave it guessable, or the text unreadable.
  if (values.some((value) => value.length < shortestPart && text.includes(value))) return mask
  return values.reduce((clean, value) => clean.replaceAll(value, mask), text)
}

function replaceAt(
  value: Value,
  places: ReadonlySet<string>,
  pointer: string,
  replace: (value: Value, pointer: string) => Value,
): Value {
  if (places.has(pointer)) return replace(value, pointer)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((each: Value, at) => replaceAt(each, places, `${pointer}/${at}`, replace))
  return Object.fromEntries(
    Object.entries(value as Values).map(([name, member]) => [
      name,
      replaceAt(member, places, `${pointer}/${escaped(name)}`, replace),
    ]),
  )
}

function valueAt(value: Value, pointer: string): Value {
  let found: unknown = value
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
    found = typeof found === 'object' && found !== null && Object.hasOwn(found, name) ? Reflect.get(found, name) : null
  }
  return found as Value
}
