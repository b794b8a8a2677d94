import { describe, expect, it } from 'vitest'
import type { FlowFile } from '../source/flow-file.ts'
import { addNode, connect, disconnect, freeId, insertOnEdge, moveNodes, putStickers, removeNodes } from './edit.ts'

const flow: FlowFile = {
  format: 1,
  start: 'a',
  variables: {},
  nodes: {
    a: { kind: 'say', text: 'A', to: { next: 'b' } },
    b: { kind: 'say', text: 'B', to: { next: 'c' } },
    c: { kind: 'end' },
  },
}
const at = { x: 10.4, y: 20 }

describe('ids', () => {
  it('are made of what is asked for, and are not taken', () => {
    const taken = new Set(['say', 'say_2'])
    expect(freeId('say', (id) => taken.has(id))).toBe('say_3')
    expect(freeId('say_2', (id) => taken.has(id))).toBe('say_3')
    expect(freeId('hand-over', () => false)).toBe('hand_over')
    expect(freeId('7 Große', () => false)).toBe('gro_e')
    expect(freeId('한국', () => false)).toBe('node')
    expect(freeId('x'.repeat(80), () => false)).toMatch(/^x{1,64}$/)
  })
})

describe('adding a node', () => {
  it('joins it to the port that it was asked for at, in whole pixels', () => {
    const { flow: after, id } = addNode(flow, 'wait', at, { node: 'c', port: 'next' })
    expect(id).toBe('wait')
    expect(after.nodes.wait).toMatchObject({ kind: 'wait', meta: { studio: { x: 10, y: 20 } } })
    expect(after.nodes.c?.to).toEqual({ next: 'wait' })
    expect(after.nodes.a).toBe(flow.nodes.a)
  })

  it('declares the variable of a question under a name that nothing has', () => {
    const taken = { ...flow, variables: { ask: { type: 'number' } } }
    const { flow: after, id } = addNode(taken, 'ask', at)
    expect(id).toBe('ask_2')
    expect(after.variables).toEqual({ ask: { type: 'number' }, ask_2: { type: 'text' } })
    expect(after.nodes.ask_2?.variable).toBe('ask_2')
  })

  it('is where an empty flow begins', () => {
    expect(addNode({ format: 1, start: '', nodes: {} }, 'say', at).flow.start).toBe('say')
    expect(addNode(flow, 'say', at).flow.start).toBe('a')
  })
})

describe('edges', () => {
  it('lead where they are led, and nowhere that is not there', () => {
    expect(connect(flow, { node: 'a', port: 'next' }, 'c').nodes.a?.to).toEqual({ next: 'c' })
    expect(connect(flow, { node: 'a', port: 'next' }, 'gone')).toBe(flow)
    expect(connect(flow, { node: 'a', port: 'next' }, 'b')).toBe(flow)
    expect(disconnect(flow, [{ node: 'a', port: 'next' }]).nodes.a?.to).toEqual({})
  })

  it('let a node in between', () => {
    const { flow: added } = addNode(flow, 'say', at)
    const after = insertOnEdge(added, { node: 'a', port: 'next' }, 'say', 'next')
    expect(after.nodes.a?.to).toEqual({ next: 'say' })
    expect(after.nodes.say?.to).toEqual({ next: 'b' })
  })

  it('end at a node without exits that is put onto them', () => {
    const { flow: added } = addNode(flow, 'end', at)
    const after = insertOnEdge(added, { node: 'a', port: 'next' }, 'end', undefined)
    expect(after.nodes.a?.to).toEqual({ next: 'end' })
  })
})

describe('removing nodes', () => {
  it('removes the edges to them', () => {
    const after = removeNodes(flow, ['b'])
    expect(Object.keys(after.nodes)).toEqual(['a', 'c'])
    expect(after.nodes.a?.to).toEqual({})
    expect(after.nodes.c).toBe(flow.nodes.c)
  })

  it('closes the gap where it is asked to, over several nodes', () => {
    expect(removeNodes(flow, ['b'], true).nodes.a?.to).toEqual({ next: 'c' })
    expect(removeNodes(flow, ['b', 'c'], true).nodes.a?.to).toEqual({})
  })

  it('does not run in circles', () => {
    const loop = connect(flow, { node: 'b', port: 'next' }, 'b')
    expect(removeNodes(loop, ['b'], true).nodes.a?.to).toEqual({})
  })

  it('begins with what followed the start', () => {
    expect(removeNodes(flow, ['a']).start).toBe('b')
    expect(removeNodes(flow, ['a', 'b', 'c']).start).toBe('')
  })

  it('changes nothing when they are gone already', () => {
    expect(removeNodes(flow, ['gone'])).toBe(flow)
  })
})

describe('moving', () => {
  it('touches only what has another place, and leaves what is gone', () => {
    const moved = moveNodes(
      flow,
      new Map([
        ['a', { x: 1, y: 2 }],
        ['gone', { x: 1, y: 2 }],
      ]),
    )
    expect(moved.nodes.a?.meta?.studio).toEqual({ x: 1, y: 2 })
    expect(moved.nodes.b).toBe(flow.nodes.b)
    expect(moveNodes(moved, new Map([['a', { x: 1, y: 2 }]]))).toBe(moved)
  })

  it('keeps what else is kept with a node', () => {
    const noted = {
      ...flow,
      nodes: { a: { kind: 'end', meta: { pypestream: { row: 4 }, studio: { x: 0, y: 0, w: 1 } } } },
    }
    expect(moveNodes(noted, new Map([['a', { x: 5, y: 6 }]])).nodes.a?.meta).toEqual({
      pypestream: { row: 4 },
      studio: { x: 5, y: 6, w: 1 },
    })
  })
})

describe('stickers', () => {
  it('come, change and go without touching the rest', () => {
    const note = { kind: 'note' as const, x: 0, y: 0, width: 100, height: 50, text: 'Hi' }
    const noted = putStickers({ ...flow, meta: { tool: 1 } }, { note })
    expect(noted.meta).toEqual({ tool: 1, studio: { stickers: { note } } })
    expect(putStickers(noted, { note: null }).meta?.studio).toEqual({ stickers: {} })
    expect(noted.nodes).toBe(flow.nodes)
  })
})
