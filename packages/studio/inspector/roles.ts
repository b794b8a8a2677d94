/**
 * Which strings of a node are texts, which are logic, and which name a variable: what renaming and finding uses go by.
 *
 * RO1 every string that the schema calls Liquid is a text here, and every one that it calls CEL is logic
 */
import { dotted, type Path } from '../fields/path.ts'
import type { FlowFile, NodeFile } from '../source/flow-file.ts'
import type { Json, JsonObject } from '../source/json.ts'

export type Role = 'text' | 'logic' | 'variable'

/** A string of a node, or of the flow itself, that can name things. */
export interface Spot {
  readonly path: Path
  readonly role: Role
  readonly text: string
}

/** A pattern of a path: `*` stands for any member, `[]` for any item. */
interface Pattern {
  readonly pattern: RegExp
  readonly role: Role
}

function patterns(role: Role, ...paths: readonly string[]): readonly Pattern[] {
  return paths.map((path) => {
    const source = path.replace(/[.$]/g, '\\$&').replaceAll('[]', '\\[\\d+\\]').replaceAll('*', '(?:[^.\\[]|\\.)+')
    return { role, pattern: new RegExp(`^${source}$`) }
  })
}

const choice = (before: string) => [
  ...['label', 'description', 'image', 'url'].map((member) => `${before}.choices[].${member}`),
]
const cards = (before: string) => [
  ...['title', 'text', 'image'].map((member) => `${before}.cards[].${member}`),
  ...choice(`${before}.cards[]`),
]
const answerTexts = (before: string) => [
  ...choice(before),
  ...cards(before),
  ...['cancel', 'unit', 'submit', 'url', 'label'].map((member) => `${before}.${member}`),
]
const user = (before: string) =>
  ['external_id', 'braze_id', 'alias.name', 'email', 'phone'].map((name) => `${before}user.${name}`)
const attributes = (before: string) =>
  ['', '.inc', '.add', '.remove', '.$add', '.$update', '.$remove'].map((name) => `${before}attributes.*${name}`)
const messageLogic = (properties: string) => [
  `${properties}.*`,
  ...user(''),
  ...attributes(''),
  `recipients[].${properties}.*`,
  ...user('recipients[].'),
  ...attributes('recipients[].'),
]
const messageTexts = ['user.alias.label', 'recipients[].user.alias.label']

const ofKinds: { readonly [kind: string]: readonly Pattern[] } = {
  say: [
    ...patterns(
      'text',
      'text',
      ...['url', 'alt', 'title', 'poster', 'name', 'label', 'address'].map((member) => `content.${member}`),
      ...cards('content'),
      'content.choices[].label',
      'content.choices[].url',
    ),
    ...patterns('logic', 'content.latitude', 'content.longitude'),
  ],
  ask: [
    ...patterns(
      'text',
      'text',
      'retry',
      'understood',
      'idle[].remind',
      ...answerTexts('answer'),
      'answer.fields[].label',
      'answer.fields[].placeholder',
      ...answerTexts('answer.fields[].answer'),
    ),
    ...patterns('logic', 'answer.from', 'answer.fields[].answer.from'),
    ...patterns('variable', 'variable', 'fills[]', 'answer.fields[].variable'),
  ],
  branch: patterns('logic', 'cases[].when'),
  set: patterns('logic', 'set.*', 'language'),
  action: patterns('logic', 'input.*', 'save.*'),
  wait: patterns('logic', 'event.when', 'save.*'),
  call: patterns('logic', 'input.*', 'save.*'),
  experiment: [],
  hours: patterns('variable', 'opens_at'),
  'hand-over': patterns('text', 'text', 'skill', 'brief'),
  understand: [
    ...patterns('logic', 'text'),
    ...patterns('text', 'intents[].label', 'ambiguous.text', 'ambiguous.none'),
  ],
  end: patterns('text', 'text'),
  'braze-track': [
    ...patterns(
      'logic',
      ...user(''),
      ...attributes(''),
      'events[].properties.*',
      'events[].time',
      ...['product_id', 'currency', 'price', 'quantity', 'time', 'properties.*'].map((name) => `purchases[].${name}`),
    ),
    ...patterns('text', 'user.alias.label', 'events[].name', 'events[].app_id', 'purchases[].app_id'),
  ],
  'braze-look-up': [...patterns('logic', ...user('')), ...patterns('text', 'user.alias.label')],
  'braze-alias': [...patterns('logic', 'user.external_id', 'name'), ...patterns('text', 'label')],
  'braze-identify': [...patterns('logic', 'external_id', ...user('')), ...patterns('text', 'user.alias.label')],
  'braze-subscribe': [...patterns('logic', ...user('')), ...patterns('text', 'group', 'user.alias.label')],
  'braze-canvas': [...patterns('logic', ...messageLogic('context')), ...patterns('text', 'canvas_id', ...messageTexts)],
  'braze-campaign': [
    ...patterns('logic', ...messageLogic('trigger_properties')),
    ...patterns('text', 'campaign_id', ...messageTexts),
  ],
}

const ofFlow = patterns(
  'text',
  'idle[].remind',
  'menu[].label',
  'resume.text',
  'understanding.understood',
  'understanding.corrected',
  'understanding.intents.*.label',
  'understanding.intents.*.answer',
)

/** Members whose own members are named after variables. */
const keyedByVariable: { readonly [kind: string]: readonly string[] } = {
  set: ['set'],
  action: ['save'],
  wait: ['save'],
  call: ['save'],
  'braze-look-up': ['read'],
}

export const variableMaps = (kind: string): readonly string[] => keyedByVariable[kind] ?? []

/** What a string at this place of a kind of node is; `null`: neither text nor logic, and it names nothing. */
export function roleAt(kind: string, path: Path): Role | null {
  const name = dotted(path)
  return ofKinds[kind]?.find(({ pattern }) => pattern.test(name))?.role ?? null
}

/** The same of the flow's own settings. */
export const headRoleAt = (path: Path): Role | null =>
  ofFlow.find(({ pattern }) => pattern.test(dotted(path)))?.role ?? null

/** Every string of a node that can name things. */
export const spotsOf = (node: NodeFile): readonly Spot[] =>
  spots(node, (path) => roleAt(node.kind, path), ['kind', 'to', 'note', 'meta'])

/** Those of the flow itself. */
export const flowSpots = (flow: FlowFile): readonly Spot[] =>
  spots(flow, headRoleAt, ['nodes', 'variables', 'meta', 'note', 'start', 'locale'])

function spots(object: JsonObject, roleOf: (path: Path) => Role | null, without: readonly string[]): readonly Spot[] {
  const found: Spot[] = []
  const visit = (value: Json | undefined, path: Path): void => {
    if (typeof value === 'string') {
      const role = roleOf(path)
      if (role !== null) found.push({ path, role, text: value })
    } else if (Array.isArray(value)) for (const [index, item] of value.entries()) visit(item, [...path, index])
    else if (typeof value === 'object' && value !== null)
      for (const [member, inner] of Object.entries(value)) visit(inner, [...path, member])
  }
  for (const [member, value] of Object.entries(object)) if (!without.includes(member)) visit(value, [member])
  return found
}
