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

/** Words in each language that are neither its yes nor its no. */
function expectNone(said: { readonly [language: string]: string }): void {
  for (const [language, words] of Object.entries(said))
    for (const typed of words.split('|')) expect(picked(sides[language] ?? [], typed, language), typed).toBeNull()
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

  it.each([
    ['en', 'no problem|no problem at all|no worries|of course', 'of course not|no need|not yet|absolutely not'],
    ['de', 'kein Problem|geht klar', 'doch nicht|natürlich nicht|nicht nötig|noch nicht'],
    ['fr', 'pas de problème|pas de souci', 'pas encore|bien sûr que non|pas besoin'],
    ['es', 'no hay problema|sin problema|ningún problema', 'claro que no|para nada|no hace falta'],
    ['it', 'nessun problema|non c’è problema', 'certo che no|non serve'],
    ['pt', 'não há problema|não tem problema', 'claro que não|não precisa'],
    ['nl', 'geen probleem', 'natuurlijk niet|niet nodig'],
    ['ja', '問題ありません', '必要ありません|いえいえ'],
    ['ko', '문제없어요', '안 돼요|하지 마세요|필요 없어요'],
    ['zh', '没问题|没有问题', '当然不|没必要'],
    ['ar', 'لا مشكلة|لا بأس', 'لا داعي|ليس الآن'],
    ['he', 'אין בעיה', 'אין צורך|לא צריך'],
  ])('[FA27] is a yes though it begins with a no, and a no though it begins with a yes, in %s', (language, yes, no) => {
    const [first = '', second = ''] = sides[language] ?? []
    for (const typed of yes.split('|')) expect(picked([first, second], typed, language), typed).toBe(first)
    for (const typed of no.split('|')) expect(picked([first, second], typed, language), typed).toBe(second)
  })

  it('[FA27] is no no where another sentence begins with it', () => {
    expectNone({
      en: 'no doubt|no question about it|no comment|no matter|no wonder|no kidding|no answer|no way to log in|no one told me|no I don’t understand|no, I don’t know|No 2|no. 2|No. 1|no entiendo|no comprendo|No hablo inglés|No se puede',
      de: 'ne Frage hätte ich|ne gute Idee|nein, weiß nicht',
      fr: 'non compris|non, je ne sais pas',
      es: 'no entiendo|no entiendo la pregunta|no lo sé|no estoy segura|no tengo idea|no recuerdo|no me acuerdo|no puedo entrar|no encuentro mi reserva|no recibí nada|no me funciona|no importa|no pasa nada|no hay prisa|no mucho|no, no entiendo',
      it: 'no va bene|no, non lo so',
      pt: 'não entendi|não faço ideia|não tenho certeza|não lembro|não importa|não tem de quê',
      ko: '아니 왜요|아니 이게 뭐야|아니 그게 무슨 말이에요|아니 진짜|아니요, 모르겠어요',
      ja: 'いやー、そうです|いやはや|いいえ、わかりません',
      zh: '不是很清楚|不是很确定|没有意见|不用担心|不要紧|不用谢|不客气|不了解|没有想好|没有啊|是不是|不是，我不知道',
      ar: 'لا أفهم|لا أتذكر|لا أعرف|لا يهم',
      he: 'לא הבנתי|לא זוכר|לא משנה|לא יודעת מה זה',
    })
    expect(picked(['Sí', 'No'], 'no, gracias, no me interesa', 'es')).toBe('No')
    expect(picked(['Sí', 'No'], 'no, ya tengo una reserva', 'es')).toBe('No+')
    expect(picked(['Sim', 'Não'], 'não, já tenho uma', 'pt')).toBe('Não+')
    expect(picked(['是', '不是'], '不用了，我自己来', 'zh')).toBe('不是+')
    expect(picked(['نعم', 'لا'], 'لا، سأتصل غدا', 'ar')).toBe('لا+')
    expect(picked(['כן', 'לא'], 'לא, אני אתקשר מחר', 'he')).toBe('לא+')
  })

  it('[FA27] is none where it is asked', () => {
    expectNone({
      en: 'yes?|No?|right?|correct?|sure?|fine?|ok?|y?|yes what time|yes, how do I pay',
      de: 'ja?|Nein?|ja, wann',
      es: '¿sí?|¿No?',
      ko: '네?|예?|맞아요?|아니요?|네 얼마예요|네 이름이 뭐야',
      ja: 'はい?|ええ？|はい、いくらです',
      zh: '是?|好的吗|好的，多少钱',
      ar: 'نعم؟|لا؟',
    })
    expect(isNo('No?', asking())).toBe(false)
    expect(picked(['Tea', 'Coffee'], 'Tea?')).toBe('Tea')
    expect(picked(['Yes, may I?', 'No'], 'yes, may I?')).toBe('Yes, may I?')
  })

  it('[FA27] is no yes where it is refused, or only begins like one', () => {
    expectNone({
      en: 'yes I don’t want that|yes cancel, don’t book|yes never|yes, that is not what I want',
      de: 'ja nicht|ja nie|ja, stimmt nicht|ja stimmt das nicht|jo mei|doch eine Frage',
      fr: 'oui pas|oui jamais|oui, ce n’est pas possible',
      es: 'si puedo|si es barato|sí, nunca',
      nl: 'ja niet|ja dat wil ik niet',
      ko: '네, 안 갈게요|예 안 합니다|그래 하지 마|네, 하지 말아 주세요|네 취소하지 마세요|그래도|그래서|괜찮아요|네 잘 모르겠는데요|네 없어요|네 마음대로',
      ja: '大丈夫です|大丈夫です、必要ありません|いいです|ええと|ええっと|ええと、やめます|うんざり|えええ|はい、行けない',
      zh: '对不起|对于这个问题|好像|好多|好难|是的，我不去',
    })
  })

  it('[FA27] is no yes where it counts what follows', () => {
    const four =
      '네 그릇 주세요|네 팀이요|네 박이요|네 쌍|네 켤레|네 판 주세요|네 상자|네 명이요|네 명으로|네 시에 갈게요|네 시반이요|네 자리요|네명이요'
    for (const typed of four.split('|')) expect(picked(['네', '아니요'], typed, 'ko'), typed).toBeNull()
    const yes =
      '네, 시작해 주세요|네, 시간 돼요|네, 개인정보 동의합니다|네, 번호 맞아요|네, 분명히요|네, 장소 좋아요|네, 병원이요|네, 네 명이요|예 네 명이요|네 시작해 주세요|네 예약해 주세요|네 주문할게요'
    for (const typed of yes.split('|')) expect(picked(['네', '아니요'], typed, 'ko'), typed).toBe('네+')
  })

  it('[FA27] is none where both are said, it is taken back or left open, or something is asked', () => {
    expectNone({
      en: 'yes or no?|yes no|yes and no|ok no|Yes, but make it Busan|yes, if it is free|no idea|yes, how much is it?|maybe|yesterday|I know|not sure|nothing|wait, yes',
      de: 'ja oder nein|ja, aber erst morgen|jein|nein, doch|Januar|ja, wann denn?',
      fr: 'oui ou non|oui, mais demain|si possible|où',
      es: 'sí o no|si es barato|sí, pero mañana|no sé',
      ko: '네 아니요|네덜란드|네 명이요|네가 뭔데|네, 근데 얼마예요|예약|아니면|아니메',
      ja: 'はい、でも明日|はいですか？|いやはや、はい',
      zh: '是不是|对不起|好像不行|是的，但是明天',
    })
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
      for (const side of ['yes', 'no'] as const) {
        const said = phrasesIn(catalog[`${side}_said`])
        for (const phrase of [...said, ...phrasesIn(catalog[`${side}_alone`])]) {
          expect(phrase, `${language} ${side}`).not.toBe('')
          expect(picked(labels, phrase, language), `${language} ${phrase}`).toBe(labels[side === 'yes' ? 0 : 1])
        }
        const apart = phrasesIn(catalog[`${side}_apart`]).filter((phrase) => phrase !== '')
        expect(
          apart.filter((phrase) => !said.includes(phrase)),
          language,
        ).toEqual([])
      }
    }
  })
})

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
