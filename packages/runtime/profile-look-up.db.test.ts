import type { SolutionSource, Values } from '@parley/flow'
import type pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, openTestPool, type TestDatabase } from '../../test/support/database.ts'
import type { ConversationId } from './ids.ts'
import type { ProfileAsked } from './ports.ts'
import type { Runtime, StartInput } from './runtime.ts'
import { createTestNode, prepareTestDatabase, readTestProgram, startInput } from './testing.ts'

let database: TestDatabase
let rows: pg.Pool
let node: Runtime
let asked: ProfileAsked['person'][]
let answer: () => Promise<Values | null>
let fields: readonly string[]

beforeEach(async () => {
  database = await createTestDatabase({ template: prepareTestDatabase, key: 'runtime' })
  rows = openTestPool(database.url)
  asked = []
  fields = ['first_name']
  answer = async () => ({ first_name: 'Ada', last_name: 'Lovelace' })
  node = await createTestNode({
    databaseUrl: database.url,
    readProgram: (build) => readTestProgram({ ...(build as SolutionSource), profile: fields }),
    async lookUpProfile({ person }) {
      asked.push(person)
      return answer()
    },
  })
})

afterEach(async () => {
  await node.close()
  await rows.end()
  await database.drop()
})

const visitor = 'vis_0123456789abcdefghijkl'

async function begin(more: Partial<StartInput>): Promise<ConversationId> {
  return (await node.start({ ...startInput('echo'), ...more })).conversation
}

async function seenIn(conversation: ConversationId): Promise<{ readonly profile: unknown; readonly contact: string }> {
  const text = `select state -> 'profile' as profile, contact_id as contact from parley.conversation where id = $1`
  return (await rows.query(text, [conversation])).rows[0]
}

describe('[RI3] the profile that a conversation begins with', () => {
  test('is that of a proved person, the chosen fields of it, and is there when it is played again', async () => {
    const conversation = await begin({ contact: { external_id: 'ada-1' }, proof: 'identity' })
    expect(asked).toEqual([{ external_id: 'ada-1' }])
    expect(await seenIn(conversation)).toMatchObject({ profile: { first_name: 'Ada' } })
    expect(await node.records.read(conversation)).toMatchObject({
      turns: [{ event: { kind: 'started', profile: { first_name: 'Ada', last_name: 'Lovelace' } } }],
    })
  })

  test('is that of who comes back with a link', async () => {
    await begin({ contact: { external_id: 'ada-1' }, proof: 'link' })
    expect(asked).toEqual([{ external_id: 'ada-1' }])
  })

  test("is that of the visitor's alias, once there is one", async () => {
    const { contact } = await seenIn(await begin({ visitor }))
    expect(asked).toEqual([])
    await begin({ visitor })
    expect(asked).toEqual([{ alias_name: contact, alias_label: 'parley_visitor' }])
  })

  test('is none for who only says who they are, be they a known visitor or not', async () => {
    await begin({ visitor })
    const said = [
      await begin({ contact: { external_id: 'ada-1' } }),
      await begin({ contact: { external_id: 'ada-1' }, visitor }),
      await begin({ contact: { email: 'ada@example.com' } }),
    ]
    for (const conversation of said) expect(await seenIn(conversation)).toMatchObject({ profile: null })
    expect(asked).toEqual([])
  })

  test('comes when it is proved who they are, while the conversation goes on', async () => {
    const conversation = await begin({ visitor })
    const contact = { external_id: 'ada-1' }
    await node.visitors.identify({ solution: 'test', environment: 'sandbox', visitor, contact })
    expect(asked).toEqual([{ external_id: 'ada-1' }])
    expect(await seenIn(conversation)).toMatchObject({ profile: { first_name: 'Ada' } })
  })
})

describe('[RI4] a conversation', () => {
  test('begins without a profile when it cannot be looked up', async () => {
    answer = async () => {
      throw new Error('no')
    }
    const conversation = await begin({ contact: { external_id: 'ada-1' }, proof: 'identity' })
    expect(await seenIn(conversation)).toMatchObject({ profile: null })
  })

  test('of a solution that chooses nothing asks for nothing', async () => {
    fields = []
    await begin({ contact: { external_id: 'ada-1' }, proof: 'identity' })
    expect(asked).toEqual([])
  })
})
