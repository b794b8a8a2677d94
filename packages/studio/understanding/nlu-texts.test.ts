import { readNlu } from '@parley/nlu'
import { understoodSource } from '@parley/nlu/intents'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type NluFiles, readNluFiles } from './nlu-document.ts'
import { setIntentText } from './nlu-texts.ts'

const told = (language: string, text: string) => ({ language, text, own: 'en' })
const errorsOf = (files: NluFiles) => readNlu(files).problems.filter(({ severity }) => severity === 'error')
/** What people read of the intent, as the platform tells it. */
function readBy(files: NluFiles, intent = 'hours') {
  const { nlu, problems } = readNlu(files)
  if (nlu === null) throw new Error(JSON.stringify(problems))
  return understoodSource(nlu, 'en').intentTexts?.[intent] ?? {}
}

const apart = {
  'nlu/intents.ko.yaml': 'language: ko\nintents:\n  hours: { examples: [몇 시에 여나요, 영업 시간] }\n',
  'nlu/intents.yaml': `intents:
  hours: { examples: [when are you open, opening hours] }
labels:
  # As it stands on the door
  hours: { en: Opening hours }
`,
}

describe('labels and answers', () => {
  test('[NT1] are changed where they stand', () => {
    const changed = setIntentText(apart, 'hours', 'label', told('en', 'When we are open'))
    expect(readBy(changed)).toEqual({ label: { en: 'When we are open' } })
    expect(changed['nlu/intents.yaml']).toContain('# As it stands on the door')
    expect(changed['nlu/intents.ko.yaml']).toBe(apart['nlu/intents.ko.yaml'])
    const cleared = setIntentText(apart, 'hours', 'label', told('en', ' '))
    expect([readBy(cleared), errorsOf(cleared)]).toEqual([{}, []])
  })

  test('[NT1] that stand twice stand once when one is written', () => {
    const twice = { 'nlu/a.yaml': 'intents: { a: { examples: [x, y], label: A } }\nlabels: { a: { en: A } }\n' }
    const changed = setIntentText(twice, 'a', 'label', told('en', 'Another'))
    expect([errorsOf(changed), readBy(changed, 'a')]).toEqual([[], { label: { en: 'Another' } }])
  })

  test('come where their language is, or else beside the others', () => {
    const korean = setIntentText(apart, 'hours', 'label', told('ko', '영업 시간 안내'))
    expect(readBy(korean)).toEqual({ label: { en: 'Opening hours', ko: '영업 시간 안내' } })
    expect(korean['nlu/intents.ko.yaml']).toContain('label: 영업 시간 안내')
    const german = setIntentText(apart, 'hours', 'label', told('de', 'Öffnungszeiten'))
    expect(readBy(german)).toEqual({ label: { en: 'Opening hours', de: 'Öffnungszeiten' } })
    expect(german['nlu/intents.yaml']).toContain('de: Öffnungszeiten')
    const answer = setIntentText(apart, 'hours', 'answer', told('en', 'From nine to five: **every** day.'))
    expect(readBy(answer)).toMatchObject({ answer: { en: 'From nine to five: **every** day.' } })
  })

  test('of a file that says its language are of that language', () => {
    const own = { 'nlu/a.yaml': 'language: ko\nintents: { a: { examples: [x, y], label: 하나 } }\n' }
    expect(readNluFiles(own).intents[0]?.labels).toEqual({ ko: '하나' })
    const both = setIntentText(own, 'a', 'label', told('en', 'One'))
    expect(readBy(both, 'a')).toEqual({ label: { ko: '하나', en: 'One' } })
    expect(readBy(setIntentText(both, 'a', 'label', told('en', '')), 'a')).toEqual({ label: { ko: '하나' } })
  })

  test('[NT1] are, whatever was written before, what was written last', () => {
    const files = [
      'intents: { a: { examples: [x, y], label: A } }\n',
      'language: ko\nintents: { a: { examples: [z, v], answer: { en: Yes, ko: 네 } } }\n',
      'nlu:\n  - intent: a\n    examples: |\n      - w\n    label: { de: Eins }\nlabels: { a: { ko: 하나 } }\n',
    ]
    const writes = fc.array(
      fc.record({
        what: fc.constantFrom('label' as const, 'answer' as const),
        language: fc.constantFrom('en', 'ko', 'de'),
        text: fc.constantFrom('', 'One', ' two: 2 ', '# three', '- [넷](x)'),
      }),
    )
    fc.assert(
      fc.property(fc.subarray(files, { minLength: 1 }), writes, (some, edits) => {
        const begun: NluFiles = Object.fromEntries(some.map((text, at) => [`nlu/${at}.yaml`, text]))
        const after = edits.reduce(
          (all, { what, ...each }) => setIntentText(all, 'a', what, { ...each, own: 'en' }),
          begun,
        )
        expect(errorsOf(after)).toEqual([])
        const last = new Map(edits.map(({ what, language, text }) => [`${what} ${language}`, text.trim()]))
        const read = readBy(after, 'a')
        for (const [key, text] of last) {
          const [what = '', language = ''] = key.split(' ')
          expect(read[what as 'label']?.[language] ?? '').toBe(text)
        }
      }),
      { numRuns: 60 },
    )
  })
})
