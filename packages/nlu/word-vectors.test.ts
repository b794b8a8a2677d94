import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate } from './evaluation.ts'
import banking77 from './fixtures/banking77.json' with { type: 'json' }
import hwu64 from './fixtures/hwu64.json' with { type: 'json' }
import { gramsOf } from './grams.ts'
import { readModel, writeModel } from './model-file.ts'
import { createRecognizer } from './recognizer.ts'
import { examplesOf, trainIntents } from './train-intents.ts'
import { VectorTable, WordVectors } from './word-vectors.ts'
import de from './words/de.json' with { type: 'json' }
import en from './words/en.json' with { type: 'json' }
import es from './words/es.json' with { type: 'json' }
import fr from './words/fr.json' with { type: 'json' }
import it from './words/it.json' with { type: 'json' }
import ja from './words/ja.json' with { type: 'json' }
import ko from './words/ko.json' with { type: 'json' }
import { languagesIn, languagesOf } from './words/languages.ts'
import nl from './words/nl.json' with { type: 'json' }
import pt from './words/pt.json' with { type: 'json' }
import zh from './words/zh.json' with { type: 'json' }

const english = new VectorTable(en)
const vectors = new WordVectors([english])
const all = new WordVectors([english, ...[de, es, fr, it, ja, ko, nl, pt, zh].map((stored) => new VectorTable(stored))])
const shop = examplesOf({
  i1: ['I would like to purchase a ticket', 'may I purchase two of them', 'I want to acquire one'],
  i2: ['is it going to rain', 'will there be snow', 'how cold is it outside'],
  i3: ['my brother is ill', 'she has a fever', 'he feels sick'],
})
/** Three of each intent, from the first, the fourth, the seventh and the tenth on. */
const few = (training: { readonly [intent: string]: readonly string[] }) =>
  [0, 3, 6, 9].map((from) =>
    examplesOf(
      Object.fromEntries(Object.entries(training).map(([intent, texts]) => [intent, texts.slice(from, from + 3)])),
    ),
  )

describe('word vectors', () => {
  test('[N13] tell what words mean that no example has', () => {
    const meant = (text: string, given: WordVectors | null) =>
      createRecognizer(trainIntents(shop, { vectors: given }), 0).recognize(text, 'en').intent
    expect(meant('buying', vectors)).toBe('i1')
    expect(meant('thunderstorms', vectors)).toBe('i2')
    expect(meant('pneumonia', vectors)).toBe('i3')
    expect(['buying', 'thunderstorms', 'pneumonia'].map((text) => meant(text, null))).not.toEqual(['i1', 'i2', 'i3'])
  })

  test.each([
    ['BANKING77', banking77],
    ['HWU64', hwu64],
  ] as const)('[N13] help where there are three examples per intent of an excerpt of %s', (_, { training, asked }) => {
    const right = (given: WordVectors | null) =>
      few(training).reduce((sum, examples) => {
        const recognizer = createRecognizer(trainIntents(examples, { vectors: given }), 0)
        return sum + evaluate(recognizer, examplesOf(asked)).right
      }, 0)
    expect(right(vectors)).toBeGreaterThan(right(null))
  })

  test('[N14] come with requests, by which what is asked elsewhere is told from what is asked here, and the answers stay', () => {
    const bank = examplesOf(banking77.training)
    const without = trainIntents(bank, { vectors: new WordVectors([new VectorTable({ ...en, requests: [] })]) })
    const model = trainIntents(bank, { vectors })
    const asked = examplesOf(banking77.asked).map(({ text }) => text)
    const answersOf = (each: typeof model) => {
      const recognizer = createRecognizer(each, 0)
      return asked.map((text) => recognizer.recognize(text, 'en').intent)
    }
    expect(answersOf(model)).toEqual(answersOf(without))
    const strange = examplesOf(hwu64.asked).map(({ text }) => text)
    /** How often a question to the bank is trusted more than one to somebody else. */
    const apart = (each: typeof model) => {
      const recognizer = createRecognizer(each, 0)
      const trustIn = (text: string) => recognizer.recognize(text, 'en').confidence
      const outside = strange.map(trustIn)
      return asked.map(trustIn).reduce((sum, one) => sum + outside.filter((other) => one > other).length, 0)
    }
    expect(apart(model)).toBeGreaterThan(apart(without))
  })

  test.each([
    [
      'German',
      {
        i1: ['ich möchte eine Fahrkarte kaufen', 'kann ich zwei davon kaufen', 'ich will eine erwerben'],
        i2: ['wird es regnen', 'gibt es Schnee', 'wie kalt ist es draußen'],
        i3: ['mein Bruder ist krank', 'sie hat Fieber', 'ihm ist schlecht'],
      },
      ['Tickets bestellen', 'Gewitter am Nachmittag', 'Husten und Kopfschmerzen'],
    ],
    [
      'Spanish',
      {
        i1: ['quiero comprar un billete', 'puedo comprar dos', 'me gustaría adquirir uno'],
        i2: ['va a llover', 'habrá nieve', 'cuánto frío hace fuera'],
        i3: ['mi hermano está enfermo', 'ella tiene fiebre', 'él se siente mal'],
      },
      ['reservar entradas', 'tormenta por la tarde', 'tos y dolor de cabeza'],
    ],
    [
      'French',
      {
        i1: ['je voudrais acheter un billet', 'puis-je en acheter deux', "je veux m'en procurer un"],
        i2: ['va-t-il pleuvoir', 'y aura-t-il de la neige', 'combien fait-il froid dehors'],
        i3: ['mon frère est malade', 'elle a de la fièvre', 'il se sent mal'],
      },
      ['réserver des places', 'météo', 'une migraine'],
    ],
    [
      'Italian',
      {
        i1: ['vorrei comprare un biglietto', 'posso comprarne due', 'voglio acquistarne uno'],
        i2: ['pioverà', 'ci sarà la neve', 'quanto fa freddo fuori'],
        i3: ['mio fratello è malato', 'lei ha la febbre', 'si sente male'],
      },
      ['prenotare dei posti', 'meteo', "un'emicrania"],
    ],
    [
      'Portuguese',
      {
        i1: ['quero comprar uma passagem', 'posso comprar duas', 'gostaria de adquirir uma'],
        i2: ['vai chover', 'vai ter neve', 'quão frio está lá fora'],
        i3: ['meu irmão está doente', 'ela está com febre', 'ele se sente mal'],
      },
      ['reservar lugares', 'tempestade à tarde', 'tosse e enxaqueca'],
    ],
    [
      'Dutch',
      {
        i1: ['ik wil een kaartje kopen', 'kan ik er twee kopen', 'ik wil er een aanschaffen'],
        i2: ['gaat het regenen', 'komt er sneeuw', 'hoe koud is het buiten'],
        i3: ['mijn broer is ziek', 'zij heeft koorts', 'hij voelt zich niet lekker'],
      },
      ['tickets boeken', 'onweer vanmiddag', 'hoesten en hoofdpijn'],
    ],
    [
      'Japanese',
      {
        i1: ['切符を買いたい', '二枚買えますか', '一枚ください'],
        i2: ['雨が降りますか', '雪になりますか', '外は寒いですか'],
        i3: ['弟が病気です', '彼女は熱がある', '気分が悪い'],
      },
      ['チケット注文', '晴れるかな', '具合わるい'],
    ],
    [
      'Korean',
      {
        i1: ['표를 사고 싶어요', '두 장 살 수 있나요', '하나 구입할게요'],
        i2: ['비가 오나요', '눈이 올까요', '밖이 얼마나 추워요'],
        i3: ['동생이 아파요', '열이 나요', '속이 안 좋아요'],
      },
      ['티켓 예매', '내일 날씨', '기침하고 두통'],
    ],
    [
      'Chinese',
      {
        i1: ['我想买一张票', '可以买两张吗', '我要购买一个'],
        i2: ['会下雨吗', '会下雪吗', '外面多冷'],
        i3: ['我弟弟病了', '她发烧了', '他觉得难受'],
      },
      ['订购门票', '天气预报', '咳嗽头疼'],
    ],
  ])('[N13] tell as much of %s', (_, intents, asked) => {
    const meant = (given: WordVectors | null) => {
      const recognizer = createRecognizer(trainIntents(examplesOf(intents), { vectors: given }), 0)
      return asked.map((text) => recognizer.recognize(text, 'en').intent)
    }
    expect(meant(all)).toEqual(['i1', 'i2', 'i3'])
    expect(meant(null)).not.toEqual(['i1', 'i2', 'i3'])
  })

  test('[N13] are of the languages that examples are in, and what one teaches helps in the others', () => {
    const mixed = examplesOf({
      i1: ['I would like to purchase a ticket', 'may I purchase two of them', '예매'],
      i2: ['is it going to rain', 'will there be snow', '날씨'],
      i3: ['my brother is ill', 'she has a fever', '병원'],
    })
    const model = trainIntents(mixed, { vectors: all })
    expect(model.vectors?.id).toBe(`${en.id}+${ko.id}`)
    expect(languagesOf(model.vectors?.id ?? '')).toEqual(['en', 'ko'])
    const recognizer = createRecognizer(model, 0)
    const asked = ['두 장 사고 싶어요', '비가 올까요', '열이 나고 아파요']
    expect(asked.map((text) => recognizer.recognize(text, 'ko').intent)).toEqual(['i1', 'i2', 'i3'])
    // Requests of each, as many as there are examples.
    expect(model.vectors?.requests).toEqual([...en.requests.slice(0, 667), ...ko.requests.slice(0, 333)])
    expect(readModel(writeModel(model), (id) => (id === all.id ? all : null) ?? model.vectors)).toEqual(model)
  })

  test('[N13] are loaded for what is written in their letters', () => {
    expect(languagesIn(['where is my order'])).toEqual(['en'])
    expect(languagesIn(['wo ist meine Bestellung'])).toEqual(['de'])
    expect(languagesIn(['¿dónde está mi pedido?'])).toEqual(['es'])
    expect(languagesIn(['où est ma commande'])).toEqual(['fr'])
    expect(languagesIn(["dov'è il mio ordine"])).toEqual(['it'])
    expect(languagesIn(['waar blijft mijn bestelling'])).toEqual(['nl'])
    expect(languagesIn(['onde está o meu pedido?'])).toEqual(['pt'])
    expect(languagesIn(['注文をキャンセル'])).toEqual(['ja'])
    expect(languagesIn(['取消订单', '환불'])).toEqual(['ko', 'zh'])
    expect(languagesIn(['хочу отменить', '🙂', ''])).toEqual([])
    expect(languagesOf('en-2')).toEqual(['en'])
    expect(languagesIn(['gate B 12', 'refund status'])).toEqual(['en'])
    // A few words of another language are none of the solution's.
    expect(languagesIn([...Array(98).fill('where is it'), 'das ist es', 'la la la'])).toEqual(['en'])
    expect(languagesOf('en-2+xx-1')).toBeNull()
    // Else who uploads a model could name one many times.
    expect(languagesOf('en-2+en-2')).toBeNull()
  })

  test('[N13] leave models of other languages as they are', () => {
    const others = [
      examplesOf({ a: ['хочу отменить заказ', 'отмените, пожалуйста'], b: ['где моя посылка'] }),
      examplesOf({ a: ['jag vill avbeställa min beställning'], b: ['var är mitt paket', 'vad kostar frakten'] }),
      examplesOf({ a: ['chcę anulować zamówienie'], b: ['gdzie jest moja paczka', 'ile kosztuje dostawa'] }),
      examplesOf({ a: ['siparişimi iptal etmek istiyorum'], b: ['paketim nerede', 'kargo ücreti ne kadar'] }),
    ]
    for (const examples of others)
      expect(writeModel(trainIntents(examples, { vectors: all }))).toEqual(writeModel(trainIntents(examples)))
  })

  test('[N5] make the same model each time, [N10] which is read with the same vectors and with no others', () => {
    const model = trainIntents(shop, { vectors })
    const file = writeModel(model)
    expect(writeModel(trainIntents(shop, { vectors }))).toEqual(file)
    expect(readModel(file, () => vectors)).toEqual(model)
    expect(() => readModel(file)).toThrow('it was trained with word vectors that are not here')
    const stored = { id: 'other', dimensions: 2, words: 'buy', vectors: btoa('\x88'), requests: [] }
    expect(() => readModel(file, () => new WordVectors([new VectorTable(stored)]))).toThrow(
      'it was trained with word vectors that are not here',
    )
  })

  test('point where the words point together, and less far where few are known', () => {
    const small = new WordVectors([
      new VectorTable({
        id: 'small',
        dimensions: 2,
        words: 'east north nowhere',
        vectors: btoa('\xf8\x8f\x88'),
        requests: [],
      }),
    ])
    const sum = new Float32Array(2)
    expect(small.sumOf(gramsOf('North, EAST!'), sum)).toBe(1)
    expect([...sum].map((each) => each.toFixed(3))).toEqual(['0.707', '0.707'])
    expect(small.sumOf(gramsOf("east's far away from here now"), sum)).toBeCloseTo(2 / 7)
    expect(small.sumOf(gramsOf('nowhere'), sum)).toBe(0)
    expect(small.sumOf(gramsOf(''), sum)).toBe(0)
  })

  test('are all in the space of the same English ones', () => {
    for (const { source, id } of [de, es, fr, it, ja, ko, nl, pt, zh]) {
      expect(source).toContain(`(${en.id})`)
      expect(languagesOf(id)).toHaveLength(1)
    }
  })

  test('[N1] take any text', () => {
    const sum = new Float32Array(all.dimensions)
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' })), (text) => {
        const size = all.sumOf(gramsOf(text), sum)
        const length = Math.sqrt(sum.reduce((all, each) => all + each * each, 0))
        expect(size).toBeLessThanOrEqual(1)
        expect(length).toBeCloseTo(size, 4)
      }),
    )
  })
})
