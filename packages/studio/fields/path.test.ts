import { describe, expect, it } from 'vitest'
import { dotted, getAt, moved, renamedMember, setAt, withoutItem } from './path.ts'

const node = { kind: 'ask', answer: { type: 'choice', choices: [{ id: 'a' }, { id: 'b' }] } }

describe('a path', () => {
  it('is written as problems write it', () => {
    expect(dotted(['answer', 'choices', 1, 'id'])).toBe('answer.choices[1].id')
    expect(dotted([0])).toBe('[0]')
  })

  it('reads what is there, and nothing where nothing is', () => {
    expect(getAt(node, ['answer', 'choices', 1, 'id'])).toBe('b')
    expect(getAt(node, ['answer', 'min', 'x'])).toBeUndefined()
    expect(getAt(node, ['constructor'])).toBeUndefined()
  })

  it('changes one place and leaves the rest the same objects', () => {
    const changed = setAt(node, ['answer', 'choices', 1, 'id'], 'c')
    expect(changed.answer.choices).toEqual([{ id: 'a' }, { id: 'c' }])
    expect(changed.answer.choices[0]).toBe(node.answer.choices[0])
    expect(setAt(node, ['answer', 'type'], 'choice')).toBe(node)
  })

  it('makes what is on the way, and takes members and items away', () => {
    expect(setAt({ kind: 'wait' }, ['event', 'name'], 'x')).toEqual({ kind: 'wait', event: { name: 'x' } })
    expect(setAt({ kind: 'ask' }, ['idle', 0, 'after'], '1m')).toEqual({ kind: 'ask', idle: [{ after: '1m' }] })
    expect(setAt(node, ['answer', 'choices', 0], undefined).answer.choices).toEqual([{ id: 'b' }])
    expect(setAt(node, ['answer'], undefined)).toEqual({ kind: 'ask' })
  })

  it('keeps the order of members', () => {
    expect(Object.keys(setAt({ a: 1, b: 2 }, ['a'], 3))).toEqual(['a', 'b'])
    expect(Object.keys(renamedMember({ a: 1, b: 2 }, 'a', 'c'))).toEqual(['c', 'b'])
  })
})

describe('a list and a map', () => {
  it('move an item within their ends', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
    expect(moved(['a', 'b'], 1, 2)).toEqual(['a', 'b'])
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
  })

  it('never write over a member of the new name', () => {
    expect(renamedMember({ a: 1, b: 2 }, 'a', 'b')).toEqual({ a: 1, b: 2 })
  })
})

describe('a node without an item', () => {
  const node = {
    intents: [{ intent: 'book' }, { intent: 'cancel', port: 'stop' }],
    to: { book: 'a', stop: 'b', else: 'c' },
  }

  it('is without the way of the item too', () => {
    expect(withoutItem(node, ['intents', 1], 'stop')).toEqual({
      intents: [{ intent: 'book' }],
      to: { book: 'a', else: 'c' },
    })
  })

  it('keeps its ways where the item has none', () => {
    expect(withoutItem(node, ['intents', 0], 'nowhere')).toEqual({ intents: [node.intents[1]], to: node.to })
    expect(withoutItem({ intents: [{ intent: 'book' }] }, ['intents', 0], 'book')).toEqual({ intents: [] })
  })
})
