import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Path } from './path.ts'
import { Report } from './report.ts'
import { parseShape } from './shape.ts'

function reasons(schema: z.ZodType, value: unknown, at: Path = []): readonly string[] {
  const report = new Report()
  parseShape(schema, value, at, report)
  return report.finds.map(({ reason }) => reason)
}

test('says what does not fit by the name of its member, an item of a list by that of the list', () => {
  const node = z.strictObject({ intents: z.array(z.object({ intent: z.string() })), text: z.string() })
  expect(reasons(node, { intents: ['cancel', { intent: 1 }] }, ['nodes', 'meant'])).toEqual([
    '"intents[0]" does not have the right shape: expected object, received string.',
    '"intent" does not have the right shape: expected string, received number.',
    '"text" is missing.',
  ])
  expect(reasons(z.array(z.string()), [1])).toEqual([
    '"[0]" does not have the right shape: expected string, received number.',
  ])
  expect(reasons(node, 'hello')).toEqual([
    '"The file" does not have the right shape: expected object, received string.',
  ])
})
