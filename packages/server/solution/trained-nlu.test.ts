import { expect, test } from 'vitest'
import { readBuild, type SolutionBuild, sourceOf } from './build.ts'
import { diffBuilds } from './compared.ts'
import type { Nlu } from './intents.ts'
import { isModel, recognizerOf, trainNlu } from './trained-nlu.ts'

const untrained: Nlu = {
  intents: {
    cancel_order: ['I want to cancel my order', 'please stop the delivery', 'cancel it'],
    opening_hours: ['when are you open', 'are you open on sundays', 'what are your opening hours'],
  },
  leastConfidence: null,
}

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

test('a build carries the model that was trained from its intents, and every reader understands the same by it', () => {
  const build = buildWith(trainNlu(untrained))
  const recognizer = sourceOf(build).recognizer
  expect(recognizer?.recognize('could you cancel that order for me?', 'en').intent).toBe('cancel_order')
  expect(recognizer?.recognize('WHEN are you OPEN?', 'en')).toMatchObject({ intent: 'opening_hours', confidence: 1 })
  const text = 'r u open sunday'
  expect(sourceOf(buildWith(trainNlu(untrained))).recognizer?.recognize(text, 'en')).toEqual(
    recognizer?.recognize(text, 'en'),
  )
})

test('the same intents are the same build, whatever was trained in between', () => {
  const once = trainNlu(untrained)
  trainNlu({ ...untrained, intents: { other: ['something else'] } })
  expect(trainNlu(untrained)).toEqual(once)
})

test('the threshold of the file counts instead of the one that training found', () => {
  const strict = recognizerOf(trainNlu({ ...untrained, leastConfidence: 0.999 }))
  expect(strict?.recognize('could you cancel that order for me?', 'en').intent).toBeNull()
  const lax = recognizerOf(trainNlu({ ...untrained, leastConfidence: 0 }))
  expect(lax?.recognize('could you cancel that order for me?', 'en').intent).toBe('cancel_order')
})

test('a build without a model, or with one of another version, compares phrases', () => {
  expect(sourceOf(buildWith(untrained)).recognizer).toBeUndefined()
  expect(sourceOf(buildWith({ ...untrained, model: 'AAAA' })).recognizer).toBeUndefined()
  expect(trainNlu({ intents: {}, leastConfidence: null })).not.toHaveProperty('model')
  expect(isModel('AAAA')).toBe(false)
})

test('what was learned is no difference between two builds, what it was learned from is', () => {
  const more = { ...untrained.intents, opening_hours: ['when are you open'] }
  const changed = diffBuilds(buildWith(trainNlu(untrained)), buildWith(trainNlu({ ...untrained, intents: more })))
  expect(JSON.stringify(changed)).not.toContain('model')
  expect(JSON.stringify(changed)).toContain('opening_hours')
  expect(diffBuilds(buildWith(untrained), buildWith(trainNlu(untrained)))).toEqual(
    diffBuilds(buildWith(untrained), buildWith(untrained)),
  )
})
