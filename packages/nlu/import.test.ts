import { describe, expect, test } from 'vitest'
import { importDialogflow } from './import-dialogflow.ts'
import { importRasa } from './import-rasa.ts'
import { entityName, Importing, joinPieces } from './import-result.ts'
import { importRows } from './import-rows.ts'

describe('[NF5] an import', () => {
  test('gives every intent a name that it may have, no two the same', () => {
    const importing = new Importing()
    for (const name of ['Stop It!', 'Stop_It', 'faq/hours', 'else', '주문', 'résumé', 'x'.repeat(80), '---'])
      importing.intent('', name, {})
    const { renamed, files } = importing.done('')
    expect([...(files[0]?.intents.keys() ?? [])]).toEqual([
      'Stop_It',
      'Stop_It_2',
      'faq.hours',
      'intent_else',
      'intent',
      'resume',
      'x'.repeat(55),
      'intent_2',
    ])
    expect(renamed.get('faq/hours')).toBe('faq.hours')
    expect(['geo-city', '@Größe 2', '42'].map(entityName)).toEqual(['geo-city', 'Grosse_2', 'entity'])
  })

  test('joins pieces of a phrase without the spaces around it, marks in their place', () => {
    const mark = { entity: 'city' }
    expect(joinPieces([{ text: '  to  ' }, { text: ' New  York ', mark }, { text: 'now ' }])).toEqual({
      text: 'to  New York now',
      marks: [{ entity: 'city', start: 4, end: 12 }],
    })
  })

  test('tells what it lost, in bounded number', () => {
    const rows = Array.from({ length: 1000 }, (_, at) => ({ where: `${at}`, cells: { text: '', intent: 'a' } }))
    const { lost } = importRows(rows)
    expect(lost).toHaveLength(201)
    expect(lost.at(-1)?.reason).toBe('800 more were lost.')
  })

  test.each([
    [
      'Dialogflow',
      (text: string) =>
        importDialogflow({
          'agent.json': text,
          'intents/a.json': text,
          'intents/a_usersays_en.json': text,
          'entities/b_entries_en.json': text,
        }),
    ],
    [
      'Dialogflow CX',
      (text: string) =>
        importDialogflow({
          'agent.json': text,
          'intents/a/a.json': text,
          'intents/a/trainingPhrases/en.json': text,
          'entityTypes/b/entities/en.json': text,
        }),
    ],
    ['Rasa', (text: string) => importRasa({ 'nlu.yml': text, 'nlu.md': text, 'nlu.json': text, 'nlu.exe': text })],
  ])('of %s takes whatever the files hold', (_, run) => {
    const hostile = [
      '',
      'null',
      '5',
      '[]',
      '[null, 5, [], {}]',
      '{"data":[null,5]}',
      '{"trainingPhrases":{"x":1}}',
      '{"nlu":[{"intent":{}}]}',
      '[{"data":[{"text":{}}]}]',
      '{"__proto__":{"x":1}}',
      `${'['.repeat(5000)}`,
      '{"name":"constructor"}',
      '## intent:\n- x',
      '\ufeff{}',
    ]
    for (const text of hostile) expect(run(text).files.every(({ intents }) => intents.size < 10)).toBe(true)
  })
})
