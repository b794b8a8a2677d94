import type { Values } from '@parley/flow'
import { plainValue, plainValues } from './plain.ts'
import { type DataLayerRule, fitsSome } from './rules.ts'

/** What a push to the data layer says. */
export interface Pushed {
  readonly event: { readonly name: string; readonly properties: Values } | null
  readonly tags: Values
}

/** As other scripts see it: a list that they push to. */
export interface DataLayer {
  push: (...entries: unknown[]) => unknown
  readonly length: number
  readonly [index: number]: unknown
}

/** Reads what may be taken of one entry: an object with `event`, or the arguments of `gtag('event', name, properties)`. */
export function readPushed(entry: unknown, { events = [], tags = [] }: DataLayerRule): Pushed | null {
  if (typeof entry !== 'object' || entry === null) return null
  const [command, called, given] = 'length' in entry ? Array.from(entry as ArrayLike<unknown>) : []
  if (command === 'event') return pushed(called, given, events, tags)
  // gtag('set', {…})
  const members = command === 'set' ? called : entry
  if (typeof members !== 'object' || members === null || 'length' in members) return null
  const { event, ...rest } = members as { readonly event?: unknown }
  return pushed(event, rest, events, tags)
}

function pushed(name: unknown, given: unknown, events: readonly string[], wanted: readonly string[]): Pushed | null {
  const isWanted = typeof name === 'string' && name !== '' && fitsSome(name, events)
  const tags = tagsOf(given, wanted)
  if (!isWanted && Object.keys(tags).length === 0) return null
  return { event: isWanted ? { name: name.slice(0, 128), properties: plainValues(given) } : null, tags }
}

function tagsOf(given: unknown, wanted: readonly string[]): Values {
  if (typeof given !== 'object' || given === null) return {}
  return Object.fromEntries(
    wanted.flatMap((name) => {
      const plain = Object.hasOwn(given, name)
        ? plainValue((given as { readonly [name: string]: unknown })[name])
        : undefined
      return plain === undefined ? [] : [[name, plain] as const]
    }),
  )
}

/**
 * Hears what is in the data layer and what is pushed to it. Others see no difference: their push is called first and its answer
 * is theirs. Returns what ends it.
 */
export function watchDataLayer(
  holder: { [name: string]: unknown },
  rule: DataLayerRule,
  hear: (pushed: Pushed) => void,
): () => void {
  const { name = 'dataLayer' } = rule
  const layer = (holder[name] ?? []) as DataLayer
  holder[name] = layer
  if (typeof layer.push !== 'function') return () => {}
  let on = true
  const take = (entry: unknown): void => {
    try {
      const read = on ? readPushed(entry, rule) : null
      if (read !== null) hear(read)
    } catch {
      // An entry of the page that cannot be read is not the page's problem.
    }
  }
  for (const entry of Array.from(layer as ArrayLike<unknown>)) take(entry)
  const push = layer.push
  const wrapped = function (this: unknown, ...entries: unknown[]): unknown {
    const answer = push.apply(this ?? layer, entries)
    for (const entry of entries) take(entry)
    return answer
  }
  layer.push = wrapped
  return () => {
    on = false
    // Somebody who wrapped it since holds on to ours, which then only passes on.
    if (layer.push === wrapped) layer.push = push
  }
}
