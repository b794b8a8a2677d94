import fc from 'fast-check'
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

test('[RN1] masks addresses however they are written', () => {
  for (const [said, masked] of [
    ['mail ada＠example.com', 'mail ‹email›'],
    ['mail ada @ example.com please', 'mail ‹email› please'],
    ['Adresse: ada(at)exämple.de', 'Adresse: ‹email›'],
    ['메일은 ada＠example．com이에요', '메일은 ‹email›'],
    ['see www.ada.com', 'see ‹url›'],
    ['see instagram.com/ada.l?x=1 or t.me/ada', 'see ‹url› or ‹url›'],
    ['see ...instagram.com/ada', 'see ...‹url›'],
    ['我的网址是www.ada.cn', '我的网址是‹url›'],
    ['주소는instagram.com/ada', '주소는‹url›'],
    ['schau auf münchen.de/ada', 'schau auf ‹url›'],
    ['ｈｔｔｐｓ：／／x.example/a', '‹url›'],
    ['ask @adalovelace', 'ask ‹name›'],
  ])
    expect(maskWords(said ?? '')).toBe(masked)
  // Nobody's in particular, or none.
  for (const said of ['are you amazon.com?', 'z. B. and/or e.g./i.e.', '3.5km/h', 'meet @ 5'])
    expect(maskWords(said)).toBe(said)
})

test('[RN1] masks numbers however they are written, and leaves amounts and times', () => {
  for (const [said, masked] of [
    ['4\u200b1\u200b1\u200b1', '‹number›'],
    ['4️⃣1️⃣1️⃣1️⃣', '‹number›'],
    ['①②③④⑤⑥', '‹number›'],
    ['❶❷❸', '‹number›'],
    ['1_2_3_4_5_6', '‹number›'],
    ['41 11   11     11', '‹phone›'],
    ['4111,1111,1111,1111', '‹phone›'],
    ['电话：138，0013，8000', '电话：‹phone›'],
    ['٠١٢ ٣٤٥ ٦٧٨', '‹phone›'],
  ])
    expect(maskWords(said ?? '')).toBe(masked)
  for (const said of ['at 10:30, 2 people', 'room 12: 3 nights', '3.5 km', 'table for 2, please? 1 child'])
    expect(maskWords(said)).toBe(said)
})

test('[RN1] hides every long number, whatever stands between its digits', () => {
  const digit = fc.constantFrom(...'0123456789０９①⑤٣५𝟜❼')
  const gap = fc.constantFrom(
    '',
    ' ',
    '   ',
    '-',
    '_',
    '.',
    ' / ',
    '\u200b',
    '\u00ad',
    '\u2060',
    '\ufe0f\u20e3',
    '\u3164',
    '–',
  )
  const number = fc.array(fc.tuple(digit, gap), { minLength: 3, maxLength: 60 })
  fc.assert(
    fc.property(number, fc.constantFrom('call', '전화', '電話は', 'ruf an:'), (parts, before) => {
      expect(maskWords(`${before} ${parts.flat().join('')} x`)).not.toMatch(/\p{N}/u)
    }),
  )
})

test('[RN1] finds what is known however its letters are encoded', () => {
  const known = knownOf({ id: 'c', name: 'Jürgen Müller' })
  expect(maskWords('Hier ist Ju\u0308rgen  Mü\u00adller', known)).toBe('Hier ist •••')
  expect(maskWords('Ｊürgen！', known)).toBe('•••！')
  expect(maskWords('저는 민서예요'.normalize('NFD'), ['김 민서', '민서'])).toBe('저는 •••예요')
})

test('[RN1] keeps what is not masked as it was written', () => {
  for (const said of ['ㅋㅋㅋ 네! ㅠㅠ', '你好，我要订单（两个）！', '商品は届きますか？', 'À bientôt… ñ'])
    expect(maskWords(said)).toBe(said)
})

test('[RN1] what is cut off in the middle does not show the beginning of it', () => {
  const link = `https://x.example/${'y'.repeat(1400)}`
  expect(maskWords(`${link} ${'z '.repeat(36)}ada.lovelace@example.com`)).not.toContain('love')
  expect(maskWords('👍'.repeat(250) + 'x'.repeat(10)).isWellFormed()).toBe(true)
  expect(maskWords(`x${'👍'.repeat(300)}`).isWellFormed()).toBe(true)
})

test('[RN1] leaves words that only contain a name, and is quick with anything', () => {
  expect(maskWords('also Al, alas', ['Al'])).toBe('also •••, alas')
  expect(maskWords('a.*b', ['.*'])).toBe('a•••b')
  const parts = ['@', '1 ', 'a@', '+', 'a.', '1.', '가.', 'a-', 'www.', '1 . ', 'x @ a.', '\ufdfa', 'http', '•']
  for (const part of parts) expect(maskWords(part.repeat(50_000)).length).toBeLessThanOrEqual(longestSentence)
})
