import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BrazeSolution, startBrazeSandbox, writeBrazeSolution } from '../support/braze-solution.ts'
import { startParley } from '../support/parley.ts'
import { arrive } from '../support/person.ts'
import type { ParleyProcess } from '../support/processes.ts'
import { type SandboxControls, sandboxControls } from '../support/sandbox.ts'

const people = 500
const words = 20
/** Slow enough for the kills to come while most writes are still queued. */
const latencyMs = 300

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

const until = async (what: () => Promise<boolean>): Promise<void> => {
  while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 50))
}

describe('[R21] [R22] kill -9 in the middle of 10,000 queued writes', () => {
  it('ends in the state that was asked for, in order, and no event comes twice without saying so', async () => {
    const crowd = await Promise.all(
      Array.from({ length: people }, (_, index) =>
        arrive(parley.url, { solution: 'delivery', flow: 'visits', contact: { external_id: `visitor-${index}` } }),
      ),
    )
    await braze.fault({ endpoint: 'POST /users/track', latency_ms: latencyMs })
    for (let word = 0; word < words; word += 1) await Promise.all(crowd.map((person) => person.says(`word ${word}`)))
    for (const left of [7_000, 4_000]) {
      await until(async () => (await metric('parley_outbox_rows')) < left)
      await parley.kill('SIGKILL')
      parley = await startParley({ solution: solution.folder, env: solution.env, like: first })
    }
    await braze.clearFaults()
    await until(async () => (await metric('parley_outbox_rows')) === 0)

    expect(await metric('parley_dead_letters')).toBe(0)
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
    }
    // Every repetition is of what was under way at one of the kills.
    expect(events.length - seen.size).toBeLessThanOrEqual(2 * 1024)
  })
})
