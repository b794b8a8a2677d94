import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Entity } from '../recognizer.ts'
import { catalogs } from '../words/words.ts'
import { phrasesIn } from './phrase.ts'
import { sortRejected } from './rejected.ts'

/** The texts of the entities that are left of those in brackets, `[two:number]`. */
function left(marked: string, language: string): readonly string[] {
  const entities: Entity[] = []
  let text = ''
  for (const part of marked.split(/(\[[^\]]+\])/)) {
    const [, words = part, type = null] = /^\[([^:]+):([^\]]+)\]$/.exec(part) ?? []
    const [start, end] = [text.length, text.length + words.length]
    text += words
    if (type !== null) entities.push({ type, value: words, text: words, start, end, confidence: 1 })
  }
  const words = catalogs[language]
  const rejecting = {
    before: phrasesIn(words?.rejection_before ?? ''),
    behind: phrasesIn(words?.rejection_behind ?? ''),
    unsure: new Set(phrasesIn(words?.no_said ?? '')),
  }
  return sortRejected(text, entities, rejecting).meant.map((entity) => entity.text)
}

describe('what is named to say that it is not meant', () => {
  it.each([
    ['en', 'not [two:number], [three:number] people', ['three']],
    ['en', 'not from [Busan:city], from [Daegu:city]', ['Daegu']],
    ['en', '[Busan:city], not [Seoul:city]', ['Busan']],
    ['en', 'not [tomorrow:date] at [3pm:time] but [Friday:date] at [4pm:time]', ['Friday', '4pm']],
    ['en', 'instead of [Seoul:city] [Busan:city] please', ['Busan']],
    ['de', 'nicht am [Freitag:date], am [Samstag:date]', ['Samstag']],
    ['fr', 'pas [Paris:city], [Lyon:city]', ['Lyon']],
    ['es', 'no el [viernes:date], el [sábado:date]', ['sábado']],
    ['ko', '[서울:city] 말고 [부산:city]이요', ['부산']],
    ['ko', '[두:number] 명이 아니라 [세:number] 명이요', ['세']],
    ['ja', '[東京:city]ではなく[大阪:city]です', ['大阪']],
    ['zh', '不是[北京:city],是[上海:city]', ['上海']],
    ['en', 'not [Seoul:city]', []],
    ['en', 'Not in [Busan:city] please', []],
    ['ko', '아니 [부산:city]은 아니에요', []],
    ['es', 'no el [viernes:date] ni [Lima:city], el [sábado:date]', ['Lima', 'sábado']],
  ])('[FU23] in %s: %s', (language, marked, expected) => {
    expect(left(marked, language)).toEqual(expected)
  })

  it.each([
    ['en', 'no, [Busan:city]', ['Busan']],
    ['en', 'not before [Friday:date]', ['Friday']],
    ['en', 'not more than [three:number]', ['three']],
    ['en', 'not only [Seoul:city], [Busan:city] too', ['Seoul', 'Busan']],
    ['es', 'no [Lima:city]', ['Lima']],
    ['en', 'I do not know, maybe [Seoul:city] or [Busan:city]', ['Seoul', 'Busan']],
    ['es', 'no, el [viernes:date], de [Madrid:city] a [Lima:city]', ['viernes', 'Madrid', 'Lima']],
    ['ko', '[서울:city]에서 [부산:city]까지', ['서울', '부산']],
  ])('[FU23] nothing else goes, in %s: %s', (language, marked, expected) => {
    expect(left(marked, language)).toEqual(expected)
  })

  it('[FU23] everything is meant or rejected, in its order, whatever is said', () => {
    const word = fc.constantFrom(
      'not',
      'no',
      '말고',
      ',',
      'but',
      'on',
      '[a:city]',
      '[b:city]',
      '[1:number]',
      '[x:date]',
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), fc.constantFrom('en', 'ko', 'es', 'ja'), (words, language) => {
        const named = words.flatMap((each) => /^\[(.+):/.exec(each)?.[1] ?? [])
        const kept = left(words.join(' '), language)
        expect(kept.length).toBeLessThanOrEqual(named.length)
        const rest = [...named]
        for (const each of kept) rest.splice(0, rest.indexOf(each) + 1)
        expect(words.some((each) => ['not', 'no', '말고'].includes(each)) || kept.length === named.length).toBe(true)
      }),
    )
  })
})
