import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { examplesOf, taughtIn, trainIntents, writeModel } from '@parley/nlu'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readBuild, type SolutionBuild, sourceOf } from './build.ts'
import { diffBuilds } from './compared.ts'
import type { Nlu } from './intents.ts'
import { findModel, keepModel, keyOf } from './model-cache.ts'
import { isModel, recognizerOf, trainNlu } from './trained-nlu.ts'

const untrained: Nlu = {
  intents: {
    cancel_order: ['I want to cancel my order', 'please stop the delivery', 'cancel it'],
    opening_hours: ['when are you open', 'are you open on sundays', 'what are your opening hours'],
  },
  leastConfidence: null,
}

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-models-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const buildWith = (nlu: Nlu): SolutionBuild =>
  readBuild(
    JSON.parse(
      JSON.stringify({
        format: 1,
        name: 'tried',
        customer: null,
        start: 'main',
        flows: {},
        actions: {},
        bundle: '',
        sourceMap: '{}',
        params: { sandbox: {}, prod: {} },
        secrets: [],
        egress: [],
        nlu,
      }),
    ),
  )

test('a build carries the model that was trained from its intents, and every reader understands the same by it', async () => {
  const build = buildWith(await trainNlu(untrained))
  const recognizer = sourceOf(build).recognizer
  expect(recognizer?.recognize('could you cancel that order for me?', 'en').intent).toBe('cancel_order')
  expect(recognizer?.recognize('WHEN are you OPEN?', 'en')).toMatchObject({ intent: 'opening_hours', confidence: 1 })
  const text = 'r u open sunday'
  expect(sourceOf(buildWith(await trainNlu(untrained))).recognizer?.recognize(text, 'en')).toEqual(
    recognizer?.recognize(text, 'en'),
  )
})

test('the same examples are the same build, whatever was trained in between', async () => {
  const once = await trainNlu(untrained)
  for (let other = 0; other < 2; other++) await trainNlu({ ...untrained, intents: { other: [`number ${other}`] } })
  expect(await trainNlu(untrained)).toEqual(once)
})

test('the program goes on while a model is trained', async () => {
  let beats = 0
  const heart = setInterval(() => beats++, 1)
  const words = Array.from({ length: 600 }, (_, at) => `example ${at % 7} of ${at} things ${at * at}`)
  await trainNlu({ intents: { many: words.slice(0, 300), more: words.slice(300) }, leastConfidence: null })
  clearInterval(heart)
  expect(beats).toBeGreaterThan(5)
})

test('what was trained before is found again by its content, and not by a folder whose files were damaged', async () => {
  const nlu = { intents: { kept: ['keep this', 'and that'], other: ['something else'] }, leastConfidence: null }
  const key = keyOf(taughtIn(nlu))
  const { model = '' } = await trainNlu(nlu, { models: folder })
  expect(Buffer.from((await findModel(folder, key)) ?? []).toString('base64')).toBe(model)
  expect(await findModel(folder, keyOf(taughtIn({ ...nlu, intents: {} })))).toBeNull()
  await writeFile(join(folder, `${key}.model`), 'damaged, and long enough to be looked at')
  expect(await findModel(folder, key)).toBeNull()
  expect(await readdir(folder)).toEqual([])
})

test('a kept model of which one byte changed is not used, wherever that is, and another one takes its place', async () => {
  const cities = ['Busan', 'Seoul', 'Daegu', 'Jeju']
  const nlu = {
    intents: {
      여행: ['부산 여행', '서울 가요'],
      damaged: cities.map((city) => `a trip to ${city}`),
      hi: ['hello there'],
    },
    leastConfidence: null,
    marked: cities.map((city) => ({
      intent: 'damaged',
      text: `a trip to ${city}`,
      marks: [{ entity: 'place', start: 10, end: 10 + city.length }],
    })),
  }
  const key = keyOf(taughtIn(nlu))
  const path = join(folder, `${key}.model`)
  const { model = '' } = await trainNlu(nlu, { models: folder })
  const whole = Buffer.from(model, 'base64')
  for (const share of [0, 0.1, 0.5, 0.9, 0.999]) {
    const damaged = Uint8Array.from(whole)
    const at = Math.floor(share * damaged.length)
    damaged[at] = (damaged[at] ?? 0) ^ 1
    await writeFile(path, damaged)
    expect(await findModel(folder, key)).toBeNull()
    expect(await readdir(folder)).not.toContain(`${key}.model`)
  }
  await writeFile(path, whole.with(whole.length - 40, 7))
  // What is remembered in memory would hide the file: four others make it forgotten.
  for (let other = 0; other < 4; other++) await trainNlu({ intents: { o: [`${other}`] }, leastConfidence: null })
  expect((await trainNlu(nlu, { models: folder })).model).toBe(model)
  expect(Buffer.from((await findModel(folder, key)) ?? []).toString('base64')).toBe(model)
})

test('of the models that were trained before the newest twenty are kept', async () => {
  const model = new Uint8Array(Buffer.from((await trainNlu(untrained)).model ?? '', 'base64'))
  for (let at = 0; at < 22; at++) {
    await keepModel(folder, `k${at}`, model)
    const then = new Date(1_700_000_000_000 + at * 1000)
    await utimes(join(folder, `k${at}.model`), then, then)
  }
  await keepModel(folder, 'newest', model)
  const names = await readdir(folder)
  expect(names).toHaveLength(20)
  expect(names).toEqual(expect.arrayContaining(['newest.model', 'k21.model']))
  expect(names).not.toContain('k0.model')
  await keepModel(join(folder, 'not', 'made'), 'k', model)
  expect(await findModel(join(folder, 'not', 'made'), 'k')).toBeNull()
})

test('the threshold of the file counts instead of the one that training found', async () => {
  const strict = recognizerOf(await trainNlu({ ...untrained, leastConfidence: 0.999 }))
  expect(strict?.recognize('could you cancel that order for me?', 'en').intent).toBeNull()
  const lax = recognizerOf(await trainNlu({ ...untrained, leastConfidence: 0 }))
  expect(lax?.recognize('could you cancel that order for me?', 'en').intent).toBe('cancel_order')
})

test('a model from before it held more than intents is read', () => {
  const model = Buffer.from(writeModel(trainIntents(examplesOf(untrained.intents)))).toString('base64')
  const recognizer = sourceOf(buildWith({ ...untrained, model })).recognizer
  expect(recognizer?.recognize('when are you open', 'en').intent).toBe('opening_hours')
})

test('a build without a model, or with one of another version, compares phrases', async () => {
  for (const nlu of [untrained, { ...untrained, model: 'AAAA' }]) {
    const recognizer = sourceOf(buildWith(nlu)).recognizer
    expect(recognizer?.recognize('Cancel it!', 'en')).toMatchObject({ intent: 'cancel_order', confidence: 1 })
    expect(recognizer?.recognize('kindly undo what was ordered', 'en').intent).toBeNull()
  }
  expect(await trainNlu({ intents: {}, leastConfidence: null })).not.toHaveProperty('model')
  expect(isModel('AAAA')).toBe(false)
})

test('what people mention is found by lists, patterns, marks that were learned, and what everybody knows', async () => {
  const cheeses = ['gouda', 'brie', 'feta', 'edam', 'comte', 'halloumi']
  const texts = cheeses.map((cheese) => `I would like some ${cheese} please`)
  const marked = texts.map((text, at) => {
    const start = text.indexOf(cheeses[at] ?? '')
    return { intent: 'order', text, marks: [{ entity: 'cheese', start, end: start + (cheeses[at] ?? '').length }] }
  })
  const nlu = await trainNlu({
    intents: { order: texts, hello: ['hello there', 'good day'] },
    leastConfidence: null,
    marked,
    entities: { cheese: {}, size: { values: { large: ['big'] } }, number_of_order: { patterns: ['A-[0-9]{4}'] } },
  })
  const recognizer = sourceOf(buildWith(nlu)).recognizer
  const text = 'I would like some cheddar please, big, to Seoul, see A-1234'
  const entities = recognizer?.recognize(text, 'en')?.entities
  expect(entities).toMatchObject({ cheese: 'cheddar', size: 'large', number_of_order: 'A-1234', city: 'Seoul' })
  expect(sourceOf(buildWith(nlu)).entities).toEqual(['cheese', 'size', 'number_of_order'])
})

test('more than can be learned is refused in words', async () => {
  const intents = Object.fromEntries(Array.from({ length: 2001 }, (_, at) => [`i${at}`, ['x']]))
  await expect(trainNlu({ intents, leastConfidence: null })).rejects.toThrow(/2001 intents; there may be 2000/)
})

test('what was learned is no difference between two builds, what it was learned from is', async () => {
  const more = { ...untrained.intents, opening_hours: ['when are you open'] }
  const trained = buildWith(await trainNlu(untrained))
  const changed = diffBuilds(trained, buildWith(await trainNlu({ ...untrained, intents: more })))
  expect(JSON.stringify(changed)).not.toContain('model')
  expect(JSON.stringify(changed)).toContain('opening_hours')
  expect(diffBuilds(buildWith(untrained), trained)).toEqual(diffBuilds(buildWith(untrained), buildWith(untrained)))
})
