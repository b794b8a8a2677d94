import { expect, test } from 'vitest'
import { emptyFlow } from '../source/flow-file.ts'
import { withActionNode } from './action-node.ts'

test('the node is handed what the flow knows of what the action wants', () => {
  const file = { ...emptyFlow, variables: { email: {} }, nodes: { 'track-user': { kind: 'say' } } }
  const schema = { type: 'object', properties: { email: {}, first_name: {} } }
  const made = withActionNode(file, 'track-user', schema)
  expect(made.node).toBe('track-user-2')
  expect(made.file.nodes['track-user-2']).toEqual({
    kind: 'action',
    action: 'track-user',
    input: { email: 'email' },
    to: {},
    meta: { studio: { x: 0, y: 0 } },
  })
  expect(made.file.nodes['track-user']).toBe(file.nodes['track-user'])
})

test('it stands beside the rightmost one', () => {
  const nodes = { a: { kind: 'say', meta: { studio: { x: 100, y: 7 } } } }
  expect(withActionNode({ ...emptyFlow, nodes }, 'b', undefined).file.nodes.b?.meta).toEqual({
    studio: { x: 420, y: 7 },
  })
})
