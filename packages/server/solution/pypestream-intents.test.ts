import { readNlu } from '@parley/nlu'
import { expect, test } from 'vitest'
import { pypestreamIntents } from './pypestream-intents.ts'

test('an intent may have the name of what every object has', () => {
  const text = `intents:
  constructor: { examples: [make it, build it] }
  toString: { examples: [print it, 출력] }
  order: { examples: [buy it, ich möchte es kaufen], note: "Pypestream type: main" }
`
  const written = pypestreamIntents({ 'nlu/intents.yaml': text }) ?? ''
  const [given, made] = [text, written].map((each) => readNlu({ 'nlu/intents.yaml': each }).nlu)
  expect(made).toEqual(given)
  expect(made?.notes).toEqual({ order: 'Pypestream type: main' })
})
