import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import type { ConversationId } from './ids.ts'
import { eventually, prepareTestDatabase, type TestFlow } from './testing.ts'
import type { Reply, Request } from './testing-process.ts'

const kills = 14
const persons = 24
const flowNames: readonly TestFlow[] = ['echo', 'act', 'queue']

let database: TestDatabase
let rows: pg.Client
let processes: ChildProcess[]

beforeEach(async () => {
  database = await createTestDatabase({ template: prepareTestDatabase, key: 'runtime' })
  rows = new pg.Client({ connectionString: database.url })
  await rows.connect()
  processes = []
})

afterEach(async () => {
  for (const process of processes) process.kill('SIGKILL')
  await rows.end()
  await database.drop()
})

/** What a person got told: acknowledged is what must survive. */
interface Person {
  readonly flow: TestFlow
  conversation: ConversationId | null
  /** The words being said; kept and said again, under the same id, until they are acknowledged. */
  word: number
  readonly acknowledged: { readonly word: string; readonly texts: readonly string[] }[]
}

type Call = { readonly [K in Request['kind']]: Omit<Extract<Request, { kind: K }>, 'id'> }[Request['kind']]

/** One life of the node process. */
async function startProcess(ran: Set<string>, onReply: () => void) {
  const child = fork(join(import.meta.dirname, 'testing-process.ts'), {
    execArgv: [],
    env: { ...process.env, DATABASE_URL: database.url },
  })
  processes.push(child)
  const waiting = new Map<number, (reply: Reply | null) => void>()
  let last = 0
  let ready = () => {}
  const isReady = new Promise<void>((resolve) => {
    ready = resolve
  })
  child.on('message', (reply: Reply) => {
    if (reply.kind === 'ready') return ready()
    if (reply.kind === 'ran') return void ran.add(reply.key)
    waiting.get(reply.id)?.(reply)
    waiting.delete(reply.id)
    onReply()
  })
  const exited = once(child, 'exit').then(() => {
    for (const resolve of waiting.values()) resolve(null)
    waiting.clear()
  })
  await Promise.race([isReady, exited])
  return {
    exited,
    kill: () => child.kill('SIGKILL'),
    /** Null when the process died before it answered. */
    ask: (request: Call) =>
      new Promise<Extract<Reply, { kind: 'done' }> | null>((resolve, reject) => {
        if (!child.connected) return resolve(null)
        last += 1
        waiting.set(last, (reply) => {
          if (reply?.kind === 'failed') reject(new Error(reply.error))
          else resolve(reply?.kind === 'done' ? reply : null)
        })
        // A process just killed refuses the message; its exit answers the call.
        child.send({ ...request, id: last } as Request, () => {})
      }),
  }
}

type Life = Awaited<ReturnType<typeof startProcess>>

/** Talks on until the process dies or `isEnough`. */
async function talk(person: Person, life: Life, isEnough: () => boolean): Promise<void> {
  while (!isEnough()) {
    if (person.conversation === null) {
      const started = await life.ask({ kind: 'start', flow: person.flow })
      if (started === null) return
      person.conversation = started.conversation
      continue
    }
    const word = `w${person.word}`
    const said = { kind: 'text', text: word } as const
    const answer = await life.ask({ kind: 'say', conversation: person.conversation, said, clientMessageId: word })
    if (answer === null) return
    person.acknowledged.push({ word, texts: answer.texts })
    person.word += 1
  }
}

const expectedAnswers: { readonly [flow in TestFlow]?: (word: string) => readonly string[] } = {
  echo: (word) => [`Say ${word}`],
  act: (word) => ['Thinking', `Good ${word}`, 'Ask'],
  queue: () => ['Ask'],
}

describe('survival', () => {
  test('[R7] [R4] [R1] a node killed many times under load loses no acknowledged turn, doubles none, and every conversation goes on', async () => {
    const people: Person[] = Array.from({ length: persons }, (_, i) => ({
      flow: flowNames[i % flowNames.length] ?? 'echo',
      conversation: null,
      word: 0,
      acknowledged: [],
    }))
    const ran = new Set<string>()
    for (let kill = 0; kill < kills; kill++) {
      let replies = 0
      // Counted in replies, so that the moment is anywhere in the work and not in the waiting.
      const fatal = 1 + Math.floor(Math.random() * 150)
      const life: Life = await startProcess(ran, () => {
        replies += 1
        if (replies === fatal) life.kill()
      })
      await Promise.all(people.map((person) => talk(person, life, () => false)))
      await life.exited
    }
    const marks = people.map((person) => person.word)
    const last = await startProcess(ran, () => {})
    await Promise.all(people.map((person, i) => talk(person, last, () => person.word > (marks[i] ?? 0) + 1)))
    await eventually(async () => (await rows.query('select 1 from parley.outbox limit 1')).rows.length === 0)
    last.kill()
    await last.exited

    for (const person of people) await checkTranscript(person, ran)
    await checkInvariants()
  }, 180_000)
})

/** Every acknowledged word once, with the answer that was acknowledged, and every awaited action executed. */
async function checkTranscript(person: Person, ran: ReadonlySet<string>): Promise<void> {
  const { rows: messages } = await rows.query<{ author: string; key: string | null; text: string; turn: number }>(
    `select author, client_message_id as key, content ->> 'text' as text, turn
     from parley.message where conversation_id = $1 order by seq`,
    [person.conversation],
  )
  const heard = messages.filter((message) => message.author === 'user')
  expect(heard.map((message) => message.key)).toEqual(person.acknowledged.map((entry) => entry.word))
  expect(heard.map((message) => message.text)).toEqual(person.acknowledged.map((entry) => entry.word))
  const expected = expectedAnswers[person.flow]
  for (const { word, texts } of person.acknowledged) expect(texts).toEqual(expected?.(word))
  const texts = messages.slice(1).map((message) => message.text)
  expect(texts).toEqual(person.acknowledged.flatMap(({ word }) => [word, ...(expected?.(word) ?? [])]))
  const index = { act: 2, queue: 1 }[person.flow as 'act' | 'queue']
  if (index !== undefined)
    for (const { turn } of heard) expect(ran).toContain(`${person.conversation}.${turn}.${index}`)
}

/** What one commit writes belongs together, in every conversation, whenever the node died. */
async function checkInvariants(): Promise<void> {
  const { rows: torn } = await rows.query(`
    select c.id from parley.conversation c
    where (c.state ->> 'turn')::int <> c.turn
      or c.last_seq <> (select count(*) from parley.message m where m.conversation_id = c.id)
      or c.last_seq <> (select max(seq) from parley.message m where m.conversation_id = c.id)
      or (c.state -> 'phase' ->> 'kind' = 'answer') <>
        exists (select 1 from parley.timer t where t.conversation_id = c.id and t.name = 'idle')
      or exists (select 1 from parley.turn_key k where k.conversation_id = c.id and k.until_seq is null)`)
  expect(torn).toEqual([])
}
