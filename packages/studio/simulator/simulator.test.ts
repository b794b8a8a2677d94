import { expect, test } from 'vitest'
import { beginningOf, emptyDraft, faultsIn, variableFields } from './beginning.ts'
import { lengthOf, outcomesOf, type RunAction, understoodIn } from './facts.ts'
import { outputFields, readOutputs } from './outputs.ts'
import { placeOf, sayForm, uploadOf } from './typed-input.ts'

test('outputs are fields by their schema, and what does not fit is named', () => {
  const fields = outputFields({
    type: 'object',
    properties: {
      code: { type: 'string' },
      points: { type: 'integer' },
      vip: { type: 'boolean' },
      plan: { enum: ['a', 'b'] },
      more: {},
    },
  })
  expect(fields.map(({ type }) => type)).toEqual(['text', 'number', 'boolean', 'one-of', 'json'])
  const typed = { code: '7', points: '12', vip: 'true', plan: 'a', more: '[1]' }
  expect(readOutputs(fields, typed)).toEqual({
    outputs: { code: '7', points: 12, vip: true, plan: 'a', more: [1] },
    wrong: [],
  })
  expect(readOutputs(fields, { points: 'many', more: '{' }).wrong).toEqual(['points', 'more'])
})

test('a beginning has only what somebody filled in', () => {
  const fields = variableFields([
    { name: 'age', type: 'number' },
    { name: 'likes', type: 'choices' },
  ])
  expect(beginningOf(emptyDraft, fields, 90_500)).toEqual({
    at: 60_000,
    contact: { id: 'cont_story', visitor: 'cont_story' },
    variables: {},
    page: null,
  })
  const draft = {
    ...emptyDraft,
    flow: 'main',
    node: 'a',
    url: 'https://a.b',
    tags: '{"x":1}',
    contact: { email: 'a@b.c', phone: '' },
    variables: { age: '3' },
  }
  expect(beginningOf(draft, fields, 0)).toMatchObject({
    flow: 'main',
    node: 'a',
    contact: { id: 'cont_story', visitor: 'cont_story', email: 'a@b.c' },
    variables: { age: 3 },
    page: { url: 'https://a.b', tags: { x: 1 } },
  })
  expect(faultsIn({ ...draft, tags: '[', variables: { age: 'old' } }, fields)).toEqual(['tags', 'variables.age'])
})

test('a filled form says what its fields hold', () => {
  const upload = uploadOf({ name: 'a.png', type: 'image/png', size: 0 })
  const field = (name: string, type: 'text' | 'file' | 'choices' | 'location') =>
    ({ name, label: name, required: true, input: { type, max_bytes: 1, min: 0, max: 9, address: true } }) as never
  const fields = [
    field('name', 'text'),
    field('photo', 'file'),
    field('likes', 'choices'),
    field('place', 'location'),
    field('left', 'text'),
  ]
  expect(sayForm(fields, { name: 'Ada', photo: upload, likes: ['tea'], place: '51.5, -0.1', left: '' })).toEqual({
    kind: 'form',
    form: { name: 'Ada', photo: upload.id, likes: ['tea'], place: { latitude: 51.5, longitude: -0.1 } },
    uploads: [upload],
  })
  expect(placeOf(' 1 High Street ')).toEqual({ address: '1 High Street' })
})

test('an action can end as its signature says, or as its edges have it', () => {
  const run = { mode: 'await' } as RunAction
  expect(outcomesOf(run, { outcomes: ['success', 'none', 'error'] }, ['other'])).toEqual(['success', 'none', 'error'])
  expect(outcomesOf(run, undefined, ['success', 'not-found', 'error'])).toEqual(['success', 'not-found', 'error'])
})

test.each([
  [0, '0 s'],
  [30_000, '30 s'],
  [3_900_000, '1 h 5 min'],
  [90_000_000, '1 d 1 h'],
])('%d milliseconds are %s', (ms, words) => {
  expect(lengthOf(ms)).toBe(words)
})

test('what words were taken for is told once, and nothing where nobody asked', () => {
  const at = { flow: 'main', node: 'name' }
  expect(understoodIn({ visits: [{ kind: 'enter', ...at }] })).toBeNull()
  const visits = [
    { kind: 'fill', ...at, variable: 'city' },
    { kind: 'fill', ...at, variable: 'city' },
    { kind: 'correct', ...at, variable: 'day' },
  ] as const
  expect(understoodIn({ visits })).toEqual({ fills: ['city'], corrects: ['day'] })
  expect(understoodIn({ visits: [...visits, { kind: 'understand', ...at, intent: null }] })).toMatchObject({
    intent: null,
    fills: ['city'],
  })
  expect(understoodIn({ visits: [{ kind: 'digress', ...at, intent: 'price', to: null }] })?.intent).toBe('price')
})
