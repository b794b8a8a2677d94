import { describe, expect, it } from 'vitest'
import type { FlowFile } from '../source/flow-file.ts'
import type { Analysis } from '../worker/protocol.ts'
import { headHeight, portAt } from './card.ts'
import { movedWith } from './dragging.ts'
import { Elements, type Shown } from './elements.ts'
import { exitsOf, freeExit, shownExits } from './exits.ts'
import { find } from './finding.ts'
import { neighbour, readingOrder } from './order.ts'
import { emptyScene, nearOf, sceneOf } from './scene.ts'

const flow: FlowFile = {
  format: 1,
  start: 'ask',
  nodes: {
    ask: {
      kind: 'ask',
      text: 'Tea or **coffee**?',
      answer: {
        type: 'choice',
        choices: [
          { id: 'tea', label: 'Tea' },
          { id: 'coffee', label: 'Coffee' },
        ],
      },
      variable: 'drink',
      to: { 'choice.tea': 'tea', 'choice.coffee': 'coffee', gone: 'nobody' },
      meta: { studio: { x: 0, y: 0 } },
    },
    tea: { kind: 'end', text: 'Tea it is.', meta: { studio: { x: 400, y: 0 } } },
    coffee: { kind: 'end', text: 'Coffee it is.', meta: { studio: { x: 400, y: 200 } } },
  },
  meta: { studio: { stickers: { frame: { kind: 'group', x: 380, y: -20, width: 300, height: 120, text: 'Tea' } } } },
}
const ports = (): Analysis => ({
  ports: {
    ask: [
      { name: 'next', required: false },
      { name: 'choice.tea', required: false },
      { name: 'choice.coffee', required: false },
    ],
  },
  unreachable: [],
})
const places = new Map<string, { x: number; y: number }>()

describe('a scene', () => {
  it('keeps what has not changed, whoever tells the ports anew', () => {
    const first = sceneOf(flow, ports(), places, emptyScene)
    const second = sceneOf(flow, ports(), places, first)
    expect(second.cards.get('ask')).toBe(first.cards.get('ask'))
    expect(second.lines.get('ask.choice.tea')).toBe(first.lines.get('ask.choice.tea'))
    const moved = sceneOf({ ...flow, nodes: { ...flow.nodes, tea: { kind: 'end' } } }, ports(), places, first)
    expect(moved.cards.get('ask')).toBe(first.cards.get('ask'))
    expect(moved.cards.get('tea')).not.toBe(first.cards.get('tea'))
  })

  it('has no line to a node that is not there', () => {
    expect([...sceneOf(flow, ports(), places, emptyScene).lines.keys()]).toEqual([
      'ask.choice.tea',
      'ask.choice.coffee',
    ])
  })

  it('draws what is near, and lines that cross what is seen', () => {
    const scene = sceneOf(flow, ports(), places, emptyScene)
    const near = nearOf(scene, { x: 350, y: 150, width: 500, height: 300 }, new Set())
    expect([...near.cards]).toEqual(['coffee'])
    expect(near.lines.map(({ id }) => id)).toContain('ask.choice.coffee')
    expect([...near.ends]).toContain('ask')
    expect([...nearOf(scene, { x: 9000, y: 9000, width: 5, height: 5 }, new Set(['tea'])).cards]).toEqual(['tea'])
  })

  it('gives the library the same objects until they show something else', () => {
    const elements = new Elements()
    const scene = sceneOf(flow, ports(), places, emptyScene)
    const shown: Shown = {
      flow: 'main',
      scene,
      near: nearOf(scene, { x: -500, y: -500, width: 2000, height: 2000 }, new Set()),
      drag: null,
      selection: new Set(),
      problems: new Map(),
      unreachable: new Set(),
      lit: null,
      current: null,
      paint: null,
      peers: new Map(),
      comments: new Map(),
    }
    const none: ReadonlySet<string> = new Set()
    const first = elements.nodes(shown, none, null)
    const edges = elements.edges(shown, none, null)
    const drag = { lead: 'tea', origins: new Map([['tea', { x: 400, y: 0 }]]), dx: 8, dy: 16 }
    const second = elements.nodes({ ...shown, drag }, none, null)
    expect(second.find(({ id }) => id === 'ask')).toBe(first.find(({ id }) => id === 'ask'))
    const tea = second.find(({ id }) => id === 'tea')
    expect(tea?.position).toEqual({ x: 408, y: 16 })
    expect(tea?.data).toBe(first.find(({ id }) => id === 'tea')?.data)
    expect(elements.edges(shown, none, null)).toEqual(edges)
    expect(elements.edges(shown, none, null)[0]).toBe(edges[0])
  })
})

describe('exits', () => {
  const { ask } = flow.nodes
  if (ask === undefined) throw new Error('the flow has lost its question')

  it('are those that the compiler tells, and edges that lead out of none', () => {
    expect(exitsOf(ask, ports().ports.ask).map(({ name, stray }) => [name, stray])).toEqual([
      ['next', false],
      ['choice.tea', false],
      ['choice.coffee', false],
      ['gone', true],
    ])
  })

  it('are guessed until the compiler has looked', () => {
    expect(exitsOf(ask, undefined).map(({ name }) => name)).toEqual(['next', 'choice.tea', 'choice.coffee', 'gone'])
    expect(exitsOf({ kind: 'from-the-future', to: { a: 'b' } }, undefined)).toMatchObject([{ name: 'a', stray: false }])
  })

  it('take a new follower where one is needed first', () => {
    const known = [
      { name: 'a', required: false },
      { name: 'b', required: true },
    ]
    expect(freeExit(exitsOf({ kind: 'action' }, known))).toBe('b')
    expect(freeExit(exitsOf({ kind: 'action', to: { b: 'x' } }, known))).toBe('a')
    expect(freeExit(exitsOf({ kind: 'end' }, []))).toBeUndefined()
  })

  it('that hardly anybody uses stand aside until they lead somewhere', () => {
    const known = [
      { name: 'next', required: true },
      { name: 'reply', required: false },
    ]
    const names = (to: { readonly [port: string]: string }): readonly string[] =>
      shownExits(exitsOf({ kind: 'wait', to }, known)).shown.map(({ name }) => name)
    expect(names({ next: 'x' })).toEqual(['next'])
    expect(names({ reply: 'x' })).toEqual(['next', 'reply'])
    expect(freeExit(exitsOf({ kind: 'wait', to: { next: 'x' } }, known))).toBeUndefined()
  })

  it('beyond a dozen are shown only where they lead somewhere or must', () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ name: `p${index}`, required: index === 39 }))
    const { shown, more } = shownExits(exitsOf({ kind: 'ask', to: { p38: 'x' } }, many))
    expect(shown.map(({ name }) => name).slice(-2)).toEqual(['p38', 'p39'])
    expect(shown.length + more).toBe(40)
    expect(shown.length).toBe(12)
  })

  it('stand below one another, a single way on beside the head', () => {
    const scene = sceneOf(flow, ports(), places, emptyScene)
    const card = scene.cards.get('ask')
    if (card === undefined) throw new Error('no card')
    expect(portAt(card, 'choice.coffee').y - portAt(card, 'choice.tea').y).toBe(26)
    const say = sceneOf(
      { ...flow, nodes: { say: { kind: 'say', text: 'Hi' } } },
      undefined,
      places,
      emptyScene,
    ).cards.get('say')
    if (say === undefined) throw new Error('no card')
    expect(portAt(say, 'next').y).toBe(headHeight / 2)
  })
})

describe('the keyboard', () => {
  const scene = sceneOf(flow, ports(), places, emptyScene)
  it('goes along edges, and otherwise to what stands nearest', () => {
    expect(neighbour(scene, 'ask', 'right')).toBe('tea')
    expect(neighbour(scene, 'tea', 'down')).toBe('coffee')
    expect(neighbour(scene, 'coffee', 'left')).toBe('ask')
    expect(neighbour(scene, 'coffee', 'right')).toBeNull()
    expect(neighbour(scene, 'gone', 'right')).toBeNull()
  })

  it('reads the flow from its start, then what nothing leads to', () => {
    const order = readingOrder(
      sceneOf({ ...flow, nodes: { alone: { kind: 'end' }, ...flow.nodes } }, ports(), places, emptyScene),
    )
    expect(order).toEqual(['ask', 'tea', 'coffee', 'alone'])
  })
})

describe('a group', () => {
  it('takes along what stands in it', () => {
    const scene = sceneOf(flow, ports(), places, emptyScene)
    expect([...movedWith(scene, 'sticker:frame', new Set()).keys()]).toEqual(['sticker:frame', 'tea'])
    expect([...movedWith(scene, 'ask', new Set(['ask', 'coffee'])).keys()]).toEqual(['ask', 'coffee'])
    expect([...movedWith(scene, 'tea', new Set(['ask', 'coffee'])).keys()]).toEqual(['tea'])
  })
})

describe('finding', () => {
  const label = (kind: string): string => ({ ask: 'Question', end: 'End' })[kind] ?? kind
  it('looks at ids, words, kinds and notes of all flows', () => {
    const look = (query: string): readonly (string | undefined)[] =>
      find(
        [
          ['main', flow],
          ['other', { format: 1, start: '', nodes: { tea: { kind: 'say', text: 'More' } } }],
        ],
        query,
        label,
      ).map(({ flow: where, node, sticker }) => `${where}.${node ?? sticker}`)
    expect(look('coffee')).toEqual(['main.coffee', 'main.ask'])
    expect(look('question')).toEqual(['main.ask'])
    expect(look('tea')).toEqual(['main.tea', 'other.tea', 'main.ask', 'main.frame'])
    expect(look('  ')).toEqual([])
  })
})
