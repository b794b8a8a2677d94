import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FlowFile } from '../source/flow-file.ts'
import { align } from './align.ts'
import { type Card, overlaps } from './card.ts'
import { layOutInLayers } from './layers.ts'
import { graphOf, keptInPlace, layOut, placeMissing } from './layout.ts'
import { emptyScene, sceneOf } from './scene.ts'

/** A flow whose nodes lead to these. */
const flowOf = (next: readonly (readonly number[])[]): FlowFile => ({
  format: 1,
  start: 'n0',
  nodes: Object.fromEntries(
    next.map((targets, index) => [
      `n${index}`,
      { kind: 'say', text: 'Words', to: Object.fromEntries(targets.map((target, port) => [`p${port}`, `n${target}`])) },
    ]),
  ),
})
const cardsOf = (flow: FlowFile): ReadonlyMap<string, Card> => sceneOf(flow, undefined, new Map(), emptyScene).cards

const graphs = fc
  .integer({ min: 1, max: 60 })
  .chain((count) => fc.array(fc.array(fc.nat(count - 1), { maxLength: 4 }), { minLength: count, maxLength: count }))

function touching(flow: FlowFile, places: ReadonlyMap<string, { x: number; y: number }>): readonly string[] {
  const boxes = [...cardsOf(flow)].map(([id, { width, height }]) => ({
    id,
    width,
    height,
    ...(places.get(id) ?? { x: 0, y: 0 }),
  }))
  return boxes.flatMap((one, index) =>
    boxes.slice(index + 1).flatMap((other) => (overlaps(one, other) ? [`${one.id} ${other.id}`] : [])),
  )
}

describe('a layout in layers', () => {
  it('has a place for every node, and no two cards on one another, whatever leads where', () => {
    fc.assert(
      fc.property(graphs, (next) => {
        const flow = flowOf(next)
        const places = layOutInLayers(graphOf('n0', cardsOf(flow)))
        expect([...places.keys()].sort()).toEqual(Object.keys(flow.nodes).sort())
        expect(touching(flow, places)).toEqual([])
      }),
    )
  })

  it('leads from left to right, but for ways back', () => {
    const flow = flowOf([[1, 2], [3], [3], [0]])
    const places = layOutInLayers(graphOf('n0', cardsOf(flow)))
    const x = (id: string): number => places.get(id)?.x ?? Number.NaN
    expect([x('n0'), x('n1') > x('n0'), x('n2') === x('n1'), x('n3') > x('n2')]).toEqual([0, true, true, true])
  })

  it('says the same each time', () => {
    const graph = graphOf('n0', cardsOf(flowOf([[1, 2, 3], [4], [4], [4, 0], []])))
    expect(layOutInLayers(graph)).toEqual(layOutInLayers(graph))
  })
})

describe('a layout', () => {
  it('has no two cards on one another by either way of making it', async () => {
    for (const count of [30, 300]) {
      const flow = flowOf(Array.from({ length: count }, (_, index) => [(index + 1) % count, (index * 7) % count]))
      const places = await layOut(graphOf('n0', cardsOf(flow)))
      expect(places.size).toBe(count)
      expect(touching(flow, places)).toEqual([])
    }
  })

  it('of some cards stays where they were', () => {
    const cards = sceneOf(
      flowOf([[1], [2], []]),
      undefined,
      new Map([
        ['n1', { x: 500, y: 300 }],
        ['n2', { x: 700, y: 900 }],
      ]),
      emptyScene,
    ).cards
    const places = layOutInLayers(graphOf('n0', cards, new Set(['n1', 'n2'])))
    const kept = keptInPlace(places, cards)
    expect([...kept.keys()]).toEqual(['n1', 'n2'])
    expect(Math.min(...[...kept.values()].map(({ x }) => x))).toBe(500)
  })

  it('puts the few nodes without a place beside what leads to them', () => {
    const { nodes, ...flow } = flowOf([[1, 2], [], [], []])
    const placed = {
      ...flow,
      nodes: { ...nodes, n0: { ...nodes.n0, kind: 'say', meta: { studio: { x: 100, y: 100 } } } },
    }
    const places = placeMissing(placed, new Map())
    expect(places.get('n1')?.x).toBeGreaterThan(300)
    expect(places.get('n2')?.x).toBe(places.get('n1')?.x)
    expect(places.get('n2')?.y).not.toBe(places.get('n1')?.y)
    expect(places.has('n3')).toBe(true)
    expect(places.has('n0')).toBe(false)
  })
})

describe('aligned cards', () => {
  const boxes = new Map([
    ['a', { x: 0, y: 0, width: 100, height: 50 }],
    ['b', { x: 210, y: 40, width: 100, height: 90 }],
    ['c', { x: 500, y: 10, width: 100, height: 50 }],
  ])
  it('line up', () => {
    expect([...align(boxes, 'left').values()].map(({ x }) => x)).toEqual([0, 0, 0])
    expect([...align(boxes, 'bottom').values()].map(({ y }) => y)).toEqual([80, 40, 80])
    expect([...align(boxes, 'middle').values()].map(({ y }) => y)).toEqual([40, 20, 40])
  })

  it('have equal gaps between the outermost two', () => {
    expect(align(boxes, 'across')).toEqual(
      new Map([
        ['a', { x: 0, y: 0 }],
        ['b', { x: 250, y: 40 }],
        ['c', { x: 500, y: 10 }],
      ]),
    )
    expect(align(new Map([...boxes].slice(0, 2)), 'down').size).toBe(0)
  })
})
