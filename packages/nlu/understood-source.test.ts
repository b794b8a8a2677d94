import { expect, test } from 'vitest'
import { readNlu } from './nlu-files.ts'
import { understoodSource } from './understood-source.ts'

test('an intent may have the name of what every object has', () => {
  const names = ['constructor', 'toString', 'valueOf', 'hasOwnProperty']
  const lines = names.map((name) => `  ${name}: { examples: [say ${name}, ${name} please], label: Say ${name} }`)
  const { nlu } = readNlu({
    'nlu/intents.yaml': `intents:\n${lines.join('\n')}\n  order: { examples: [buy it, 주문], label: Order, answer: Fine. }\n`,
  })
  if (nlu === null) throw new Error('It is not read.')
  const { intentTexts } = understoodSource(nlu, 'de')
  expect(intentTexts).toEqual({
    ...Object.fromEntries(names.map((name) => [name, { label: { de: `Say ${name}` } }])),
    order: { label: { de: 'Order' }, answer: { de: 'Fine.' } },
  })
})
