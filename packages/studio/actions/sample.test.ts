import { expect, test } from 'vitest'
import { sampleOf } from './sample.ts'

test('a sample fits the schema, with values as people give them', () => {
  const schema = {
    type: 'object',
    properties: {
      first_name: { type: 'string' },
      address: { type: 'string', format: 'email' },
      dob: { type: 'string', format: 'date', pattern: 'x' },
      kind: { enum: ['a', 'b'] },
      count: { type: 'integer', minimum: 5 },
      tags: { type: 'array', items: { type: 'string', maxLength: 2 } },
      nested: { anyOf: [{ type: 'object', properties: { yes: { type: 'boolean' } } }, { type: 'null' }] },
      done: { type: 'boolean', default: false },
    },
  }
  expect(sampleOf(schema)).toEqual({
    first_name: 'Ada',
    address: 'ada@example.com',
    dob: '1990-12-10',
    kind: 'a',
    count: 5,
    tags: ['te'],
    nested: { yes: true },
    done: false,
  })
})

test('a schema that has no end, or says nothing, has a sample all the same', () => {
  const endless: { type: string; properties: Record<string, unknown> } = { type: 'object', properties: {} }
  endless.properties.self = endless
  expect(JSON.stringify(sampleOf(endless)).length).toBeLessThan(200)
  expect(sampleOf(undefined)).toBeNull()
  expect(sampleOf({})).toBeNull()
})
