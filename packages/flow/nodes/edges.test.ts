import { describe, expect, it } from 'vitest'
import { bye, problems, program } from '../fixtures/flow.ts'
import { converse } from '../testing.ts'

describe('what tools keep with a node and a flow', () => {
  it('changes nothing', () => {
    const meta = { tool: { row: 1, cells: ['a', null, { b: true }] } }
    converse(
      program({ meta, nodes: { hi: { kind: 'say', text: 'Hi.', to: { next: 'bye' }, meta }, bye: { ...bye, meta } } }),
    )
      .hears('Hi.')
      .hears('Bye.')
  })

  it('is bounded', () => {
    const meta = { tool: 'x'.repeat(8200) }
    expect(problems({ nodes: { bye: { ...bye, meta } } })).toMatchObject([
      { code: 'wrong-shape', place: { node: 'bye' } },
    ])
    expect(problems({ meta, nodes: { bye } })).toEqual([])
    const much = { tool: 'x'.repeat(131_080) }
    expect(problems({ meta: much, nodes: { bye } })).toMatchObject([{ code: 'wrong-shape', place: { field: 'meta' } }])
  })
})
