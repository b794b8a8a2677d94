import { expect, it } from 'vitest'
import { pickShare, shareOf } from './share.ts'

const people = Array.from({ length: 10_000 }, (_, index) => `person ${index}`)

it('spreads people evenly, each draw anew, and everybody the same each time', () => {
  const shares = people.map((person) => shareOf('a', person))
  expect(Math.min(...shares)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...shares)).toBeLessThan(100)
  const below = (limit: number) => shares.filter((share) => share < limit).length
  for (const limit of [10, 25, 50, 90]) expect(Math.abs(below(limit) - limit * 100)).toBeLessThan(200)
  expect(people.map((person) => shareOf('a', person))).toEqual(shares)
  const both = people.filter((person) => shareOf('a', person) < 50 && shareOf('b', person) < 50).length
  expect(Math.abs(both - 2500)).toBeLessThan(200)
})

it('picks by percentages, and nobody in what they leave', () => {
  const ones = [{ percentage: 20 }, { percentage: 0 }, { percentage: 30 }]
  expect(
    [0, 19.9, 20, 49.9, 50, 99].map((share) => ones.map((one) => pickShare(ones, share) === one).indexOf(true)),
  ).toEqual([0, 0, 2, 2, -1, -1])
})
