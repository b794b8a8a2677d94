import { describe, expect, it } from 'vitest'
import { asked, stored } from '../fixtures/question.ts'

const food = {
  type: 'choices',
  choices: [
    { id: 'fish', label: 'Fish, fried' },
    { id: 'chips', label: 'Chips', synonyms: ['fries'] },
    { id: 'salt', label: 'Salt and vinegar' },
    { id: 'peas', label: 'Peas' },
  ],
}

describe('an answer of several choices', () => {
  it.each([
    ['1, 3', ['fish', 'salt']],
    ['3 1', undefined],
    ['peas and chips', ['chips', 'peas']],
    ['fries; PEAS!', ['chips', 'peas']],
    ['chips, fish, fried, and salt and vinegar', ['fish', 'chips', 'salt']],
    ['chips & peas\n1', ['fish', 'chips', 'peas']],
    ['chips、peas', ['chips', 'peas']],
    ['chips, chips', ['chips']],
    ['salt and vinegar', ['salt']],
    ['chips, soup', undefined],
    ['', undefined],
    ['none', undefined],
    [', , ,', undefined],
    ['chips,'.repeat(500), undefined],
  ])('[FA16] reads %j as %j', (typed, picks) => {
    expect(stored(food, 'choices', typed)).toEqual(picks)
  })

  it('[FA16] takes picks by id, keeps them in the order in which they are offered, and shows them with their labels', () => {
    const bot = asked(food, 'choices').sends({ kind: 'choices', choices: ['peas', 'fish', 'peas'] })
    expect(bot.variable('given')).toEqual(['fish', 'peas'])
    expect(bot.heard[0]?.content).toEqual({ kind: 'picks', text: 'Peas, Fish, fried', picks: ['peas', 'fish'] })
    expect(asked(food, 'choices').picks('salt').variable('given')).toEqual(['salt'])
    asked(food, 'choices')
      .sends({ kind: 'choices', choices: ['peas', 'soup'] })
      .is('waiting')
  })

  it('[FA16] keeps to how many may be picked', () => {
    const two = { ...food, min: 2, max: 3 }
    asked(two, 'choices').says('1').hears('Well?').hears('Please pick at least 2.')
    asked(two, 'choices').says('1, 2, 3, 4').hears('Well?').hears('Please pick at most 3.')
    asked(two, 'choices')
      .says('soup')
      .hears('Well?')
      .hears(/^Please pick from the options\./)
    expect(asked(two, 'choices').said[0]).toMatchObject({
      kind: 'choices',
      multiple: { min: 2, max: 3 },
      input: { type: 'choices', min: 2, max: 3 },
    })
    const any = { ...food, min: 0 }
    expect(stored(any, 'choices', 'none')).toEqual([])
    expect(asked(any, 'choices').sends({ kind: 'choices', choices: [] }).variable('given')).toEqual([])
  })

  it('[FA14] [FA16] offers what logic gives', () => {
    const bot = asked(
      { type: 'choices', from: 'tags', max: 1 },
      'choices',
      {},
      { tags: ['red', 'blue', 'red', null, 7] },
    )
    expect(bot.said[0]).toMatchObject({ choices: [{ id: 'red' }, { id: 'blue' }, { id: '7' }], multiple: { max: 1 } })
    expect(bot.says('blue').variable('given')).toEqual(['blue'])
  })
})
