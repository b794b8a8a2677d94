import { describe, expect, test } from 'vitest'
import { createExtractor } from '../entity-extractor.ts'
import { thursday } from '../fixtures/finding.ts'
import type { MarkedText } from '../nlu-content.ts'
import { crossValidateEntities } from './evaluate-entities.ts'
import { createPlaces } from './places.ts'
import { readEntityModel, writeEntityModel } from './tagger-file.ts'
import { mostLabels, trainEntities } from './train-entities.ts'

/** `[Seoul](city#from)` marks a part. */
function marked(written: string): MarkedText {
  let text = ''
  const marks: MarkedText['marks'][number][] = []
  for (const [part, word, entity, , role] of written.matchAll(/\[([^\]]+)\]\((\w+)(#(\w+))?\)|[^[]+/g)) {
    if (word !== undefined && entity !== undefined)
      marks.push({
        entity,
        start: text.length,
        end: text.length + word.length,
        ...(role === undefined ? {} : { role }),
      })
    text += word ?? part
  }
  return { text, marks }
}

const dishes = ['pizza', 'pasta', 'green curry', 'fried rice', 'soup', 'ramen', 'tacos', 'salad']
const towns = ['Aville', 'Betown', 'Ceham', 'Deford', 'Eburg', 'Efield']
const examples = Array.from({ length: 120 }, (_, index) => {
  const [dish, one, other] = [dishes[index % 8], towns[index % 6], towns[(index + 1 + (index % 5)) % 6]]
  const forms = [
    `I want a [${dish}](dish) please`,
    `can I get [${dish}](dish)`,
    `fly from [${one}](town#from) to [${other}](town#to)`,
    `I need a ticket to [${other}](town#to) from [${one}](town#from)`,
    'what time do you open',
    `[서울](town#from)에서 [부산](town#to)까지 가요`,
  ]
  return marked(forms[index % forms.length] ?? '')
})
const model = trainEntities(examples)
const find = (text: string) => createExtractor({ model }).extract(text, { language: 'en', at: thursday, zone: null })

describe('trained entities', () => {
  test('[NE13] finds what was marked, also in words that it has not seen, with their parts in the sentence', () => {
    expect(find('can I get green curry')).toMatchObject([{ type: 'dish', value: 'green curry', text: 'green curry' }])
    expect(find('fly from Zetown to Yoville')).toMatchObject([
      { type: 'town', value: 'Zetown', role: 'from' },
      { type: 'town', value: 'Yoville', role: 'to' },
    ])
    expect(find('서울에서 부산까지 가요').map(({ text, role }) => [text, role])).toEqual([
      ['서울', 'from'],
      ['부산', 'to'],
    ])
    expect(find('what time do you open')).toEqual([])
  })

  test('[NE13] the same examples make the same model, byte for byte, and what was written is read', () => {
    const file = writeEntityModel(model)
    expect(writeEntityModel(trainEntities(examples))).toEqual(file)
    expect(readEntityModel(file)).toEqual(model)
    expect(file.length).toBeLessThan(50_000)
  })

  test('[NE13] refuses bytes that are no model', () => {
    const file = writeEntityModel(model)
    const changed = file.with(40, (file[40] ?? 0) ^ 1)
    for (const bytes of [new Uint8Array(), file.subarray(0, 30), file.subarray(0, -1), changed])
      expect(() => readEntityModel(bytes)).toThrow(/no model of entities.*Build the solution again/)
  })

  test('[NE13] no examples, no marks and marks that say otherwise make a model; too many kinds of marks are refused', () => {
    expect(trainEntities([]).labels).toEqual([])
    expect(trainEntities([marked('hello there')]).labels).toEqual([])
    expect(trainEntities([marked('a [pear](fruit)'), marked('a [pear](tree)')]).labels).toEqual(['fruit', 'tree'])
    const many = Array.from({ length: mostLabels + 1 }, (_, index) => marked(`a [thing](kind${index})`))
    expect(() => trainEntities(many)).toThrow(/at most|there may be/)
  })

  test('[NE13] a mark may say what its words come to', () => {
    const values = [{ text: 'two pies', marks: [{ entity: 'dish', start: 4, end: 8, value: 'pie' }] }]
    const found = createExtractor({ model: trainEntities(values) }).extract('two pies', { language: 'en' })
    expect(found.find(({ type }) => type === 'dish')?.value).toBe('pie')
  })

  test('[NE13] what is trained under the name of a built-in entity keeps the value of that', () => {
    const cities = ['I leave [Seoul](city#from)', 'I leave [Rome](city#from)', 'I leave [Paris](city#from) now'].map(
      marked,
    )
    const places = createPlaces({ cities: ['Seoul|KR|9000', 'Rome|IT|2800', 'Paris|FR|2100'], countries: [] })
    const [city] = createExtractor({ model: trainEntities(cities), places }).extract('I leave Seoul', {
      language: 'en',
    })
    expect(city).toMatchObject({ type: 'city', value: 'Seoul', role: 'from', resolution: { country: 'KR' } })
  })

  test('[NE13] cross-validation asks about every sentence once', () => {
    const figures = crossValidateEntities(examples)
    const marks = examples.reduce((sum, each) => sum + each.marks.length, 0)
    expect(figures.find(({ entity }) => entity === null)?.marked).toBe(marks)
    expect(figures.filter(({ entity }) => entity !== null).reduce((sum, each) => sum + each.marked, 0)).toBe(marks)
    expect(figures.find(({ entity }) => entity === null)?.f1).toBeGreaterThan(0.9)
  })
})
