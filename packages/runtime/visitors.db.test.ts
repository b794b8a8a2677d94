import type pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, openTestPool, type TestDatabase } from '../../test/support/database.ts'
import type { ConversationId } from './ids.ts'
import type { ActionCall, ActionEnd } from './ports.ts'
import type { Runtime, StartInput } from './runtime.ts'
import { nameVisitors } from './sql/name-visitors.ts'
import {
  createTestNode,
  eventually,
  prepareTestDatabase,
  startInput,
  success,
  type TestFlow,
  testBuild,
} from './testing.ts'
import { visitorId } from './visitors.ts'

let database: TestDatabase
let rows: pg.Pool
let nodes: Runtime[]
let calls: ActionCall[]
/** What the service answers. */
let answer: (call: ActionCall) => Promise<ActionEnd>

beforeEach(async () => {
  database = await createTestDatabase({ template: prepareTestDatabase, key: 'runtime' })
  rows = openTestPool(database.url)
  nodes = []
  calls = []
  answer = async () => success
})

afterEach(async () => {
  await Promise.all(nodes.map((node) => node.close()))
  await rows.end()
  await database.drop()
})

async function startNode(): Promise<Runtime> {
  const node = await createTestNode({
    databaseUrl: database.url,
    async runAction(call) {
      calls.push(call)
      return answer(call)
    },
  })
  nodes.push(node)
  return node
}

const vis = 'vis_0123456789abcdefghijkl'
const text = (words: string) => ({ kind: 'text', text: words }) as const

const begin = async (node: Runtime, flow: TestFlow, more: Partial<StartInput>): Promise<ConversationId> =>
  (await node.start({ ...startInput(flow), ...more })).conversation

const identify = (node: Runtime, external_id: string, more: { email?: string; visitor?: string } = {}) => {
  const { visitor = vis, ...known } = more
  return node.visitors.identify({
    solution: 'test',
    environment: 'sandbox',
    visitor,
    contact: { external_id, ...known },
  })
}

async function contactOf(conversation: ConversationId): Promise<string> {
  const found = await rows.query('select contact_id from parley.conversation where id = $1', [conversation])
  return found.rows[0]?.contact_id
}

async function knownIn(conversation: ConversationId): Promise<unknown> {
  const found = await rows.query(`select state -> 'contact' as contact from parley.conversation where id = $1`, [
    conversation,
  ])
  return found.rows[0]?.contact
}

const proved = (external_id: string): Partial<StartInput> => ({ contact: { external_id }, proof: 'identity' })

describe('visitors', () => {
  test('[RC1] who comes back in the same browser is the same contact, and whoever has none is a new one', async () => {
    const [one, other] = [await startNode(), await startNode()]
    const together = await Promise.all(
      [one, other, one, other].map((node) => begin(node, 'echo', { visitor: vis, contact: { email: 'a@b.com' } })),
    )
    const later = await begin(other, 'echo', { visitor: vis })
    const contacts = new Set(await Promise.all([...together, later].map(contactOf)))
    expect(contacts.size).toBe(1)
    expect(await knownIn(later)).toEqual({ id: [...contacts][0], visitor: [...contacts][0] })

    const stranger = await begin(one, 'echo', { visitor: 'vis_another0123456789abcdef' })
    const [nobody, another] = [await begin(one, 'echo', {}), await begin(one, 'echo', {})]
    for (const each of [stranger, nobody, another]) contacts.add(await contactOf(each))
    expect(contacts.size).toBe(4)
    expect(await knownIn(nobody)).toEqual({ id: await contactOf(nobody) })
  })

  test('[RC1] the id that the browser keeps is stored nowhere', async () => {
    const node = await startNode()
    await begin(node, 'deliver', { visitor: vis })
    const tables = await rows.query(`select tablename from pg_tables where schemaname = 'parley'`)
    for (const { tablename } of tables.rows) {
      const found = await rows.query(`select 1 from parley.${tablename} t where t::text like '%' || $1 || '%'`, [vis])
      expect(found.rowCount, tablename).toBe(0)
    }
  })

  test('[RC5] their conversations are theirs alone, in this solution and environment', async () => {
    const node = await startNode()
    const mine = await begin(node, 'echo', { visitor: vis })
    const theirs = await begin(node, 'echo', { visitor: 'vis_another0123456789abcdef' })
    const nobodys = await begin(node, 'echo', {})
    expect(await node.visitors.holds(mine, vis)).toBe(true)
    for (const each of [theirs, nobodys, 'conv_none' as const]) expect(await node.visitors.holds(each, vis)).toBe(false)
  })
})

describe('who only says who they are', () => {
  test('[RC2] is another contact than who has proved it, and is told apart in the flow', async () => {
    const node = await startNode()
    const said = await begin(node, 'echo', { contact: { external_id: 'ada', email: 'mallory@evil.example' } })
    const known = await begin(node, 'echo', { ...proved('ada'), contact: { external_id: 'ada', email: 'ada@b.com' } })
    const claimed = await begin(node, 'echo', { contact: { external_id: 'ada' } })
    expect(await contactOf(claimed)).toBe(await contactOf(said))
    expect(await contactOf(known)).not.toBe(await contactOf(said))
    expect(await knownIn(claimed)).toEqual({ id: await contactOf(said), external_id: 'ada' })
    expect(await knownIn(known)).toMatchObject({ external_id: 'ada', email: 'ada@b.com', proved: true })
    expect(await contactOf(await begin(node, 'echo', proved('ada')))).toBe(await contactOf(known))
  })
})

describe('a visitor who logs in', () => {
  test('[RC3] brings what they began as nobody along, running conversations know, and Braze is told once', async () => {
    const node = await startNode()
    const running = await begin(node, 'deliver', { visitor: vis, contact: { email: 'typed@b.com' } })
    const ended = await begin(node, 'once', { visitor: vis })
    await node.say(ended, text('x'))
    await node.say(running, text('x'))
    const nobody = await contactOf(running)
    await Promise.all([1, 2, 3].map(() => identify(node, 'ada', { email: 'ada@b.com' })))
    const ada = await contactOf(running)
    expect(ada).not.toBe(nobody)
    expect(await contactOf(ended)).toBe(ada)
    expect(await knownIn(running)).toEqual({ id: ada, external_id: 'ada', email: 'ada@b.com', proved: true })
    await node.say(running, text('y'))
    await eventually(async () => calls.length >= 3)
    await identify(node, 'ada')
    expect(calls.map((call) => [call.action, call.input])).toMatchObject([
      ['braze.users.track', { attributes: [{ word: 'x', user_alias: { alias_name: nobody } }] }],
      [
        'braze.users.identify',
        {
          aliases_to_identify: [
            { external_id: 'ada', user_alias: { alias_name: nobody, alias_label: 'parley_visitor' } },
          ],
          merge_behavior: 'merge',
        },
      ],
      ['braze.users.track', { attributes: [{ word: 'y', external_id: 'ada' }] }],
    ])
    await eventually(async () => (await rows.query('select 1 from parley.outbox')).rowCount === 0)
    expect(calls).toHaveLength(3)
  })

  test('[RC3] brings what they only did on pages along, by way of their first conversation, once', async () => {
    const node = await startNode()
    const place = { solution: 'test', environment: 'sandbox' } as const
    const visitor = visitorId(place, vis)
    const [known] = [...(await nameVisitors(rows, 'default', [visitor], Date.now())).values()]
    const alias = known !== undefined && 'alias_name' in known ? known.alias_name : ''
    await rows.query(
      `insert into parley.page_report (workspace_id, id, solution, environment, visitor_id, consent, page, events, at, attempts)
       values ('default', 'r1', 'test', 'sandbox', $1, 'full', '{}', '[]', 1, 1)`,
      [visitor],
    )
    await identify(node, 'ada')
    expect(calls).toEqual([])
    const proved = { visitor: vis, contact: { external_id: 'ada' }, proof: 'identity' } as const
    await Promise.all([1, 2, 3].map(() => begin(node, 'once', proved)))
    await begin(node, 'once', proved)
    await eventually(async () => calls.length >= 1)
    await eventually(async () => (await rows.query('select 1 from parley.outbox')).rowCount === 0)
    expect(calls.map((call) => [call.action, call.input])).toMatchObject([
      ['braze.users.identify', { aliases_to_identify: [{ external_id: 'ada', user_alias: { alias_name: alias } }] }],
    ])
  })

  test('[RC2] makes no contact of somebody who has only said who they are', async () => {
    const node = await startNode()
    await begin(node, 'once', { visitor: vis })
    await identify(node, 'ada')
    const { rows: known } = await rows.query(`select proved from parley.contact where external_id = 'ada'`)
    expect(known).toEqual([{ proved: true }])
  })

  test('[RC3] by a start with proof does the same, and that conversation knows from the first word', async () => {
    const node = await startNode()
    const before = await begin(node, 'echo', { visitor: vis })
    const after = await begin(node, 'echo', { ...proved('ada'), visitor: vis })
    expect(await contactOf(before)).toBe(await contactOf(after))
    expect(await knownIn(after)).toMatchObject({ external_id: 'ada', proved: true })
    const link = await begin(node, 'echo', { visitor: vis })
    await begin(node, 'echo', { contact: { external_id: 'eve' }, proof: 'link', visitor: vis })
    expect(await knownIn(link)).not.toHaveProperty('proved')
  })

  test('[RC3] makes what they only said before proved, if it was true', async () => {
    const node = await startNode()
    const right = await begin(node, 'echo', { visitor: vis, contact: { external_id: 'ada' } })
    const wrong = await begin(node, 'echo', { visitor: vis, contact: { external_id: 'eve' } })
    const elsewhere = await begin(node, 'echo', { contact: { external_id: 'ada' } })
    await identify(node, 'ada')
    expect(await knownIn(right)).toMatchObject({ external_id: 'ada', proved: true })
    for (const each of [wrong, elsewhere]) expect(await knownIn(each)).not.toHaveProperty('proved')
    expect(await contactOf(elsewhere)).not.toBe(await contactOf(right))
    expect(calls).toEqual([])
  })

  test('[RC4] never makes two proved contacts one, in one browser and at the same time neither', async () => {
    const [one, other] = [await startNode(), await startNode()]
    const shared = await begin(one, 'deliver', { visitor: vis })
    await Promise.all([identify(one, 'ada'), identify(other, 'eve'), identify(other, 'ada'), identify(one, 'eve')])
    const owner = (await knownIn(shared)) as { external_id: string }
    const contact = await contactOf(shared)
    const logged = { ada: await begin(one, 'echo', proved('ada')), eve: await begin(one, 'echo', proved('eve')) }
    const contacts = { ada: await contactOf(logged.ada), eve: await contactOf(logged.eve) }
    expect(contacts.ada).not.toBe(contacts.eve)
    expect(contact).toBe(contacts[owner.external_id as 'ada' | 'eve'])
    await eventually(async () => calls.length === 1)
    expect(calls[0]?.action).toBe('braze.users.identify')

    // Logged out: somebody new, whatever happened in this browser before.
    const next = await begin(one, 'echo', { visitor: vis })
    expect(Object.values(contacts)).not.toContain(await contactOf(next))
    await identify(one, 'eve')
    expect(await contactOf(next)).toBe(contacts.eve)
    expect(await contactOf(shared)).toBe(contact)
  })

  test('[RC3] has a second alias merged, since Braze identifies only one of a label', async () => {
    const node = await startNode()
    const other = 'vis_another0123456789abcdef'
    for (const visitor of [vis, vis, other]) {
      const begun = await begin(node, 'echo', { visitor })
      const user_alias = { alias_name: await contactOf(begun), alias_label: 'parley_visitor' }
      const before = calls.length
      await identify(node, 'ada', { visitor })
      await eventually(async () => calls.length > before)
      const input =
        before === 0
          ? { aliases_to_identify: [{ external_id: 'ada', user_alias }], merge_behavior: 'merge' }
          : {
              merge_updates: [{ identifier_to_merge: { user_alias }, identifier_to_keep: { external_id: 'ada' } }],
            }
      expect(calls.at(-1)?.input).toEqual(input)
    }
    expect(calls.map((call) => call.action)).toEqual(['braze.users.identify', 'braze.users.merge', 'braze.users.merge'])
  })

  test('[RC4] loses no conversation that begins at the same moment', async () => {
    const [one, other] = [await startNode(), await startNode()]
    const begun: ConversationId[] = []
    for (let round = 0; round < 10; round += 1) {
      const [a, b] = await Promise.all([
        begin(one, 'echo', { visitor: vis }),
        begin(other, 'echo', { visitor: vis }),
        identify(other, 'ada'),
        identify(one, 'ada'),
      ])
      begun.push(a, b)
    }
    await identify(one, 'ada')
    const contacts = new Set(await Promise.all(begun.map(contactOf)))
    expect(contacts.size).toBe(1)
    for (const each of begun) expect(await knownIn(each)).toMatchObject({ external_id: 'ada', proved: true })
  })

  test('[RC4] keeps the order in which Braze is told, also with a delivery under way', async () => {
    const node = await startNode()
    const held = Promise.withResolvers<ActionEnd>()
    answer = (call) =>
      calls.length === 1 && call.action === 'braze.users.track' ? held.promise : Promise.resolve(success)
    const running = await begin(node, 'deliver', { visitor: vis })
    for (const word of ['1', '2']) await node.say(running, text(word))
    await eventually(async () => calls.length === 1)
    await identify(node, 'ada')
    await node.say(running, text('3'))
    expect(calls).toHaveLength(1)
    held.resolve(success)
    await eventually(async () => calls.length === 4)
    const told = calls.map(({ action, input }) => {
      const [written] = (input.attributes ?? []) as readonly { word: string }[]
      return written?.word ?? action
    })
    expect(told).toEqual(['1', '2', 'braze.users.identify', '3'])
  })
})

describe('a canary', () => {
  test('[RV4] gives a visitor the same version each time', async () => {
    const node = await startNode()
    const { version } = await node.versions.put('test', testBuild('Try'))
    await node.versions.deploy('test', 'sandbox', version, { canary: 0.5 })
    for (let person = 0; person < 8; person += 1) {
      const visitor = `vis_${String(person).padStart(22, '0')}`
      const places = []
      for (let time = 0; time < 3; time += 1) places.push(await node.find(await begin(node, 'echo', { visitor })))
      expect(new Set(places.map((place) => place?.version)).size).toBe(1)
    }
  })
})
