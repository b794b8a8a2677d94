import { expect, test } from 'vitest'
import type { NodeFigures } from '../api.ts'
import { dropOffs, inOrder, paintOf } from './paint.ts'

const figures = (node: string, more: Partial<NodeFigures> = {}): NodeFigures => ({
  flow: 'main',
  node,
  entered: 100,
  conversations: 100,
  ports: [],
  moved: 0,
  ended: 0,
  stopped: 0,
  stopped_inside: 0,
  here: 0,
  errors: [],
  median_ms: null,
  ...more,
})

const words = {
  title: 'Ways',
  entered: (count: number) => String(count),
  lost: (count: number, share: number) => `−${count} (${share})`,
  share: (share: number) => String(share),
}

test('a node is painted by what it loses, an edge by how many take it', () => {
  const nodes = [
    figures('email', { stopped: 25, ports: [{ port: 'next', count: 75 }] }),
    figures('code', { entered: 75, stopped: 5, ports: [{ port: 'next', count: 30 }] }),
    figures('bye', { ended: 100 }),
    figures('elsewhere', { flow: 'help' }),
  ]
  const paint = paintOf('main', nodes, words)
  expect([...paint.nodes]).toEqual([
    ['main.email', { tone: 'bad', label: '100 · −25 (0.25)' }],
    ['main.code', { tone: 'warn', label: '75 · −5 (0.06666666666666667)' }],
    ['main.bye', { tone: 'good', label: '100' }],
  ])
  expect(paint.edges.get('main.email.next')).toEqual({ tone: 'accent', label: '75 (0.75)', share: 1 })
  expect(paint.edges.get('main.code.next')).toMatchObject({ share: 0.4 })
})

test('the worst loss comes first, and who stopped inside a called flow counts there only', () => {
  const nodes = [
    figures('call', { stopped: 9, stopped_inside: 9 }),
    figures('email', { stopped: 3 }),
    figures('code', { stopped: 9 }),
    figures('bye'),
  ]
  expect(dropOffs(nodes).map(({ node, stopped }) => [node, stopped])).toEqual([
    ['code', 9],
    ['email', 3],
  ])
})

test('nodes are told in the order of the flow', () => {
  const file = { start: 'a', nodes: { a: { to: { next: 'c' } }, b: {}, c: { to: { next: 'b', error: 'a' } } } }
  const nodes = ['gone', 'b', 'c', 'a'].map((id) => figures(id))
  expect(inOrder(file, nodes).map(({ node }) => node)).toEqual(['a', 'c', 'b', 'gone'])
})
