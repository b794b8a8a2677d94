import type { FlowChange } from '@parley/flow'
import { describe, expect, it } from 'vitest'
import { paintDiff } from './diff-paint.ts'

const labels = { title: 'Flow main', added: 'new', removed: 'gone', changed: 'other', renamed: 'named' }
const say = (text: string, next: string) => ({ kind: 'say', text, to: { next } })
const flow = (nodes: object) => JSON.stringify({ format: 1, start: 'a', nodes })

const change: FlowChange = {
  flow: 'main',
  kind: 'changed',
  settings: [],
  variables: [],
  nodes: [
    { id: 'a', kind: 'changed', node: 'say', fields: [], edges: [{ port: 'next', from: 'b', to: 'c' }] },
    { id: 'c', kind: 'added', node: 'say', fields: [], edges: [{ port: 'next', from: null, to: 'a' }] },
    { id: 'b', kind: 'removed', node: 'say', fields: [], edges: [{ port: 'next', from: 'a', to: null }] },
  ],
}

describe('the difference of two flows as a picture', () => {
  it('holds what is new and what is gone, each painted', () => {
    const painted = paintDiff(
      change,
      { from: flow({ a: say('A', 'b'), b: say('B', 'a') }), to: flow({ a: say('A', 'c'), c: say('C', 'a') }) },
      labels,
    )
    expect(Object.keys(painted?.file.nodes ?? {})).toEqual(['a', 'c', 'b'])
    expect([...(painted?.paint.nodes ?? [])]).toEqual([
      ['main.a', { tone: 'warn', label: 'other' }],
      ['main.c', { tone: 'good', label: 'new' }],
      ['main.b', { tone: 'bad', label: 'gone' }],
    ])
    expect([...(painted?.paint.edges ?? [])]).toEqual([
      ['main.a.next', { tone: 'warn' }],
      ['main.c.next', { tone: 'good' }],
      ['main.b.next', { tone: 'bad' }],
    ])
  })

  it('of a flow that came or went is that flow, and of files that are none there is no picture', () => {
    expect(paintDiff(change, { from: null, to: flow({ a: say('A', 'a') }) }, labels)?.file.nodes).toHaveProperty('a')
    expect(paintDiff(change, { from: flow({ a: say('A', 'a') }), to: null }, labels)?.file.nodes).toHaveProperty('a')
    expect(paintDiff(change, { from: '{', to: 'null' }, labels)).toBeNull()
  })
})
