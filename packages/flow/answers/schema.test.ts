import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { saySource } from '../nodes/say.ts'
import { answerSource } from './index.ts'

/** Paths of members that say nothing of themselves. */
function undescribed(schema: unknown, path: string): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { properties = {}, ...rest } = schema as { readonly properties?: { readonly [name: string]: object } }
  const own = Object.entries(properties).flatMap(([name, member]) => [
    ...('description' in member ? [] : [`${path}.${name}`]),
    ...undescribed(member, `${path}.${name}`),
  ])
  return [...own, ...Object.entries(rest).flatMap(([name, inner]) => undescribed(inner, `${path}/${name}`))]
}

describe('the JSON Schema of answers and contents', () => {
  it.each([
    ['answers', answerSource],
    ['content', saySource.shape.content],
  ])('says of every member of %s what it is for', (name, source) => {
    expect(undescribed(z.toJSONSchema(source, { io: 'input' }), name)).toEqual([])
  })
})
