import schema from '@parley/flow/flow.schema.json' with { type: 'json' }
import { describe, expect, it } from 'vitest'
import type { Path } from '../fields/path.ts'
import { nodeSchema, type Schema } from '../fields/schema.ts'
import { answerMembers, answerTypes } from './answers/answer-types.ts'
import { formMembers, sharedMembers } from './forms/members.ts'
import { headRoleAt, type Role, roleAt } from './roles.ts'

const flow = schema as unknown as Schema
const kinds = Object.keys(formMembers) as readonly (keyof typeof formMembers)[]

/** Nodes are of kinds; variables hold no texts. */
const elsewhere = ['$schema', 'format', 'start', 'locale', 'note', 'meta', 'nodes', 'variables']

/** What a description says that a string is. */
const told = (description: string): Role | null => {
  if (description.startsWith('Liquid')) return 'text'
  return /\bCEL\b/.test(description) ? 'logic' : null
}

/** Every string that the schema of a node has, with what its description says it is. A map's description holds for its values. */
function strings(
  of: Schema,
  path: Path,
  inherited: string,
): readonly { readonly path: Path; readonly role: Role | null }[] {
  const description = of.description ?? inherited
  const isString = of.type === 'string' && of.const === undefined && of.enum === undefined
  return [
    ...(isString ? [{ path, role: told(description) }] : []),
    ...Object.entries(of.properties ?? {}).flatMap(([name, member]) => strings(member, [...path, name], '')),
    ...(of.items === undefined ? [] : strings(of.items, [...path, 0], '')),
    ...(typeof of.additionalProperties === 'object'
      ? strings(of.additionalProperties, [...path, 'x'], description)
      : []),
    ...[...(of.oneOf ?? []), ...(of.anyOf ?? [])].flatMap((variant) => strings(variant, path, description)),
  ]
}

describe('the roles of strings', () => {
  it('[RO1] are those that the schema tells, for every kind', () => {
    for (const kind of kinds) {
      for (const [name, member] of Object.entries(nodeSchema(flow, kind)?.properties ?? {})) {
        if (sharedMembers.includes(name)) continue
        for (const { path, role } of strings(member, [name], '')) {
          const where = `${kind}.${path.join('.')}`
          // Of these the schema says what they are for, and not how they are written.
          if (where === 'ask.idle.0.remind' || where.endsWith('attributes.x')) {
            expect(roleAt(kind, path), where).toBe(where.endsWith('remind') ? 'text' : 'logic')
            continue
          }
          if (role === null) expect(['variable', null], where).toContain(roleAt(kind, path))
          else expect(roleAt(kind, path), where).toBe(role)
        }
      }
    }
  })

  it('[RO1] are those that the schema tells, for the flow itself', () => {
    const told: string[] = []
    for (const [name, member] of Object.entries(flow.properties ?? {})) {
      if (elsewhere.includes(name)) continue
      for (const { path, role } of strings(member, [name], '')) {
        // Of this one the schema says what it is for, and not how it is written.
        const expected = path.join('.') === 'idle.0.remind' ? 'text' : role
        expect(headRoleAt(path), path.join('.')).toBe(expected)
        if (expected !== null) told.push(path.join('.'))
      }
    }
    expect(told).toEqual(expect.arrayContaining(['resume.text', 'understanding.intents.x.answer']))
  })

  it('is not mistaken for another by a name with dots', () => {
    expect(roleAt('action', ['input', 'a.b'])).toBe('logic')
    expect(roleAt('say', ['content', 'media_type'])).toBeNull()
    expect(roleAt('say', ['textile'])).toBeNull()
  })
})

/** Whether a control can be made of a schema. */
const isOffered = ({ type, enum: all, const: only, oneOf, anyOf }: Schema = {}): boolean =>
  [type, all, only, oneOf, anyOf].some((each) => each !== undefined)

describe('the forms', () => {
  it('edit members that the language has; all others are offered as the schema describes them', () => {
    for (const kind of kinds) {
      const properties = nodeSchema(flow, kind)?.properties ?? {}
      const known = Object.keys(properties)
      expect(
        formMembers[kind].filter((name) => !known.includes(name)),
        kind,
      ).toEqual([])
      const left = known.filter((name) => !formMembers[kind].includes(name) && !sharedMembers.includes(name))
      for (const name of left) expect(isOffered(properties[name]), `${kind}.${name}`).toBe(true)
    }
  })

  it('edit every member of every answer', () => {
    const answers = nodeSchema(flow, 'ask')?.properties?.answer?.oneOf ?? []
    expect(answers.map(({ properties }) => properties?.type?.const).toSorted()).toEqual([...answerTypes].toSorted())
    for (const { properties } of answers) {
      const type = String(properties?.type?.const) as (typeof answerTypes)[number]
      const members = Object.keys(properties ?? {}).filter((name) => name !== 'type')
      expect(members.toSorted(), type).toEqual([...answerMembers[type]].toSorted())
    }
  })
})
