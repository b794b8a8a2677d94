/**
 * An intent under another name everywhere: in the files of understanding, where flows lead on by it, say something of it or compare with it,
 * and in all translations. Where there is an intent of that name already the two become one.
 *
 * RI1 what people read is the same afterwards, in every language; where two become one, what the other one says stays
 */
import { setAt } from '../fields/path.ts'
import { flowSpots, spotsOf } from '../inspector/roles.ts'
import type { FlowFile, NodeFile } from '../source/flow-file.ts'
import type { Json, JsonObject } from '../source/json.ts'
import type { SourceStore } from '../source/store.ts'
import { changeTextsIn, type MoveText, moveInRecord, moveTextsIn } from '../texts/rename-texts.ts'
import { recordPath, textsLanguage } from '../texts/texts-paths.ts'
import { type Compared, renameInLogic, renameInText } from './compared-intent.ts'
import { isNluPath, type NluFiles, renameIntent } from './nlu-document.ts'

/** Texts of a node, or of the flow itself (`null`), that are named by the intent. */
interface Moved {
  readonly node: string | null
  readonly move: MoveText
}

export interface RenamedFlow {
  readonly file: FlowFile
  readonly compared: Compared
  readonly moved: readonly Moved[]
}

/** One step back. `own`: the solution's language. */
export function renameIntentEverywhere(store: SourceStore, from: string, to: string, own: string): void {
  const nlu: NluFiles = Object.fromEntries(store.paths.filter(isNluPath).map((path) => [path, store.text(path) ?? '']))
  const flows = store.flowNames.flatMap((name) => {
    const file = store.flow(name)
    return file === undefined ? [] : [{ name, file, renamed: renameIntentInFlow(file, from, to) }]
  })
  const renamed = renameIntent(nlu, from, to, own)
  store.transact(() => {
    for (const [path, text] of Object.entries(renamed)) if (text !== nlu[path]) store.putText(path, text)
    for (const { name, renamed } of flows) store.editFlow(name, () => renamed.file)
    for (const path of store.paths.filter((each) => textsLanguage(each) !== null)) {
      const before = store.text(path) ?? ''
      const after = flows.reduce((text, { name, renamed }) => renameInTexts(text, name, renamed), before)
      if (after !== before) store.putText(path, after)
    }
    const record = store.text(recordPath)
    const kept = flows.reduce((text, { name, renamed: { moved } }) => renameInRecord(text, name, moved), record ?? '')
    if (record !== undefined && kept !== record) store.putText(recordPath, kept)
  })
}

/** A flow in which an intent has another name, and what that means for its texts in other languages. */
export function renameIntentInFlow(file: FlowFile, from: string, to: string): RenamedFlow {
  const renamed = Object.entries(file.nodes).map(([id, node]) => ({ id, ...renamedIn(id, node, from, to) }))
  const compared: Compared = new Map(renamed.flatMap((each) => [...each.compared]))
  const nodes = renamed.map(({ id, node }) => [id, comparedIn(node, compared)] as const)
  const isSame = nodes.every(([id, node]) => node === file.nodes[id])
  const understanding = isObject(file.understanding) ? file.understanding : {}
  const { intents } = understanding
  const told = isObject(intents) && Object.hasOwn(intents, from) ? intents : null
  const headed =
    told === null ? file : { ...file, understanding: { ...understanding, intents: renamedKey(told, from, to) } }
  const whole = (isSame ? headed : { ...headed, nodes: Object.fromEntries(nodes) }) as FlowFile
  const head = told === null ? [] : [{ node: null, move: moveNamed('understanding.intents', from, to, told) }]
  return {
    file: comparedInHead(whole, compared),
    compared,
    moved: [...renamed.flatMap(({ id, move }) => (move === null ? [] : [{ node: id, move }])), ...head],
  }
}

function renameInTexts(text: string, flow: string, { compared, moved }: RenamedFlow): string {
  const named = moved.reduce((all, { node, move }) => moveTextsIn(all, flow, node, move), text)
  return compared.size === 0 ? named : changeTextsIn(named, flow, (said) => renameInText(said, compared))
}

const renameInRecord = (text: string, flow: string, moved: readonly Moved[]): string =>
  moved.reduce((all, { node, move }) => moveInRecord(all, flow, node, move), text)

interface RenamedNode {
  readonly node: NodeFile
  readonly compared: Compared
  /** `null`: no text is named by the intent. */
  readonly move: MoveText | null
}

function renamedIn(id: string, node: NodeFile, from: string, to: string): RenamedNode {
  const listed = node.kind === 'understand' && Array.isArray(node.intents) ? node.intents.filter(isObject) : []
  const at = listed.findIndex(({ intent }) => intent === from)
  const own = listed[at]
  const other = listed.find(({ intent }) => intent === to)
  const compared = new Map(node.kind === 'understand' ? [[`results.${id}.outputs.intent`, [from, to] as const]] : [])
  if (own === undefined) return { node, compared, move: null }
  const others = listed.filter((each) => each !== own)
  const port = portOf(own)
  const isShared = others.some((each) => portOf(each) === port)
  // The way keeps its name where others lead by it, or by the new one.
  const keepsPort = own.port !== undefined || isShared || others.some((each) => portOf(each) === to)
  const next: JsonObject = { ...own, intent: to, ...(keepsPort ? { port: port as Json } : {}) }
  const intents = other === undefined ? listed.map((each) => (each === own ? next : each)) : others
  const nextPort = portOf(other ?? next)
  const ways = isObject(node.to) && !isShared ? renamedKey(node.to, String(port), String(nextPort)) : node.to
  if (!isShared && nextPort !== port) compared.set(`results.${id}.outcome`, [String(port), String(nextPort)])
  const named = moveNamed('intents', from, to, other === undefined ? {} : { [to]: {} })
  return {
    node: { ...node, intents: intents as Json, ...(ways === undefined ? {} : { to: ways }) } as NodeFile,
    compared,
    move: (path) => (other === undefined ? named(path) : without(at, named(path))),
  }
}

const portOf = ({ intent, port }: JsonObject): Json | undefined => port ?? intent

/** What is said of the intent; nothing where the other one is in `present`. RI1 */
function moveNamed(before: string, from: string, to: string, present: JsonObject): MoveText {
  const named = `${before}.${from}`
  return (path) => {
    if (path !== named && !path.startsWith(`${named}.`)) return path
    return Object.hasOwn(present, to) ? null : `${before}.${to}${path.slice(named.length)}`
  }
}

/** What is said of an item by its place, once there is one less. */
function without(at: number, path: string | null): string | null {
  const [, place, rest = ''] = /^intents\.(\d+)(\..*)?$/.exec(path ?? '') ?? []
  if (place === undefined || Number(place) < at) return path
  return Number(place) === at ? null : `intents.${Number(place) - 1}${rest}`
}

function comparedIn(node: NodeFile, compared: Compared): NodeFile {
  if (compared.size === 0) return node
  return spotsOf(node).reduce((after, { path, role, text }) => {
    if (role === 'variable') return after
    const renamed = role === 'text' ? renameInText(text, compared) : renameInLogic(text, compared)
    return renamed === text ? after : setAt(after, path, renamed)
  }, node)
}

function comparedInHead(flow: FlowFile, compared: Compared): FlowFile {
  if (compared.size === 0) return flow
  return flowSpots(flow).reduce((after, { path, text }) => {
    const renamed = renameInText(text, compared)
    return renamed === text ? after : setAt(after, path, renamed)
  }, flow)
}

/** Where both are there, the one that was there stays. */
function renamedKey(map: JsonObject, from: string, to: string): JsonObject {
  if (from === to) return map
  const entries = Object.entries(map)
  return Object.fromEntries(
    Object.hasOwn(map, to)
      ? entries.filter(([key]) => key !== from)
      : entries.map(([key, value]) => [key === from ? to : key, value]),
  )
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
