import { describe, expect, it } from 'vitest'
import { dataPoints } from './data-points.ts'
import { bye, type FlowDraft, program } from './fixtures/flow.ts'

const variables = {
  t: { type: 'text', default: 'x' },
  o: { type: 'json', default: {} },
  l: { type: 'json', default: [] },
}
const to = { success: 'bye', error: 'bye' }
const points = (node: object, more: Partial<FlowDraft> = {}) =>
  dataPoints(program({ variables, nodes: { node: { to, ...node }, bye }, ...more }))
const track = (more: object) => points({ kind: 'braze-track', ...more }).perThousand / 1000

describe('the estimate of data points', () => {
  it('[FB14] counts billed fields and custom attributes, unknown values as one', () => {
    expect(track({ attributes: { first_name: 't', plan: 't', settings: 'o', old: null } })).toBe(4)
    expect(track({ attributes: { country: "'GB'", language: "'en'", email_subscribe: "'opted_in'", plan: 't' } })).toBe(
      1,
    )
  })

  it('[FB14] counts every key of an object, and a list as a whole', () => {
    expect(track({ attributes: { a: "{'b': t, 'c': {'d': 1, 'e': t}}" } })).toBe(3)
    expect(track({ attributes: { a: '[t, t, t]' } })).toBe(1)
    expect(track({ attributes: { a: "[{'b': 1, 'c': t}, {'b': 2}]" } })).toBe(3)
    expect(track({ attributes: { a: "{'when': {'$time': t}}" } })).toBe(1)
    expect(track({ attributes: { a: '{}' } })).toBe(1)
  })

  it('[FB14] counts changes by what they add, remove and write', () => {
    expect(track({ attributes: { a: { inc: '1' } } })).toBe(1)
    expect(track({ attributes: { a: { add: "['x', t]" }, b: { remove: 't' } } })).toBe(3)
    const update = "[{'$identifier_key': 'id', '$identifier_value': 2, '$new_object': {'x': 1, 'y': t}}]"
    expect(track({ attributes: { a: { $update: update } } })).toBe(2)
    expect(track({ attributes: { a: { $remove: "[{'$identifier_key': 'id', '$identifier_value': 2}]" } } })).toBe(1)
  })

  it('[FB14] counts each event, and each piece bought', () => {
    const purchase = { product_id: 't', currency: "'GBP'", price: '1' }
    expect(track({ events: [{ name: 'a', properties: { x: 't', y: 't' } }, { name: 'b' }] })).toBe(2)
    expect(track({ purchases: [{ ...purchase, quantity: '3' }, purchase] })).toBe(4)
  })

  it('[FB14] counts what a trigger writes, and nothing for names and subscriptions', () => {
    expect(points({ kind: 'braze-canvas', canvas_id: 'c', attributes: { a: 't', b: 't' } }).perThousand).toBe(2000)
    expect(points({ kind: 'braze-subscribe', channel: 'email', state: 'opted_in' }).perThousand).toBe(0)
    expect(points({ kind: 'braze-alias', name: 't', label: 'l' })).toEqual({ perThousand: 0, byNode: [] })
  })

  const write = (count: number, to: object) => ({
    kind: 'braze-track',
    events: Array.from({ length: count }, () => ({ name: 'e' })),
    to,
  })

  it('[FB14] takes the costliest way, each node once', () => {
    const nodes = {
      one: write(1, { success: 'two', error: 'three' }),
      two: write(2, { success: 'four', error: 'bye' }),
      three: write(5, { success: 'bye', error: 'bye' }),
      four: write(2, { success: 'bye', error: 'bye' }),
      bye,
    }
    const found = dataPoints(program({ nodes }))
    expect(found.perThousand).toBe(6000)
    expect(found.byNode.map(({ node, points }) => `${node} ${points}`)).toEqual(['three 5', 'two 2', 'four 2', 'one 1'])
    expect(found.byNode[0]).toEqual({ flow: 'main', node: 'three', points: 5 })
  })

  it('[FB14] counts the nodes of a circle once, whichever way leads round and out', () => {
    const nodes = {
      one: write(1, { success: 'two', error: 'one' }),
      two: write(1, { success: 'one', error: 'three' }),
      three: write(4, { success: 'two', error: 'four' }),
      four: write(10, { success: 'bye', error: 'five' }),
      five: write(1, { success: 'five', error: 'bye' }),
      bye,
    }
    expect(dataPoints(program({ nodes })).perThousand).toBe(17_000)
  })

  it('[FB14] counts a called flow wherever it is called', () => {
    const call = (next: string) => ({ kind: 'call', flow: 'profile', to: { completed: next } })
    const profile = { nodes: { write: write(3, { success: 'bye', error: 'bye' }), bye } }
    const nodes = { one: call('two'), two: write(1, { success: 'three', error: 'bye' }), three: call('bye'), bye }
    const found = dataPoints(program({ nodes }, { flows: { profile } }))
    expect(found.perThousand).toBe(7000)
    expect(found.byNode).toEqual([
      { flow: 'profile', node: 'write', points: 3 },
      { flow: 'main', node: 'two', points: 1 },
    ])
  })

  it('[FB14] counts a flow that answers an intent once', () => {
    const understanding = { intents: { help: { flow: 'profile' } } }
    const profile = { nodes: { write: write(3, { success: 'bye', error: 'bye' }), bye } }
    const draft = { understanding, nodes: { two: write(1, { success: 'bye', error: 'bye' }), bye } }
    expect(dataPoints(program(draft, { flows: { profile } })).perThousand).toBe(4000)
  })

  it('[FB14] answers for a flow of thousands of nodes', () => {
    const nodes = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [
        `n${index}`,
        write(1, { success: `n${index + 1}`, error: `n${index + 1}` }),
      ]),
    )
    expect(dataPoints(program({ nodes: { ...nodes, n3000: bye } })).perThousand).toBe(3_000_000)
  })
})
