import { describe, expect, it } from 'vitest'
import { logistic, logisticWeights, type Outcome } from './logistic.ts'
import { createRandom } from './random.ts'

const random = createRandom(3)
const truth = [-0.5, 1.5, -2]
const outcomes: readonly Outcome[] = Array.from({ length: 20_000 }, () => {
  const terms = [1, 4 * random() - 2, random()]
  return { terms, right: random() < logistic(terms, truth), worth: 1 }
})

describe('logistic regression', () => {
  it('[N7] finds the weights that outcomes come from', () => {
    const found = logisticWeights(outcomes, [0, 0, 0], 0.001)
    for (const [at, weight] of found.entries()) expect(Math.abs(weight - (truth[at] ?? 0))).toBeLessThan(0.15)
  })

  it('[N7] stays where it is drawn to without outcomes, and goes less far the stronger it is drawn', () => {
    expect(logisticWeights([], [1, 2, 3], 5)).toEqual([1, 2, 3])
    const few = outcomes.slice(0, 50)
    const away = (pull: number) => Math.abs(logisticWeights(few, [0, 0, 0], pull)[1] ?? 0)
    expect(away(100)).toBeLessThan(away(1))
    expect(away(1)).toBeGreaterThan(0.5)
  })

  it('[N7] leaves alone what is fixed', () => {
    const found = logisticWeights(outcomes, [0, 0, 7], 0.001, new Set([2]))
    expect(found[2]).toBe(7)
    expect(found[1]).toBeGreaterThan(1)
  })

  it('[N7] is total where outcomes can be told apart without any doubt', () => {
    const sure = [-2, -1, 1, 2].map((term) => ({ terms: [1, term, 0], right: term > 0, worth: 1 }))
    expect(logisticWeights(sure, [0, 0, 0], 0.1).every(Number.isFinite)).toBe(true)
  })
})
