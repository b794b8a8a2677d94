import { expect, test } from 'vitest'
import { useTestNodes } from '../../test/support/runtime-nodes.ts'
import type { ActionCall, ActionEnd } from './ports.ts'
import type { Runtime } from './runtime.ts'
import { eventually, startInput, success, type TestFlow, textsOf } from './testing.ts'

const house = useTestNodes()
const { startNode } = house

const text = (words: string) => ({ kind: 'text', text: words }) as const

/** Ada says a word in a conversation of its own, and does not wait for what comes of it. */
async function adaSays(node: Runtime, flow: TestFlow, word: string) {
  const { conversation } = await node.start(startInput(flow, { external_id: 'ada' }))
  const { status } = await node.say(conversation, text(word), { waitMs: 0 })
  const heard = async () => textsOf(await node.messages(conversation, 0))
  return { conversation, status, heard }
}

const wordOf = (call: ActionCall): string => {
  const [object] = (call.input.attributes ?? []) as readonly { readonly word?: string }[]
  return String(object?.word ?? call.input.word)
}

/** Executions that end when they are told to, in the order in which they began. */
function createHeld() {
  const calls: ActionCall[] = []
  const open = new Map<string, (end: ActionEnd) => void>()
  return {
    calls,
    begun: () => calls.map(wordOf),
    runAction: (call: ActionCall) =>
      new Promise<ActionEnd>((resolve) => {
        calls.push(call)
        open.set(wordOf(call), resolve)
      }),
    end: async (word: string, end: ActionEnd = success) => {
      ;(await eventually(async () => open.get(word)))(end)
    },
  }
}

const refused = (retry: 'no' | { readonly afterMs: number }): ActionEnd => ({
  outcome: 'error',
  outputs: {},
  error: { kind: 'unauthorized', message: 'the key was refused', retry },
})

const isDone = (node: Runtime) => eventually(async () => (await node.stats()).outbox === 0)

/** Every row that may not go has been looked at, and is not looked at any more. */
const isParked = (count: number) =>
  eventually(async () => {
    const { rows: found } = await house.rows.query(
      'select 1 from parley.outbox where look_at > run_at and lease_owner is null',
    )
    return found.length === count
  })

test('[R21] an awaited delivery waits for what its contact has queued before it, and a queued one for an awaited one before it', async () => {
  const held = createHeld()
  const [left, right] = await Promise.all([startNode(held), startNode(held)])
  await adaSays(left, 'deliver', 'queued')
  const waiting = await adaSays(right, 'confirm', 'awaited')
  expect(waiting.status).toBe('working')
  await adaSays(left, 'deliver', 'behind')
  await isParked(2)
  await eventually(async () => held.calls.length > 0)
  expect(held.begun()).toEqual(['queued'])
  await held.end('queued')
  await eventually(async () => held.calls.length === 2)
  await isParked(1)
  expect(held.begun()).toEqual(['queued', 'awaited'])
  await held.end('awaited')
  await eventually(async () => (await waiting.heard()).includes('Good awaited'))
  await held.end('behind')
  await isDone(left)
  expect(held.begun()).toEqual(['queued', 'awaited', 'behind'])
})

test('[R21] two awaited deliveries of one contact go one after the other, also when one batch commits both', async () => {
  const held = createHeld()
  const node = await startNode(held)
  const start = async () => (await node.start(startInput('confirm', { external_id: 'ada' }))).conversation
  const [one, two] = [await start(), await start()]
  const said = Promise.all([node.say(one, text('one')), node.say(two, text('two'))])
  await isParked(1)
  // What may go is handed over after the commit, which may be later than the other one is looked at.
  await eventually(async () => held.calls.length > 0)
  expect(held.begun()).toEqual(['one'])
  await held.end('one')
  await held.end('two')
  expect((await said).map((answer) => textsOf(answer)[0])).toEqual(['Good one', 'Good two'])
})

test('[R21] an awaited delivery with nothing before it is executed right after its commit, without a look', async () => {
  const calls: ActionCall[] = []
  const node = await startNode({
    limits: { pollMs: 3_600_000 },
    async runAction(call) {
      calls.push(call)
      return success
    },
  })
  // What another contact has queued is nothing to Ada.
  await house.rows.query(
    `insert into parley.outbox (workspace_id, conversation_id, effect_id, contact_id, node, action, delivery, input, mode, at, run_at, attempts)
     values ('default', 'conv_x', '1.0', 'cont_ben', 'send', 'braze.users.track', true, '{}', 'queue', 0, 0, 0)`,
  )
  const { conversation } = await node.start(startInput('confirm', { external_id: 'ada' }))
  for (const word of ['one', 'two'])
    expect(textsOf(await node.say(conversation, text(word)))).toEqual([`Good ${word}`, 'Ask'])
  expect(calls.map((call) => [wordOf(call), call.attempt])).toEqual([
    ['one', 1],
    ['two', 1],
  ])
  const { rows: left } = await house.rows.query('select contact_id as contact, attempts from parley.outbox')
  expect(left).toEqual([{ contact: 'cont_ben', attempts: 0 }])
})

test('[R21] awaited actions wait for nobody', async () => {
  const held = createHeld()
  const node = await startNode({
    runAction: async (call) => (call.action === 'track' ? success : held.runAction(call)),
  })
  await adaSays(node, 'deliver', 'queued')
  await eventually(async () => held.calls.length === 1)
  const { conversation } = await node.start(startInput('act', { external_id: 'ada' }))
  expect(textsOf(await node.say(conversation, text('hi')))).toEqual(['Thinking', 'Good hi', 'Ask'])
  await held.end('queued')
  await isDone(node)
})

test('[R21] an awaited delivery whose line does not move ends as timeout in its time, without having been sent', async () => {
  let now = 1_000_000
  const calls: string[] = []
  const node = await startNode({
    now: () => now,
    async runAction(call) {
      calls.push(wordOf(call))
      return refused({ afterMs: 3_600_000 })
    },
  })
  await adaSays(node, 'deliver', 'queued')
  await eventually(
    async () => (await house.rows.query('select 1 from parley.outbox where run_at = 4600000')).rows.length === 1,
  )
  const waiting = await adaSays(node, 'confirm', 'awaited')
  now += 59_999
  await isParked(1)
  expect(await waiting.heard()).not.toContain('Bad timeout')
  now += 1
  await eventually(async () => (await waiting.heard()).includes('Bad timeout'))
  expect(calls).toEqual(['queued'])
  expect(await node.deadLetters.list()).toEqual([])
})

test('[R21] the time in the line counts', async () => {
  let now = 1_000_000
  const held = createHeld()
  const node = await startNode({ ...held, now: () => now })
  await adaSays(node, 'deliver', 'queued')
  await adaSays(node, 'confirm', 'awaited')
  await isParked(1)
  now += 20_000
  // It has been looked at again at the new time.
  await eventually(
    async () => (await house.rows.query('select 1 from parley.outbox where look_at > 1020000')).rows.length === 1,
  )
  await held.end('queued')
  await held.end('awaited')
  await isDone(node)
  expect(held.calls.map((call) => call.timeoutMs)).toEqual([undefined, 40_000])
})

test('[R21] a dead letter does not hold up an awaited delivery', async () => {
  const held = createHeld()
  const node = await startNode(held)
  await adaSays(node, 'deliver', 'queued')
  const waiting = await adaSays(node, 'confirm', 'awaited')
  await held.end('queued', { ...refused('no'), error: { kind: 'rejected', message: 'bad', retry: 'no' } })
  await held.end('awaited')
  await eventually(async () => (await waiting.heard()).includes('Good awaited'))
  expect(await node.deadLetters.list()).toHaveLength(1)
})

test('[R21] what a node left behind when it died goes on in order, on another node', async () => {
  const dead = createHeld()
  // With its one place taken it looks for nothing more.
  const dying = await startNode({ ...dead, limits: { deliveries: 1, pollMs: 3_600_000, graceMs: 1 } })
  await adaSays(dying, 'deliver', 'one')
  await eventually(async () => dead.calls.length === 1)
  const waiting = await adaSays(dying, 'confirm', 'two')
  await adaSays(dying, 'deliver', 'three')
  await house.rows.query(
    `update parley.outbox set lease_owner = 'dead', lease_until = now() - interval '1 s' where lease_owner is not null`,
  )
  const begun: string[] = []
  const node = await startNode({
    async runAction(call) {
      begun.push(wordOf(call))
      return success
    },
  })
  await isDone(node)
  expect(begun).toEqual(['one', 'two', 'three'])
  expect(await waiting.heard()).toContain('Good two')
})

test('[R21] whatever is asked for in whichever mode on whichever node, a contact gets it in that order', async () => {
  const begun = new Map<string, string[]>()
  const running = new Set<string>()
  const overlaps: string[] = []
  const runAction = async (call: ActionCall): Promise<ActionEnd> => {
    const id = String(call.contact.external_id)
    if (running.has(id)) overlaps.push(id)
    running.add(id)
    await new Promise((resolve) => setImmediate(resolve))
    running.delete(id)
    if (call.mode === 'queue' && call.attempt === 1 && wordOf(call).endsWith('3')) return refused({ afterMs: 5 })
    begun.set(id, [...(begun.get(id) ?? []), wordOf(call)])
    return success
  }
  const both = await Promise.all([startNode({ runAction }), startNode({ runAction })])
  const words = Array.from({ length: 12 }, (_, index) => `w${index}`)
  const contacts = ['ada', 'ben', 'cleo', 'dora']
  await Promise.all(
    contacts.map(async (id, offset) => {
      for (const [index, word] of words.entries()) {
        const node = both[(index + offset) % 2] as Runtime
        const flow = (index * 7 + offset) % 3 === 0 ? 'confirm' : 'deliver'
        const { conversation } = await node.start(startInput(flow, { external_id: id }))
        await node.say(conversation, text(word), { waitMs: 0 })
      }
    }),
  )
  await isDone(both[0] as Runtime)
  expect(overlaps).toEqual([])
  for (const id of contacts) expect(begun.get(id)).toEqual(words)
})

test('[R21] a long line is not looked at again and again, and its next one is found all the same', async () => {
  const held = createHeld()
  const node = await startNode({ ...held, limits: { pollMs: 20, leaseMs: 3_600_000 } })
  const { conversation } = await adaSays(node, 'deliver', 'w0')
  await eventually(async () => held.calls.length === 1)
  await house.rows.query(
    `insert into parley.outbox (workspace_id, conversation_id, effect_id, contact_id, flow, node, action, delivery, input, mode, at, run_at, look_at, attempts)
     select workspace_id, conversation_id, g || '.9', contact_id, flow, node, action, delivery, json_build_object('word', 'w' || g), mode, at, at, at, 0
     from parley.outbox, generate_series(1, 3000) as g where conversation_id = $1`,
    [conversation],
  )
  await isParked(3000)
  for (const word of ['w0', 'w1', 'w2']) await held.end(word)
  await eventually(async () => held.calls.length === 4)
  expect(held.begun()).toEqual(['w0', 'w1', 'w2', 'w3'])
  await house.rows.query(`delete from parley.outbox where lease_owner is null`)
  await held.end('w3')
  await isDone(node)
})
