import { array, assert, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clusterTexts, createNearest, mostClustered } from './likeness.ts'

describe('texts that are alike', () => {
  it('are put together, in any script', () => {
    const texts = [
      'where is my parcel',
      '환불 받고 싶어요',
      'my parcel, where is it?',
      'do you sell gift cards',
      '환불을 받고 싶습니다',
      'where is the parcel',
    ]
    expect(clusterTexts(texts)).toEqual([[0, 2, 5], [1, 4], [3]])
  })

  it('are found for another one, the nearest first', () => {
    const nearest = createNearest(['cancel my order', 'order a taxi', 'opening hours'])
    expect(nearest('please cancel the order', 2).map(({ index }) => index)).toEqual([0, 1])
    expect(nearest('☃', 3)).toEqual([])
  })

  it('are all somewhere once, whatever they are', () => {
    assert(
      property(array(string(), { maxLength: 40 }), (texts) => {
        const all = clusterTexts(texts).flat()
        expect([...all].sort((a, b) => a - b)).toEqual([...texts.keys()])
      }),
      { numRuns: 60 },
    )
    const many = Array.from({ length: mostClustered + 5 }, (_, at) => `text ${at % 7}`)
    expect(clusterTexts(many).flat()).toHaveLength(many.length)
    expect(clusterTexts(['a '.repeat(100_000), '가'.repeat(100_000)])).toHaveLength(2)
  })
})
