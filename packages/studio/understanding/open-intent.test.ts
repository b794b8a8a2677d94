import { expect, test } from 'vitest'
import { type NluFiles, readNluFiles, removeIntent, renameIntent } from './nlu-document.ts'
import { followIntent, openIntent } from './open-intent.ts'

const files: NluFiles = {
  'nlu/intents.yaml': 'intents: { a: { examples: [one, two] }, b: { examples: [three] }, c: { examples: [] } }\n',
}
const of = (some: NluFiles) => readNluFiles(some).intents
const opened = (name: string) => followIntent(openIntent(null, name, 'chosen'), of(files))

test('an intent that somebody else renames, or makes part of another one, stays open', () => {
  const open = opened('a')
  const renamed = followIntent(open, of(renameIntent(files, 'a', 'first', 'en')))
  expect(renamed).toMatchObject({ id: open.id, name: 'first' })
  expect(followIntent(open, of(renameIntent(files, 'a', 'b', 'en')))).toMatchObject({ id: open.id, name: 'b' })
  expect(followIntent(opened('c'), of(renameIntent(files, 'c', 'third', 'en')))).toMatchObject({ name: 'third' })
})

test('an intent that is gone stays open under its name, and nothing is opened instead', () => {
  const open = opened('a')
  const gone = followIntent(open, of(removeIntent(files, 'a')))
  expect(gone).toMatchObject({ id: open.id, name: 'a', last: { name: 'a' } })
  expect(followIntent(gone, of(files))).toMatchObject({ id: open.id, name: 'a' })
})

test('an intent that was just added is open as soon as it is there', () => {
  const added = followIntent(openIntent(opened('a'), 'd', 'added'), of(files))
  expect(added).toMatchObject({ name: 'd', last: null })
  const there = { 'nlu/intents.yaml': 'intents: { a: { examples: [one] }, d: { examples: [] } }\n' }
  expect(followIntent(added, of(there))).toMatchObject({ id: added.id, name: 'd', last: { name: 'd' } })
})
