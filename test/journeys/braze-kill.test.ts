import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BrazeSolution, startBrazeSandbox, writeBrazeSolution } from '../support/braze-solution.ts'
import { startParley } from '../support/parley.ts'
import { arrive } from '../support/person.ts'
import type { ParleyProcess } from '../support/processes.ts'
import { type SandboxControls, sandboxControls } from '../support/sandbox.ts'

const people = 500
const words = 20
/** Slow enough for the kills to come while most writes are still queued, and after Braze took some and before it answered. */
const slow = { latency_ms: 100, slow_ms: 500 }

let sandbox: Awaited<ReturnType<typeof startBrazeSandbox>>
let solution: BrazeSolution
let first: ParleyProcess
let parley: ParleyProcess
let braze: SandboxControls

beforeAll(async () => {
  sandbox = await startBrazeSandbox()
  braze = sandboxControls(sandbox.url)
  solution = await writeBrazeSolution(sandbox.url)
  first = await startParley({ solution: solution.folder, env: solution.env })
  parley = first
})
afterAll(async () => {
  await parley.dispose()
  await first.dispose()
  await sandbox.process.dispose()
  await solution.remove()
})

const metric = async (name: string): Promise<number> => {
  const text = await fetch(`${parley.url}/metrics`).then((answer) => answer.text())
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1])
}

/** The dead letters of what was counted, by person. */
async function countsKeptBack(): Promise<ReadonlyMap<string, number>> {
  const key = (await readFile(join(first.home, 'operator.key'), 'utf8')).trim()
  const ask = async (path: string): Promise<unknown> => {
    const answer = await fetch(`${parley.url}/v1/dead-letters${path}`, { headers: { authorization: `Bearer ${key}` } })
    expect(answer.status).toBe(200)
    return answer.json()
  }
  const kept = new Map<string, number>()
  for (let after: string | null = ''; after !== null; ) {
    const page = (await ask(`?limit=1000${after === '' ? '' : `&after=${after}`}`)) as Page
    for (const { id, doubtful, reason } of page.dead_letters) {
      expect([doubtful, reason]).toEqual([true, expect.stringContaining('not sent again by themselves')])
      const { dead_letter } = (await ask(`/${id}`)) as { dead_letter: { input: { attributes: readonly object[] } } }
      expect(dead_letter.input).toEqual({ attributes: [{ external_id: expect.any(String), words: { inc: 1 } }] })
      const [{ external_id }] = dead_letter.input.attributes as readonly [{ external_id: string }]
      kept.set(external_id, (kept.get(external_id) ?? 0) + 1)
    }
    after = page.cursor
  }
  return kept
}

interface Page {
  readonly dead_letters: readonly { readonly id: string; readonly doubtful: boolean; readonly reason: string }[]
  readonly cursor: string | null
}

const until = async (what: () => Promise<boolean>): Promise<void> => {
  while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 50))
}

describe('[R21] [R22] kill -9 in the middle of 10,000 queued writes', () => {
  it('ends in the state that was asked for, in order; no event comes twice without saying so, and nothing is counted twice', async () => {
    const crowd = await Promise.all(
      Array.from({ length: people }, (_, index) =>
        arrive(parley.url, { solution: 'delivery', flow: 'visits', contact: { external_id: `visitor-${index}` } }),
      ),
    )
    await braze.fault({ endpoint: 'POST /users/track', ...slow })
    for (let word = 0; word < words; word += 1) await Promise.all(crowd.map((person) => person.says(`word ${word}`)))
    for (const left of [7_000, 4_000]) {
      await until(async () => (await metric('parley_outbox_rows')) < left)
      const { length } = await braze.requests()
      await until(async () => (await braze.requests()).length > length)
      await parley.kill('SIGKILL')
      parley = await startParley({ solution: solution.folder, env: solution.env, like: first })
    }
    await braze.clearFaults()
    await until(async () => (await metric('parley_outbox_rows')) === 0)

    const kept = await countsKeptBack()
    expect(kept.size).toBeGreaterThan(0)
    expect(await metric('parley_dead_letters')).toBe([...kept.values()].reduce((sum, each) => sum + each, 0))
    const profiles = new Map((await braze.profiles()).map((profile) => [profile.external_id, profile]))
    expect(profiles.size).toBe(people)
    const events = (await braze.requests()).flatMap(({ body }) => body?.events ?? [])
    const seen = new Map<unknown, number>()
    const unsaid = events.filter(({ properties }) => {
      const id = properties?.parley_delivery_id
      seen.set(id, (seen.get(id) ?? 0) + 1)
      return seen.get(id) !== 1 && properties?.parley_repeat !== true
    })
    expect(seen.size).toBe(people * words)
    expect(unsaid).toEqual([])
    for (let index = 0; index < people; index += 1) {
      const profile = profiles.get(`visitor-${index}`)
      expect(profile?.custom_attributes?.last_word).toBe(`word ${words - 1}`)
      expect(profile?.custom_events?.[0]?.count).toBeGreaterThanOrEqual(words)
      // Nothing was counted twice, and whatever may not have been counted is a dead letter.
      const counted = Number(profile?.custom_attributes?.words)
      expect(counted).toBeLessThanOrEqual(words)
      expect(counted + (kept.get(`visitor-${index}`) ?? 0)).toBeGreaterThanOrEqual(words)
    }
    // Every repetition is of what was under way at one of the kills.
    expect(events.length - seen.size).toBeLessThanOrEqual(2 * 1024)
  })
})
