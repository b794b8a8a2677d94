import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText } from '../fixtures/any-text.ts'
import { bye, program } from '../fixtures/flow.ts'
import { draw, fractionOf } from '../sticky.ts'
import { converse } from '../testing.ts'

const end = (text: string) => ({ kind: 'end', text })
const variants = [
  { port: 'a', weight: 1 },
  { port: 'b', weight: 1 },
]
const split = { kind: 'experiment', variants, to: { a: 'a', b: 'b' } }
const nodes = { split, a: end('A {{ results.split.outcome }}'), b: end('B {{ results.split.outcome }}') }

describe('an experiment', () => {
  it('[FX1] gives a contact the same variant in every conversation, and keeps it as a result', () => {
    const one = program({ nodes })
    for (const id of ['cont_1', 'cont_2', 'cont_3', 'cont_4']) {
      const said = converse(one, { contact: { id } }).said.map((content) => content.text)
      expect(['A a', 'B b']).toContain(said[0])
      expect(converse(one, { contact: { id }, at: '2027-05-05T05:05:05Z' }).said.map(({ text }) => text)).toEqual(said)
    }
  })

  it('[FX1] is named by flow and node, or by its name, which several may share', () => {
    const ids = Array.from({ length: 64 }, (_, index) => `cont_${index}`)
    const drawn = (draft: Parameters<typeof program>[0]) =>
      ids.map((id) => converse(program(draft), { contact: { id } }).said[0]?.text.slice(0, 1)).join('')
    const named = (name: string, node: string) =>
      drawn({ nodes: { [node]: { ...split, name }, a: end('A'), b: end('B') } })
    expect(named('x', 'split')).toBe(named('x', 'other'))
    expect(named('x', 'split')).not.toBe(named('y', 'split'))
    expect(named('main.split', 'other')).toBe(drawn({ nodes }))
  })

  it('[FX1] does not know anybody by nothing but the conversation', () => {
    converse(program({ nodes: { split: { ...split, to: { a: 'bye', b: 'bye' } }, bye } })).hears('Bye.')
  })

  it('[FX2] comes near its weights, whatever the contacts are called', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(weights, fc.string(), fc.string(), (given, lottery, prefix) => {
        const total = given.reduce((sum, weight) => sum + weight, 0)
        fc.pre(total > 0)
        const tickets = given.map((weight, index) => ({ name: `v${index}`, weight }))
        const people = 2000
        const won = new Map<string, number>()
        for (let index = 0; index < people; index++) {
          const name = draw(tickets, lottery, `${prefix}${index}`)?.name ?? ''
          won.set(name, (won.get(name) ?? 0) + 1)
        }
        for (const { name, weight } of tickets) {
          const share = weight / total
          // Five standard deviations of a fair draw.
          const tolerance = 5 * Math.sqrt((share * (1 - share)) / people)
          expect(Math.abs((won.get(name) ?? 0) / people - share)).toBeLessThanOrEqual(tolerance)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('[FX2] moves nobody but into the variant that gained and out of the one that lost', () => {
    const people = Array.from({ length: 2000 }, (_, index) => `cont_${index}`)
    const drawn = (weights: readonly number[], order: readonly number[]) => {
      const tickets = order.map((index) => ({ name: `v${index}`, weight: weights[index] ?? 0 }))
      return people.map((id) => draw(tickets, 'x', id)?.name)
    }
    const before = drawn([1, 1, 1], [0, 1, 2])
    expect(drawn([1, 1, 1], [2, 0, 1])).toEqual(before)
    const after = drawn([1, 1, 2], [0, 1, 2])
    const moved = people.flatMap((_, index) => (before[index] === after[index] ? [] : [after[index]]))
    expect(new Set(moved)).toEqual(new Set(['v2']))
    expect(moved.length).toBeLessThan(people.length / 4)
  })

  it('[FX2] draws evenly, and never the ends', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const fraction = fractionOf(text)
        expect(fraction).toBeGreaterThan(0)
        expect(fraction).toBeLessThan(1)
        expect(fractionOf(text)).toBe(fraction)
      }),
    )
  })
})
