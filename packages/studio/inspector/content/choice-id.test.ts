import { describe, expect, it } from 'vitest'
import { idFromWords, renameChoice } from './choice-id.ts'

const node = {
  kind: 'ask',
  answer: { type: 'choice', choices: [{ id: 'a' }, { id: 'b' }] },
  to: { 'choice.a': 'x', 'choice.b': 'y' },
}

describe('the id of a choice', () => {
  it('takes its way along', () => {
    const renamed = renameChoice(node, ['answer', 'choices', 0], 'c')
    expect(renamed.answer).toEqual({ type: 'choice', choices: [{ id: 'c' }, { id: 'b' }] })
    expect(renamed.to).toEqual({ 'choice.b': 'y', 'choice.c': 'x' })
  })

  it('never takes the way of another choice', () => {
    expect(renameChoice(node, ['answer', 'choices', 0], 'b').to).toEqual(node.to)
  })

  it('comes from its words as long as nobody chose it', () => {
    expect(idFromWords('choice_3', 'macOS')).toBe('macOS')
    expect(idFromWords('choice_3', 'Try again')).toBe('try_again')
    expect(idFromWords('yes', 'iOS')).toBe('iOS')
    expect(idFromWords('yes', 'Yes, please')).toBe(null)
    expect(idFromWords('yes', '네')).toBe('ne')
    expect(idFromWords('yes', 'はい')).toBe(null)
    expect(idFromWords('ios_17', 'iOS 18')).toBe(null)
  })
})
