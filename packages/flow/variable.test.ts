import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { problems, program } from './fixtures/flow.ts'
import { newState } from './step.ts'
import { fit, variableTypes } from './variable.ts'

describe('a variable', () => {
  it.each([
    ['text', 'Ada', 'Ada'],
    ['text', 7, undefined],
    ['text', 'x'.repeat(65_537), undefined],
    ['email', 'Ada@B.com', 'ada@b.com'],
    ['email', 'ada', undefined],
    ['phone', '+447400123456', '+447400123456'],
    ['phone', '07400 123456', undefined],
    ['date', '1990-05-03', '1990-05-03'],
    ['date', '1990-02-31', undefined],
    ['number', 1.5, 1.5],
    ['number', Number.NaN, undefined],
    ['number', '1', undefined],
    ['boolean', false, false],
    ['boolean', 'false', undefined],
    ['choice', 'ios', 'ios'],
    ['time', '14:30', '14:30'],
    ['time', '24:00', undefined],
    ['date-time', '2026-05-03T14:30', '2026-05-03T14:30'],
    ['date-time', '2026-02-31T14:30', undefined],
    ['choices', ['a', 'b', 'a'], ['a', 'b']],
    ['choices', 'a', undefined],
    ['choices', ['a', 1], undefined],
    [
      'file',
      { id: 'file_1', name: 'a', type: 'b/c', size: 1, url: 'x' },
      { id: 'file_1', name: 'a', type: 'b/c', size: 1 },
    ],
    ['file', { id: 'file_1' }, undefined],
    ['location', { latitude: 1, longitude: 2, x: 3 }, { latitude: 1, longitude: 2 }],
    ['location', { latitude: 91, longitude: 2 }, undefined],
    ['form', { a: 1 }, { a: 1 }],
    ['form', [1], undefined],
    ['json', { a: [1] }, { a: [1] }],
  ] as const)('[FV1] of type %s takes %j as %j', (type, value, held) => {
    expect(fit(type, value)).toEqual(held)
  })

  it('[FV1] of any type may be null, and what it holds fits again', () => {
    fc.assert(
      fc.property(fc.constantFrom(...variableTypes), fc.jsonValue(), (type, value) => {
        const held = fit(type, value as never)
        expect(fit(type, null)).toBeNull()
        if (held !== undefined) expect(fit(type, held)).toEqual(held)
      }),
    )
  })

  it('[FV2] has its default from the start', () => {
    const nodes = { bye: { kind: 'end', text: '{{ n }}' } }
    expect(newState(program({ variables: { n: { type: 'number', default: 3 } }, nodes })).variables).toEqual({ n: 3 })
    expect(problems({ variables: { n: { type: 'number', default: 'x' } }, nodes })).toContainEqual(
      expect.objectContaining({
        code: 'bad-default',
        place: expect.objectContaining({ field: 'variables.n.default' }),
      }),
    )
  })

  it.each([
    'contact',
    'page',
    'results',
    'conversation',
    'now',
    'outputs',
    'outcome',
    'in',
    'true',
    'null',
    'string',
    'int',
    'type',
    'package',
  ])('[FV3] cannot be called %s', (name) => {
    expect(problems({ variables: { [name]: { type: 'text' } }, nodes: { bye: { kind: 'end' } } })).toMatchObject([
      { code: 'reserved-name' },
    ])
  })
})
