import { describe, expect, it } from 'vitest'
import { kindNames } from '../canvas/kind-view.ts'
import type { FlowFile } from '../source/flow-file.ts'
import { changeKind } from './change-kind.ts'

const flow: FlowFile = {
  format: 1,
  start: 'hello',
  variables: {},
  nodes: {
    hello: { kind: 'say', text: 'Hello', note: 'first', meta: { studio: { x: 1, y: 2 } }, to: { next: 'bye' } },
    bye: { kind: 'end', text: 'Bye' },
  },
}

describe('another kind of node', () => {
  it('keeps the words, the note, the place and the way on', () => {
    const asked = changeKind(flow, 'hello', 'ask')
    expect(asked.nodes.hello).toMatchObject({ kind: 'ask', text: 'Hello', note: 'first', to: { next: 'bye' } })
    expect(asked.nodes.hello?.meta).toEqual({ studio: { x: 1, y: 2 } })
    expect(asked.variables).toEqual({ hello: { type: 'text' } })
  })

  it('does not take words for logic', () => {
    expect(changeKind(flow, 'hello', 'understand').nodes.hello).not.toHaveProperty('text')
  })

  it('gives the only way on to the first port', () => {
    expect(changeKind(flow, 'hello', 'action').nodes.hello?.to).toEqual({ success: 'bye' })
    expect(changeKind(flow, 'hello', 'end').nodes.hello).not.toHaveProperty('to')
  })

  it('can be any kind, and back', () => {
    for (const kind of kindNames) {
      const there = changeKind(flow, 'hello', kind)
      expect(changeKind(there, 'hello', 'say').nodes.hello?.kind).toBe('say')
    }
  })
})
