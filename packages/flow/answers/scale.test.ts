import { describe, expect, it } from 'vitest'
import { asked, stored } from '../fixtures/question.ts'

describe('a rating answer', () => {
  it.each([
    ['4', 4],
    [' 4/5 ', 4],
    ['4 of 5', 4],
    ['★★★★', 4],
    ['⭐⭐⭐⭐', 4],
    ['❤️❤️', 2],
    ['５', 5],
  ])('[FA17] reads %j as %d', (typed, rating) => {
    expect(stored({ type: 'rating' }, 'number', typed)).toBe(rating)
  })

  it.each(['0', '6', '4/10', '4.5', '', 'great', '★'.repeat(6), '★'.repeat(5000)])('[FA17] refuses %j', (typed) => {
    asked({ type: 'rating' }, 'number').says(typed).hears('Well?').hears('Please give a number from 1 to 5.')
  })

  it('[FA17] has its own best and icon, and is picked as well as typed', () => {
    const bot = asked({ type: 'rating', max: 10, icon: 'number' }, 'number')
    expect(bot.said[0]).toMatchObject({ input: { type: 'rating', max: 10, icon: 'number' } })
    expect(bot.picks('10').variable('given')).toBe(10)
  })
})

describe('a slider answer', () => {
  it.each([
    ['0.3', 0.3],
    ['0.30 km', 0.3],
    ['1KM', 1],
    ['km 0.5', 0.5],
    ['-1', -1],
  ])('[FA18] reads %j as %d', (typed, number) => {
    expect(stored({ type: 'slider', min: -1, max: 1, step: 0.1, unit: 'km' }, 'number', typed)).toBe(number)
  })

  it('[FA18] keeps to its ends and its steps', () => {
    const slider = { type: 'slider', min: 10, max: 50, step: 5 }
    asked(slider, 'number').says('9').hears('Well?').hears('Please give a number from 10 to 50.')
    asked(slider, 'number').says('12').hears('Well?').hears('Please give a number from 10 to 50 in steps of 5.')
    asked(slider, 'number').says('x'.repeat(5000)).hears('Well?').hears('Please give a number from 10 to 50.')
    expect(stored(slider, 'number', '50')).toBe(50)
    expect(asked({ type: 'slider', unit: '{{ unit }}' }, 'number', {}, { unit: '%' }).said[0]).toMatchObject({
      input: { type: 'slider', min: 0, max: 100, step: 1, unit: '%' },
    })
  })

  it('[FA18] reads numbers as the flow writes them', () => {
    const ask = { type: 'slider', min: 0, max: 10_000, step: 0.5 }
    expect(stored(ask, 'number', '1,000.5')).toBe(1000.5)
  })
})
