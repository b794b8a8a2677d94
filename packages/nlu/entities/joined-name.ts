import type { Candidate } from './candidate.ts'
import { joinedValue } from './joined-number.ts'
import { familyNames } from './languages/family-names.ts'
import { givenSyllables, usualChinese, usualKorean } from './languages/joined-usual-words.ts'

/** Names in Korean, Japanese and Chinese, family name first, to which the rest of the sentence is written. NE9 */
export const joinedNames: { readonly [language: string]: (text: string) => readonly Candidate[] } = {
  ko: korean,
  ja: (text) => [...partsOf(text, japaneseParts), ...cut(text, 'ja', japanese)],
  zh: (text) => [...surnamed(text), ...partsOf(text, chineseParts), ...cut(text, 'zh', chinese)],
}

/** Who says it, or where it begins. */
const koreanCues: readonly (readonly [cue: RegExp, confidence: number])[] = [
  [/(?:이름|성함|성명)(?:(?:은|이|:)(?:요,?)? ?| )/gu, 0.95],
  [/(?<![가-힣])(?:저는|전|나는|난|저|나) /gu, 0.75],
  // "… 사는 김민수입니다", or nothing before it but a greeting.
  [/(?:안녕하세요|안녕하십니까|^(?:네|넵|예|아)(?= )|^|사는|있는|온|출신|[.!?,~]) ?/gu, 0.72],
]
/** 성은 김이에요, 저는 김씨예요: a family name alone. */
const koreanFamily =
  /(?<![가-힣])(?:(?:성씨?|성함 중 성)(?:은|이|는|:) ?(?<family>[가-힣]{1,2}?)(?=이고|이구|고|이며|입니다|이에요|이예요|예요|에요|이요|요|인데|이야|야|씨|$|[ .,!])|(?:저는|전) (?<family>[가-힣]{1,2})(?=씨(?:입니다|이?[에예]요|인데|고)))/gu
/** What is written to a name, as it ends a sentence or leads on; the first group is somebody's own words for what they are called. */
const koreanEnding =
  /^(?<name>[가-힣]{1,5}?)(?:(?<called>(?:이?라고) ?(?:합니다|해요?|하고|하며|하는데|불러|부르|불립)|이라 ?합니다|라 ?합니다)|(?<is>입니다|이에요|이예요|예요|에요|이고요?|고요?|이구요?|구요|이며|며|인데요?|이야|야|이요|요)?(?= |[^가-힣]|$))/u
/** Begins hardly any given name: even before one letter it is a family name. */
const surely = new Set('김 박 최 권 황 홍 허 곽 백 손 배 엄 염 방 남궁 제갈 독고 사공 선우'.split(' '))
/** Common enough to be one where nobody says that it is a name; the others begin more other words than names. */
const often = new Set(
  '김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 전 홍 유 고 문 양 손 배 백 허 남 심 노 하 곽 성 차 우 민 류 나 진 엄 원 천 방 현 함 변 염'.split(
    ' ',
  ),
)
/** An ending that verbs have as well. */
const loose = new Set(['요', '이요', '고', '고요', '며'])
/** Two letters that are more often a family name of one and the begin of what follows. */
const rarelyTwo = new Set(['황보', '서문'])

function korean(text: string): readonly Candidate[] {
  const found: Candidate[] = []
  for (const { 0: led, index, groups: { family = '' } = {} } of text.matchAll(koreanFamily))
    if (isFamily(family)) {
      const start = index + led.length - family.length
      found.push(nameFrom(family, start, start + family.length, '', family, 0.9))
    }
  for (const [cue, confidence] of koreanCues) {
    for (const { 0: led, index } of text.matchAll(cue)) {
      const name = koreanAt(text, index + led.length, confidence)
      if (name !== null && (confidence < 0.9 || isCalled(text, name, led))) found.push(name)
    }
    if (found.length > 0) break
  }
  return found.length > 0 ? found : bareKorean(text)
}

/** Nothing but a name, and what ends a sentence: three letters, or a part of a name where an ending says that it is something. */
function bareKorean(text: string): readonly Candidate[] {
  const { name = '', is = '' } = bareEnding.exec(text)?.groups ?? {}
  const whole = name.length === 3
  const alone = name.length === 1 && often.has(name) && !usualFamilies.has(name)
  const [family, given] = whole ? koreanParts(name) : alone ? [name, ''] : ['', name]
  if (whole ? !isLikely(family, given) : is === '' || (given !== '' && !isGiven(given))) return []
  if (!alone && name.length < 2) return []
  if (noName.test(name) || isUsual(name) || (is === '' && /[요다워네까시]$/u.test(name))) return []
  const start = text.indexOf(name)
  return [nameFrom(name, start, start + name.length, given, family, bareConfidence)]
}

/** Of a name that nothing introduces: a question for a name may take it, nothing else should. */
const bareConfidence = 0.4
const bareEnding =
  /^\s*(?<name>[가-힣]{1,3}?)(?<is> ?(?:입니다|이에요|이예요|예요|에요|이요|요|이야|야|이라고|라고)(?:요|해요)?)?[.!~]?\s*$/u
/** Families whose name is a thing that people name as well: 문이요 is a door. */
const usualFamilies = new Set('문 방 천 차 하 남 손 배 백 나 오 한 안 전 노 고 장 성 서 우 원 현 신 양'.split(' '))
const syllables = new Set(givenSyllables)
const usual = new Set(usualKorean.split(/\s+/))
/** Usual words that people are called as well, where it is said that they are. */
const namesToo = new Set('하나 가을 겨울 여름 나라 우리 아이 보리 마루 소리 마음'.split(' '))
/** What is written to a usual word and may end a name. */
const particle = /(?:이랑|[이가은도만의로해한랑서요고지인나야])$/u

function isGiven(name: string): boolean {
  return [...name].every((syllable) => syllables.has(syllable))
}

/** A word, alone or with a particle, or a number. */
function isUsual(name: string): boolean {
  return usual.has(name) || usual.has(name.replace(particle, '')) || joinedValue(name) !== null
}

/** The name that begins here. `confidence`: 0.9 and more where it was said that it is a name. */
function koreanAt(text: string, start: number, confidence: number): Candidate | null {
  const apart = /^(?<family>[가-힣]{1,2}) (?=[가-힣])/u.exec(text.slice(start, start + 3))?.groups?.family ?? ''
  // 이, 전 and 안 are other words as well.
  const spaced = (confidence >= 0.9 ? isFamily(apart) : surely.has(apart)) ? apart.length + 1 : 0
  const { name = '', called, is } = koreanEnding.exec(text.slice(start + spaced, start + 24))?.groups ?? {}
  const said = called !== undefined || confidence >= 0.9
  const behind = text.slice(start + spaced + name.length)
  // An ending may stand apart, as it should not.
  const ends = is !== undefined || called !== undefined || /^ (?:입니다|이에요|예요|이고|이라고|라고)/u.test(behind)
  const whole = text.slice(start, start + spaced + name.length)
  if (name === '' || noName.test(whole) || (!said && !ends)) return null
  const [family, given] = spaced > 0 ? [apart, name] : koreanParts(name)
  if (said ? given.length === 1 && family === '' : !isLikely(family, given) || isUsual(whole)) return null
  if (!said && is !== undefined && loose.has(is) && !(is === '고' && whole.length === 3 && !whole.endsWith('다')))
    return null
  // With the first words alone, of which a name is the least likely thing, it takes three letters.
  if (!said && confidence < 0.75 && whole.length < 3) return null
  return nameFrom(whole, start, start + whole.length, given, family, called === undefined ? confidence : 0.95)
}

/** 이름이 달라요 says nothing of what somebody is called: what is no Korean name needs an ending that only a name has. */
function isCalled(text: string, { value, end, resolution }: Candidate, led: string): boolean {
  const [name, given = ''] = [String(value).replace(' ', ''), resolution?.given]
  const behind = text.slice(end)
  if (isUsual(name) && !namesToo.has(name)) return false
  if (led.endsWith('름 ') || led.endsWith('함 ') || led.endsWith('명 '))
    return isLikely(String(resolution?.family ?? ''), String(given))
  return (
    (String(given).length < 4 && isGiven(String(given))) ||
    /^(?: ?(?:입니다|이?[에예]요|이야|이?라고)|\s*[.,!]?\s*$)/u.test(behind)
  )
}

function koreanParts(name: string): readonly [family: string, given: string] {
  if (name.length === 1) return isFamily(name) ? [name, ''] : ['', name]
  const two = name.slice(0, 2)
  if (name.length > 2 && isFamily(two) && !(name.length === 3 && rarelyTwo.has(two))) return [two, name.slice(2)]
  const one = name.slice(0, 1)
  // 서연 is a given name far more often than 연 of the family 서.
  return isFamily(one) && (name.length > 2 || surely.has(one)) ? [one, name.slice(1)] : ['', name]
}

/** Whether it looks like a whole name. */
function isLikely(family: string, given: string): boolean {
  return given !== '' && isGiven(given) && (family.length === 2 || (often.has(family) && given.length < 3))
}

function isFamily(name: string): boolean {
  return familyNames.ko?.names.has(name) === true
}

type Patterns = readonly (readonly [pattern: RegExp, confidence: number])[]

const kanji = '[\\p{sc=Han}々\\p{sc=Katakana}ー・]'
const japanese: Patterns = [
  [
    /(?:名前は|氏名は|お?名前:) ?(?<name>[\p{sc=Han}々\p{sc=Katakana}\p{sc=Hiragana}ー・ 　]{2,12}?)(?:です|でございます|でして|で[、,]|であり|と申します|といいます|と言います|だ|[、。,]|$)/gu,
    0.95,
  ],
  [
    new RegExp(
      `(?:^|[は、。の\\s]|(?:住む|住んでいる|住んでる|来た))(?<name>${kanji}{2,8})(?:と申し|といい|と言い)ます`,
      'gu',
    ),
    0.95,
  ],
  [new RegExp(`(?:私は|僕は|俺は|わたしは) ?(?<name>${kanji}{2,8})(?:です|でして|で[、,]|と申|、|。|$)`, 'gu'), 0.7],
  [new RegExp(`(?:在住の|出身の|住む|住んでいる|住んでる|来た)(?<name>${kanji}{2,6})(?:です|と申)`, 'gu'), 0.7],
  [/^\s*(?<name>[\p{sc=Han}々]{2,3}(?: ?[\p{sc=Han}々]{1,3})?)(?:です)?[。.]?\s*$/gu, 0.5],
  [/(?:はじめまして|初めまして|こんにちは|こんばんは)[、。! ]*(?<name>[\p{sc=Han}々]{2,5})です[。、]?/gu, 0.72],
  [/^\s*(?<name>[\p{sc=Han}々]{2,5})です[。、]?/gu, 0.6],
]

const behindChinese = '(?=[,。、,.!!\\s，]|$|住|家住|居住|来自|來自|是|今年|现在|現在|目前|想|在|和|要|从|從)'
const chinese: Patterns = [
  [
    new RegExp(`(?:我的名字是|我的名字叫|我叫|名字是|姓名[::是]) ?(?<name>\\p{sc=Han}{2,4}?)${behindChinese}`, 'gu'),
    0.95,
  ],
  // What people are told to do stands there as well.
  [new RegExp(`(?:名叫|叫我|本人) ?(?<name>\\p{sc=Han}{2,4}?)${behindChinese}`, 'gu'), 0.85],
  [new RegExp(`叫我 ?(?<name>[小阿老]\\p{sc=Han}{1,2}?|(\\p{sc=Han})\\2)${behindChinese}`, 'gu'), 0.95],
  [new RegExp(`我是 ?(?<name>\\p{sc=Han}{2,4}?)${behindChinese}`, 'gu'), 0.72],
  [/我是[^，。,.的]{1,20}的(?<name>\p{sc=Han}{2,4})(?=[,。.!!，\s]|$)/gu, 0.65],
  [/^\s*(?<name>\p{sc=Han}{2,4})[。.]?\s*$/gu, 0.4],
]

/** A part of a name that is introduced as one: 姓は田中です, 免贵姓李. */
const japaneseParts =
  /(?<!\p{sc=Han})(?:(?:姓|名字|苗字|みょうじ|ファミリーネーム|ラストネーム)(?:は|:) ?(?<family>[\p{sc=Han}々\p{sc=Katakana}\p{sc=Hiragana}ー]{1,8}?)|(?:下の名前|ファーストネーム|名)(?:は|:) ?(?<given>[\p{sc=Han}々\p{sc=Katakana}\p{sc=Hiragana}ー]{1,8}?))(?=です|でございます|でして|で[、,]|だ|と申|といい|と言い|[、。,.! ]|$)/gu
const chineseParts = new RegExp(
  `(?:(?:我|免贵|本人)姓|姓氏?[是:]) ?(?<family>${[...(familyNames.zh?.names ?? [])].toSorted((a, b) => b.length - a.length).join('|')})(?=[,。、，.!！\\s]|$)`,
  'gu',
)

function partsOf(text: string, pattern: RegExp): readonly Candidate[] {
  return [...text.matchAll(pattern)].flatMap(({ 0: all, index, groups: { family = '', given = '' } = {} }) => {
    const value = family === '' ? given : family
    const start = index + all.length - value.length
    return noName.test(value) ? [] : [nameFrom(value, start, start + value.length, given, family, 0.95)]
  })
}

/** 我姓王，叫小明: in two parts. */
function surnamed(text: string): readonly Candidate[] {
  const found =
    /姓(?<family>\p{sc=Han}{1,2}?)[，,、 ]*(?:名字叫|名字是|名叫|叫|名)(?<given>\p{sc=Han}{1,2}?)(?=[,。、,.!!\s，]|$|住|来自|在)/u.exec(
      text,
    )
  const { family = '', given = '' } = found?.groups ?? {}
  if (found === null || familyNames.zh?.names.has(family) !== true) return []
  const start = found.index + 1
  return [nameFrom(`${family}${given}`, start, found.index + found[0].length, given, family, 0.95)]
}

/** Words that stand where names do. */
const noName =
  /(?:학생|사람|회사|회사원|무원|국인|고객|직장|선생|선생님|남자|여자|남성|여성|손님|주부|주민|주인|직원|기자|변호사|배우|백수|성인|임산부|강사|조교|이사|전문가|강아지|고양이|이메일|전화기|김치|문제|정도|안녕하세|아니|그냥|지금|오늘|내일|어떻게|무엇|누구|비밀|뭐|複数|学生|会社|先生|大学|日本|韓国|中国|学生|老师|客户|你|我|人$|さん$)/u

function cut(text: string, language: string, patterns: Patterns): readonly Candidate[] {
  for (const [pattern, confidence] of patterns) {
    const found: Candidate[] = []
    for (const { 0: all, index, groups = {} } of text.matchAll(pattern)) {
      const name = (groups.name ?? '').trim()
      const start = index + all.lastIndexOf(name)
      const [family, given] = inTwo(name, language)
      // Without a family name that is known, only who says it is a name is believed.
      if (name === '' || noName.test(name) || (confidence < 0.9 && isDoubtful(family, given, language))) continue
      found.push(nameFrom(name, start, start + name.length, given, family, confidence))
    }
    if (found.length > 0) return found
  }
  return []
}

const chineseWords = new Set(usualChinese.split(/\s+/))

/** Without a family name that is known; what is written like another word: 高铁, and in Japanese any two letters such as 東口. */
function isDoubtful(family: string, given: string, language: string): boolean {
  if (language === 'ja') return family === '' || (family.length === 1 && given.length === 1)
  return family === '' || given.length > 2 || chineseWords.has(`${family}${given}`.slice(0, 2)) || family === given
}

/** Family name first. */
function inTwo(name: string, language: string): readonly [family: string, given: string] {
  const apart = name.split(/[ 　・]/)
  if (apart.length === 2)
    return /^\p{sc=Katakana}/u.test(name) ? [apart[1] ?? '', apart[0] ?? ''] : [apart[0] ?? '', apart[1] ?? '']
  const { names: known, longest } = familyNames[language] ?? { names: new Set<string>(), longest: 0 }
  for (let length = Math.min(longest, name.length); length > 0; length--)
    if (known.has(name.slice(0, length)) && (name.length > length || language === 'ja'))
      return [name.slice(0, length), name.slice(length)]
  return ['', name]
}

export function nameFrom(
  value: string,
  start: number,
  end: number,
  given: string,
  family: string,
  confidence: number,
): Candidate {
  const resolution = { ...(given === '' ? {} : { given }), ...(family === '' ? {} : { family }) }
  return { type: 'name', value, start, end, confidence, resolution }
}
