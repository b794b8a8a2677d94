import { productMembers, utmMembers } from './page.ts'
import type { Value } from './value.ts'

/** Names that texts and logic see beside the flow's variables. A variable cannot have one of these names. */
export const builtInNames = ['contact', 'page', 'results', 'conversation', 'now'] as const

/** Names that only an action's `save` sees, beside all others. */
export const resultNames = ['outputs', 'outcome'] as const

/** What else logic sees in some places: a result, what came. */
export const moreNames = { result: resultNames, payload: ['payload'] } as const

/** Everything that texts and logic can see at one moment. What is not known is `null`. */
export interface Scope {
  /** When the present event happened, epoch milliseconds. */
  readonly at: number
  /** The conversation's language, one of the solution's. */
  readonly language: string
  /** The value behind a top-level name other than `now`. */
  value(name: string): Value
}

/** The members of the built-in objects whose members are fixed; those of an object inside one by its path. */
export const members: { readonly [name: string]: readonly string[] } = {
  contact: ['id', 'external_id', 'email', 'phone', 'language', 'name', 'proved', 'visitor'],
  page: ['url', 'referrer', 'title', 'language', 'utm', 'product', 'tags', 'meta', 'history'],
  'page.utm': utmMembers,
  'page.product': productMembers,
  conversation: ['turn', 'id', 'language'],
}

/** Members of `page` that hold what the page likes: whether a name is among them is only known when it runs. */
export const openMembers: readonly string[] = ['tags', 'meta']

/** One use of a name: `results.track.error` → `['results', 'track', 'error']`; stops at a computed index. */
export type Use = readonly string[]
