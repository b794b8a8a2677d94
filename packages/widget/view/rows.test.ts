import { describe, expect, test } from 'vitest'
import type { ChatState, Entry } from '../client/chat.ts'
import type { Message } from '../protocol.ts'
import { countUnread, findQuestion, rowsOf } from './rows.ts'

const noon = new Date(2026, 4, 3, 12, 0, 0).getTime()

function message(seq: number, part: Partial<Message> = {}, at = noon): Entry {
  const id = `msg_${seq}` as const
  return {
    kind: 'message',
    message: { id, seq, from: 'bot', kind: 'text', text: 'Hi', at: new Date(at).toISOString(), ...part },
  }
}
const sending = (id: string, state: 'sending' | 'waiting' | 'failed' = 'sending'): Entry => ({
  kind: 'sending',
  id,
  shown: 'Ada',
  state,
  at: noon,
})
const state = (entries: readonly Entry[], status: ChatState['status'] = 'waiting'): ChatState => ({
  connection: 'open',
  status,
  entries,
  menu: [],
  typing: null,
  problem: null,
})
const question = { input: { type: 'text' } } as const

describe('rows', () => {
  test('each day has a head, and what one says within a minute belongs together', () => {
    const rows = rowsOf([
      message(1),
      message(2),
      message(3, {}, noon + 61_000),
      message(4, { from: 'user' }, noon + 62_000),
      message(5, {}, noon + 86_400_000),
    ])
    expect(rows.map((row) => (row.kind === 'day' ? 'day' : [row.first, row.last]))).toEqual([
      'day',
      [true, false],
      [false, true],
      [true, true],
      [true, true],
      'day',
      [true, true],
    ])
  })

  test('an answer keeps its key when the server has it', () => {
    const keys = (entries: readonly Entry[]) => rowsOf(entries).map(({ key }) => key)
    expect(keys([sending('c1')]).at(-1)).toBe(keys([message(1, { from: 'user', client_message_id: 'c1' })]).at(-1))
  })
})

describe('the question', () => {
  test('is the newest that asks, until an answer is on its way', () => {
    const asked = [message(1, question), message(2)]
    expect(findQuestion(state(asked))?.seq).toBe(1)
    expect(findQuestion(state([...asked, sending('c1')]))).toBe(null)
    expect(findQuestion(state([...asked, sending('c1', 'waiting')]))).toBe(null)
    expect(findQuestion(state([...asked, sending('c1', 'failed')]))?.seq).toBe(1)
    expect(findQuestion(state([...asked, message(3, { from: 'user' })]))).toBe(null)
    expect(findQuestion(state(asked, 'ended'))).toBe(null)
  })
})

describe('unread messages', () => {
  test('are those after the newest that was seen, or after the own last words', () => {
    const entries = [message(1), message(2), message(3)]
    expect([null, 'msg_2', 'msg_3', 'msg_gone'].map((read) => countUnread(entries, read))).toEqual([3, 1, 0, 3])
    expect(countUnread([message(1), message(2, { from: 'user' }), message(3), sending('c1')], null)).toBe(1)
  })
})
