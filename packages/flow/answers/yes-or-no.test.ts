import { describe, expect, it } from 'vitest'
import { asking } from '../fixtures/asking.ts'
import { picked, sides } from '../fixtures/pick.ts'
import { phrasesIn } from '../understanding/phrase.ts'
import { catalogs } from '../words/words.ts'
import { choiceOf, createOffer } from './offer.ts'
import { findPick, isNo } from './pick.ts'

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
    for (const typed of [
      'no, I want to book',
      'no thanks, I will do that later',
      'no I want to book',
      "no I'm driving",
    ])
      expect(picked(both, typed), typed).toBe('No+')
    // What people type without its comma, where nothing but a no can begin so.
    expect(picked(['Sí', 'No'], 'no quiero cancelar', 'es')).toBe('No+')
    expect(picked(['Sì', 'No'], 'no voglio prenotare', 'it')).toBe('No+')
    expect(picked(['Oui', 'Non'], 'non je veux réserver', 'fr')).toBe('Non+')
    expect(picked(['Sim', 'Não'], 'não quero cancelar', 'pt')).toBe('Não+')
    for (const typed of ['no idea', "no I don't know", 'no I mean yes', 'no my other one or this'])
      expect(picked(both, typed), typed).toBeNull()
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

  it('[FA27] is a choice whose id is typed as it is', () => {
    const choices = [choiceOf('yes?', 'Perhaps', null, null, null), choiceOf('no', 'No', null, null, null)]
    const picks = (typed: string) => findPick(createOffer(choices, null, new Map()), typed, asking())
    expect(picks('yes?')).toEqual({ id: 'yes?', partly: false })
    expect(picks('no?')).toBeUndefined()
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
