import { describe, expect, it } from 'vitest'
import { contrast } from './contrast.ts'

describe('contrast', () => {
  it('is what WCAG says, whichever colour comes first', () => {
    expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21)
    expect(contrast([255, 255, 255], [255, 255, 255])).toBeCloseTo(1)
    // The lightest grey of 4.5:1 on white, as WCAG's own examples have it.
    expect(contrast([118, 118, 118], [255, 255, 255])).toBeCloseTo(4.54, 2)
    expect(contrast([255, 0, 0], [255, 255, 255])).toBeCloseTo(contrast([255, 255, 255], [255, 0, 0]))
  })
})
