import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRecognizer, readModel, unpackModel } from '@parley/nlu'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { findVectors } from '../solution/word-vectors.ts'
import { crossValidateNlu, showConflicts, testNlu, trainFolder } from './nlu.ts'

let folder = ''
const printed: string[] = []

const cancel = ['cancel my order', 'please cancel the order', 'I want to cancel', 'cancel it now']
const hours = ['when are you open', 'are you open on sunday', 'opening hours please', 'what are your hours']

async function solutionWith(name: string, intents: { readonly [intent: string]: readonly string[] }): Promise<string> {
  const made = join(folder, name)
  await mkdir(join(made, 'nlu'), { recursive: true })
  const lines = Object.entries(intents).map(([intent, all]) => `  ${intent}: { examples: [${all.join(', ')}] }`)
  await writeFile(join(made, 'nlu/intents.yaml'), `intents:\n${lines.join('\n')}\n`)
  return made
}

let solution = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-nlu-'))
  solution = await solutionWith('shop', { cancel, hours })
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line))
  vi.spyOn(console, 'error').mockImplementation((line: string) => void printed.push(line))
})
beforeEach(() => void printed.splice(0))
afterAll(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true, force: true })
})

const said = () => printed.splice(0).join('\n')
const page = (path: string) => readFile(path, 'utf8')

async function asked(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

describe('parley nlu cross-validate', () => {
  test('judges the examples of a solution', async () => {
    expect(await crossValidateNlu(solution, { folds: '4', json: true })).toBe(0)
    expect(JSON.parse(said())).toMatchObject({ total: 8, intents: [{ intent: 'cancel' }, { intent: 'hours' }] })
    expect(await crossValidateNlu(solution, { folds: '4' })).toBe(0)
    expect(said()).toMatch(/of 8 sentences understood/)
    await expect(crossValidateNlu(solution, { folds: 'many' })).rejects.toThrow(
      '--folds is a number from 2 to 20, not "many".',
    )
    expect(await crossValidateNlu(folder, { folds: '4' })).toBe(1)
    expect(said()).toMatch(/has no nlu\/intents.yaml/)
  })

  test('holds whole intents out to see what becomes of strange sentences, and draws a page', async () => {
    const intents = Object.fromEntries(
      ['order', 'cancel', 'pay', 'move', 'open', 'lose'].map((verb) => [
        verb,
        ['card', 'bike', 'house', 'trip'].map((noun) => `I want to ${verb} a ${noun}`),
      ]),
    )
    const six = await solutionWith('six', intents)
    const html = join(folder, 'cross.html')
    expect(await crossValidateNlu(six, { folds: '3', html, threshold: '40%' })).toBe(0)
    expect(said()).toMatch(/AUROC [01]\.\d+, of 24 sentences out of scope/)
    expect(await page(html)).toMatch(/<svg [\s\S]*out of scope, refused \(24 sentences\)[\s\S]*threshold 0.4/)
    expect(await crossValidateNlu(six, { folds: '3', outside: false })).toBe(0)
    expect(said()).not.toMatch(/AUROC/)
  })

  test('ends with 1 when fewer are understood than there should be', async () => {
    expect(await crossValidateNlu(solution, { folds: '4', minAccuracy: '0%' })).toBe(0)
    const odd = await solutionWith('odd', { one: ['aa', 'bb', 'cc'], two: ['dd', 'ee', 'ff'] })
    expect(await crossValidateNlu(odd, { folds: '3', minAccuracy: '0.99' })).toBe(1)
    expect(said()).toMatch(/there should be 99\.0 %/)
    await expect(crossValidateNlu(odd, { folds: '3', minAccuracy: '120%' })).rejects.toThrow(/--min-accuracy/)
  })
})

describe('parley nlu test', () => {
  test.each([
    ['asked.jsonl', '{"text":"Cancel my order!","intent":"cancel"}\n{"text":"zzz","intent":null}\n'],
    ['asked.csv', 'Text,Intent\nCancel my order!,cancel\nzzz,\n'],
    [
      'asked.yaml',
      'nlu:\n- intent: cancel\n  examples: |\n    - Cancel my order!\n- intent: out_of_scope\n  examples: |\n    - zzz\n',
    ],
  ])('judges sentences from %s', async (name, text) => {
    const file = await asked(name, text)
    expect(await testNlu(solution, file, { json: true })).toBe(0)
    expect(JSON.parse(said().replace(/^[\s\S]*?(?=\{)/, ''))).toMatchObject({ total: 2, right: 2, confusions: [] })
    expect(await testNlu(solution, file, { minAccuracy: '90%' })).toBe(0)
    expect(said()).toMatch(/2 of 2 sentences understood \(100\.0 %\)/)
  })

  test('compares with the model of another folder', async () => {
    const other = await solutionWith('other', { cancel: cancel.slice(0, 1), hours })
    const file = await asked('more.csv', 'text,intent\nI want to cancel,cancel\nopening hours please,hours\n')
    const html = join(folder, 'test.html')
    expect(await testNlu(solution, file, { against: other, html })).toBe(0)
    expect(said()).toMatch(/The other model understood[\s\S]*sentences mended, 0 lost/)
    expect(await page(html)).toContain('Compared with the other model')
  })

  test('says which sentences mean what the solution does not have', async () => {
    const file = await asked('foreign.csv', 'text,intent\ncancel it now,cancel\nbook a flight,book\n')
    expect(await testNlu(solution, file, { minAccuracy: '1' })).toBe(1)
    expect(said()).toMatch(/Of 1 sentence the solution does not have the intent: book\./)
  })

  test.each([
    ['broken.jsonl', '{"text":1,"intent":"a"}\n', /broken\.jsonl cannot be read: broken.jsonl:1 needs a text/],
    ['columns.csv', 'a,b\n1,2\n', /no columns "text" and "intent"/],
    ['empty.csv', '', /no sentences/],
    ['broken.yaml', 'nlu:\n- intent: a\n  exmples: x\n', /broken\.yaml:3 cannot be read/],
  ])('says what is wrong with %s', async (name, text, reason) => {
    await expect(testNlu(solution, await asked(name, text), {})).rejects.toThrow(reason)
  })

  test('says when there is no file', async () => {
    await expect(testNlu(solution, join(folder, 'none.jsonl'), {})).rejects.toThrow(/There is no/)
    await expect(testNlu(solution, folder, {})).rejects.toThrow(/is no file/)
  })

  test('asks both models from the same confidence on where one is given', async () => {
    const file = await asked('same.csv', 'text,intent\nI want to cancel the thing,cancel\nare you open today,hours\n')
    const copy = await solutionWith('copy', { cancel, hours })
    for (const threshold of ['1', '0', '50%']) {
      expect(await testNlu(solution, file, { against: copy, threshold, json: true })).toBe(0)
      const { comparison } = JSON.parse(said().replace(/^[\s\S]*?(?=\{)/, ''))
      expect([comparison.mended.count, comparison.lost.count]).toEqual([0, 0])
      expect(comparison.before.accuracy).toBe(comparison.now.accuracy)
    }
  })

  test('compares with a model that "train --out" wrote', async () => {
    const file = await asked('against.csv', 'text,intent\ncancel it now,cancel\nwhen are you open,hours\n')
    const out = join(folder, 'old.model')
    expect(await trainFolder(solution, { out })).toBe(0)
    expect(await testNlu(solution, file, { against: out })).toBe(0)
    expect(said()).toMatch(/The other model understood 100\.0 %, this one 100\.0 %:\n0 sentences mended, 0 lost/)
    await expect(testNlu(solution, file, { against: file })).rejects.toThrow(/This is no model/)
  })

  test('a kept model that was damaged is replaced, not told of again and again', async () => {
    const home = await mkdtemp(join(folder, 'home-'))
    vi.stubEnv('PARLEY_HOME', home)
    const own = await solutionWith('damaged', { buy: ['buy a bike', 'purchase a tandem'], hours })
    const file = await asked('damaged.csv', 'text,intent\nbuy a bike,buy\n')
    expect(await testNlu(own, file, {})).toBe(0)
    const [name = ''] = await readdir(join(home, 'models'))
    const path = join(home, 'models', name)
    const model = await readFile(path)
    await writeFile(path, model.with(model.length >> 1, (model[model.length >> 1] ?? 0) ^ 1))
    // Four others make it forgotten in memory.
    for (const verb of ['a', 'b', 'c', 'd'])
      await testNlu(await solutionWith(verb, { [verb]: [verb], hours }), file, {})
    expect(await testNlu(own, file, {})).toBe(0)
    expect(Buffer.compare(await readFile(path), model)).toBe(0)
    vi.unstubAllEnvs()
  })

  test('prints nothing that steers a terminal', async () => {
    const file = await asked('steer.csv', 'text,intent\n"\u001b[2Jcancel\u202e it now",\u001b[2Jx\n')
    expect(await testNlu(solution, file, {})).toBe(0)
    const told = said()
    expect(told).toContain('\ufffd[2Jx')
    for (const sign of ['\u001b', '\u202e']) expect(told).not.toContain(sign)
  })

  test('a table in Windows-1252 is read, and said to be; other texts are not guessed at', async () => {
    const bytes = Buffer.from('text,intent\ncancel it für mich,cancel\n', 'latin1')
    const path = join(folder, 'excel.csv')
    await writeFile(path, bytes)
    expect(await testNlu(solution, path, { json: true })).toBe(0)
    expect(said()).toMatch(/Windows-1252/)
    await writeFile(join(folder, 'latin.yaml'), Buffer.from('intents: { cancel: { examples: [für] } }', 'latin1'))
    await expect(testNlu(solution, join(folder, 'latin.yaml'), {})).rejects.toThrow(/no text in UTF-8/)
  })

  test('where a page or a model cannot be written is said before the work', async () => {
    const file = await asked('early.csv', 'text,intent\ncancel it now,cancel\n')
    const html = join(folder, 'nowhere', 'x.html')
    await expect(testNlu(solution, file, { html })).rejects.toThrow(/--html: there is no folder .*nowhere/)
    await expect(crossValidateNlu(solution, { folds: '4', html: folder })).rejects.toThrow(/is a folder/)
    await expect(showConflicts(solution, { folds: '4', html })).rejects.toThrow(/--html/)
    await expect(trainFolder(solution, { out: html })).rejects.toThrow(/--out/)
  })
})

test('parley nlu conflicts finds what works against each other', async () => {
  const mixed = await solutionWith('mixed', { cancel: [...cancel, 'are you open on a sunday'], hours, more: ['stop'] })
  const html = join(folder, 'conflicts.html')
  expect(await showConflicts(mixed, { folds: '5', html })).toBe(0)
  const told = said()
  expect(told).toMatch(/Look-alikes of different intents: [\s\S]*are you open on a sunday/)
  expect(told).toMatch(/Weak intents: [\s\S]*more +1 /)
  expect(await page(html)).toContain('Weak intents')
  expect(await showConflicts(mixed, { folds: '5', json: true })).toBe(0)
  expect(said()).toMatch(/"lookAlikes"/)
  const twice = await solutionWith('twice', { cancel: [...cancel, 'Cancel it NOW', 'cancel it now'], hours })
  expect(await showConflicts(twice, { folds: '4' })).toBe(0)
  expect(said()).toMatch(
    /^2 warnings: [\s\S]*Repeated examples: 2\nintent +example\ncancel +Cancel it NOW\ncancel +cancel it now/,
  )
  expect(await showConflicts(await solutionWith('still', { silent: [] }), { folds: '4' })).toBe(1)
  expect(said()).toMatch(/no examples to learn from/)
})

test('parley nlu train reports what a model takes, and writes it only where it is told to', async () => {
  const out = join(folder, 'model.bin')
  expect(await trainFolder(solution, {})).toBe(0)
  expect(said()).toMatch(
    /Learned 8 examples of 2 intents in [\s\S]*features[\s\S]*also knows words[\s\S]* in English\.[\s\S]*Nothing was written/,
  )
  expect(await trainFolder(solution, { out, json: true })).toBe(0)
  const told = JSON.parse(said())
  const model = await readFile(out)
  expect(told).toMatchObject({ examples: 8, intents: 2, languages: ['en'], bytes: model.length })
  const { intents } = unpackModel(model)
  if (intents === null) throw new Error('The model has no intents.')
  expect(createRecognizer(readModel(intents, findVectors)).recognize('Cancel it, now', 'en').intent).toBe('cancel')
  await writeFile(join(solution, 'nlu/scope.yaml'), 'out_of_scope: { threshold: 0.8 }\n')
  expect(await trainFolder(solution, {})).toBe(0)
  expect(said()).toMatch(/From a confidence of 80\.0 % on/)
  expect(await trainFolder(await solutionWith('none', { silent: [] }), {})).toBe(1)
  expect(said()).toMatch(/no examples to learn from/)
})
