/** Nodes on the system's clipboard: JSON text, so that they go to other flows, other tabs and into a message. */
import type { FlowFile, NodeFile, Sticker } from '../source/flow-file.ts'
import type { JsonObject } from '../source/json.ts'
import { around, cardWidth, type Point } from './card.ts'
import { freeId, placed } from './edit.ts'
import { placeOf } from './scene.ts'

export interface Clip {
  readonly nodes: { readonly [id: string]: NodeFile }
  /** Declarations of the variables that the nodes name. */
  readonly variables: { readonly [name: string]: JsonObject }
  readonly stickers: { readonly [id: string]: Sticker }
}

const mark = 'parley/nodes'
/** More than this is no selection of nodes. */
const longestText = 5_000_000
const mostNodes = 5000

/** @param places where nodes stand that have no place of their own */
export function copyNodes(
  flow: FlowFile,
  ids: ReadonlySet<string>,
  stickers: ReadonlySet<string>,
  places: ReadonlyMap<string, Point>,
): Clip {
  const nodes: { [id: string]: NodeFile } = {}
  for (const [id, node] of Object.entries(flow.nodes)) {
    if (!ids.has(id)) continue
    const at = placeOf(node) ?? places.get(id) ?? { x: 0, y: 0 }
    const inside = Object.entries(node.to ?? {}).filter(([, target]) => ids.has(target))
    nodes[id] = placed(node.to === undefined ? node : { ...node, to: Object.fromEntries(inside) }, at)
  }
  const all = Object.entries(flow.meta?.studio?.stickers ?? {})
  return {
    nodes,
    variables: Object.fromEntries(Object.entries(flow.variables ?? {}).filter(([name]) => isNamed(nodes, name))),
    stickers: Object.fromEntries(all.filter(([id]) => stickers.has(id))),
  }
}

const isNamed = (nodes: Clip['nodes'], name: string): boolean =>
  Object.values(nodes).some(({ to: _, meta: __, note: ___, ...settings }) =>
    new RegExp(`(?<![\\w])${name}(?![\\w])`).test(JSON.stringify(settings)),
  )

export const printClip = (clip: Clip): string => `${JSON.stringify({ [mark]: 1, ...clip }, null, 2)}\n`

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const objectsOf = (value: unknown): readonly (readonly [string, JsonObject])[] =>
  isObject(value) ? Object.entries(value).flatMap(([id, each]) => (isObject(each) ? [[id, each] as const] : [])) : []

/** `null` when the text is something else. */
export function readClip(text: string): Clip | null {
  if (text.length > longestText || !text.includes(mark)) return null
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (!isObject(value) || value[mark] !== 1) return null
  const nodes = objectsOf(value.nodes).flatMap(([id, node]) => {
    if (typeof node.kind !== 'string') return []
    if (!isObject(node.to)) return [[id, node as NodeFile] as const]
    const to = Object.entries(node.to).filter(([, target]) => typeof target === 'string')
    return [[id, { ...node, to: Object.fromEntries(to) } as NodeFile] as const]
  })
  const stickers = objectsOf(value.stickers).filter(
    ([, { kind, x, y, width, height, text: words }]) =>
      (kind === 'group' || kind === 'note') &&
      typeof words === 'string' &&
      [x, y, width, height].every((each) => typeof each === 'number' && Number.isFinite(each)),
  )
  if (nodes.length > mostNodes || nodes.length + stickers.length === 0) return null
  return {
    nodes: Object.fromEntries(nodes),
    variables: Object.fromEntries(objectsOf(value.variables)),
    stickers: Object.fromEntries(stickers) as Clip['stickers'],
  }
}

export interface Pasted {
  readonly flow: FlowFile
  readonly ids: readonly string[]
  readonly stickers: readonly string[]
  /** Variables that the nodes name and the flow does not declare. */
  readonly missing: { readonly [name: string]: JsonObject }
}

/** Puts a clip into a flow with its corner at `at`: ids that are taken change, edges inside it and their `results.…` follow. */
export function pasteClip(flow: FlowFile, clip: Clip, at: Point): Pasted {
  const renamed = new Map<string, string>()
  const taken = new Set(Object.keys(flow.nodes))
  for (const id of Object.keys(clip.nodes)) {
    const now = freeId(id, (each) => taken.has(each))
    taken.add(now)
    renamed.set(id, now)
  }
  const places = Object.values(clip.nodes).map((node) => ({
    width: cardWidth,
    height: 0,
    ...(placeOf(node) ?? { x: 0, y: 0 }),
  }))
  const corner = around([...places, ...Object.values(clip.stickers)]) ?? { x: 0, y: 0 }
  const moved = ({ x, y }: Point): Point => ({ x: Math.round(x - corner.x + at.x), y: Math.round(y - corner.y + at.y) })
  const nodes: { [id: string]: NodeFile } = {}
  for (const [id, node] of Object.entries(clip.nodes))
    nodes[renamed.get(id) ?? id] = placed(follow(node, renamed), moved(placeOf(node) ?? { x: 0, y: 0 }))
  const stickers: { [id: string]: Sticker } = { ...flow.meta?.studio?.stickers }
  const pastedStickers: string[] = []
  for (const [id, sticker] of Object.entries(clip.stickers)) {
    const now = freeId(id, (each) => Object.hasOwn(stickers, each))
    stickers[now] = { ...sticker, ...moved(sticker) }
    pastedStickers.push(now)
  }
  const withNodes: FlowFile = { ...flow, nodes: { ...flow.nodes, ...nodes } }
  const missing = Object.entries(clip.variables).filter(([name]) => !Object.hasOwn(flow.variables ?? {}, name))
  return {
    flow:
      pastedStickers.length === 0
        ? withNodes
        : { ...withNodes, meta: { ...flow.meta, studio: { ...flow.meta?.studio, stickers } } },
    ids: Object.keys(nodes),
    stickers: pastedStickers,
    missing: Object.fromEntries(missing),
  }
}

/** A node whose edges and logic name the new ids. */
function follow(node: NodeFile, renamed: ReadonlyMap<string, string>): NodeFile {
  const changed = [...renamed].filter(([id, now]) => id !== now)
  const { to, ...settings } = node
  const words = new Map(changed.map(([id, now]) => [`results.${id}`, `results.${now}`]))
  const followed = words.size === 0 ? settings : (replaceWords(settings, words) as NodeFile)
  if (to === undefined) return followed
  return {
    ...followed,
    to: Object.fromEntries(Object.entries(to).map(([port, target]) => [port, renamed.get(target) ?? target])),
  }
}

function replaceWords(value: unknown, words: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return value.replace(/(?<![\w.])results\.[a-z]\w*/g, (word) => words.get(word) ?? word)
  if (Array.isArray(value)) return value.map((each) => replaceWords(each, words))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, replaceWords(inner, words)]))
}
