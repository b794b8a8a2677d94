import type { NodeKindName } from '@parley/flow'
import { kindViews } from '../canvas/kind-view.ts'
import type { FlowFile, NodeFile } from '../source/flow-file.ts'
import { formMembers } from './forms/members.ts'

/** Members of one name that mean the same in these kinds. */
const alike: { readonly [member: string]: readonly NodeKindName[] } = {
  text: ['say', 'ask', 'end', 'hand-over'],
  save: ['action', 'call'],
  input: ['action', 'call'],
  mode: ['action', 'braze-track', 'braze-alias', 'braze-identify', 'braze-subscribe', 'braze-canvas', 'braze-campaign'],
  timeout: [
    'action',
    'braze-track',
    'braze-look-up',
    'braze-alias',
    'braze-identify',
    'braze-subscribe',
    'braze-canvas',
    'braze-campaign',
  ],
  user: ['braze-track', 'braze-look-up', 'braze-subscribe', 'braze-canvas', 'braze-campaign'],
  attributes: ['braze-track', 'braze-canvas', 'braze-campaign'],
  recipients: ['braze-canvas', 'braze-campaign'],
  send_to_existing_only: ['braze-canvas', 'braze-campaign'],
}

/**
 * The flow with a node of another kind. What means the same there is kept, as are the note and the place; of the ways on, those whose
 * port the new kind has, and the only way on becomes its first.
 */
export function changeKind(flow: FlowFile, id: string, kind: NodeKindName): FlowFile {
  const before = flow.nodes[id]
  if (before === undefined || before.kind === kind) return flow
  const { node, variables = {} } = kindViews[kind].fresh(id)
  const kept = formMembers[kind].flatMap((member) => {
    const value = before[member]
    const means = alike[member]
    return value !== undefined && means?.includes(kind) && means.some((each) => each === before.kind)
      ? [[member, value] as const]
      : []
  })
  const changed: NodeFile = {
    ...node,
    ...Object.fromEntries(kept),
    ...(before.note === undefined ? {} : { note: before.note }),
    ...(before.meta === undefined ? {} : { meta: before.meta }),
  }
  const { to: _, ...ended } = changed
  const after = kind === 'end' ? (ended as NodeFile) : { ...changed, to: waysOn(before, changed, kind) }
  return {
    ...flow,
    variables: { ...variables, ...flow.variables },
    nodes: { ...flow.nodes, [id]: after },
  }
}

function waysOn(before: NodeFile, after: NodeFile, kind: NodeKindName): { readonly [port: string]: string } {
  const ports = kindViews[kind].ports(after)
  const edges = Object.entries(before.to ?? {})
  const kept = edges.filter(([port]) => ports.includes(port))
  const [first] = edges
  const [port] = ports
  if (kept.length > 0 || first === undefined || port === undefined) return Object.fromEntries(kept)
  return { [port]: first[1] }
}
