import { compile, type NodeKindName, nodeKinds } from '@parley/flow'
import { describe, expect, it } from 'vitest'
import type { FlowFile } from '../source/flow-file.ts'
import { addNode, connect } from './edit.ts'
import { isKindFor, kindRank } from './kind-text.ts'
import { kindNames } from './kind-view.ts'

/** What only a person can fill in: a name of something, a condition. */
const toFillIn: { readonly [kind in NodeKindName]?: readonly string[] } = {
  branch: ['logic-syntax'],
  understand: ['wrong-shape'],
  action: ['unknown-action'],
  call: ['unknown-flow'],
  'braze-track': ['braze-empty'],
  'braze-alias': ['braze-identifier', 'logic-syntax', 'braze-name'],
  'braze-identify': ['logic-syntax', 'braze-identifier'],
  'braze-canvas': ['braze-name'],
  'braze-campaign': ['braze-name'],
}

describe('kinds of node', () => {
  it('are those of the language', () => {
    expect(kindNames.toSorted()).toEqual(nodeKinds.toSorted())
  })

  it.each(kindNames)('a new %s compiles as far as anybody can know', (kind) => {
    const end = addNode({ format: 1, start: '', nodes: {} }, 'end', { x: 0, y: 0 })
    const { flow, id } = addNode({ ...end.flow, start: '' }, kind, { x: 0, y: 0 })
    const text = JSON.stringify(joined(flow, id))
    const flows = { main: { file: 'flows/main.flow.json', text } }
    const { problems } = compile({ name: 'x', start: 'main', flows, actions: {} })
    const others = problems.filter(
      ({ severity, code }) => severity === 'error' && !(toFillIn[kind] ?? []).includes(code),
    )
    expect(others).toEqual([])
  })

  it('are found by what people call them, in either language', () => {
    expect(kindNames.filter((kind) => isKindFor(kind, 'timer'))).toEqual(['wait'])
    expect(kindNames.filter((kind) => isKindFor(kind, '분기'))).toEqual(['branch'])
    expect(kindNames.filter((kind) => isKindFor(kind, 'ab test'))).toEqual(['experiment'])
    // "send" has it inside; what is called so comes first.
    expect((['say', 'end', 'branch'] as const).map((kind) => kindRank(kind, 'End'))).toEqual([2, 0, 2])
    expect(kindRank('hand-over', 'person')).toBe(1)
  })
})

/** Every port that a new node of the kind may have leads to the end. */
function joined(flow: FlowFile, id: string): FlowFile {
  const ports: { readonly [kind: string]: readonly string[] } = {
    branch: ['yes', 'else'],
    understand: ['else'],
    experiment: ['a', 'b'],
    hours: ['open', 'closed'],
    'braze-look-up': ['success', 'error', 'not-found'],
    end: [],
  }
  const kind = flow.nodes[id]?.kind ?? ''
  const asked = ports[kind] ?? (kind.startsWith('braze') || kind === 'action' ? ['success', 'error'] : ['next'])
  return asked.reduce((now, port) => connect(now, { node: id, port }, 'end'), flow)
}
