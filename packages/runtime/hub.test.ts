import type { Status } from '@parley/flow'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createHub } from './hub.ts'
import type { ConversationId } from './ids.ts'
import type { StoredMessage } from './runtime.ts'
import type { Transcript } from './sql/read-transcript.ts'
import { createKeptLog } from './testing.ts'

const conversation: ConversationId = 'conv_1'

function message(seq: number): StoredMessage {
  return { id: `msg_1_${seq}`, seq, from: 'bot', content: { kind: 'text', text: `${seq}` }, at: 0, sensitive: false }
}

/** A conversation whose turns add one message each, and a hub that reads it. */
function createStory() {
  const messages: StoredMessage[] = []
  let turn = 0
  const status = (): Status => (turn % 2 === 0 ? 'waiting' : 'working')
  const read = async (_conversation: ConversationId, after: number, limit: number): Promise<Transcript> => {
    const page = messages.filter((entry) => entry.seq > after).slice(0, limit)
    return { messages: page, turn, status: status(), lastSeq: messages.length, menu: [] }
  }
  const hub = createHub({ read, log: createKeptLog() })
  return {
    hub,
    turn(committedHere: boolean) {
      turn += 1
      messages.push(message(messages.length + 1))
      if (committedHere)
        hub.committed(conversation, { messages: messages.slice(-1), turn, status: status(), lastSeq: messages.length })
    },
    length: () => messages.length,
    status,
  }
}

test('[R15] a watcher gets every message once and in order, whatever is committed here, elsewhere, hinted or not', async () => {
  const happenings = fc.array(fc.constantFrom('here', 'elsewhere', 'hint', 'breathe', 'watch'), { maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(happenings, fc.nat({ max: 5 }), async (moves, after) => {
      const story = createStory()
      const watchers: { readonly from: number; readonly seen: number[]; last?: Status }[] = []
      const watch = (from: number) => {
        const watcher: (typeof watchers)[number] = { from, seen: [] }
        watchers.push(watcher)
        story.hub.watch(conversation, { seq: from }, (frame) => {
          watcher.seen.push(...frame.messages.map((entry) => entry.seq))
          watcher.last = frame.status
        })
      }
      for (let i = 0; i < after; i++) story.turn(true)
      watch(after)
      for (const move of moves) {
        if (move === 'here') story.turn(true)
        if (move === 'elsewhere') story.turn(false)
        if (move === 'hint') story.hub.hinted(conversation)
        if (move === 'breathe') await new Promise((resolve) => setImmediate(resolve))
        if (move === 'watch') watch(Math.max(0, story.length() - 2))
      }
      story.hub.hinted(conversation)
      await new Promise((resolve) => setImmediate(resolve))
      for (const { from, seen, last } of watchers) {
        expect(seen).toEqual(Array.from({ length: story.length() - from }, (_, i) => from + i + 1))
        expect(last).toBe(story.status())
      }
    }),
  )
})

test('a watcher far behind gets a long transcript page by page', async () => {
  const story = createStory()
  for (let i = 0; i < 1203; i++) story.turn(false)
  const frames: number[] = []
  story.hub.watch(conversation, { seq: 0 }, (frame) => frames.push(frame.messages.length))
  await new Promise((resolve) => setImmediate(resolve))
  expect(frames).toEqual([500, 500, 203])
})

test('a cursor from beyond the end swallows nothing', async () => {
  const story = createStory()
  story.turn(true)
  const seen: number[] = []
  story.hub.watch(conversation, { seq: 999 }, (frame) => seen.push(...frame.messages.map((entry) => entry.seq)))
  await new Promise((resolve) => setImmediate(resolve))
  story.turn(true)
  expect(seen).toEqual([2])
})

test('nothing is kept for a conversation that nobody watches any more', () => {
  const { hub } = createStory()
  const leave = hub.watch(conversation, { seq: 0 }, () => {})
  expect([hub.watchers, hub.conversations]).toEqual([1, [conversation]])
  leave()
  leave()
  expect([hub.watchers, hub.conversations]).toEqual([0, []])
})

test('a watcher of an unknown conversation is told so', async () => {
  const hub = createHub({ read: async () => null, log: createKeptLog() })
  const error = await new Promise((resolve) => hub.watch(conversation, { seq: 0 }, () => {}, resolve))
  expect(error).toMatchObject({ code: 'unknown-conversation' })
  expect(hub.watchers).toBe(0)
})

test('a watcher that throws does not keep the others from hearing', async () => {
  const story = createStory()
  const seen: number[] = []
  story.hub.watch(conversation, { seq: 0 }, () => {
    throw new Error('broken socket')
  })
  story.hub.watch(conversation, { seq: 0 }, (frame) => seen.push(...frame.messages.map((entry) => entry.seq)))
  await new Promise((resolve) => setImmediate(resolve))
  story.turn(true)
  expect(seen).toEqual([1])
})

test('a watcher is told the menu when it is another one than it has', () => {
  const { hub } = createStory()
  const told: unknown[] = []
  const menu = [{ id: 'menu.help', label: 'Help' }]
  const known = { seq: 0, turn: 0, status: 'waiting' as const, menu }
  const leave = hub.watch(conversation, known, (frame) => told.push(frame.menu))
  const commit = (turn: number, now: typeof menu) =>
    hub.committed(conversation, { messages: [message(turn)], turn, status: 'waiting', lastSeq: turn, menu: now })
  commit(1, [{ id: 'menu.help', label: 'Help' }])
  commit(2, [{ id: 'menu.help', label: 'Hilfe' }])
  commit(3, [])
  leave()
  expect(told).toEqual([undefined, [{ id: 'menu.help', label: 'Hilfe' }], []])
})
