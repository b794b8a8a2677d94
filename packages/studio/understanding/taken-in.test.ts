import { expect, test } from 'vitest'
import { importPaths, type NluImport } from '../api.ts'
import { takenIn } from './taken-in.ts'

const looked = (path: string, taken: readonly string[] = []): NluImport => ({
  files: [{ path, text: 'new', language: '', intents: [], entities: [] }],
  taken,
  ...{ lost: [], renamed: [], isGuess: false, problems: [] },
})
const files = { 'nlu/intents.yaml': 'old' }

test('imported files stand beside what there is, or over it where that was wanted', () => {
  expect(takenIn(files, looked('nlu/intents_2.yaml', ['nlu/intents.yaml']), null)).toEqual({
    'nlu/intents.yaml': 'old',
    'nlu/intents_2.yaml': 'new',
  })
  expect(takenIn(files, looked('nlu/intents.yaml', ['nlu/intents.yaml']), files)).toEqual({ 'nlu/intents.yaml': 'new' })
})

test('a file that somebody made meanwhile is not written over', () => {
  expect(takenIn(files, looked('nlu/intents.yaml'), null)).toBeNull()
  expect(takenIn(files, looked('nlu/intents.yaml'), files)).toBeNull()
})

test('a file that somebody changed since it was looked at is not written over', () => {
  const looking = looked('nlu/intents.yaml', ['nlu/intents.yaml'])
  expect(takenIn({ 'nlu/intents.yaml': '언제' }, looking, files)).toBeNull()
  expect(takenIn({ ...files, 'nlu/other.yaml': 'new' }, looking, files)).not.toBeNull()
  expect(takenIn({}, looking, files)).toEqual({ 'nlu/intents.yaml': 'new' })
})

test('imported files get paths that are free, all of them', () => {
  const taken = new Set(['nlu/bot.ko.yaml', 'nlu/bot_2.yaml'])
  expect(importPaths('bot', ['', 'ko'], taken)).toEqual(['nlu/bot_3.yaml', 'nlu/bot_3.ko.yaml'])
  expect(importPaths('bot', [''], taken)).toEqual(['nlu/bot.yaml'])
})
