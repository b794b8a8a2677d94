import type { Said } from '@parley/flow'
import { disguise, playExactly, replay } from '@parley/flow/story'
import fc from 'fast-check'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import type { ConversationId } from './ids.ts'
import type { ConversationRecord } from './records.ts'
import type { Runtime } from './runtime.ts'
import { createTestNode, eventually, prepareTestDatabase, startInput, success, type TestFlow } from './testing.ts'

let database: TestDatabase
let rows: pg.Client
let node: Runtime
let now: number

beforeEach(async () => {
  database = await createTestDatabase({ template: prepareTestDatabase, key: 'runtime' })
  rows = new pg.Client({ connectionString: database.url })
  await rows.connect()
  now = Date.UTC(2026, 0, 5, 12)
  node = await createTestNode({
    databaseUrl: database.url,
    now: () => now,
    runAction: async ({ input }) =>
      input.word === 'fail'
        ? { outcome: 'error', outputs: {}, error: { kind: 'unavailable', message: 'Away.', retry: 'no' } }
        : success,
  })
})

afterEach(async () => {
  await node.close()
  await rows.end()
  await database.drop()
})

const text = (words: string) => ({ kind: 'text', text: words }) as const

async function read(conversation: ConversationId): Promise<ConversationRecord> {
  const record = await node.records.read(conversation)
  if (typeof record === 'string') throw new Error(record)
  return record
}

/** What playing a record gives, as it would be stored. */
async function played(record: ConversationRecord) {
  const program = await node.records.program(record.version)
  const events = record.turns.map(({ at, event }) => ({ at, happening: event }))
  const turns = playExactly(program, { flow: record.flow, events })
  return turns.flatMap(({ at, effects }) =>
    effects.flatMap((effect) =>
      effect.kind === 'send' || effect.kind === 'hear'
        ? [{ at, from: effect.kind === 'send' ? 'bot' : 'user', content: effect.content, sensitive: effect.sensitive }]
        : [],
    ),
  )
}

const storedOf = ({ messages }: ConversationRecord) =>
  messages.map(({ at, from, content, sensitive }) => ({ at, from, content, sensitive }))

const flows: readonly TestFlow[] = ['echo', 'once', 'act', 'queue', 'confirm', 'pause', 'help', 'left', 'idle']

const said: fc.Arbitrary<Said> = fc.oneof(
  fc.constantFrom('Ada', 'fail', '', '🚲').map(text),
  fc.constantFrom('menu.stop', 'x').map((choice) => ({ kind: 'choice', choice }) as const),
  fc.constant({ kind: 'choices', choices: ['a', 'b'] } as const),
  fc.constant({ kind: 'form', form: { a: 1, b: null } } as const),
)

type Deed =
  | Said
  | { readonly kind: 'wait'; readonly minutes: number }
  | { readonly kind: 'returned' }
  | { readonly kind: 'page' }
  | { readonly kind: 'back' }

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: said },
  fc.integer({ min: 1, max: 40 }).map((minutes) => ({ kind: 'wait', minutes }) as const),
  fc.constantFrom<Deed>({ kind: 'returned' }, { kind: 'page' }, { kind: 'back' }),
)

async function act(conversation: ConversationId, deed: Deed): Promise<void> {
  if (deed.kind === 'wait') now += deed.minutes * 60_000
  else if (deed.kind === 'returned') await node.returned(conversation)
  else if (deed.kind === 'page') await node.pageEvent(conversation, { name: 'seen', properties: { a: 1 } })
  else if (deed.kind === 'back') await node.handOvers.end(conversation, 'done')
  else await node.say(conversation, deed, { waitMs: 0 }).catch(refused)
}

/** What a conversation that is over refuses is no event. */
function refused(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'conversation-over')) throw error
}

describe('records', () => {
  test('[RR1] played on its version, every recorded conversation gives the messages that were stored', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...flows),
        fc.array(deed, { maxLength: 12 }),
        fc.boolean(),
        async (flow, deeds, known) => {
          const contact = known ? { external_id: 'ada', email: 'ada@example.com' } : {}
          const { conversation } = await node.start(startInput(flow, contact))
          for (const each of deeds) await act(conversation, each)
          // Actions may still run and timers fire: whatever has been committed by now belongs together.
          const record = await read(conversation)
          expect(await played(record)).toEqual(storedOf(record))
          const program = await node.records.program(record.version)
          const events = record.turns.map(({ at, event }) => ({ at, happening: event }))
          const originals = playExactly(program, { flow: record.flow, events })
          const again = replay(program, record.flow, originals)
          expect(again.stuck).toBeNull()
          expect(again.turns.map(({ at, effects }) => ({ at, effects }))).toEqual(
            originals.map(({ at, effects }) => ({ at, effects })),
          )
          expect(disguise(program, { flow: record.flow, events }).record.events).toHaveLength(events.length)
        },
      ),
      { numRuns: 40 },
    )
  })

  test('[RR1] an action, a timer and the person at once are recorded in the order of their turns', async () => {
    const { conversation } = await node.start(startInput('act'))
    await Promise.all(['a', 'b', 'c'].map((words) => node.say(conversation, text(words))))
    const record = await read(conversation)
    expect(record.turns.map(({ event }) => event.kind)).toContain('action-finished')
    expect(await played(record)).toEqual(storedOf(record))
  })

  test('a text is stored once: its event is told by its message', async () => {
    const { conversation } = await node.start(startInput('echo'))
    for (const words of ['one', 'two', 'three']) await node.say(conversation, text(words))
    const { rows: kept } = await rows.query("select event ->> 'kind' as kind from parley.turn order by turn")
    expect(kept).toEqual([{ kind: 'started' }])
    expect((await read(conversation)).turns).toHaveLength(4)
  })

  test('a conversation from before events were kept has no record', async () => {
    const { conversation } = await node.start(startInput('echo'))
    await rows.query('delete from parley.turn')
    expect(await node.records.read(conversation)).toBe('not-recorded')
    expect(await node.records.read('conv_none')).toBe('unknown')
  })

  test('what a conversation waited for in vain is part of its record', async () => {
    const { conversation } = await node.start(startInput('pause'))
    await node.say(conversation, text('Ada'), { waitMs: 0 })
    now += 11 * 60_000
    await eventually(async () => (await node.messages(conversation, 0)).status === 'waiting')
    const record = await read(conversation)
    expect(record.turns.map(({ event }) => event.kind)).toEqual(['started', 'said', 'timer-fired'])
    expect(await played(record)).toEqual(storedOf(record))
  })

  test('are listed newest first, page by page', async () => {
    const ids: ConversationId[] = []
    for (let index = 0; index < 5; index += 1) {
      now += 1000
      ids.push((await node.start(startInput('once'))).conversation)
    }
    const newest = [...ids].reverse()
    const first = await node.records.list({ solution: 'test', limit: 2 })
    expect(first).toEqual(newest.slice(0, 2))
    const last = first.at(-1) ?? null
    expect(await node.records.list({ solution: 'test', before: last, limit: 10 })).toEqual(newest.slice(2))
    expect(await node.records.list({ solution: 'test', since: now })).toEqual(newest.slice(0, 1))
    expect(await node.records.list({ solution: 'other' })).toEqual([])
    expect(await node.records.list({ solution: 'test', environment: 'prod' })).toEqual([])
  })
})
