import { type Endpoint, endpoints } from '@parley/braze/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Driver, drive } from '../test-driver.ts'

/** Values that programs stumble over. */
const odd = fc.constantFrom<unknown>(
  'a',
  ['a'],
  true,
  1,
  'a@x.com',
  '2026-01-01T00:00:00Z',
  { external_id: 'a' },
  [
    {
      external_id: 'a',
      email: 'a@x.com',
      prioritization: ['identified'],
      user_alias: { alias_name: 'n', alias_label: 'l' },
    },
  ],
  null,
  '',
  -1,
  1e308,
  '__proto__',
  'constructor',
  '\u0000',
  '\ud800',
  'x'.repeat(300),
  '2026-02-30',
  {},
  [],
  [null],
  [{}],
  [[]],
  { inc: 'x' },
  JSON.parse('{"__proto__":{"a":1}}'),
)
const anything = fc.oneof(fc.jsonValue({ maxDepth: 4 }), odd)

/** Objects that look like the request at first sight: its members, with anything in them. */
function likely(row: Endpoint): fc.Arbitrary<unknown> {
  const members = membersOf(row.request)
  if (members.length === 0) return anything
  return fc.dictionary(fc.constantFrom(...members), fc.oneof(anything, fc.array(nested(members), { maxLength: 3 })))
}

function nested(members: readonly string[]): fc.Arbitrary<unknown> {
  return fc.dictionary(fc.oneof(fc.constantFrom(...members), fc.string()), anything)
}

/** Names of members anywhere in the schema. */
function membersOf(schema: z.core.$ZodType, depth = 0): string[] {
  if (depth > 4) return []
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([name, member]) => [
      name,
      ...membersOf(member as z.core.$ZodType, depth + 1),
    ])
  }
  if (schema instanceof z.ZodArray) return membersOf(schema.element, depth + 1)
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => membersOf(option, depth + 1))
  const wraps =
    schema instanceof z.ZodReadonly || schema instanceof z.ZodExactOptional || schema instanceof z.ZodNullable
  return wraps ? membersOf(schema.unwrap(), depth) : []
}

const segment = fc.oneof(fc.constantFrom('a', '..', '%', '__proto__', 'é'), fc.string({ minLength: 1, maxLength: 20 }))

async function send(braze: Driver, row: Endpoint, request: { body: unknown; query: unknown; segments: string[] }) {
  let index = 0
  const path = row.path.replace(/\{[^}]+\}/g, () => encodeURIComponent(request.segments[index++] ?? 'a'))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(request.query ?? {})) {
    query.append(name, typeof value === 'string' ? value : JSON.stringify(value))
  }
  const text = JSON.stringify(request.body)
  return braze.send(`${path}?${query}`, {
    method: row.method,
    headers: {
      Authorization: `Bearer ${row.path.startsWith('/scim') ? 'sandbox-scim-token' : 'sandbox-key'}`,
      'Content-Type': 'application/json',
      'X-Request-Origin': 'test',
    },
    ...(row.method !== 'GET' && text !== undefined && { body: text }),
  })
}

describe.each([false, true])('[E5] every endpoint (strict: %j)', (strict) => {
  it('answers anything without a fault of its own, for every body and query', async () => {
    const log: string[] = []
    const braze = await drive({ rateLimits: 'off', strict, log: (line) => log.push(line) })
    await braze.post('/__sandbox/segments', { id: 'a', name: 'a' })
    await braze.track({ attributes: [{ external_id: 'a', email: 'a@x.com' }] })
    for (const row of Object.values<Endpoint>(endpoints)) {
      const requests = fc.record({
        body: fc.oneof(likely(row), anything),
        query: fc.oneof(likely(row), fc.constant({})),
        segments: fc.array(segment, { minLength: 3, maxLength: 3 }),
      })
      await fc.assert(
        fc.asyncProperty(requests, async (request) => {
          const { status } = await send(braze, row, request)
          expect(status, row.id).toBeLessThan(500)
        }),
        { numRuns: 12 },
      )
    }
    expect(log.filter((line) => line.startsWith('bug'))).toEqual([])
  }, 60_000)
})
