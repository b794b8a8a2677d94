import type { NodeKindName } from '@parley/flow'
import type { NodeFile } from '../source/flow-file.ts'
import type { Json, JsonObject } from '../source/json.ts'

/** What kinds of node are for; each has a colour. */
export type KindGroup = 'talk' | 'logic' | 'system' | 'braze' | 'end'

/** A node as it is first put on the canvas, with the variables that it needs. */
export interface Fresh {
  readonly node: NodeFile
  readonly variables?: { readonly [name: string]: JsonObject }
}

/** How a kind of node is shown, but for its words and its icon. */
export interface KindView {
  readonly group: KindGroup
  /** Its settings in a line, for people; empty while there is nothing to tell. */
  summary(node: NodeFile): string
  /** @param id that the node will have */
  fresh(id: string): Fresh
  /** Its ports as far as the page can tell; the compiler knows better as soon as it has looked. */
  ports(node: NodeFile): readonly string[]
}

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const object = (value: Json | undefined): JsonObject => (isObject(value) ? value : {})
const list = (value: Json | undefined): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const names = (value: Json | undefined): string => Object.keys(object(value)).join(', ')
const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ')
const distinct = (ports: readonly string[]): readonly string[] => [...new Set(ports.filter((port) => port !== ''))]

const next = ['next']
const node = (kind: NodeKindName, settings: JsonObject = {}): Fresh => ({ node: { kind, ...settings, to: {} } })

/** The choices that a question names itself, those on cards among them. */
export function choicesOf(file: NodeFile): readonly { readonly id: string; readonly label: string }[] {
  const answer = object(file.answer)
  if (answer.type !== 'choice') return []
  const buttons = answer.choices === undefined ? list(answer.cards).flatMap((card) => list(card.choices)) : []
  return [...list(answer.choices), ...buttons]
    .filter(({ id }) => typeof id === 'string')
    .map(({ id, label }) => ({ id: text(id), label: text(label) || text(id) }))
}

function askPorts(file: NodeFile): readonly string[] {
  const answer = object(file.answer)
  const own = choicesOf(file).map(({ id }) => `choice.${id}`)
  const idle = list(file.idle).some(({ port }) => port !== undefined)
  return [
    'next',
    ...own,
    ...(answer.other === true ? ['other'] : []),
    ...(file.tries === undefined ? [] : ['failed']),
    ...(idle ? ['idle'] : []),
  ]
}

const outcomes = (file: NodeFile): readonly string[] => (file.mode === 'queue' ? next : ['success', 'error'])

/** The row of a Braze call. */
const braze = (kind: NodeKindName, settings: JsonObject, summary: KindView['summary']): KindView => ({
  group: 'braze',
  summary,
  fresh: () => node(kind, settings),
  ports: outcomes,
})

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri']

export const kindViews: { readonly [kind in NodeKindName]: KindView } = {
  say: {
    group: 'talk',
    summary: (file) => text(file.text) || text(object(file.content).kind) || text(object(file.content).type),
    fresh: () => node('say', { text: '' }),
    ports: () => next,
  },
  ask: {
    group: 'talk',
    summary: (file) => text(file.text),
    fresh: (id) => ({
      ...node('ask', { text: '', answer: { type: 'text' }, variable: id }),
      variables: { [id]: { type: 'text' } },
    }),
    ports: askPorts,
  },
  understand: {
    group: 'logic',
    summary: (file) =>
      list(file.intents)
        .map(({ intent }) => text(intent))
        .join(', '),
    fresh: () => node('understand', { intents: [] }),
    ports: (file) => distinct([...list(file.intents).map(({ intent, port }) => text(port) || text(intent)), 'else']),
  },
  branch: {
    group: 'logic',
    summary: (file) =>
      list(file.cases)
        .map(({ when }) => text(when))
        .join(' · '),
    fresh: () => node('branch', { cases: [{ when: '', port: 'yes' }] }),
    ports: (file) => distinct([...list(file.cases).map(({ port }) => text(port)), 'else']),
  },
  set: {
    group: 'logic',
    summary: (file) =>
      joined(
        Object.entries(object(file.set))
          .map(([name, logic]) => `${name} = ${text(logic)}`)
          .join(' · '),
        text(file.language),
      ),
    fresh: () => node('set', { set: {} }),
    ports: () => next,
  },
  experiment: {
    group: 'logic',
    summary: (file) =>
      list(file.variants)
        .map(({ port, weight }) => `${text(port)} ${String(weight)}`)
        .join(' · '),
    fresh: () =>
      node('experiment', {
        variants: [
          { port: 'a', weight: 50 },
          { port: 'b', weight: 50 },
        ],
      }),
    ports: (file) => distinct(list(file.variants).map(({ port }) => text(port))),
  },
  hours: {
    group: 'logic',
    summary: (file) => text(file.time_zone),
    fresh: () =>
      node('hours', {
        time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        open: Object.fromEntries(weekdays.map((day) => [day, ['09:00-17:00']])),
      }),
    ports: () => ['open', 'closed'],
  },
  wait: {
    group: 'logic',
    summary: (file) => joined(text(file.for), text(object(file.webhook).name), text(object(file.event).name)),
    fresh: () => node('wait', { for: '10m' }),
    ports: (file) =>
      file.for !== undefined && (file.webhook !== undefined || file.event !== undefined)
        ? ['next', 'timeout', 'reply']
        : ['next', 'reply'],
  },
  call: {
    group: 'system',
    summary: (file) => text(file.flow),
    fresh: () => node('call', { flow: '' }),
    ports: (file) =>
      distinct([...Object.keys(file.to ?? {}), ...(Object.keys(file.to ?? {}).length === 0 ? next : [])]),
  },
  action: {
    group: 'system',
    summary: (file) => text(file.action),
    fresh: () => node('action', { action: '' }),
    ports: outcomes,
  },
  'hand-over': {
    group: 'system',
    summary: (file) => text(file.text) || joined(text(file.skill), text(file.brief)),
    fresh: () => node('hand-over'),
    ports: (file) => (file.wait === undefined ? ['next', 'unavailable'] : ['next', 'timeout', 'unavailable']),
  },
  end: {
    group: 'end',
    summary: (file) => text(file.text) || text(file.outcome),
    fresh: () => ({ node: { kind: 'end' } }),
    ports: () => [],
  },
  'braze-track': braze('braze-track', { attributes: {} }, (file) =>
    joined(
      names(file.attributes),
      [...list(file.events), ...list(file.purchases)]
        .map(({ name, product_id: product }) => text(name) || text(product))
        .join(', '),
    ),
  ),
  'braze-look-up': {
    ...braze('braze-look-up', { read: {} }, (file) => Object.values(object(file.read)).map(text).join(', ')),
    ports: () => ['success', 'error', 'not-found'],
  },
  'braze-alias': braze('braze-alias', { name: '', label: '' }, (file) => joined(text(file.label), text(file.name))),
  'braze-identify': braze('braze-identify', { external_id: '' }, (file) => text(file.external_id)),
  'braze-subscribe': braze('braze-subscribe', { channel: 'email', state: 'subscribed' }, (file) =>
    joined(text(file.group) || text(file.channel), text(file.state)),
  ),
  'braze-canvas': braze('braze-canvas', { canvas_id: '' }, (file) => text(file.canvas_id)),
  'braze-campaign': braze('braze-campaign', { campaign_id: '' }, (file) => text(file.campaign_id)),
}

export const kindNames = Object.keys(kindViews) as readonly NodeKindName[]

/** The row of a node's kind, or `null` when there is no such kind: a file may come from a later version. */
export function viewOf(file: NodeFile): KindView | null {
  return Object.hasOwn(kindViews, file.kind) ? kindViews[file.kind as NodeKindName] : null
}

/** A node's summary as one line: marks of emphasis go, breaks become spaces. */
export function summaryOf(file: NodeFile): string {
  const whole = viewOf(file)?.summary(file) ?? ''
  return whole
    .slice(0, 400)
    .replace(/\*\*|__|`/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
