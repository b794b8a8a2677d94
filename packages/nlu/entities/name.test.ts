import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { finding } from '../fixtures/finding.ts'
import { namesToo, usualWords } from './languages/usual-words.ts'
import { loadPlaces } from './places.ts'

const find = finding({ places: await loadPlaces() })
const parts = (text: string, language: string) => find(text, language, 'name').map(({ resolution }) => resolution)

describe('parts of a name', () => {
  test.each([
    ['en', 'my last name is Hopper', 'Hopper'],
    ['en', 'my surname is hopper', 'Hopper'],
    ['en', "last name's Hopper", 'Hopper'],
    ['en', 'last name Hopper', 'Hopper'],
    ['en', "O'Brien is my last name", "O'Brien"],
    ['en', 'my last name is van Beethoven, thanks', 'van Beethoven'],
    ['de', 'mein Nachname ist Müller', 'Müller'],
    ['de', 'Müller ist mein Nachname', 'Müller'],
    ['de', 'mein nachname ist von der Leyen', 'von der Leyen'],
    ['fr', 'mon nom de famille est Dupont', 'Dupont'],
    ['es', 'mi apellido es García', 'García'],
    ['es', 'mis apellidos son García Márquez', 'García Márquez'],
    ['it', 'il mio cognome è Rossi', 'Rossi'],
    ['pt', 'meu sobrenome é Silva', 'Silva'],
    ['nl', 'mijn achternaam is de Vries', 'de Vries'],
    ['ko', '제 성은 김이에요', '김'],
    ['ko', '성은 남궁입니다', '남궁'],
    ['ko', '성이 박이요', '박'],
    ['ko', '저는 김씨예요', '김'],
    ['ja', '姓は田中です', '田中'],
    ['ja', '名字は佐藤です', '佐藤'],
    ['zh', '我姓王', '王'],
    ['zh', '免贵姓欧阳', '欧阳'],
    ['en', "I'm Mr. Smith", 'Smith'],
    ['de', 'Ich bin Frau Schmidt', 'Schmidt'],
  ])('[NE9] in %s, %j says the family name alone', (language, text, family) => {
    expect(parts(text, language)).toEqual([{ family }])
  })

  test.each([
    ['en', 'my first name is Ada', 'Ada'],
    ['en', 'Ada is my name', 'Ada'],
    ['en', "Name's Ada", 'Ada'],
    ['en', 'my names ada', 'Ada'],
    ['en', 'Ada here', 'Ada'],
    ['de', 'mein Vorname ist Ada', 'Ada'],
    ['de', "ich bin's, Anna", 'Anna'],
    ['fr', 'mon prénom est Luc', 'Luc'],
    ['nl', 'mijn voornaam is Sanne', 'Sanne'],
    ['ko', '이름은 민수예요', '민수'],
    ['ja', '下の名前は太郎です', '太郎'],
    ['ja', '名は太郎です', '太郎'],
    ['ko', '이름은 왓슨이에요', '왓슨'],
    ['ko', '제 이름은 하나예요', '하나'],
    ['zh', '叫我小明', '小明'],
  ])('[NE9] in %s, %j says the given name alone', (language, text, given) => {
    expect(parts(text, language)).toEqual([{ given }])
  })

  test.each([
    ['en', 'Last name: Hopper, first name: Grace', [{ family: 'Hopper' }, { given: 'Grace' }]],
    ['en', 'my name is Ada, last name Lovelace', [{ given: 'Ada' }, { family: 'Lovelace' }]],
    ['ko', '성은 김이고 이름은 민수예요', [{ family: '김' }, { given: '민수' }]],
    ['zh', '我姓王，叫小明', [{ family: '王', given: '小明' }]],
  ])('[NE9] in %s, %j says both', (language, text, expected) => {
    expect(parts(text, language)).toEqual(expected)
  })

  test.each([
    ['en', 'what is my name'],
    ['en', 'please change my last name'],
    ['en', 'my last name is wrong on the ticket'],
    ['en', 'my name is misspelled'],
    ['en', 'call me later'],
    ['en', "I'm here"],
    ['en', 'Is Anna here'],
    ['en', 'Nobody here'],
    ['en', "my name isn't there"],
    ['en', 'call me back'],
    ['de', 'wie ist mein Name'],
    ['de', 'mein Name ist bei Ihnen falsch'],
    ['fr', "d'ici Noël"],
    ['es', 'mi nombre está mal'],
    ['ko', '제 이름이 달라요'],
    ['ko', '이름이 잘못됐어요'],
    ['ko', '제 이름으로 해 주세요'],
    ['ko', '이름 하나만 적어줘'],
    ['zh', '早上叫我起床'],
    ['ko', '이름이요?'],
    ['zh', '我姓名不对'],
  ])('[NE9] in %s, %j says none', (language, text) => {
    expect(parts(text, language)).toEqual([])
  })
})

describe('names that nothing introduces', () => {
  test.each([
    ['en', 'Window Seat'],
    ['en', 'Credit Card'],
    ['en', 'Order Status'],
    ['en', 'Best Price'],
    ['en', 'Green Tea'],
    ['en', "I'm Sick"],
    ['en', 'this is Urgent'],
    ['de', 'Ende Mai'],
    ['de', 'Zweite Klasse'],
    ['de', 'Keine Ahnung'],
    ['de', 'Neue Bankverbindung'],
    ['de', 'ich bin Vegetarier'],
    ['de', 'Ich bin Softwareentwickler'],
    ['fr', 'Première Classe'],
    ['es', 'Tarjeta Crédito'],
    ['it', 'Prima Classe'],
    ['pt', 'Cartão Crédito'],
    ['nl', 'Geen Idee'],
    ['ko', '노트북'],
    ['ko', '나중에'],
    ['ko', '서비스'],
    ['ko', '정오에'],
    ['ko', '오후에'],
    ['ko', '이유도'],
    ['ko', '신청서예요'],
    ['ko', '전화요'],
    ['ko', '환불이요'],
    ['ko', '천안시'],
    ['ja', '東口です'],
    ['ja', '原因'],
    ['zh', '高铁'],
    ['zh', '谢谢'],
    ['zh', '我是高级会员'],
  ])('[NE9] in %s, %j is nobody', (language, text) => {
    expect(find(text, language, 'name')).toEqual([])
  })

  test.each([
    ['en', 'Ada Lovelace', 'Ada', 'Lovelace'],
    ['en', 'Mark Price', 'Mark', 'Price'],
    ['en', 'Kim Long', 'Kim', 'Long'],
    ['de', 'Ernst Klein', 'Ernst', 'Klein'],
    ['de', 'Anna Hartung', 'Anna', 'Hartung'],
    ['es', 'Rosa Flores', 'Rosa', 'Flores'],
    ['nl', 'Kim Bos', 'Kim', 'Bos'],
    ['en', 'Mr. Smith', undefined, 'Smith'],
    ['en', 'Ada Lovelace, ada@example.com', 'Ada', 'Lovelace'],
    ['ko', '김민수 010-1234-5678', '민수', '김'],
    ['ko', '이유진', '유진', '이'],
    ['ko', '김민수요', '민수', '김'],
    ['ko', '민수요', '민수', undefined],
    ['ko', '민수입니다', '민수', undefined],
    ['ko', '지영이에요', '지영', undefined],
    ['ko', '김이에요', undefined, '김'],
    ['zh', '李娜', '娜', '李'],
  ])('[NE9] in %s, %j may be a name, if one was asked for', (language, text, given, family) => {
    const [name] = find(text, language, 'name')
    expect([name?.resolution?.given, name?.resolution?.family]).toEqual([given, family])
    expect(name?.confidence).toBeLessThan(0.7)
  })

  test('[NE9] two usual words with capitals are never a name', () => {
    const others = new Set(namesToo.split(/\s+/))
    const capital = (word: string) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`
    const pair = fc.constantFrom(...Object.entries(usualWords)).chain(([language, listed]) => {
      const word = fc.constantFrom(...listed.split(/\s+/).filter((each) => !others.has(each)))
      return fc.tuple(fc.constant(language), word, word)
    })
    fc.assert(
      fc.property(pair, ([language, one, other]) => {
        expect(find(`${capital(one)} ${capital(other)}`, language, 'name')).toEqual([])
      }),
    )
  })

  test('[NE9] of one word that may be something else an introduction is not sure', () => {
    expect(find('I am Young', 'en', 'name')[0]?.confidence).toBeLessThan(0.7)
    expect(find('Ich bin Bäcker', 'de', 'name')[0]?.confidence).toBeLessThan(0.7)
    for (const [language, text] of [
      ['en', "I'm Ada"],
      ['en', 'my name is Young'],
      ['de', 'Ich bin Peter'],
      ['ko', '김민수예요'],
      ['zh', '你好，我是张伟'],
      ['ja', 'はじめまして、伊藤美咲です'],
    ] as const)
      expect(find(text, language, 'name')[0]?.confidence).toBeGreaterThan(0.7)
  })
})
