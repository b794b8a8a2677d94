import { expect, test } from 'vitest'
import { knownOf, longestSentence, maskWords, personalIn } from './masked-words.ts'

test('[RN1] masks what tells who somebody is, in any script', () => {
  const known = knownOf({ id: 'c', name: '김 민서', email: 'min@example.kr', external_id: 'tea-1' })
  expect(maskWords('저는 민서예요, MIN@example.kr', known)).toBe('저는 •••예요, •••')
  expect(maskWords('tea-1 and steam', known)).toBe('••• and steam')
  expect(maskWords('call ０１０-１２３４-５６７８ or see https://x.example/?id=1')).toBe('call ‹phone› or see ‹url›')
  expect(maskWords('born 3.5.1990, 2 adults')).toBe('born ‹number›, 2 adults')
  expect(maskWords('born 03.05.1990')).toBe('born ‹phone›')
})

test('[RN1] masks names that were found in the words themselves', () => {
  const entity = { value: 'x', start: 0, end: 0, confidence: 1 }
  const extracted = [
    { ...entity, type: 'given_name', text: 'Grace' },
    { ...entity, type: 'city', text: 'London' },
  ]
  const known = personalIn({ intent: null, confidence: 0, entities: {}, extracted })
  expect(maskWords('grace from London', known)).toBe('••• from London')
})

test('[RN1] leaves words that only contain a name, and is quick with anything', () => {
  expect(maskWords('also Al, alas', ['Al'])).toBe('also •••, alas')
  expect(maskWords('a.*b', ['.*'])).toBe('a•••b')
  for (const hostile of ['@'.repeat(100_000), '1 '.repeat(50_000), 'a@'.repeat(50_000), '+'.repeat(100_000)])
    expect(maskWords(hostile).length).toBeLessThanOrEqual(longestSentence)
})
