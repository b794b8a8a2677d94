import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { tour } from './fixtures/tour.ts'
import { flowSource } from './flow-file.ts'
import { nodeKinds } from './nodes/index.ts'
import { flowJsonSchema } from './schema.ts'

const file = new URL('flow.schema.json', import.meta.url)

describe('the JSON Schema of a flow', () => {
  it('is the published one (UPDATE_SCHEMA=1 writes it anew)', () => {
    const schema = `${JSON.stringify(flowJsonSchema(), null, 2)}\n`
    if (process.env.UPDATE_SCHEMA === '1') writeFileSync(file, schema)
    expect(readFileSync(file, 'utf8')).toBe(schema)
  })

  it('describes every kind of node', () => {
    for (const kind of nodeKinds) expect(JSON.stringify(flowJsonSchema())).toContain(`"const":"${kind}"`)
  })

  it('accepts what the compiler accepts, read back from JSON Schema', () => {
    const schema = z.fromJSONSchema(flowJsonSchema() as Parameters<typeof z.fromJSONSchema>[0])
    expect(schema.safeParse({ format: 1, ...tour }).success).toBe(true)
    expect(flowSource.safeParse({ format: 1, ...tour }).success).toBe(true)
    expect(schema.safeParse({ format: 1, ...tour, nodes: { a: { kind: 'nope' } } }).success).toBe(false)
  })
})
