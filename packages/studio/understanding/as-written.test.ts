import { printNlu } from '@parley/nlu'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import * as Y from 'yjs'
import { documentFrom } from '../source/document.ts'
import { SourceStore } from '../source/store.ts'
import { addExamples, changeExample, type NluFiles, readNluFiles, removeIntent, renameIntent } from './nlu-document.ts'

const path = 'nlu/intents.yaml'
const sources = (files: NluFiles, intent: string) =>
  readNluFiles(files)
    .intents.find(({ name }) => name === intent)
    ?.examples.map(({ source }) => source)

const rasa = `# Öffnungszeiten
version: "3.1"

nlu:
- intent: hours
  examples: |
    - wann habt ihr auf
    - 언제 열어요

- intent: parcel   # often
  examples: |
    - where is my parcel

- synonym: Seoul
  examples: |
    - 서울
`

describe('a file that was written by hand', () => {
  test('[DS10] stays as it was written but for what is edited', () => {
    expect(addExamples({ [path]: rasa }, 'hours', ['open on sunday?'])[path]).toBe(
      rasa.replace('열어요\n', '열어요\n    - open on sunday?\n'),
    )
    expect(addExamples({ [path]: rasa }, 'gift', ['선물'])[path]).toBe(
      `${rasa}- intent: gift\n  examples:\n    - 선물\n`,
    )
    expect(renameIntent({ [path]: rasa }, 'hours', 'times', 'de')[path]).toBe(rasa.replace('hours', 'times'))
    const wide =
      'intents:\r\n    hours:\r\n        examples:\r\n\r\n            - auf?\r\n    gift:\r\n        label: Geschenk'
    expect(addExamples({ [path]: wide }, 'hours', ['offen?'])[path]).toBe(
      wide.replace('auf?\r\n', 'auf?\r\n            - offen?\r\n'),
    )
    expect(addExamples({ [path]: wide }, 'gift', ['einpacken'])[path]).toBe(
      `${wide}\r\n        examples:\r\n            - einpacken\r\n`,
    )
    expect(
      addExamples({ [path]: 'intents:\n    hours: {examples: [auf?, "offen?"]}\n' }, 'hours', ['열어요'])[path],
    ).toBe('intents:\n    hours: {examples: [auf?, "offen?", 열어요]}\n')
  })

  test('says after an edit what it would say in any other form', () => {
    const names = ['hours', 'parcel', 'gift']
    const lines = fc.uniqueArray(fc.constantFrom('auf?', '언제 열어요', 'open: now', 'where # is', '- it'), {
      maxLength: 4,
    })
    const intents = fc.record({ hours: lines, parcel: lines, gift: lines })
    const looks = fc.record({
      step: fc.constantFrom(1, 2, 4),
      gap: fc.nat(2),
      end: fc.constantFrom('\n', '\r\n'),
      isList: fc.boolean(),
    })
    fc.assert(
      fc.property(
        intents,
        looks,
        fc.constantFrom(...names),
        fc.nat(3),
        (given, { step, gap, end, isList }, name, what) => {
          const pad = (depth: number) => ' '.repeat(step * depth)
          const text = [
            isList ? 'nlu:' : 'intents:',
            ...Object.entries(given).flatMap(([intent, examples]) => [
              isList ? `- intent: ${intent}` : `${pad(1)}${intent}:`,
              `${isList ? '  ' : pad(2)}examples:${examples.length === 0 ? ' []' : isList ? ' |' : ''}`,
              ...examples.map((each) => (isList ? `   ${pad(1)}- ${each}` : `${pad(3)}- ${JSON.stringify(each)}`)),
              ...Array.from({ length: gap }, () => ''),
            ]),
          ].join(end)
          const plain = { [path]: parseDocument(text).toString({ lineWidth: 0, flowCollectionPadding: false }) }
          const edit = (files: NluFiles): NluFiles => {
            const first = readNluFiles(files).intents.find((each) => each.name === name)?.examples[0]
            if (what === 0) return addExamples(files, name, ['neu', '새로'])
            if (what === 1) return removeIntent(files, name)
            if (what === 2) return renameIntent(files, name, 'other', 'de')
            return first === undefined ? files : changeExample(files, name, first, 'anders')
          }
          const [here, there] = [edit({ [path]: text }), edit(plain)]
          expect(readNluFiles(here).broken).toEqual([])
          for (const each of [...names, 'other']) expect(sources(here, each)).toEqual(sources(there, each))
        },
      ),
    )
  })
})

describe('the first edits that two people make at once', () => {
  const imported = printNlu({
    language: 'de',
    intents: new Map(['hours', 'parcel'].map((name) => [name, { examples: [{ text: `${name}?`, marks: [] }] }])),
  })
  const row = '# Was\nintents:\n  hours:\n    examples: [auf?, 언제 열어요]\n  parcel:\n    examples: [wo?]\n'
  const flat =
    'intents:\n    hours:\n        examples:\n        - auf?\n\n    parcel:\n        examples:\n        - wo?\n'

  test.each([
    ['imported', imported],
    ['in a row', row],
    ['in the form of Rasa', rasa],
    ['indented otherwise', flat],
  ])('[DS10] are both in the file, and nothing twice: %s', (_, text) => {
    for (const [mine, theirs] of [
      ['hours', 'parcel'],
      ['parcel', 'hours'],
      ['hours', 'hours'],
    ] as const) {
      const docs = [new Y.Doc(), new Y.Doc()] as const
      for (const doc of docs) Y.applyUpdate(doc, Y.encodeStateAsUpdate(from(text)))
      const stores = docs.map((doc) => new SourceStore(doc))
      for (const [at, store] of stores.entries()) {
        const files = { [path]: store.text(path) ?? '' }
        const after = at === 0 ? addExamples(files, mine, ['첫째']) : addExamples(files, theirs, ['zweites'])
        store.putText(path, after[path] ?? '')
      }
      const [one, two] = docs
      Y.applyUpdate(one, Y.encodeStateAsUpdate(two))
      const now = { [path]: stores[0]?.text(path) ?? '' }
      const before = { [path]: text }
      expect(readNluFiles(now).broken).toEqual([])
      for (const intent of ['hours', 'parcel'])
        expect(sources(now, intent)?.toSorted()).toEqual(
          [
            ...(sources(before, intent) ?? []),
            ...(mine === intent ? ['첫째'] : []),
            ...(theirs === intent ? ['zweites'] : []),
          ].toSorted(),
        )
      for (const store of stores) store.close()
    }
  })
})

/** Made by one who is neither of the two. */
const started = new Map<string, Y.Doc>()
function from(text: string): Y.Doc {
  const doc = started.get(text) ?? documentFrom({ [path]: text })
  started.set(text, doc)
  return doc
}
