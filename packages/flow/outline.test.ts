import { describe, expect, it } from 'vitest'
import { createLogic } from './expression.ts'

const logic = createLogic(new Map([['x', { type: 'json' as const }]]))

function outlineOf(source: string): unknown {
  const expression = logic.compile(source)
  return 'outline' in expression ? expression.outline : expression
}

const constant = (value: unknown) => ({ kind: 'constant', value })

describe('the outline of an expression', () => {
  it('is the value where nothing is read', () => {
    expect(outlineOf("'a' + 'b'")).toEqual(constant('ab'))
    expect(outlineOf('-1')).toEqual(constant(-1))
    expect(outlineOf('1 < 2')).toEqual(constant(true))
    expect(outlineOf('null')).toEqual(constant(null))
    expect(outlineOf("{'a': [1, 2.5]}")).toEqual({
      kind: 'object',
      members: [['a', { kind: 'list', items: [constant(1), constant(2.5)] }]],
    })
  })

  it('goes down to what is read', () => {
    const name = { kind: 'name', name: 'x' }
    expect(outlineOf('x')).toEqual(name)
    expect(outlineOf("{'a': x, 'b': [x.y, 'c']}")).toEqual({
      kind: 'object',
      members: [
        ['a', name],
        ['b', { kind: 'list', items: [{ kind: 'unknown' }, constant('c')] }],
      ],
    })
  })

  it('says nothing of what is computed, or has computed keys, or fails', () => {
    for (const source of ['x + 1', "{x: 'a'}", 'contact.email', '1 / 0'])
      expect(outlineOf(source), source).toEqual({ kind: 'unknown' })
  })
})
