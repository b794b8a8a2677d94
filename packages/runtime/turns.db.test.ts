import { describe, expect, test } from 'vitest'
import { useTestNodes } from '../../test/support/runtime-nodes.ts'
import type { ConversationId } from './ids.ts'
import { createKeptLog, eventually, readTestProgram, startInput, success, testBuild, textsOf } from './testing.ts'

const house = useTestNodes()
const { startNode } = house

const text = (words: string) => ({ kind: 'text', text: words }) as const

/** Everything stored about a conversation, to see whether anything changed. */
async function storedOf(conversation: ConversationId): Promise<unknown> {
  const state = await house.rows.query('select * from parley.conversation where id = $1', [conversation])
  const stored: unknown[] = [state.rows]
  for (const table of ['message', 'turn_key', 'outbox', 'timer'])
    stored.push(
      (
        await house.rows.query(`select * from parley.${table} where conversation_id = $1 order by 1, 2, 3`, [
          conversation,
        ])
      ).rows,
    )
  return stored
}

describe('turns', () => {
  test('[R1] a turn that the database refuses leaves no state, message, action or timer behind', async () => {
    const ran: string[] = []
    const node = await startNode({
      runAction: async (call) => {
        ran.push(call.conversation)
        return success
      },
    })
    const { conversation } = await node.start(startInput('queue'))
    const before = await storedOf(conversation)
    // PostgreSQL has no NUL in a text, so the key of this turn cannot be written.
    const refused = node.say(conversation, text('hi'), { clientMessageId: 'nul \0' })
    await expect(refused).rejects.toMatchObject({ code: 'turn-failed' })
    expect(await storedOf(conversation)).toEqual(before)
    expect(ran).toEqual([])
  })

  test('what is said is stored as it is, whatever PostgreSQL means by its signs', async () => {
    const node = await startNode()
    const { conversation } = await node.start(startInput('echo'))
    const words = [
      '"',
      '\\',
      '\\"',
      '"\\',
      '\\\\""',
      '{a,"b"}',
      'null',
      "'",
      'C:\\new\\table',
      'one "two"\nthree, {four}',
    ]
    for (const each of words) await node.say(conversation, text(each), { clientMessageId: `key ${each}` })
    const { messages } = await node.messages(conversation, 0)
    expect(messages.filter(({ from }) => from === 'user').map(({ content }) => content)).toEqual(words.map(text))
    const keys = 'select client_message_id as id from parley.turn_key where conversation_id = $1 order by after_seq'
    expect((await house.rows.query(keys, [conversation])).rows.map(({ id }) => id)).toEqual(
      words.map((each) => `key ${each}`),
    )
  })

  test('[R8] a turn that throws or is refused fails alone; its batch is committed, and so is the rest of its conversation', async () => {
    const log = createKeptLog()
    const node = await startNode({ log })
    const started = await Promise.all(Array.from({ length: 12 }, () => node.start(startInput('echo'))))
    const [first, ...others] = started.map((start) => start.conversation)
    if (first === undefined) throw new Error('no conversation')
    const said = await Promise.allSettled([
      node.say(first, text('before')),
      node.say(first, text('bad'), { clientMessageId: 'nul \0' }),
      node.say(first, text('after')),
      ...others.map((conversation) => node.say(conversation, text('fine'))),
    ])
    expect(said.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', ...Array(12).fill('fulfilled')])
    const transcript = await node.messages(first, 0)
    expect(textsOf(transcript)).toEqual(['Say ', 'before', 'Say before', 'after', 'Say after'])
  })

  test('[R8] a program that cannot be read hurts only the conversations that need it, and is reported without what was said', async () => {
    const log = createKeptLog()
    const first = await startNode()
    const old = await first.start(startInput('echo'))
    const { version } = await first.versions.put('test', testBuild('Other'))
    await first.versions.deploy('test', 'sandbox', version)
    const young = await first.start(startInput('echo'))
    const second = await startNode({
      log,
      readProgram(build) {
        if (JSON.stringify(build).includes('Other')) throw new Error('from the future')
        return readTestProgram(build)
      },
    })
    const [good, bad] = await Promise.allSettled([
      second.say(old.conversation, text('secret words')),
      second.say(young.conversation, text('secret words')),
    ])
    expect([good.status, bad.status]).toEqual(['fulfilled', 'rejected'])
    expect(log.lines.filter((line) => line.level === 'error')).toHaveLength(1)
    expect(JSON.stringify(log.lines)).not.toContain('secret')
  })

  test('[R8] a step that throws is reported once, without what was said, and its conversation stands where it stood', async () => {
    const log = createKeptLog()
    let broken = false
    const node = await startNode({
      log,
      readProgram(build) {
        const program = readTestProgram(build)
        const get = (name: string) => {
          if (broken && name === 'once') throw new Error('a bug that quotes secret words')
          return program.flows.get(name)
        }
        return { ...program, flows: Object.assign(new Map(program.flows), { get }) }
      },
    })
    const [bad, good] = await Promise.all([node.start(startInput('once')), node.start(startInput('echo'))])
    broken = true
    const [failed, fine] = await Promise.allSettled([
      node.say(bad.conversation, text('secret words'), { clientMessageId: 'a' }),
      node.say(good.conversation, text('hi')),
    ])
    expect(failed).toMatchObject({ status: 'rejected', reason: { code: 'turn-failed', retry: 'no' } })
    expect(fine.status).toBe('fulfilled')
    expect(log.lines.map((line) => line.level)).toEqual(['error'])
    expect(JSON.stringify(log.lines)).not.toContain('secret')
    broken = false
    const again = await node.say(bad.conversation, text('secret words'), { clientMessageId: 'a' })
    expect(textsOf(again)).toEqual(['Bye secret words'])
    expect(await node.stats()).toMatchObject({ failedTurns: 1 })
  })

  test('[R3] the same client message id twice is one turn with one answer, at once or later', async () => {
    const node = await startNode()
    const { conversation } = await node.start(startInput('echo'))
    const first = await node.say(conversation, text('one'), { clientMessageId: 'a' })
    await node.say(conversation, text('two'), { clientMessageId: 'b' })
    expect(await node.say(conversation, text('one'), { clientMessageId: 'a' })).toEqual(first)
    expect(textsOf(first)).toEqual(['Say one'])
    expect(textsOf(await node.messages(conversation, 0))).toEqual(['Say ', 'one', 'Say one', 'two', 'Say two'])
  })

  test('[R3] the same client message id at the same moment on two nodes is one turn', async () => {
    const [left, right] = await Promise.all([startNode(), startNode()])
    const { conversation } = await left.start(startInput('echo'))
    for (const id of ['a', 'b', 'c', 'd', 'e']) {
      const calls = Array.from({ length: 20 }, (_, i) =>
        (i % 2 === 0 ? left : right).say(conversation, text(id), { clientMessageId: id }),
      )
      const answers = await Promise.all(calls)
      for (const answer of answers) expect(answer).toEqual(answers[0])
    }
    const heard = (await left.messages(conversation, 0)).messages.filter((message) => message.from === 'user')
    expect(heard.map((message) => message.clientMessageId)).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('[R3] a repetition while an action runs waits for it and gets the answer of the first, up to its own end', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const [left, right] = await Promise.all([
      startNode({
        runAction: async () => {
          await held
          return success
        },
      }),
      startNode(),
    ])
    const { conversation } = await left.start(startInput('act'))
    const first = left.say(conversation, text('hi'), { clientMessageId: 'a' })
    await eventually(async () => (await left.messages(conversation, 0)).messages.length > 1)
    const repeated = [left, right].map((node) => node.say(conversation, text('hi'), { clientMessageId: 'a' }))
    const meanwhile = right.say(conversation, text('hurry'), { clientMessageId: 'b' })
    await eventually(async () => textsOf(await left.messages(conversation, 0)).includes('hurry'))
    release()
    const answer = await first
    expect(textsOf(answer)).toEqual(['Thinking', 'Good hi', 'Ask'])
    expect(await Promise.all(repeated)).toEqual([answer, answer])
    expect(textsOf(await meanwhile)).toEqual(['Good hi', 'Ask'])
    await left.say(conversation, text('more'))
    expect(await right.say(conversation, text('hi'), { clientMessageId: 'a' })).toMatchObject({
      messages: answer.messages,
      seq: answer.seq,
    })
  })

  test('[R3] a client message id with other content is refused', async () => {
    const node = await startNode()
    const { conversation } = await node.start(startInput('echo'))
    await node.say(conversation, text('one'), { clientMessageId: 'a' })
    const reused = node.say(conversation, text('two'), { clientMessageId: 'a' })
    await expect(reused).rejects.toMatchObject({ code: 'client-message-id-reused', retry: 'no' })
  })

  test('[R3] the last word of a conversation can be repeated though it is over, anything new cannot be said', async () => {
    const node = await startNode()
    const { conversation } = await node.start(startInput('once'))
    const last = await node.say(conversation, text('end'), { clientMessageId: 'a' })
    expect(last).toMatchObject({ status: 'ended' })
    expect(await node.say(conversation, text('end'), { clientMessageId: 'a' })).toEqual(last)
    await expect(node.say(conversation, text('more'))).rejects.toMatchObject({ code: 'conversation-over' })
    await node.pageEvent(conversation, { name: 'seen', properties: {} })
  })

  test('[R5] turns of one conversation never overlap while two nodes hammer it, and no batch has to be repeated', async () => {
    const log = createKeptLog()
    const [left, right] = await Promise.all([startNode({ log }), startNode({ log })])
    const started = await Promise.all(Array.from({ length: 4 }, () => left.start(startInput('echo'))))
    const words = Array.from({ length: 60 }, (_, i) => `w${i}`)
    await Promise.all(
      started.flatMap(({ conversation }) =>
        words.map(async (word, i) => {
          const answer = await (i % 2 === 0 ? left : right).say(conversation, text(word), { clientMessageId: word })
          expect(textsOf(answer)).toEqual([`Say ${word}`])
        }),
      ),
    )
    for (const { conversation } of started) {
      const [, ...said] = textsOf(await right.messages(conversation, 0))
      const heard = said.filter((_, i) => i % 2 === 0)
      expect(heard.toSorted()).toEqual(words.toSorted())
      expect(said).toEqual(heard.flatMap((word) => [word, `Say ${word}`]))
    }
    expect(log.lines).toEqual([])
  })

  test('[R5] what one caller says at once is taken in the order in which it was said', async () => {
    const node = await startNode()
    const { conversation } = await node.start(startInput('echo'))
    const words = Array.from({ length: 50 }, (_, i) => `w${i}`)
    await Promise.all(words.map((word) => node.say(conversation, text(word))))
    const heard = (await node.messages(conversation, 0)).messages.filter((message) => message.from === 'user')
    expect(textsOf({ messages: heard })).toEqual(words)
  })

  test('[R6] a conversation stays on its version while new ones begin on the next', async () => {
    const [left, right] = await Promise.all([startNode(), startNode()])
    const old = await left.start(startInput('echo'))
    const { version } = await left.versions.put('test', testBuild('Other'))
    await left.versions.deploy('test', 'sandbox', version)
    const young = await right.start(startInput('echo'))
    for (const node of [left, right]) {
      expect(textsOf(await node.say(old.conversation, text('x')))).toEqual(['Say x'])
      expect(textsOf(await node.say(young.conversation, text('x')))).toEqual(['Other x'])
    }
  })

  test('[R16] more waiting turns than allowed are refused at once', async () => {
    const node = await startNode({ limits: { queue: 10 } })
    const { conversation } = await node.start(startInput('echo'))
    const said = await Promise.allSettled(Array.from({ length: 15 }, (_, i) => node.say(conversation, text(`w${i}`))))
    const refused = said.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.code] : []))
    expect(refused).toEqual(Array(5).fill('overloaded'))
  })

  test('what is not there is refused by name', async () => {
    const node = await startNode()
    const { conversation } = await node.start(startInput('echo'))
    const input = startInput('echo')
    await expect(node.start({ ...input, solution: 'none' })).rejects.toMatchObject({ code: 'unknown-solution' })
    await expect(node.start({ ...input, environment: 'prod' })).rejects.toMatchObject({ code: 'not-deployed' })
    await expect(node.start({ ...input, flow: 'constructor' })).rejects.toMatchObject({ code: 'unknown-flow' })
    await expect(node.say('conv_none', text('x'))).rejects.toMatchObject({ code: 'unknown-conversation' })
    await expect(node.messages('conv_none', 0)).rejects.toMatchObject({ code: 'unknown-conversation' })
    expect(await node.messages(conversation, 999)).toMatchObject({ messages: [], seq: 1 })
  })

  test('any characters that JSON can hold come back as they were', async () => {
    const node = await startNode()
    const { conversation } = await node.start(startInput('echo'))
    const words = '"\\ {a,b} NULL \u0001 \u2028 👩‍👩‍👧 안녕 \' $1'
    await node.say(conversation, text(words), { clientMessageId: words })
    const heard = (await node.messages(conversation, 0)).messages[1]
    expect(heard).toMatchObject({ content: { kind: 'text' }, clientMessageId: words })
    expect(textsOf(await node.messages(conversation, 2))[0]).toContain('👩‍👩‍👧 안녕')
  })

  test('[R20] the same external id is the same contact, and what a caller says does not change what is known of it', async () => {
    const [left, right] = await Promise.all([startNode(), startNode()])
    await left.start(startInput('echo', { external_id: 'jane', email: 'jane@example.com' }))
    const more = Array.from({ length: 10 }, (_, i) =>
      (i % 2 === 0 ? left : right).start(
        startInput('echo', { external_id: i < 5 ? 'jane' : 'joe', email: 'evil@example.com' }),
      ),
    )
    await Promise.all([...more, left.start(startInput('echo')), left.start(startInput('echo'))])
    const { rows: contacts } = await house.rows.query(
      `select c.external_id, c.email, count(*)::int as conversations
       from parley.contact c join parley.conversation v on v.contact_id = c.id
       group by c.id, c.external_id, c.email order by 1 nulls last`,
    )
    expect(contacts).toEqual([
      { external_id: 'jane', email: 'jane@example.com', conversations: 6 },
      { external_id: 'joe', email: 'evil@example.com', conversations: 5 },
      { external_id: null, email: null, conversations: 1 },
      { external_id: null, email: null, conversations: 1 },
    ])
  })
})
