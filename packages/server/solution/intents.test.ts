import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseIntents, readIntents } from './intents.ts'

const reasons = (text: string) => parseIntents(text).problems.map(({ reason }) => reason)

describe('nlu/intents.yaml', () => {
  it('gives each intent its phrases, and the threshold', () => {
    const text = 'intents:\n  order:\n    examples: [I want to order, buy]\n  help: { examples: [help], note: x }\n'
    const intents = { order: ['I want to order', 'buy'], help: ['help'] }
    expect(parseIntents(text)).toEqual({ nlu: { intents, leastConfidence: null }, problems: [] })
    expect(parseIntents(`${text}out_of_scope: { threshold: 0.7 }`).nlu?.leastConfidence).toBe(0.7)
  })

  it('need not be there', async () => {
    expect(await readIntents('/nowhere')).toEqual({ nlu: null, problems: [] })
  })

  it.each([
    ['intents: [', /./, { line: 1 }],
    ['intents:\n  order: [buy]', /expected object/, { field: 'intents.order' }],
    ['intents:\n  order: { exmples: [buy] }', /./, { field: 'intents.order.examples' }],
    ['intents:\n  my order: { examples: [buy] }', /./, {}],
    ['intents: {}\nout_of_scope: { threshold: 7 }', /<=1/, { field: 'out_of_scope.threshold' }],
    ['intents: {}\nscope: 1', /scope/, {}],
    ['', /./, {}],
  ])('that is %j is a problem with its place', (text, reason, place) => {
    const [problem] = parseIntents(text).problems
    expect(problem).toMatchObject({ code: 'broken-intents', place: { file: 'nlu/intents.yaml', ...place } })
    expect(problem?.reason).toMatch(reason)
  })

  it('is bounded: aliases that unfold, nesting, and numbers', () => {
    const names = Array.from({ length: 40 }, (_, index) => `a${index}`)
    const bomb = names.map(
      (name, index) => `${name}: &${name} [${index === 0 ? 'x' : `*a${index - 1}, *a${index - 1}, *a${index - 1}`}]`,
    )
    expect(reasons(bomb.join('\n'))).toHaveLength(1)
    expect(reasons('['.repeat(200_000))).not.toEqual([])
    const many = Array.from({ length: 501 }, (_, index) => `  i${index}: { examples: [] }`).join('\n')
    expect(reasons(`intents:\n${many}`)).toEqual(['501 intents; there may be 500.'])
  })

  it('answers any text with intents or problems', () => {
    const piece = fc.constantFrom(
      'intents',
      ':',
      '\n',
      ' ',
      '  ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      'examples',
      '&a',
      '*a',
      '"',
      'x',
      ',',
      '0.5',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { nlu, problems } = parseIntents(pieces.join(''))
        expect(nlu === null).toBe(problems.length > 0)
      }),
    )
  })
})
