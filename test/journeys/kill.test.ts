import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startParley } from '../support/parley.ts'
import { arrive, type Person, Refused } from '../support/person.ts'
import type { ParleyProcess } from '../support/processes.ts'
import { sandboxControls } from '../support/sandbox.ts'

const kills = 8
const people = 12

/** How long the server lives between two kills, milliseconds: different each time, the same in every run. */
const lifetime = (round: number): number => 150 + ((round * 7919) % 900)

interface Witness {
  readonly person: Person
  readonly server: { url: string }
  /** Client message ids that the server acknowledged. */
  readonly acknowledged: string[]
}

/** The first run, which owns the home, and the present one. */
let owner: ParleyProcess
let parley: ParleyProcess

beforeAll(async () => {
  owner = await startParley({ solution: 'bench/solutions/six-questions' })
  parley = owner
})
afterAll(async () => {
  await parley.dispose()
  await owner.dispose()
})

const answers = ['Ada', 'Lovelace', 'ada@example.com', '1990-05-03', 'London']

describe('[R7] kill -9 of the server under load', () => {
  it('loses no acknowledged turn, takes none twice, and every conversation can go on', async () => {
    const server = { url: parley.url }
    const over = { yes: false }
    const witnesses: Witness[] = []
    const arriving = async (): Promise<void> => {
      while (!over.yes) {
        const witness = await arriveOnce(server).catch(() => null)
        if (witness === null) continue
        witnesses.push(witness)
        await chat(witness, over)
      }
    }
    const crowd = Promise.all(Array.from({ length: people }, arriving))
    for (let round = 0; round < kills; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, lifetime(round)))
      await parley.kill('SIGKILL')
      parley = await startParley({ solution: 'bench/solutions/six-questions', like: owner })
    }
    await new Promise((resolve) => setTimeout(resolve, 500))
    over.yes = true
    await crowd

    expect(witnesses.length).toBeGreaterThan(people)
    expect(witnesses.reduce((total, each) => total + each.acknowledged.length, 0)).toBeGreaterThan(100)
    for (const { person, acknowledged } of witnesses) {
      const transcript = await person.transcript()
      expect(transcript.map((message) => message.seq)).toEqual(transcript.map((_, index) => index + 1))
      const said = transcript.filter((message) => message.from === 'user').map((message) => message.text)
      // Each answer is said at most once and in the order of the questions: none is lost, none is taken twice.
      expect(said).toEqual([...answers, 'macOS'].slice(0, said.length))
      expect(said.length).toBeGreaterThanOrEqual(acknowledged.length)
      const remaining = [...answers, 'macOS'].slice(said.length)
      for (const answer of remaining) await person.says(answer)
      expect((await person.transcript()).at(-1)?.text).toBe('Thank you, Ada!')
    }
  })
})

async function arriveOnce(server: { url: string }): Promise<Witness> {
  return { person: await arrive(server.url, { solution: 'six-questions' }), server, acknowledged: [] }
}

/** Says the answers in order; an answer that was not acknowledged is sent again under the same id. */
async function chat({ person, acknowledged }: Witness, over: { yes: boolean }): Promise<void> {
  for (const [index, answer] of answers.entries()) {
    const id = `answer-${index}`
    for (let done = false; !done; ) {
      if (over.yes) return
      try {
        await person.says(answer, id)
        acknowledged.push(id)
        done = true
      } catch (error) {
        if (error instanceof Refused && error.problem.status < 500) throw error
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
  }
}

describe('[R4] kill -9 while an action runs', () => {
  it('carries the action out after the restart, and the conversation goes on', async () => {
    const first = await startParley()
    await sandboxControls(first.sandboxUrl).fault({ endpoint: 'POST /users/track', latency_ms: 3000 })
    const ada = await arrive(first.url, { contact: { external_id: 'ada' } })
    for (const answer of ['Ada', 'Lovelace', 'ada@example.com', '1990-05-03', 'London']) await ada.says(answer)
    const last = ada.picks('macOS').catch(() => 'cut off')
    await vi.waitFor(async () => expect((await ada.transcript()).at(-1)?.text).toBe('macOS'), { timeout: 10_000 })
    await first.kill('SIGKILL')
    expect(await last).toBe('cut off')

    const second = await startParley({ like: first })
    await vi.waitFor(
      async () => expect((await ada.transcript()).at(-1)?.text).toBe('Thank you, Ada! You are all set.'),
      {
        timeout: 30_000,
        interval: 200,
      },
    )
    expect(await sandboxControls(second.sandboxUrl).profile('ada')).toMatchObject({ first_name: 'Ada' })
    await second.dispose()
    await first.dispose()
  })
})
