import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Postgres, startPostgres } from '@parley/runtime/postgres'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import WebSocket from 'ws'
import { startParley } from '../support/parley.ts'
import { arrive, call, type Person } from '../support/person.ts'
import type { ParleyProcess } from '../support/processes.ts'

let home: string
let postgres: Postgres
let one: ParleyProcess
let two: ParleyProcess

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'parley-cluster-'))
  postgres = await startPostgres({ home })
  const env = {
    DATABASE_URL: postgres.url,
    PARLEY_TOKEN_KEY: 'a key that both servers of this test share',
  }
  const solution = 'bench/solutions/six-questions'
  ;[one, two] = await Promise.all([startParley({ env, solution }), startParley({ env, solution })])
})
afterAll(async () => {
  await Promise.all([one.dispose(), two.dispose()])
  await postgres.stop()
  await rm(home, { recursive: true, force: true })
})

/** The same person, on the other server. */
const say = (server: ParleyProcess, person: Person, text: string, id: string): Promise<unknown> =>
  call(`${server.url}/v1/conversations/${person.conversation}/messages`, {
    token: person.token,
    body: { text, client_message_id: id },
  })

describe('two servers on one database', () => {
  it('[R5] never interleave two turns of a conversation', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => arrive(one.url, { solution: 'six-questions' })))
    // Everyone says twenty different first names at once, over both servers, each of them twice under the same id.
    const names = Array.from({ length: 20 }, (_, index) => `Ada ${index}`)
    await Promise.all(
      people.flatMap((person) =>
        names.flatMap((name) =>
          [say(one, person, name, name), say(two, person, name, name)].map((said) => said.catch(() => null)),
        ),
      ),
    )
    for (const person of people) {
      const transcript = await person.transcript()
      expect(transcript.map((message) => message.seq)).toEqual(transcript.map((_, index) => index + 1))
      const said = transcript.filter((message) => message.from === 'user').map((message) => message.text)
      expect(said.length).toBeGreaterThan(10)
      expect(new Set(said).size).toBe(said.length)
      // A turn is what the person said and the bot's answer to it; nothing of another turn stands between them.
      const authors = transcript.map((message) => message.from).join(' ')
      expect(authors).toMatch(/^bot( user bot)+( user)*$/)
    }
  })

  it('shows on one server what was said on the other', async () => {
    const ada = await arrive(one.url, { solution: 'six-questions' })
    const address = `${two.url.replace('http', 'ws')}/v1/conversations/${ada.conversation}/stream?after=0`
    const socket = new WebSocket(address, { headers: { authorization: `Bearer ${ada.token}` } })
    const texts: string[] = []
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data))
      if (frame.type === 'message') texts.push(frame.message.text)
    })
    await vi.waitFor(() => expect(texts).toHaveLength(1), { timeout: 10_000 })
    await ada.says('Ada')
    await vi.waitFor(() => expect(texts).toHaveLength(3), { timeout: 10_000 })
    expect(texts.slice(1)).toEqual(['Ada', 'Nice to meet you, Ada. And your **last name**?'])
    socket.close()
  })

  it('lets the other server go on when one is killed', async () => {
    const ada = await arrive(one.url, { solution: 'six-questions' })
    await ada.says('Ada')
    await one.kill('SIGKILL')
    await say(two, ada, 'Lovelace', 'last')
    const answer = await call<{ messages: { text: string }[] }>(
      `${two.url}/v1/conversations/${ada.conversation}/messages?after=0`,
      {
        token: ada.token,
      },
    )
    expect(answer.messages.at(-1)?.text).toBe('Which **e-mail address** may we use?')
  })
})
