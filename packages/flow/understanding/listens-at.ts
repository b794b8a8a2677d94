import type { NodeKindName } from '../nodes/index.ts'
import type { Flow, FlowNode, Program } from '../program.ts'
import type { State } from '../state.ts'

/** Kinds that words pass through on their way to a node that understands them. */
const passedThrough: ReadonlySet<NodeKindName> = new Set(['say', 'set', 'branch', 'experiment', 'hours'])

/**
 * Whether what somebody types now may be held against intents and entities: whoever finds out what words mean before the step
 * need not do it otherwise.
 */
export function listensAt(program: Program, state: Pick<State, 'flow' | 'node' | 'phase'>): boolean {
  const flow = program.flows.get(state.flow)
  const node = flow?.nodes.get(state.node)
  if (flow === undefined || node === undefined) return false
  const { kind } = state.phase
  if (kind === 'answer' && node.body.kind === 'understand') return true
  if (kind === 'answer' && node.body.kind === 'ask' && program.understands && node.body.understands) return true
  const hears = kind === 'answer' || ((kind === 'time' || kind === 'event') && node.exits.has('reply'))
  return hears && program.keepsWords && leadsToUnderstand(flow, node)
}

/** Whether what somebody says now is sensitive, so that nobody else may see it. */
export function hearsSensitive(program: Program, state: Pick<State, 'flow' | 'node' | 'doubt'>): boolean {
  const body = program.flows.get(state.flow)?.nodes.get(state.node)?.body
  return state.doubt?.sensitive === true || (body?.kind === 'ask' && body.sensitive)
}

function leadsToUnderstand(flow: Flow, from: FlowNode): boolean {
  const met = new Set([from])
  // A set iterates over what is added on the way.
  for (const { exits } of met)
    for (const target of exits.values()) {
      const node = flow.nodes.get(target)
      if (node === undefined) continue
      if (node.body.kind === 'understand' && node.body.text === null) return true
      if (passedThrough.has(node.body.kind)) met.add(node)
    }
  return false
}
