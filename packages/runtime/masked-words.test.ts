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

test.each([
  ['mail ada＠example.com', 'mail ‹email›'],
  ['mail ada @ example.com please', 'mail ‹email› please'],
  ['ada.lovelace @ firma.example', '‹email›'],
  ['ada@gmail', '‹email›'],
  ['it says j***@hotmail', 'it says ‹email›'],
  ['"ada@163.com", "ada@1und1.de"', '"‹email›", "‹email›"'],
  ['ada [at] gmail [dot] com', '‹email›'],
  ['ada[dot]l (at) firma (dot) example', '‹email›'],
  ['Adresse: ada(at)exämple.de', 'Adresse: ‹email›'],
  ['Schreib an ada (ät) beispiel [Punkt] de', 'Schreib an ‹email›'],
  ['mon adresse : ada (arobase) exemple (point) fr', 'mon adresse : ‹email›'],
  ['메일은 ada＠example．com이에요', '메일은 ‹email›이에요'],
  ['메일은 김민서@예시.한국', '메일은 ‹email›'],
  ['ada (골뱅이) naver (점) com', '‹email›'],
  ['info@로 아무것도 안 와요', '‹email›로 아무것도 안 와요'],
  ['予約はada@example.comを使って', '予約は‹email›を使って'],
  ['别名bob@删掉', '别名‹email›删掉'],
  ['see www.ada.com', 'see ‹url›'],
  ['see instagram.com/ada.l?x=1 or t.me/ada', 'see ‹url› or ‹url›'],
  ['see Instagram.com/ada', 'see ‹url›'],
  ['INSTAGRAM.COM/ADA', '‹url›'],
  ['see ...instagram.com/ada', 'see ...‹url›'],
  ['finn.no/ada?id=12, ada.kr?id=x', '‹url› ‹url›'],
  ['我的网址是www.ada.cn', '我的网址是‹url›'],
  ['请把https://ada.example加进去', '请把‹url›加进去'],
  ['https://ko.example/wiki/홍길동', '‹url›'],
  ['주소는instagram.com/ada', '주소는‹url›'],
  ['schau auf münchen.de/ada', 'schau auf ‹url›'],
  ['ｈｔｔｐｓ：／／x.example/a', '‹url›'],
  ['ask @adalovelace', 'ask ‹name›'],
])('[RN1] masks addresses however they are written: %s', (said, masked) => {
  expect(maskWords(said)).toBe(masked)
})

test.each([
  ['41 11   11     11', '‹phone›'],
  ['4111,1111,1111,1111', '‹phone›'],
  ['电话：138，0013，8000', '电话：‹phone›'],
  ['٠١٢ ٣٤٥ ٦٧٨', '‹phone›'],
  ['mon numéro : 06, 12, 34, 56, 78', 'mon numéro : ‹phone›'],
  ['06 , 12 , 34 s’il vous plaît', '‹number› s’il vous plaît'],
  ['01; 23; 45; 67', '‹phone›'],
  ['meine Nummer: 0, 6, 1, 2, 3, 4, 5', 'meine Nummer: ‹phone›'],
  ['전화는 02. 34. 56. 78', '전화는 ‹phone›'],
  ['電話は 06、12、34、56', '電話は ‹phone›'],
  ['06:12:34:56', '‹phone›'],
  ['010-1234-5678 10:30', '‹phone›'],
  ['geboren 03.05.90', 'geboren ‹number›'],
  ['4\u200b1\u200b1\u200b1', '‹number›'],
  ['4️⃣1️⃣1️⃣1️⃣', '‹number›'],
  ['①②③④⑤⑥', '‹number›'],
  ['❶❷❸', '‹number›'],
  ['⑫⑬', '‹number›'],
  ['1_2_3_4_5_6', '‹number›'],
  ['the code is 4 1 1, 4-1-1-1', 'the code is ‹number›, ‹number›'],
  ['room 404, 10,000원', 'room ‹number›, ‹number›원'],
])('[RN1] masks numbers however they are written: %s', (said, masked) => {
  expect(maskWords(said)).toBe(masked)
})

test.each([
  // Addresses of nobody, or none.
  'are you amazon.com? amazon.com?please',
  'z. B. and/or e.g./i.e.',
  '3.5km/h',
  'Node.js/TypeScript',
  'Mr.Smith/Mrs.Smith',
  'it broke.Why?please',
  'order it.Is/was',
  'yes.no/maybe, ok.Thanks/bye',
  'oui.et/ou',
  'Das geht nicht.So/so',
  '네.주문하고싶어요/취소',
  '주문이요.취소?빨리',
  '注文です。キャンセル/変更',
  'look (at) this.thing',
  'I was charged @ once.please help',
  'meet @ 5, order@5pm, 2@3.50, 2@3.50원에',
  "I'm @home",
  '@home에서 일해요',
  // Times, days and amounts.
  'at 10:30, 2 people',
  '10:30-11:30',
  '10:30~11:30, 10:30 - 11:30',
  '19:00-21:00 2 persons',
  'von 19.30-21.00 Uhr, 10-12.30 Uhr',
  'am 10.12. 19:00',
  '恢复到12:15，12:20',
  'from 10 - 12, on 10/12 2 people',
  '10~12일 5월 10일 3시 30분',
  '3、4、5人です',
  '24/7, 50/50, 1 + 1 = 2',
  'I bought 2 for 3.50',
  'entre 3,99 - 4,99 €',
  'sizes 8, 10, 12, 14',
  '1, 2, 3, 4, 5, 6',
  'born 3, 4, 85',
  'der 3. 4. oder 5.',
  'version 1.2.3',
  'room 12: 3 nights',
  'table for 2, please? 1 child',
  // Signs that are no number.
  'x² + ½, 10½ Größe, Ⅲ, ™',
  '①ホテル ②飛行機',
  '① hotel ② flight ③ car',
])('[RN1] leaves the words that are nobody’s: %s', (said) => {
  expect(maskWords(said)).toBe(said)
})

const gaps = ['', ' ', '   ', '-', '_', '.', ' / ', '\u200b', '\u00ad', '\u2060', '\ufe0f\u20e3', '\u3164', '–']
const digit = fc.constantFrom(...'0123456789０９①⑤٣५𝟜❼')
const before = fc.constantFrom('call', '전화', '電話は', 'ruf an:')

test('[RN1] hides every long number, whatever stands between its digits', () => {
  // Eight and fewer may be from one price to another.
  const number = fc.array(fc.tuple(digit, fc.constantFrom(...gaps)), { minLength: 9, maxLength: 60 })
  fc.assert(
    fc.property(number, before, (parts, said) => {
      expect(maskWords(`${said} ${parts.flat().join('')} x`)).not.toMatch(/\p{N}/u)
    }),
  )
})

test('[RN1] hides every number of six digits and more with the same between them', () => {
  const number = fc.array(digit, { minLength: 6, maxLength: 60 })
  fc.assert(
    fc.property(number, fc.constantFrom(...gaps), before, (digits, gap, said) => {
      expect(maskWords(`${said} ${digits.join(gap)} x`)).not.toMatch(/\p{N}/u)
    }),
  )
})

test('[RN1] hides every number that is dictated in pairs', () => {
  const pairs = fc.array(fc.stringMatching(/^\d\d$/), { minLength: 2, maxLength: 20 })
  fc.assert(
    fc.property(pairs, fc.constantFrom(', ', ' , ', '; ', '、 ', '. ', ' '), before, (rest, gap, said) => {
      expect(maskWords(`${said} ${['06', ...rest].join(gap)} x`)).not.toMatch(/\p{N}/u)
    }),
  )
})

test('[RN1] hides every number of three digits and more in one piece or digit by digit', () => {
  const number = fc.array(digit, { minLength: 3, maxLength: 60 })
  const gap = fc.constantFrom('', ' ', '   ', '-', '_', '–', '\u200b', '\ufe0f\u20e3', '\u3164')
  fc.assert(
    fc.property(number, gap, before, (digits, between, said) => {
      expect(maskWords(`${said} ${digits.join(between)} x`)).not.toMatch(/\p{N}/u)
    }),
  )
})

test('[RN1] leaves every range of times', () => {
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hour, minute]) => `${hour}:${String(minute).padStart(2, '0')}`)
  fc.assert(
    fc.property(
      fc.array(time, { minLength: 1, maxLength: 6 }),
      fc.constantFrom('-', ' - ', '~', '–', ', '),
      (all, to) => {
        expect(maskWords(`open ${all.join(to)}`)).toBe(`open ${all.join(to)}`)
      },
    ),
  )
})

test('[RN1] finds what is known however its letters are encoded', () => {
  const known = knownOf({ id: 'c', name: 'Jürgen Müller' })
  expect(maskWords('Hier ist Ju\u0308rgen  Mü\u00adller', known)).toBe('Hier ist •••')
  expect(maskWords('Ｊürgen！', known)).toBe('•••！')
  expect(maskWords('저는 민서예요'.normalize('NFD'), ['김 민서', '민서'])).toBe('저는 •••예요')
})

test('[RN1] keeps what is not masked as it was written', () => {
  for (const said of [
    'ㅋㅋㅋ 네! ㅠㅠ',
    'ＯＫ、２人',
    '你好，我要订单（两个）！',
    '商品は届きますか？',
    'À bientôt… ñ',
  ])
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
  parts.push('가', '[dot]', 'a [dot] ', 'a(at)b.', '1, ', '10:30-', 'a.no/', '가a')
  for (const part of parts) expect(maskWords(part.repeat(50_000)).length).toBeLessThanOrEqual(longestSentence)
})
