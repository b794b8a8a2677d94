/** Repairs of what free words mean: intents, entities, corrections, flows that answer beside a question. */
import { namesInLogic, namesInText } from '../inspector/names.ts'
import { spotsOf } from '../inspector/roles.ts'
import type { FlowFile, NodeFile } from '../source/flow-file.ts'
import type { Json } from '../source/json.ts'
import { isMembers, renamedAt, valueAt, withAt } from './json-edit.ts'
import { change, type Found, put, quoted, type Repair, type RepairsOf } from './repair.ts'

/** An intent of the flow's head or of a node's list, with where it leads: the one that was meant, or none. */
export const mendIntent: RepairsOf = (found) => {
  const { near, path, id } = found
  const at = path.indexOf('intents')
  if (at === -1) return []
  const entry = path.slice(0, at + 2)
  if (id === undefined) return headIntent(found, entry)
  const index = entry.at(-1)
  const intent = valueAt(found.flow, [...entry, 'intent'])
  if (typeof index !== 'number' || typeof intent !== 'string') return []
  const list = valueAt(found.flow, entry.slice(0, -1))
  const isListed = (name: string) =>
    Array.isArray(list) && list.some((each: Json) => valueAt(each, ['intent']) === name)
  const remove = change(found, 'remove', { en: `Remove "${intent}" here`, ko: `여기서 "${intent}" 삭제` }, (file) =>
    withoutIntent(file, id, index),
  )
  if (near === null || isListed(near)) return [remove]
  const words = { en: `Use "${near}"`, ko: `"${near}" 사용` }
  return [change(found, 'near', words, (file) => withIntent(file, id, index, near)), remove]
}

function headIntent(found: Found, entry: Found['path']): readonly Repair[] {
  const { near } = found
  const intent = String(entry.at(-1))
  const remove = put(
    found,
    'remove',
    { en: `Remove "${intent}" here`, ko: `여기서 "${intent}" 삭제` },
    undefined,
    entry,
  )
  const all = valueAt(found.flow, entry.slice(0, -1))
  if (near === null || !isMembers(all) || all[near] !== undefined) return [remove]
  const words = { en: `Use "${near}"`, ko: `"${near}" 사용` }
  return [change(found, 'near', words, (file) => renamedAt(file, entry, near) as FlowFile), remove]
}

const portAt = (node: NodeFile | undefined, index: number): string | undefined => {
  const port = valueAt(node, ['intents', index, 'port']) ?? valueAt(node, ['intents', index, 'intent'])
  return typeof port === 'string' ? port : undefined
}

/** Whether an intent other than the one at `index` leaves by the port. */
function isShared(node: NodeFile | undefined, index: number, port: string): boolean {
  const list = valueAt(node, ['intents'])
  return Array.isArray(list) && list.some((_, at) => at !== index && portAt(node, at) === port)
}

/** Its way goes with it, unless another intent goes the same. */
function withoutIntent(file: FlowFile, id: string, index: number): FlowFile {
  const port = portAt(file.nodes[id], index)
  const left = withAt(file, ['nodes', id, 'intents', index], undefined) as FlowFile
  if (port === undefined || port === 'else' || isShared(file.nodes[id], index, port)) return left
  return withAt(left, ['nodes', id, 'to', port], undefined) as FlowFile
}

function withIntent(file: FlowFile, id: string, index: number, intent: string): FlowFile {
  const node = file.nodes[id]
  const port = portAt(node, index)
  const renamed = withAt(file, ['nodes', id, 'intents', index, 'intent'], intent) as FlowFile
  const isNamed = valueAt(node, ['intents', index, 'port']) !== undefined
  if (isNamed || port === undefined || isShared(node, index, port)) return renamed
  return valueAt(node, ['to', port]) === undefined || valueAt(node, ['to', intent]) !== undefined
    ? renamed
    : (renamedAt(renamed, ['nodes', id, 'to', port], intent) as FlowFile)
}

/** An entity that nobody knows: the one that was meant, or none. */
export const mendEntity: RepairsOf = (found) => {
  const { near, value, path } = found
  const variable = path.slice(0, -1)
  const remove = change(
    found,
    'remove',
    { en: `Let only its question fill "${variable.at(-1)}"`, ko: `"${variable.at(-1)}"을(를) 그 질문으로만 채우기` },
    (file) => withAt(withAt(file, path, undefined), [...variable, 'role'], undefined) as FlowFile,
  )
  if (near === null || typeof value !== 'string') return [remove]
  return [put(found, 'near', { en: `Use "${near}"`, ko: `"${near}" 사용` }, near), remove]
}

/** `book_trip` → `Book trip`: what people read where they are asked. */
const labelOf = (intent: string): string => {
  const words = intent.replaceAll(/[_.-]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export const addLabel: RepairsOf = (found) => {
  const { path, value } = found
  const intent = valueAt(value, ['intent'])
  if (typeof intent !== 'string' || !isMembers(value)) return []
  const label = labelOf(intent)
  return label === ''
    ? []
    : [put(found, 'label', { en: `Call it "${label}"`, ko: `"${label}"(이)라고 부르기` }, label, [...path, 'label'])]
}

const ways = ['answer', 'flow', 'to'] as const
const wayWords = {
  answer: { en: 'Keep the answer', ko: '답만 남기기' },
  flow: { en: 'Keep the flow', ko: '플로만 남기기' },
  to: { en: 'Keep the node that it leads to', ko: '이어질 노드만 남기기' },
}

/** More than one thing that an intent does, a role of nothing, a variable that nothing fills. */
export const mendUnderstanding: RepairsOf = (found) => {
  const { path, value } = found
  const last = path.at(-1)
  if (last === 'role') return [put(found, 'remove', { en: 'Remove the role', ko: '역할 삭제' }, undefined)]
  if (path.at(-2) === 'fills')
    return [
      put(
        found,
        'remove',
        { en: `Do not fill "${String(value)}" here`, ko: `여기서 "${String(value)}"을(를) 채우지 않기` },
        undefined,
      ),
    ]
  if (!isMembers(value)) return []
  return ways
    .filter((way) => value[way] !== undefined)
    .map((way) => {
      const kept = Object.entries(value).filter(([name]) => name === way || !ways.some((each) => each === name))
      return put(found, `keep-${way}`, wayWords[way], Object.fromEntries(kept) as Json)
    })
}

/** A flow that would answer by going through itself, or in a ring: it leads on instead, or answers nothing. */
export const leaveRing: RepairsOf = (found) => {
  const { path, flow, problem, name } = found
  const entry = path.slice(0, -1)
  const given = valueAt(flow, entry)
  if (!isMembers(given)) return []
  const { flow: _flow, ...kept } = given
  const remove =
    Object.keys(kept).length === 0
      ? put(
          found,
          'remove',
          { en: `Remove "${entry.at(-1)}" here`, ko: `여기서 "${entry.at(-1)}" 삭제` },
          undefined,
          entry,
        )
      : put(found, 'remove', { en: 'Run no flow for it', ko: '플로를 실행하지 않기' }, kept as Json, entry)
  if (problem.code !== 'digression-loop' || flow.nodes[flow.start] === undefined) return [remove]
  const words = { en: `Begin "${name}" anew at "${flow.start}"`, ko: `"${name}"을(를) "${flow.start}"부터 다시 시작` }
  return [put(found, 'start', words, { ...kept, to: flow.start } as Json, entry), remove]
}

/** Nodes that work something out, in the order of the file. */
const worksOut: ReadonlySet<string> = new Set(['set', 'action', 'call'])

/** The port "corrected" leads to where something is worked out from what was corrected. */
export const leadCorrected: RepairsOf = (found) => {
  const { flow, id } = found
  const variable = quoted(found)
  if (id === undefined || variable === undefined) return []
  const reads = (node: NodeFile) =>
    spotsOf(node).some(({ role, text }) =>
      role === 'text' ? namesInText(text, [variable]) : role === 'logic' && namesInLogic(text, [variable]),
    )
  return Object.entries(flow.nodes)
    .filter(([, node]) => worksOut.has(node.kind) && reads(node))
    .slice(0, 3)
    .map(([target]) => {
      const words = { en: `Lead "corrected" to "${target}"`, ko: `"corrected"를 "${target}"(으)로 연결` }
      return put(found, `to-${target}`, words, target, ['nodes', id, 'to', 'corrected'])
    })
}
