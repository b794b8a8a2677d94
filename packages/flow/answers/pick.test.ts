import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asking } from '../fixtures/asking.ts'
import { offer, picked, sides } from '../fixtures/pick.ts'
import { asked, stored } from '../fixtures/question.ts'
import { foldPhrase, phrasesIn } from '../understanding/phrase.ts'
import { catalogs } from '../words/words.ts'
import { findPick, isNo } from './pick.ts'

describe('a choice that is typed', () => {
  const drinks = ['Tea', 'Coffee', 'Water']

  it('[FA27] is picked with words around it, and with more behind it', () => {
    for (const typed of ['tea please', 'I’d like the tea, please', 'Tea, thanks', 'yes, tea'])
      expect(picked(drinks, typed), typed).toBe('Tea')
    expect(picked(drinks, 'Tea, and make it two')).toBe('Tea+')
    expect(picked(drinks, 'tea please - and make it two')).toBe('Tea+')
    expect(picked(['St. Gallen', 'Bern'], 'St. Gallen bitte', 'de')).toBe('St. Gallen')
    expect(picked(['10:00', '10:30'], '10:30 please')).toBe('10:30')
    expect(picked(['서울', '부산'], '서울이요', 'ko')).toBe('서울')
    expect(picked(['서울', '부산'], '부산으로 할게요', 'ko')).toBe('부산')
    expect(picked(['차', '물'], '차요', 'ko')).toBe('차')
    expect(picked(['お茶', '水'], 'お茶をお願いします', 'ja')).toBe('お茶')
    expect(picked(['茶', '咖啡'], '我要咖啡', 'zh')).toBe('咖啡')
    expect(picked(['Tee', 'Kaffee'], 'ich hätte gern den Kaffee', 'de')).toBe('Kaffee')
  })

  it('[FA27] is not where two are named, it is a sentence of its own, or begins otherwise', () => {
    const said =
      'tea, not coffee|tea or coffee|tea? coffee?|teapot|no tea|tea, no|my tea is cold|tea is what my mother always drank at five|tea, but only green|is there tea?'
    for (const typed of said.split('|')) expect(picked(drinks, typed), typed).toBeNull()
    expect(picked(['서울', '부산'], '서울 말고 부산이요', 'ko')).toBeNull()
    expect(picked(['Tea', 'TEA!'], 'tea')).toBeNull()
  })

  it.each([
    [
      'en',
      'Monday|Tuesday',
      'Monday doesn’t work for me|Tuesday is not possible|Monday is full|Monday I can’t|Monday not|not Monday|Monday, not possible|Monday, I am unavailable',
    ],
    ['en', '10:00|10:30', '10:30 is too early'],
    ['en', 'Visa|PayPal', 'Visa was declined|visa expired|paypal is down|Paypal not available'],
    ['en', 'I agree|I do not agree', 'I agree not|I don’t agree'],
    ['en', 'April|May|June', 'May I cancel|may i ask something|June is my mother|April Smith'],
    ['en', 'Will|Grace|Hope', 'will you help me|hope so|hope it works|hope not'],
    ['en', 'Book|Change|Cancel', 'cancel nothing|book nothing|cancel not|change my mind|book is great|don’t cancel'],
    ['en', 'Now|Not now|Never', 'never mind|not right now|now or never'],
    ['en', 'Small|Large|None', 'none of these fit|small is too small|large no'],
    ['en', 'Coffee|No coffee|Tea', 'no, coffee|no tea|coffee, no tea'],
    ['en', 'Tea|Coffee', 'tea with two sugars|tea is what my mother drank'],
    [
      'de',
      'Montag|Dienstag',
      'Montag geht nicht|Montag nicht|Montag kann ich nicht|Montag, das geht nicht|nicht Montag',
    ],
    ['fr', 'Lundi|Mardi', 'lundi ce n’est pas possible|lundi impossible|pas lundi|lundi, impossible'],
    [
      'ko',
      '월요일|화요일',
      '월요일은 안 돼요|월요일은 안돼요|월요일은 힘들어요|월요일은 싫어요|월요일은 못 가요|월요일, 못 가요|월요일 빼고',
    ],
    ['ko', '짜장면|짬뽕', '짜장면 싫어요|짜장면은 못 먹어요|짜장면 말고요|짜장면 아니에요'],
    ['ko', '1명|2명|3명 이상', '2명 아니고 3명|네 명'],
    ['ja', '月曜日|火曜日', '月曜日はだめです|月曜日ではない|月曜日は無理です|月曜日はちょっと|月曜日、無理です'],
    ['zh', '周一|周二', '周一不行|周一不可以|周一没空|周一，没空|不要周一'],
  ])('[FA27] is not where it is refused, or begins a sentence of its own: %s, %s', (language, labels, said) => {
    for (const typed of said.split('|')) expect(picked(labels.split('|'), typed, language), typed).toBeNull()
  })

  it('[FA27] goes on only behind a break, and not where it is refused, whatever is said', () => {
    const words = fc
      .array(fc.stringMatching(/^[a-z]{2,9}$/), { minLength: 1, maxLength: 6 })
      .map((each) => each.join(' '))
    fc.assert(
      fc.property(words, (more) => {
        expect(findPick(offer(...drinks), `tea ${more}`, asking())?.partly ?? false).toBe(false)
        expect(picked(['Sí', 'No'], `no ${more}`, 'es')).not.toBe('No+')
      }),
    )
    const refusals = Object.entries(catalogs).flatMap(([language, { not_said: not }]) =>
      phrasesIn(not).map((phrase) => [language, phrase] as const),
    )
    fc.assert(
      fc.property(fc.constantFrom(...refusals), words, ([language, phrase], more) => {
        expect(picked(drinks, `tea, ${more} ${phrase}`, language)).toBeNull()
        const [yes = '', no = ''] = sides[language] ?? []
        expect(picked([yes, no], `${yes}, ${more} ${phrase}`, language)).toBeNull()
      }),
    )
  })

  it.each([
    ['en', 'the second one|second|option 2|number 2|2nd|the 2nd one please|no. 2|the second option'],
    ['de', 'die zweite|das zweite bitte|Nummer 2|Option 2|die 2.'],
    ['fr', 'la deuxième|le second|numéro 2|option 2'],
    ['es', 'la segunda|opción 2|el número 2'],
    ['it', 'la seconda|opzione 2'],
    ['pt', 'a segunda|opção 2'],
    ['nl', 'de tweede|optie 2'],
    ['ja', '二番目|2番|2番です|二つ目でお願いします'],
    ['ko', '두 번째|두번째 거요|2번|2번이요|둘째'],
    ['zh', '第二个|第2个|选第二个'],
    ['ar', 'الثاني|رقم 2'],
    ['he', 'השני|מספר 2|האפשרות השנייה'],
  ])('[FA8] is picked by its place in %s', (language, said) => {
    for (const typed of said.split('|')) expect(picked(drinks, typed, language), typed).toBe('Coffee')
  })

  it('[FA8] is not picked by a place that is none, or that its name has', () => {
    const said = 'the fourth one|option 9|the first or the second|two|second thoughts|First, I want to know the price'
    for (const typed of said.split('|')) expect(picked(drinks, typed), typed).toBeNull()
    expect(picked(['Second class', 'First class'], 'first')).toBeNull()
    expect(picked(['2 people', '1 person'], 'option 2')).toBeNull()
    expect(picked(['네', '아니요', '글쎄요', '나중에'], '네', 'ko')).toBe('네')
  })

  it('[FA26] leaves words that say more to a question which takes any', () => {
    const answer = {
      type: 'choice',
      choices: [
        { id: 'yes', label: 'Yes' },
        { id: 'no', label: 'No' },
      ],
      other: true,
    }
    expect(stored(answer, 'text', 'yes, but call me')).toBe('yes, but call me')
    expect(stored(answer, 'text', 'yes, call me')).toBe('yes, call me')
    expect(stored(answer, 'text', 'yep')).toBe('yes')
  })

  it('[FA27] leaves by its port', () => {
    const answer = {
      type: 'choice',
      choices: [
        { id: 'yes', label: 'Yes' },
        { id: 'no', label: 'No' },
      ],
    }
    const to = { 'choice.yes': 'bye', 'choice.no': 'sorry' }
    asked(answer, 'choice', { to }).says('no, I want to book').hears('Well?').hears('Sorry.')
    asked(answer, 'choice', { to }).says('yes or no?').hears('Well?').hears('Please pick one of the options.')
  })

  it('[FA27] is one of several that are picked', () => {
    const answer = {
      type: 'choices',
      choices: [
        { id: 'wifi', label: 'Wi-Fi' },
        { id: 'meal', label: 'Meal' },
      ],
      min: 0,
    }
    expect(stored(answer, 'choices', 'Wi-Fi please')).toEqual(['wifi'])
    expect(stored(answer, 'choices', 'Wi-Fi and a meal, please')).toEqual(['wifi', 'meal'])
    expect(stored(answer, 'choices', 'the second one')).toEqual(['meal'])
    expect(stored(answer, 'choices', 'no thanks')).toEqual([])
    expect(stored({ ...answer, min: 1 }, 'choices', 'no thanks')).toBeUndefined()
    expect(stored(answer, 'choices', 'a meal and chips')).toBeUndefined()
  })

  it('[FA11] comes to a choice that is offered or to none, whatever is typed', () => {
    const words = Object.values(catalogs).flatMap((catalog) => [
      ...phrasesIn(
        `${catalog.yes_said}|${catalog.no_apart}|${catalog.around_said}|${catalog.not_said}|${catalog.but_said}`,
      ),
    ])
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.oneof(fc.constantFrom(...words), fc.string())).map((each) => each.join(' ')),
    )
    fc.assert(
      fc.property(text, fc.constantFrom(...Object.keys(catalogs)), (typed, language) => {
        const some = offer('Yes', 'No', '네', '아니요', 'はい', typed)
        const pick = findPick(some, typed, asking({ language }))
        expect(pick === undefined || some.has(pick.id)).toBe(true)
        expect(typeof isNo(typed, asking({ language }))).toBe('boolean')
        if (foldPhrase(typed) === '') expect(pick?.partly ?? false).toBe(false)
      }),
    )
  })
})
