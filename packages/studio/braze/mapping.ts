/** What a solution writes to Braze, read from its flows, and how a line of it is changed. */
import type { Problem } from '@parley/flow'
import { fieldSynonyms, type ProfileField, profileFields, reservedAttributes } from '@parley/flow/braze-facts'
import { type FlowFile, flowPath, type NodeFile } from '../source/flow-file.ts'
import type { Json, JsonObject } from '../source/json.ts'

/** How a node gives a value: CEL, nothing to remove it, or a change of what is there. */
export type MappedValue =
  | { readonly kind: 'logic'; readonly cel: string }
  | { readonly kind: 'remove' }
  | { readonly kind: 'change'; readonly operation: string; readonly cel: string }

export interface MappingRow {
  readonly key: string
  readonly attribute: string
  /** `null`: a custom attribute. */
  readonly field: ProfileField | null
  readonly value: MappedValue
  /** `null`: the report settings of the solution. */
  readonly place: { readonly flow: string; readonly node: string; readonly nodeKind: string } | null
  /** Whether it can be changed here; otherwise at its place. */
  readonly direct: boolean
  readonly problems: readonly Problem[]
}

/** Something else that is written: an event, a purchase. */
export interface HappeningRow {
  readonly key: string
  readonly kind: 'event' | 'purchase'
  readonly name: string
  readonly properties: readonly string[]
  readonly flow: string
  readonly node: string
}

type Flows = readonly (readonly [name: string, file: FlowFile])[]

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const fieldOf = (attribute: string): ProfileField | null =>
  Object.hasOwn(profileFields, attribute) ? (profileFields[attribute] ?? null) : null

function readValue(given: Json | undefined): MappedValue {
  if (typeof given === 'string') return { kind: 'logic', cel: given }
  if (!isObject(given)) return { kind: 'remove' }
  const [operation = '', cel] = Object.entries(given)[0] ?? []
  return { kind: 'change', operation, cel: typeof cel === 'string' ? cel : '' }
}

/** All attributes, by name. */
export function mappingOf(flows: Flows, report: unknown, problems: readonly Problem[]): readonly MappingRow[] {
  const rows = flows.flatMap(([flow, file]) =>
    Object.entries(file.nodes).flatMap(([node, source]) => rowsOf(flow, node, source, problems)),
  )
  return [...rows, ...reported(report, problems)].sort((one, other) =>
    one.attribute === other.attribute ? (one.key < other.key ? -1 : 1) : one.attribute < other.attribute ? -1 : 1,
  )
}

function rowsOf(flow: string, node: string, source: NodeFile, problems: readonly Problem[]): readonly MappingRow[] {
  if (!source.kind.startsWith('braze-')) return []
  const own = problems.filter(
    ({ place }) => place.node === node && (place.flow === flow || place.file === flowPath(flow)),
  )
  const place = { flow, node, nodeKind: source.kind }
  const read = (attributes: Json | undefined, field: string, direct: boolean): readonly MappingRow[] =>
    isObject(attributes)
      ? Object.entries(attributes).map(([attribute, given]) => ({
          key: `${flow}.${node}.${field}.${attribute}`,
          attribute,
          field: fieldOf(attribute),
          value: readValue(given),
          place,
          direct,
          problems: own.filter(({ place: { field: at = '' } }) => isAt(at, `${field}.${attribute}`)),
        }))
      : []
  const recipients = Array.isArray(source.recipients) ? (source.recipients as readonly Json[]) : []
  return [
    ...read(source.attributes, 'attributes', true),
    ...recipients.flatMap((each, index) =>
      isObject(each) ? read(each.attributes, `recipients[${index}].attributes`, false) : [],
    ),
  ]
}

const isAt = (field: string, wanted: string): boolean => field === wanted || field.startsWith(`${wanted}.`)

function reported(report: unknown, problems: readonly Problem[]): readonly MappingRow[] {
  const attributes = isObject(report as Json) ? (report as JsonObject).attributes : undefined
  if (!isObject(attributes)) return []
  return Object.entries(attributes).map(([attribute, given]) => ({
    key: `report.${attribute}`,
    attribute,
    field: fieldOf(attribute),
    value: readValue(given),
    place: null,
    direct: false,
    problems: problems.filter(({ place: { field = '' } }) => isAt(field, `report.attributes.${attribute}`)),
  }))
}

/** Events and purchases, in the order of the flows. */
export function happeningsOf(flows: Flows): readonly HappeningRow[] {
  return flows.flatMap(([flow, file]) =>
    Object.entries(file.nodes).flatMap(([node, source]) => {
      if (source.kind !== 'braze-track') return []
      const read = (kind: HappeningRow['kind'], list: Json | undefined, naming: string): readonly HappeningRow[] =>
        (Array.isArray(list) ? (list as readonly Json[]) : []).flatMap((each, index) => {
          if (!isObject(each)) return []
          const name = each[naming]
          const properties = isObject(each.properties) ? Object.keys(each.properties) : []
          const key = `${flow}.${node}.${kind}.${index}`
          return [{ key, kind, name: typeof name === 'string' ? name : '', properties, flow, node }]
        })
      return [...read('event', source.events, 'name'), ...read('purchase', source.purchases, 'product_id')]
    }),
  )
}

/** A node with another value for an attribute; `null` takes it out. */
export function withAttribute(node: NodeFile, attribute: string, cel: string | null): NodeFile {
  const attributes = isObject(node.attributes) ? node.attributes : {}
  if (cel !== null) return { ...node, attributes: { ...attributes, [attribute]: cel } }
  const { [attribute]: _, ...others } = attributes
  if (Object.keys(others).length > 0) return { ...node, attributes: others }
  const { attributes: __, ...rest } = node
  return rest as NodeFile
}

/** What is wrong with an attribute's name, or `null`. `near`: the standard field that was probably meant. */
export function attributeFault(
  name: string,
): { readonly kind: 'empty' | 'long' | 'reserved' } | { readonly kind: 'near'; readonly field: string } | null {
  if (name.trim() === '') return { kind: 'empty' }
  if (name.length > 255) return { kind: 'long' }
  if ((reservedAttributes as readonly string[]).includes(name)) return { kind: 'reserved' }
  if (fieldOf(name) !== null) return null
  const meant = fieldSynonyms[name.toLowerCase().replaceAll(/[^a-z]/g, '')]
  return meant === undefined ? null : { kind: 'near', field: meant }
}

/** Nodes that attributes can be added to. */
export function trackNodes(flows: Flows): readonly { readonly flow: string; readonly node: string }[] {
  return flows.flatMap(([flow, file]) =>
    Object.entries(file.nodes).flatMap(([node, { kind }]) => (kind === 'braze-track' ? [{ flow, node }] : [])),
  )
}

const gap = 320

/** A flow with one more `braze-track` node, which nothing leads to yet. */
export function withTrackNode(
  file: FlowFile,
  attribute: string,
  cel: string,
): { readonly file: FlowFile; readonly node: string } {
  let node = 'write-to-braze'
  for (let count = 2; Object.hasOwn(file.nodes, node); count += 1) node = `write-to-braze-${count}`
  const places = Object.values(file.nodes).flatMap(({ meta }) => meta?.studio ?? [])
  const right = places.toSorted((one, other) => other.x - one.x)[0]
  const studio = right === undefined ? { x: 0, y: 0 } : { x: right.x + gap, y: right.y }
  const made: NodeFile = { kind: 'braze-track', attributes: { [attribute]: cel }, to: {}, meta: { studio } }
  return { file: { ...file, nodes: { ...file.nodes, [node]: made } }, node }
}

/** The endpoint that a kind of node calls. */
const endpointOfKind: { readonly [kind: string]: string } = {
  'braze-track': 'users.track',
  'braze-look-up': 'users.export.ids',
  'braze-alias': 'users.alias.new',
  'braze-identify': 'users.identify',
  'braze-subscribe': 'subscription.status.set_v2',
  'braze-canvas': 'canvas.trigger.send',
  'braze-campaign': 'campaigns.trigger.send',
}

/** Endpoints that a piece of code calls, `users.track`. */
export function endpointsIn(code: string): readonly string[] {
  const found = [...code.matchAll(/\bbraze((?:\s*\.\s*[a-z_]\w*)+)\s*\(/g)]
  return [...new Set(found.map(([, path = '']) => path.replaceAll(/\s/g, '').slice(1)))]
}

/** A file of code that calls Braze by itself. */
export interface CodeRow {
  readonly path: string
  readonly endpoints: readonly string[]
}

export function callsInCode(files: readonly (readonly [path: string, text: string])[]): readonly CodeRow[] {
  return files.flatMap(([path, text]) => {
    const endpoints = path.endsWith('.ts') ? endpointsIn(text) : []
    return endpoints.length === 0 ? [] : [{ path, endpoints }]
  })
}

/** Endpoints that a solution needs, with nodes and code together. */
export function neededEndpoints(flows: Flows, codes: readonly string[]): readonly string[] {
  const kinds = flows.flatMap(([, { nodes }]) => Object.values(nodes).flatMap(({ kind }) => endpointOfKind[kind] ?? []))
  return [...new Set([...kinds, ...codes.flatMap(endpointsIn)])].sort()
}
