import { describe, expect, test } from 'vitest'
import { finding } from '../fixtures/finding.ts'
import { loadPlaces } from './places.ts'

const places = await loadPlaces()
const find = finding({ places })
const values = (text: string, language: string, type: string) => find(text, language, type).map(({ value }) => value)

describe('names of people', () => {
  test.each([
    ['en', "I'm Ada Lovelace and live in Seoul", 'Ada', 'Lovelace'],
    ['en', 'my name is ada lovelace', 'Ada', 'Lovelace'],
    ['en', "this is John O'Brien. I need help", 'John', "O'Brien"],
    ['en', 'I am Ludwig van Beethoven, hello', 'Ludwig', 'van Beethoven'],
    ['de', 'Ich heiße Käthe Müller und wohne in Köln', 'Käthe', 'Müller'],
    ['fr', "je m'appelle Jean-Luc Picard", 'Jean-Luc', 'Picard'],
    ['es', 'me llamo María José García', 'María José', 'García'],
    ['pt', 'meu nome é João da Silva', 'João', 'da Silva'],
    ['it', 'mi chiamo Anna Rossi', 'Anna', 'Rossi'],
    ['nl', 'mijn naam is Jan de Vries', 'Jan', 'de Vries'],
    ['ko', '제 이름은 김민수입니다', '민수', '김'],
    ['ko', '저는 이영희라고 합니다', '영희', '이'],
    ['ja', '私の名前は田中太郎です', '太郎', '田中'],
    ['zh', '我叫王小明，住在北京', '小明', '王'],
    ['zh', '我的名字是欧阳娜娜', '娜娜', '欧阳'],
  ])('[NE9] in %s, %j introduces %s %s', (language, text, given, family) => {
    expect(find(text, language, 'name')).toMatchObject([{ resolution: { given, family } }])
  })

  test.each([
    ['en', "I'm German"],
    ['en', "I'm fine"],
    ['en', "I'm looking for shoes"],
    ['en', "I'm from Paris"],
    ['ko', '저는 학생입니다'],
    ['ja', '学生です'],
    ['zh', '你好'],
  ])('[NE9] in %s, %j introduces nobody', (language, text) => {
    expect(find(text, language, 'name')).toEqual([])
  })

  test('[NE9] a name without more is less sure, and a place is no name', () => {
    expect(find('Ada Lovelace', 'en', 'name')[0]?.confidence).toBeLessThan(0.6)
    expect(values('New York', 'en', 'name')).toEqual([])
    expect(values('New York', 'en', 'city')).toEqual(['New York'])
    expect(values("I'm Victoria", 'en', 'name')).toEqual(['Victoria'])
  })
})

describe('cities and countries', () => {
  test.each([
    ['en', 'my city is busan', 'Busan', 'KR'],
    ['en', 'flying to New York City', 'New York City', 'US'],
    ['de', 'ich wohne in München', 'München', 'DE'],
    ['fr', "j'habite à Lyon", 'Lyon', 'FR'],
    ['es', 'vivo en Sevilla', 'Sevilla', 'ES'],
    ['pt', 'moro em Lisboa', 'Lisboa', 'PT'],
    ['it', 'abito a Roma', 'Roma', 'IT'],
    ['nl', 'ik woon in Den Haag', 'Den Haag', 'NL'],
    ['ko', '부산에 살아요', '부산', 'KR'],
    ['ja', '東京に住んでいます', '東京', 'JP'],
    ['zh', '我住在北京', '北京', 'CN'],
    ['en', 'flights to NYC', 'NYC', 'US'],
    ['en', 'i live in nyc', 'NYC', 'US'],
    ['en', "I'm in LA now", 'LA', 'US'],
  ])('[NE10] in %s, %j names %s in %s', (language, text, value, country) => {
    expect(find(text, language, 'city')).toMatchObject([{ value, resolution: { country } }])
  })

  test.each([
    ['en', 'I live in the United States', 'US'],
    ['en', 'south korea', 'KR'],
    ['de', 'aus der Schweiz', 'CH'],
    ['es', 'Corea del Sur', 'KR'],
    ['ko', '한국 사람입니다', 'KR'],
    ['ja', '韓国', 'KR'],
    ['zh', '我是中国人', 'CN'],
  ])('[NE10] in %s, %j names the country %s', (language, text, code) => {
    expect(find(text, language, 'country')).toMatchObject([{ resolution: { code } }])
  })

  test.each([
    ['en', 'nice day for a bath'],
    ['en', 'us too'],
    ['es', 'EN LA CASA'],
    ['ko', '테헤란로 123'],
    ['en', 'a Turkey sandwich'],
    ['ko', '이천 명'],
    ['ko', '주문대구요'],
  ])('[NE10] in %s, %j names no place', (language, text) => {
    expect([...find(text, language, 'city'), ...find(text, language, 'country')]).toEqual([])
  })

  test('[NE10] without lists of places none are looked for', () => {
    expect(finding()('I live in Seoul', 'en', 'city')).toEqual([])
  })
})

describe('parts in the sentence', () => {
  const roles = (text: string, language: string, type: string) =>
    find(text, language, type).map(({ role, value }) => `${role}: ${value}`)

  test.each([
    ['en', 'from Paris to London', ['from: Paris', 'to: London']],
    ['de', 'von Köln nach Berlin', ['from: Köln', 'to: Berlin']],
    ['fr', 'de Paris à Lyon', ['from: Paris', 'to: Lyon']],
    ['es', 'de Madrid a Sevilla', ['from: Madrid', 'to: Sevilla']],
    ['ko', '서울에서 부산까지', ['from: 서울', 'to: 부산']],
    ['ja', '東京から大阪まで', ['from: 東京', 'to: 大阪']],
    ['zh', '从上海到北京', ['from: 上海', 'to: 北京']],
  ])('[NE14] in %s, %j begins and ends', (language, text, expected) => {
    expect(roles(text, language, 'city')).toEqual(expected)
  })

  test.each([
    ['en', 'Busan to Tokyo', ['from: Busan', 'to: Tokyo']],
    ['en', 'New York to San Francisco on Monday', ['from: New York', 'to: San Francisco']],
    ['en', 'Boston -> Denver', ['from: Boston', 'to: Denver']],
    ['ko', '부산에서 서울까지', ['from: 부산', 'to: 서울']],
    ['de', 'Berlin nach Wien', ['from: Berlin', 'to: Wien']],
    ['de', 'Köln nach Wien', ['from: Köln', 'to: Wien']],
    ['de', 'Berlin - München', ['from: Berlin', 'to: München']],
    ['de', 'München - Berlin', ['from: München', 'to: Berlin']],
    ['fr', 'Paris à Lyon', ['from: Paris', 'to: Lyon']],
    ['es', 'Madrid a Sevilla', ['from: Madrid', 'to: Sevilla']],
    ['zh', '上海到北京', ['from: 上海', 'to: 北京']],
  ])('[NE14] in %s, nothing stands before what begins in %j', (language, text, expected) => {
    expect(roles(text, language, 'city')).toEqual(expected)
  })

  test('[NE14] what is changed to something else, and what is listed, begins nowhere', () => {
    expect(roles('change Busan to Tokyo', 'en', 'city')).toEqual(['undefined: Busan', 'to: Tokyo'])
    expect(roles('Paris and London', 'en', 'city')).toEqual(['undefined: Paris', 'undefined: London'])
  })

  test('[NE14] a way leads from a city to a country', () => {
    expect(roles('Seoul to Japan', 'en', 'city')).toEqual(['from: Seoul'])
    expect(roles('Seoul to Japan', 'en', 'country')).toEqual(['to: Japan'])
  })

  test('[NE14] days and times too; the second day comes after the first', () => {
    expect(roles('from monday to friday', 'en', 'date')).toEqual(['from: 2026-11-30', 'to: 2026-12-04'])
    expect(roles('between 9am and 5pm', 'en', 'time')).toEqual(['from: 09:00', 'to: 17:00'])
    expect(roles('Monday to Friday', 'en', 'date')).toEqual(['from: 2026-11-30', 'to: 2026-12-04'])
    expect(roles('Monday - Friday', 'en', 'date')).toEqual(['from: 2026-11-30', 'to: 2026-12-04'])
  })

  test('[NE14] a word that means other things as well gives a part only beside the other end', () => {
    expect(roles('je viens de Paris', 'fr', 'city')).toEqual(['undefined: Paris'])
    expect(roles('서울에서 살아요', 'ko', 'city')).toEqual(['undefined: 서울'])
  })
})
