import { readNlu } from '@parley/nlu'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addEntity,
  changeItem,
  everyEntity,
  readEntities,
  removeEntity,
  type ShownEntity,
  type ShownItem,
  setPatterns,
} from './entity-document.ts'
import type { NluFiles } from './nlu-yaml.ts'

const files: NluFiles = {
  'nlu/intents.yaml': `# the shop
intents:
  order:
    examples:
      - order a [big](size) tea
      - order [A-123456](order_number)
entities:
  size: { values: { large: [big, huge], small: [] } } # as on the menu
  colour:
    values: [red, blue]
`,
  'nlu/rasa.yml': `nlu:
  - synonym: Seoul
    examples: |
      - SEL
      - 서울
  - regex: order_number
    examples: |
      - A-[0-9]{6}
  - lookup: flower
    examples: |
      - rose
      - 튤립
`,
}

const entity = (of: NluFiles, name: string): ShownEntity => {
  const found = readEntities(of).entities.find((each) => each.name === name)
  if (found === undefined) throw new Error(`no ${name}`)
  return found
}
const items = (of: NluFiles, name: string) => entity(of, name).items.map(({ value, words }) => [value, ...words])
const read = (of: NluFiles) => {
  const { nlu, problems } = readNlu(of)
  return { ...nlu, errors: problems.filter(({ severity }) => severity === 'error') }
}

describe('entities', () => {
  test('are read in all forms', () => {
    const { entities, synonyms } = readEntities({ ...files, 'nlu/x.yaml': 'a: [' })
    expect(entities.map(({ name, marked, isDeclared }) => [name, marked, isDeclared])).toEqual([
      ['colour', 0, true],
      ['flower', 0, true],
      ['order_number', 1, true],
      ['size', 1, true],
    ])
    expect([items(files, 'size'), items(files, 'colour'), items(files, 'flower')]).toEqual([
      [['large', 'big', 'huge'], ['small']],
      [['red'], ['blue']],
      [['rose'], ['튤립']],
    ])
    expect([synonyms, entity(files, 'order_number').patterns]).toEqual([
      [{ value: 'Seoul', words: ['SEL', '서울'] }],
      ['A-[0-9]{6}'],
    ])
  })

  test('change an item where it stands, with comments', () => {
    const changed = changeItem(files, 'size', 'large', { value: 'large', words: ['big', '큰'] })
    expect(changed['nlu/intents.yaml']).toContain('# as on the menu')
    expect(items(changed, 'size')).toEqual([['large', 'big', '큰'], ['small']])
    const renamed = changeItem(changed, 'flower', 'rose', { value: 'tulip', words: [] })
    expect(renamed['nlu/rasa.yml']).toContain('      - tulip\n      - 튤립\n')
    expect(changeItem(renamed, 'flower', 'tulip', null)['nlu/rasa.yml']).not.toContain('tulip')
    expect(read(renamed).errors).toEqual([])
    expect(read(renamed).entities?.size).toEqual({ values: { large: ['big', '큰'], small: [] } })
  })

  test('give an item of a plain list other words', () => {
    const changed = changeItem(files, 'colour', 'red', { value: 'red', words: ['rot'] })
    expect(read(changed).entities?.colour).toEqual({ values: { blue: [], red: ['rot'] } })
    const listed = changeItem(files, 'flower', '튤립', { value: '튤립', words: ['tulip'] })
    expect(new Set(items(listed, 'flower').map(String))).toEqual(new Set(['튤립,tulip', 'rose']))
    expect(read(listed).errors).toEqual([])
  })

  test('take new items, synonyms and patterns, and become those that are there', () => {
    const more = changeItem(changeItem(files, 'size', null, { value: 'tiny', words: ['winzig'] }), everyEntity, null, {
      value: 'Busan',
      words: ['부산'],
    })
    expect(items(more, 'size').at(-1)).toEqual(['tiny', 'winzig'])
    expect(read(more).synonyms?.Busan).toEqual(['부산'])
    const joined = changeItem(more, 'size', 'tiny', { value: 'small', words: ['winzig'] })
    expect(items(joined, 'size')).toEqual([
      ['large', 'big', 'huge'],
      ['small', 'winzig'],
    ])
    const patterns = setPatterns(more, 'order_number', ['B-[0-9]+', ' A-[0-9]{6} ', ''])
    expect(new Set(entity(patterns, 'order_number').patterns)).toEqual(new Set(['A-[0-9]{6}', 'B-[0-9]+']))
    expect(entity(setPatterns(patterns, 'order_number', ['B-[0-9]+']), 'order_number').patterns).toEqual(['B-[0-9]+'])
    expect(read(patterns).errors).toEqual([])
  })

  test('are begun and removed, marks stay', () => {
    const begun = addEntity({}, 'city')
    expect(read({ ...files, 'nlu/z.yaml': begun['nlu/intents.yaml'] ?? '' }).errors).toEqual([])
    expect(entity(begun, 'city')).toMatchObject({ items: [], patterns: [], isDeclared: true })
    expect(entity(removeEntity(files, 'size'), 'size')).toMatchObject({ items: [], marked: 1, isDeclared: false })
    const gone = removeEntity(removeEntity(files, 'flower'), 'order_number')
    expect(readEntities(gone).entities.map(({ name }) => name)).toContain('order_number')
    expect(gone['nlu/rasa.yml']).not.toMatch(/flower|regex/)
    expect(read(gone).errors).toEqual([])
  })

  test('in files that cannot be read are left alone', () => {
    const broken = { 'nlu/intents.yaml': 'entities: [' }
    expect(changeItem(broken, 'size', null, { value: 'a', words: [] })).toBe(broken)
    expect(setPatterns(broken, 'size', ['a'])).toBe(broken)
  })

  test('hold, whatever is done to them, what they were told, as the platform reads it', () => {
    const word = fc.stringMatching(/^[a-z가-힣ß][a-z가-힣 ]{0,5}$/).map((text) => text.trim())
    const item = fc.record({ value: word, words: fc.uniqueArray(word, { maxLength: 3 }) })
    const names = fc.constantFrom('size', 'colour', 'flower', 'new')
    fc.assert(
      fc.property(names, fc.array(item, { minLength: 1, maxLength: 4 }), (name, told) => {
        let now = files
        const expected = new Map(
          (readEntities(files).entities.find((each) => each.name === name)?.items ?? []).map((each) => [
            each.value,
            each,
          ]),
        )
        for (const each of told) {
          now = changeItem(now, name, null, each)
          const words = new Set([...(expected.get(each.value)?.words ?? []), ...each.words])
          expected.set(each.value, { value: each.value, words: [...words] })
        }
        const sorted = (all: readonly ShownItem[]) => all.map(({ value, words }) => [value, [...words].sort()]).sort()
        expect(sorted(entity(now, name).items)).toEqual(sorted([...expected.values()]))
        expect(read(now).errors).toEqual([])
        for (const { value } of told) now = changeItem(now, name, value, null)
        expect(entity(now, name).items.some(({ value }) => told.some((each) => each.value === value))).toBe(false)
      }),
      { numRuns: 60 },
    )
  })
})
