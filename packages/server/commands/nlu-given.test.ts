import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { readIntents } from '../solution/intents.ts'
import { readGiven } from './nlu-given.ts'
import { importNlu } from './nlu-import.ts'

const made: string[] = []
const printed: string[] = []
let solution = ''

beforeEach(async () => {
  solution = await mkdtemp(join(tmpdir(), 'parley-nlu-given-'))
  made.push(solution)
  printed.splice(0)
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line))
  vi.spyOn(console, 'error').mockImplementation((line: string) => void printed.push(line))
})

afterAll(async () => {
  vi.restoreAllMocks()
  await Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true })))
})

async function given(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(solution, 'given', name)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, content)
  return path
}

const said = () => printed.splice(0).join('\n')
const understood = async () => (await readIntents(solution)).nlu

test('hidden files, packages and folders that are named like files are no part of what is given', async () => {
  await given('bot/nlu.yml', 'nlu: []')
  await given('bot/.git/config.json', '{}')
  await given('bot/node_modules/a/package.json', '{}')
  await given('bot/more.json/inner.md', '## intent:a')
  expect(await readGiven(join(solution, 'given/bot'))).toEqual({
    kind: 'files',
    files: { 'more.json/inner.md': '## intent:a', 'nlu.yml': 'nlu: []' },
    unread: [],
  })
  await expect(readGiven(join(solution, 'nowhere'))).rejects.toThrow(/There is no .*nowhere/)
})

describe('[NF5] an import tells what it cannot read', () => {
  test('in a zip and in a folder: texts that are no UTF-8', async () => {
    const phrases = Buffer.from(JSON.stringify([{ data: [{ text: 'ça va très bien' }] }]), 'latin1')
    const zip = zipSync({
      'agent.json': strToU8('{"language":"fr"}'),
      'intents/a.json': strToU8('{"name":"a"}'),
      'intents/a_usersays_fr.json': new Uint8Array(phrases),
      'intents/a_usersays_en.json': strToU8('[{"data":[{"text":"fine"}]}]'),
      'picture.png': new Uint8Array([0x89, 0, 1]),
      '.git/config': strToU8('x'),
    })
    expect(await importNlu(await given('es.zip', zip), { solution })).toBe(0)
    expect(said()).toMatch(/left out: intents\/a_usersays_fr\.json: It is no text in UTF-8\. Save it as UTF-8\.\nwrote/)
    await given('bot/nlu.yml', Buffer.from('nlu:\n- intent: a\n  examples: |\n    - très\n', 'latin1'))
    await given(
      'bot/more.yml',
      Buffer.from('\ufeffnlu:\n- intent: b\n  examples: |\n    - très\n    - 네\n', 'utf16le'),
    )
    await mkdir(join(solution, 'given/bot/folder.json'))
    expect(await importNlu(join(solution, 'given/bot'), { solution })).toBe(0)
    expect(said()).toMatch(/left out: nlu\.yml: It is no text in UTF-8/)
    expect((await understood())?.intents.b).toEqual(['très', '네'])
  })

  test('a table in Windows-1252 is read, and said to be', async () => {
    const csv = Buffer.from('text;intent\nSchöne Grüße;a\nfür 5 \x80;a\n', 'latin1')
    expect(await importNlu(await given('excel.csv', csv), { solution })).toBe(0)
    expect(said()).toMatch(/not in UTF-8: it was read as Windows-1252/)
    expect((await understood())?.intents).toEqual({ a: ['Schöne Grüße', 'für 5 €'] })
    await expect(importNlu(await given('l.jsonl', csv), { solution })).rejects.toThrow(/no text in UTF-8/)
  })

  test('in files of Rasa: lines without a dash, folded ones, words in other files, what has no word', async () => {
    await given(
      'bot/nlu.yml',
      'nlu:\n- intent: a\n  examples: |\n    - hello\n    hi there\n    - ...\n- intent: b\n  examples: >\n    - bye\n    - so long\n- lookup: country\n  examples: data/countries.txt\n',
    )
    const data = {
      common_examples: [{ text: ' hi Ada', intent: 'c', entities: [{ start: 4, end: 7, entity: 'name' }] }],
    }
    await given(
      'bot/data.json',
      JSON.stringify({ rasa_nlu_data: { ...data, lookup_tables: [{ name: 'l', elements: 'x.txt' }] } }),
    )
    expect(await importNlu(join(solution, 'given/bot'), { solution })).toBe(0)
    const told = said()
    for (const part of [
      'nlu.yml: a: "hi there" does not begin with "- ".',
      'nlu.yml: a: "..." has no word in it.',
      'nlu.yml:8: `examples: >` makes one sentence of all its lines.',
      'nlu.yml: country: "data/countries.txt" does not begin with "- ".',
      'data.json: The words of the lookup "l" are in another file.',
    ])
      expect(told).toContain(part)
    expect(await understood()).toMatchObject({
      intents: { a: ['hello'], b: [], c: ['hi Ada'] },
      marked: [{ text: 'hi Ada', marks: [{ entity: 'name', start: 3, end: 6 }] }],
    })
  })
})
