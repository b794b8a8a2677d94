import type { ShownIntent } from './nlu-document.ts'

/** The intent that is open, followed through whatever others do to it, so that what somebody is writing about it stays. */
export interface OpenIntent {
  /** Another one where another intent was opened, the same where it got another name. */
  readonly id: number
  readonly name: string
  /** `first`: nobody chose it. */
  readonly how: 'first' | 'chosen' | 'added'
  /** As it was seen last; `null`: it is not there yet. */
  readonly last: ShownIntent | null
  /** All intents, as they were then. */
  readonly seen: readonly ShownIntent[]
}

export function openIntent(before: OpenIntent | null, name: string, how: OpenIntent['how']): OpenIntent {
  return { id: (before?.id ?? 0) + 1, name, how, last: null, seen: [] }
}

/** The same object where nothing is new. One that is gone keeps its name, unless another one has what it had. */
export function followIntent(open: OpenIntent, intents: readonly ShownIntent[]): OpenIntent {
  if (open.seen === intents) return open
  const found = intents.find(({ name }) => name === open.name) ?? successorOf(open, intents)
  return { ...open, seen: intents, ...(found === null ? {} : { name: found.name, last: found }) }
}

function successorOf({ last, seen }: OpenIntent, intents: readonly ShownIntent[]): ShownIntent | null {
  if (last === null) return null
  const known = new Set(seen.map(({ name }) => name))
  const fresh = intents.filter(({ name }) => !known.has(name))
  if (last.examples.length === 0) return fresh.length === 1 ? (fresh[0] ?? null) : null
  const had = new Set(last.examples.map(({ source }) => source))
  const shared = (intent: ShownIntent): number => intent.examples.filter(({ source }) => had.has(source)).length
  const [most] = [...intents].sort((one, other) => shared(other) - shared(one))
  return most !== undefined && 2 * shared(most) > had.size ? most : null
}
