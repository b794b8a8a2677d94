import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { crossValidateNlu, testNlu } from './nlu.ts'

let folder = ''
const printed: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-nlu-'))
  await mkdir(join(folder, 'nlu'))
  const examples = (all: readonly string[]) => `{ examples: [${all.join(', ')}] }`
  const intents = {
    cancel: ['cancel my order', 'please cancel the order', 'I want to cancel', 'cancel it now'],
    hours: ['when are you open', 'are you open on sunday', 'opening hours please', 'what are your hours'],
  }
  const lines = Object.entries(intents).map(([name, all]) => `  ${name}: ${examples(all)}`)
  await writeFile(join(folder, 'nlu/intents.yaml'), `intents:\n${lines.join('\n')}\n`)
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line))
  vi.spyOn(console, 'error').mockImplementation((line: string) => void printed.push(line))
})

afterAll(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true, force: true })
})

const said = () => printed.splice(0).join('\n')

describe('parley nlu', () => {
  test('cross-validates the examples of a solution', async () => {
    expect(await crossValidateNlu(folder, { folds: '4', json: true })).toBe(0)
    expect(JSON.parse(said())).toMatchObject({ total: 8, intents: [{ intent: 'cancel' }, { intent: 'hours' }] })
    expect(await crossValidateNlu(folder, { folds: '4' })).toBe(0)
    expect(said()).toMatch(/of 8 sentences understood/)
    expect(await crossValidateNlu(folder, { folds: 'many' })).toBe(2)
    expect(said()).toBe('--folds is a number from 2 to 20, not "many".')
    expect(await crossValidateNlu(join(folder, 'nlu'), { folds: '4' })).toBe(1)
    expect(said()).toMatch(/has no nlu\/intents.yaml/)
  })

  test.each([
    ['asked.jsonl', '{"text":"Cancel my order!","intent":"cancel"}\n{"text":"zzz","intent":null}\n'],
    ['asked.csv', 'Text,Intent\nCancel my order!,cancel\nzzz,\n'],
  ])('tests it with sentences from %s', async (name, text) => {
    const data = join(folder, name)
    await writeFile(data, text)
    expect(await testNlu(folder, { data, json: true })).toBe(0)
    expect(JSON.parse(said())).toMatchObject({ total: 2, right: 2, confusions: [] })
    expect(await testNlu(folder, { data })).toBe(0)
    expect(said()).toMatch(/2 of 2 sentences understood \(100\.0 %\)/)
  })

  test('says what is wrong with the sentences', async () => {
    const data = join(folder, 'broken.jsonl')
    await writeFile(data, '{"text":1}\n')
    expect(await testNlu(folder, { data })).toBe(1)
    expect(said()).toMatch(/broken\.jsonl cannot be read/)
    expect(await testNlu(folder, { data: join(folder, 'none.jsonl') })).toBe(1)
    expect(said()).toMatch(/ENOENT/)
  })
})
