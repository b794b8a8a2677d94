/** What texts and logic of one flow can name, for completion and the menus that put names in. The compiler has the last word. */
import type { ActionSignature, FlowScope, ScopeName as Known } from '@parley/flow'
import type { FlowFile, NodeFile } from '../source/flow-file.ts'

export type NameGroup = 'more' | 'variable' | 'result' | 'contact' | 'page' | 'profile' | 'conversation'

/** A name that can be written. */
export interface ScopeName {
  /** As it is written, `results.track.outcome`. */
  readonly path: string
  /** The type of a variable, or what CEL calls it. */
  readonly type: string
  readonly group: NameGroup
  readonly note?: string
  readonly sensitive?: boolean
}

export interface Surrounding {
  readonly actions?: { readonly [name: string]: ActionSignature }
  /** Fields of the Braze profile that the solution chose. */
  readonly profile?: readonly string[]
  /** Other flows, by name: what a `call` gets back. */
  readonly flows?: { readonly [name: string]: FlowFile }
}

const members: { readonly [group in 'contact' | 'page' | 'conversation']: readonly (readonly [string, string])[] } = {
  contact: [
    ['name', 'text'],
    ['email', 'email'],
    ['phone', 'phone'],
    ['language', 'text'],
    ['external_id', 'text'],
    ['proved', 'boolean'],
    ['visitor', 'text'],
    ['id', 'text'],
  ],
  page: [
    ['url', 'text'],
    ['title', 'text'],
    ['referrer', 'text'],
    ['language', 'text'],
    ...['source', 'medium', 'campaign', 'term', 'content', 'id'].map((name) => [`utm.${name}`, 'text'] as const),
    ...['name', 'sku', 'brand', 'category', 'price', 'currency', 'availability', 'url', 'image'].map(
      (name) => [`product.${name}`, name === 'price' ? 'number' : 'text'] as const,
    ),
    ['tags', 'json'],
    ['meta', 'json'],
    ['history', 'json'],
  ],
  conversation: [
    ['id', 'text'],
    ['language', 'text'],
    ['turn', 'number'],
  ],
}

/** Everything that a text or a piece of logic of this flow sees. */
export function scopeOf(flow: FlowFile, around: Surrounding = {}): readonly ScopeName[] {
  return [
    ...Object.entries(flow.variables ?? {}).map(
      ([path, { type, note, sensitive }]): ScopeName => ({
        path,
        type: typeof type === 'string' ? type : 'json',
        group: 'variable',
        ...(typeof note === 'string' && note !== '' ? { note } : {}),
        ...(sensitive === true ? { sensitive: true } : {}),
      }),
    ),
    ...Object.entries(flow.nodes).flatMap(([id, node]) => resultsOf(id, node, around)),
    ...builtIn('contact'),
    ...(around.profile ?? []).map((field): ScopeName => ({ path: `profile.${field}`, type: 'json', group: 'profile' })),
    ...builtIn('page'),
    ...builtIn('conversation'),
    { path: 'now', type: 'time', group: 'conversation' },
  ]
}

const builtIn = (group: keyof typeof members): readonly ScopeName[] =>
  members[group].map(([name, type]) => ({ path: `${group}.${name}`, type, group }))

const leavesResult = new Set(['call', 'experiment', 'understand'])
const calls = (kind: string): boolean => kind === 'action' || kind.startsWith('braze-')

function resultsOf(id: string, node: NodeFile, around: Surrounding): readonly ScopeName[] {
  const waits = node.kind === 'wait' && (node.webhook !== undefined || node.event !== undefined)
  if (!waits && !leavesResult.has(node.kind) && !(calls(node.kind) && node.mode !== 'queue')) return []
  const named = (name: string, type: string): ScopeName => ({ path: `results.${id}.${name}`, type, group: 'result' })
  const outputs = moreNames(node, around).filter(({ path }) => path.startsWith('outputs.'))
  return [
    named('outcome', 'text'),
    ...(node.kind === 'understand'
      ? [named('outputs.intent', 'text'), named('outputs.confidence', 'number'), named('outputs.entities', 'json')]
      : node.kind === 'call'
        ? []
        : outputs.map(({ path, type }) => named(path, type))),
    ...(calls(node.kind) ? [named('error.kind', 'text'), named('error.message', 'text')] : []),
  ]
}

/** What only the `save` of this node sees, and its event's `when`. */
export function moreNames(node: NodeFile, { actions = {}, flows = {} }: Surrounding): readonly ScopeName[] {
  const named = (path: string, type: string): ScopeName => ({ path, type, group: 'more' })
  if (node.kind === 'wait') return [named('payload', 'json')]
  if (node.kind === 'call') {
    const variables = typeof node.flow === 'string' ? (flows[node.flow]?.variables ?? {}) : {}
    return [
      named('outcome', 'text'),
      ...Object.entries(variables).map(([name, { type }]) => named(`outputs.${name}`, String(type))),
    ]
  }
  if (node.kind !== 'action') return []
  const signature = typeof node.action === 'string' ? actions[node.action] : undefined
  return [
    named('outcome', 'text'),
    ...propertiesOf(signature?.outputs).map(({ name, type }) => named(`outputs.${name}`, type)),
  ]
}

/** A member of an action's input or outputs, as its JSON Schema has it. */
export interface Property {
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly description?: string
}

/** The members that an action declares. */
export function propertiesOf(schema: ActionSignature['input']): readonly Property[] {
  const properties = schema?.properties
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return []
  const required = Array.isArray(schema?.required) ? schema.required : []
  return Object.entries(properties).map(([name, given]) => {
    const { type, description } = (typeof given === 'object' && given !== null ? given : {}) as {
      readonly type?: unknown
      readonly description?: unknown
    }
    return {
      name,
      type: typeOf(type),
      required: required.includes(name),
      ...(typeof description === 'string' ? { description } : {}),
    }
  })
}

function typeOf(type: unknown): string {
  const name = Array.isArray(type) ? type.find((each) => each !== 'null') : type
  if (name === 'string') return 'text'
  return name === 'integer' || name === 'number' ? 'number' : name === 'boolean' ? 'boolean' : 'json'
}

const groups: { readonly [name: string]: NameGroup } = {
  contact: 'contact',
  page: 'page',
  results: 'result',
  profile: 'profile',
}

/** What the compiler knows, as names that can be written. `more`: with those that only `save` sees. */
export function namesIn({ variables, builtIn, own }: FlowScope, more: boolean): readonly ScopeName[] {
  return [
    ...(more ? own.flatMap((name) => flat(name, '', 'more')) : []),
    ...variables.flatMap((name) => flat(name, '', 'variable')),
    ...builtIn.flatMap((name) => flat(name, '', groups[name.name] ?? 'conversation')),
  ]
}

/** An object is named by its members; one that may hold anything also by itself. */
function flat(
  { name, type, sensitive, note, members = [] }: Known,
  before: string,
  group: NameGroup,
): readonly ScopeName[] {
  const path = `${before}${name}`
  const inside = members.flatMap((member) => flat(member, `${path}.`, group))
  if (inside.length > 0) return inside
  // Empty objects, such as the results of a flow that has none, cannot be said.
  if (type === 'object') return []
  return [
    {
      path,
      type,
      group,
      ...(sensitive === true ? { sensitive: true } : {}),
      ...(note === undefined ? {} : { note }),
    },
  ]
}
