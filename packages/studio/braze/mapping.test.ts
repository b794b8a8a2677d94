import { expect, test } from 'vitest'
import type { FlowFile } from '../source/flow-file.ts'
import {
  attributeFault,
  callsInCode,
  endpointsIn,
  happeningsOf,
  mappingOf,
  neededEndpoints,
  trackNodes,
  withAttribute,
  withTrackNode,
} from './mapping.ts'

const file: FlowFile = {
  format: 1,
  start: 'track',
  nodes: {
    track: {
      kind: 'braze-track',
      attributes: { plan: 'plan', dob: 'birthday', visits: { inc: '1' }, gone: null },
      events: [{ name: 'Asked for {{ plan }}', properties: { plan: 'plan' } }],
      purchases: [{ product_id: "'p1'", currency: "'EUR'", price: '5' }],
    },
    canvas: { kind: 'braze-canvas', canvas_id: 'c', recipients: [{ attributes: { plan: 'plan' } }] },
    talk: { kind: 'say', text: 'Hi', attributes: { none: 'of this' } },
  },
}
const flows = [['main', file]] as const
const problem = (field: string) => ({
  code: 'braze-field',
  severity: 'error' as const,
  place: { file: 'flows/main.flow.json', node: 'track', field },
  reason: 'no',
  repair: 'yes',
})

test('every attribute is a line, standard fields with their type, wherever it is written', () => {
  const rows = mappingOf(flows, { attributes: { plan: 'plan' } }, [problem('attributes.dob'), problem('events')])
  expect(rows.map(({ key, direct, place }) => [key, direct, place?.nodeKind ?? null])).toEqual([
    ['main.track.attributes.dob', true, 'braze-track'],
    ['main.track.attributes.gone', true, 'braze-track'],
    ['main.canvas.recipients[0].attributes.plan', false, 'braze-canvas'],
    ['main.track.attributes.plan', true, 'braze-track'],
    ['report.plan', false, null],
    ['main.track.attributes.visits', true, 'braze-track'],
  ])
  expect(rows[0]).toMatchObject({ field: { type: 'date' }, problems: [{ reason: 'no' }] })
  expect(rows[1]).toMatchObject({ field: null, value: { kind: 'remove' }, problems: [] })
  expect(rows[5]?.value).toEqual({ kind: 'change', operation: 'inc', cel: '1' })
})

test('events and purchases are told too', () => {
  expect(happeningsOf(flows)).toMatchObject([
    { kind: 'event', name: 'Asked for {{ plan }}', properties: ['plan'] },
    { kind: 'purchase', name: "'p1'", properties: [] },
  ])
})

test('an attribute is put, changed and taken out, and nothing else of the node', () => {
  const track = file.nodes.track ?? { kind: '' }
  expect(withAttribute(track, 'dob', 'other').attributes).toMatchObject({ dob: 'other', plan: 'plan' })
  expect(withAttribute(track, 'dob', null).attributes).not.toHaveProperty('dob')
  expect(withAttribute({ kind: 'braze-track', attributes: { a: 'a' } }, 'a', null)).toEqual({ kind: 'braze-track' })
})

test('a new node has a name of its own', () => {
  const once = withTrackNode(file, 'plan', 'plan')
  const twice = withTrackNode(once.file, 'plan', 'plan')
  expect([once.node, twice.node]).toEqual(['write-to-braze', 'write-to-braze-2'])
  expect(trackNodes([['main', twice.file]])).toHaveLength(3)
})

test('names that cannot be attributes, or were meant to be fields, are told', () => {
  expect(attributeFault('')).toEqual({ kind: 'empty' })
  expect(attributeFault('external_id')).toEqual({ kind: 'reserved' })
  expect(attributeFault('Birth Date')).toEqual({ kind: 'near', field: 'dob' })
  expect(attributeFault('dob')).toBeNull()
  expect(attributeFault('plan')).toBeNull()
})

test('what a key has to be allowed is read from nodes and code', () => {
  expect(endpointsIn('await braze.users.track({}); braze\n .catalogs.item.get (x); notbraze.users.merge()')).toEqual([
    'users.track',
    'catalogs.item.get',
  ])
  const code = 'braze.users.track({})'
  expect(
    callsInCode([
      ['actions/a.ts', code],
      ['actions/b.ts', ''],
      ['docs.md', code],
    ]),
  ).toEqual([{ path: 'actions/a.ts', endpoints: ['users.track'] }])
  expect(neededEndpoints(flows, ['braze.users.merge({})'])).toEqual([
    'canvas.trigger.send',
    'users.merge',
    'users.track',
  ])
})
