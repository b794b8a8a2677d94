import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asking } from '../fixtures/asking.ts'
import { asked, stored } from '../fixtures/question.ts'
import { foldPhrase, phrasesIn } from '../understanding/phrase.ts'
import { catalogs } from '../words/words.ts'
import { choiceOf, createOffer, type Offer } from './offer.ts'
import { findPick, isNo } from './pick.ts'

function offer(...labels: readonly string[]): Offer {
  const choices = labels.map((label, index) => choiceOf(`c${index}`, label, null, null, null))
  return createOffer(choices, null, new Map())
}

/** What is picked of these labels; behind a `+` something more was said. */
function picked(labels: readonly string[], typed: string, language = 'en'): string | null {
  const pick = findPick(offer(...labels), typed, asking({ language }))
  const label = pick === undefined ? null : labels[Number(pick.id.slice(1))]
  return label === null || label === undefined ? null : `${label}${pick?.partly === true ? '+' : ''}`
}

const sides: { readonly [language: string]: readonly [yes: string, no: string] } = {
  en: ['Yes', 'No'],
  de: ['Ja', 'Nein'],
  fr: ['Oui', 'Non'],
  es: ['Sí', 'No'],
  it: ['Sì', 'No'],
  pt: ['Sim', 'Não'],
  nl: ['Ja', 'Nee'],
  ja: ['はい', 'いいえ'],
  ko: ['네', '아니요'],
  zh: ['是', '不是'],
  ar: ['نعم', 'لا'],
  he: ['כן', 'לא'],
}

describe('a yes or a no that is typed', () => {
  it.each([
    ['en', 'yep|yeah|y|sure|ok|OK!|Yes please|Sure, please|yes no problem|Yes, that’s fine|that’s right|go ahead'],
    ['de', 'ja|jo|klar|gerne|Ja, gerne|doch|ja bitte|stimmt|das stimmt|in Ordnung|ja, passt so'],
    ['fr', 'oui|ouais|d’accord|bien sûr|oui, merci|oui c’est ça|volontiers'],
    ['es', 'si|sí|claro|claro que sí|sí, por favor|vale|de acuerdo'],
    ['it', 'si|sì|certo|va bene|sì grazie'],
    ['pt', 'sim|claro|pode ser|sim, por favor'],
    ['nl', 'ja graag|ja hoor|prima|klopt|ja, doe maar'],
    ['ja', 'はい|ええ|はい、お願いします|もちろんです|そうです'],
    ['ko', '네|네네|넵|예|네 맞아요|네, 좋아요|맞아요|네 부탁드려요|ㅇㅇ|그럼요'],
    ['zh', '是的|对|好的|可以|没问题|是的，谢谢'],
    ['ar', 'نعم|أجل|طبعا|نعم، من فضلك'],
    ['he', 'כן|בטח|כן, בבקשה'],
  ])('[FA27] is a yes in %s', (language, said) => {
    const [yes = '', no = ''] = sides[language] ?? []
    for (const typed of said.split('|')) expect(picked([yes, no], typed, language), typed).toBe(yes)
  })

  it.each([
    ['en', 'nope|nah|n|no thanks|No, thank you|not really|no way|never mind'],
    ['de', 'nein|nee|nö|nein danke|nein, lieber nicht|auf keinen Fall'],
    ['fr', 'non|non merci|pas maintenant|non, pas du tout'],
    ['es', 'no|no, gracias|ahora no|mejor no'],
    ['it', 'no grazie|non ora|no, meglio di no'],
    ['pt', 'não|nao|não, obrigado|agora não'],
    ['nl', 'nee|nee, bedankt|liever niet'],
    ['ja', 'いいえ|いえ、結構です|違います|いりません'],
    ['ko', '아니|아뇨|아니요|아니오|아니에요|됐어요|안 할래요|ㄴㄴ'],
    ['zh', '不|不用了|不要|不是的|算了'],
    ['ar', 'لا|لا شكرا|كلا'],
    ['he', 'לא|לא, תודה|לא עכשיו'],
  ])('[FA27] is a no in %s', (language, said) => {
    const [yes = '', no = ''] = sides[language] ?? []
    for (const typed of said.split('|')) expect(picked([yes, no], typed, language), typed).toBe(no)
  })

  it('[FA27] may say more than that', () => {
    const both = ['Yes', 'No']
    for (const typed of ['yes please cancel it', 'Yes, I’m Ada Lovelace', 'yeah book it for two'])
      expect(picked(both, typed), typed).toBe('Yes+')
    for (const typed of ['no, I want to book', 'no thanks, I will do that later'])
      expect(picked(both, typed), typed).toBe('No+')
    expect(picked(['네', '아니요'], '네, 예약해 주세요', 'ko')).toBe('네+')
    expect(picked(['예', '아니요'], '아니요, 예약은 그대로 두세요', 'ko')).toBe('아니요+')
    expect(picked(['Ja', 'Nein'], 'ja, bitte stornieren', 'de')).toBe('Ja+')
    expect(picked(['はい', 'いいえ'], 'はい、予約してください', 'ja')).toBe('はい+')
  })

  it('[FA27] is none where both are said, it is taken back or left open, or something is asked', () => {
    const no: readonly (readonly [string, string])[] = [
      [
        'en',
        'yes or no?|yes no|yes and no|ok no|Yes, but make it Busan|yes, if it is free|no idea|yes, how much is it?|maybe|yesterday|I know|not sure|nothing|wait, yes',
      ],
      ['de', 'ja oder nein|ja, aber erst morgen|jein|nein, doch|Januar|ja, wann denn?'],
      ['fr', 'oui ou non|oui, mais demain|si possible|où'],
      ['es', 'sí o no|si es barato|sí, pero mañana|no sé'],
      ['ko', '네 아니요|네덜란드|네 명이요|네가 뭔데|네, 근데 얼마예요|예약|아니면|아니메'],
      ['ja', 'はい、でも明日|はいですか？|いやはや、はい'],
      ['zh', '是不是|对不起|好像不行|是的，但是明天'],
    ]
    for (const [language, said] of no)
      for (const typed of said.split('|')) expect(picked(sides[language] ?? [], typed, language), typed).toBeNull()
  })

  it('[FA27] may be in another language than the conversation where it is nothing else', () => {
    expect(picked(['네', '아니요'], 'yes', 'ko')).toBe('네')
    expect(picked(['Yes', 'No'], '아니요', 'en')).toBe('No')
    expect(picked(['Ja', 'Nein'], 'klar', 'en')).toBe('Ja')
    expect(picked(['Sim', 'Não'], 'no sábado', 'pt')).toBeNull()
  })

  it('[FA27] is the choice whose label begins with it', () => {
    const keep = ['Yes, cancel it', 'No, keep it']
    expect(picked(keep, 'yeah')).toBe('Yes, cancel it')
    expect(picked(keep, 'no thanks')).toBe('No, keep it')
    expect(picked(['Window', 'Aisle', 'No preference'], 'no')).toBeNull()
    expect(picked(['Yes', 'Yes, all of it', 'No'], 'yep')).toBeNull()
    expect(picked(['Left', 'Right'], 'yes')).toBeNull()
    expect(picked(['Fumeur', 'Non-fumeur'], 'no', 'fr')).toBeNull()
  })

  it('[FA27] is never both, whatever the language', () => {
    const all = (...words: readonly ('yes_said' | 'yes_alone' | 'no_said' | 'no_alone')[]) =>
      new Set(words.flatMap((word) => Object.values(catalogs).flatMap((catalog) => phrasesIn(catalog[word]))))
    const no = all('no_said', 'no_alone')
    expect([...all('yes_said', 'yes_alone')].filter((phrase) => no.has(phrase))).toEqual([])
    for (const [language, catalog] of Object.entries(catalogs)) {
      const labels = sides[language] ?? []
      for (const word of ['yes_said', 'yes_alone', 'no_said', 'no_alone'] as const)
        for (const phrase of phrasesIn(catalog[word])) {
          expect(phrase, `${language} ${word}`).not.toBe('')
          expect(picked(labels, phrase, language), `${language} ${phrase}`).toBe(labels[word.startsWith('yes') ? 0 : 1])
        }
    }
  })
})

describe('a choice that is typed', () => {
  const drinks = ['Tea', 'Coffee', 'Water']

  it('[FA27] is picked with words around it, and with more behind it', () => {
    for (const typed of ['tea please', 'I’d like the tea, please', 'Tea, thanks', 'yes, tea'])
      expect(picked(drinks, typed), typed).toBe('Tea')
    expect(picked(drinks, 'tea with two sugars')).toBe('Tea+')
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
    ['en', 'the second one|second|option 2|number 2|2nd|the 2nd one please|no. 2|the second one, for Seoul'],
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
    for (const typed of said.split('|')) expect(picked(drinks, typed, language)?.replace('+', ''), typed).toBe('Coffee')
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
      ...phrasesIn(`${catalog.yes_said}|${catalog.no_said}|${catalog.around_said}|${catalog.but_said}`),
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
