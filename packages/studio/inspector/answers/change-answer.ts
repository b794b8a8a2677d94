import type { FlowFile, NodeFile } from '../../source/flow-file.ts'
import type { JsonObject } from '../../source/json.ts'
import { usesIn } from '../../variables/uses.ts'
import { type AnswerType, answerAs, type FreshWords, holdersOf } from './answer-types.ts'

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether another node puts something into the variable. */
function isWrittenElsewhere(flow: FlowFile, variable: string, id: string): boolean {
  return Object.entries(flow.nodes).some(([other, node]) => {
    if (other === id) return false
    const maps = [node.set, node.save, node.read].filter(isObject)
    return node.variable === variable || maps.some((map) => Object.hasOwn(map, variable))
  })
}

/**
 * The flow with a question that takes another type of answer. Its variable changes type with it, unless something else writes it too, or it
 * fits already and something else reads it.
 */
export function changeAnswer(flow: FlowFile, id: string, type: AnswerType, words: FreshWords): FlowFile {
  const node = flow.nodes[id]
  if (node === undefined) return flow
  const before = isObject(node.answer) ? node.answer : { type: '' }
  const changed: NodeFile = { ...node, answer: answerAs(before, type, words) }
  const nodes = { ...flow.nodes, [id]: changed }
  const variable = typeof node.variable === 'string' ? node.variable : ''
  const declared = flow.variables?.[variable]
  const [first = 'text'] = holdersOf[type]
  if (declared === undefined || declared.type === first) return { ...flow, nodes }
  const isOwn = usesIn(flow)
    .get(variable)
    ?.every((use) => use.node === id)
  const fits = holdersOf[type].some((holder) => holder === declared.type && holder !== 'json')
  if (fits && (isOwn !== true || declared.default !== undefined)) return { ...flow, nodes }
  if (declared.type === 'json' || isWrittenElsewhere(flow, variable, id)) return { ...flow, nodes }
  // A default of the old type does not fit the new one.
  const { default: _, ...others } = declared
  return { ...flow, nodes, variables: { ...flow.variables, [variable]: { ...others, type: first } } }
}
