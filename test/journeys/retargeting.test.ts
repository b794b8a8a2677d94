import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type BrazeSolution, startBrazeSandbox } from '../support/braze-solution.ts'
import { startParley } from '../support/parley.ts'
import { arrive } from '../support/person.ts'
import type { ParleyProcess } from '../support/processes.ts'
import { writeRetargetingSolution } from '../support/retargeting-solution.ts'
import { type SandboxControls, sandboxControls } from '../support/sandbox.ts'

let sandbox: Awaited<ReturnType<typeof startBrazeSandbox>>
let solution: BrazeSolution
let first: ParleyProcess
let parley: ParleyProcess
let braze: SandboxControls

beforeAll(async () => {
  sandbox = await startBrazeSandbox()
  braze = sandboxControls(sandbox.url)
  const canvas = {
    id: 'left',
    name: 'Left',
    steps: [{ messages: [{ channel: 'content_cards', title: 'Still there?' }] }],
  }
  const made = await fetch(`${sandbox.url}/__sandbox/canvases`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(canvas),
  })
  expect(made.ok).toBe(true)
  solution = await writeRetargetingSolution(sandbox.url)
  first = await startParley({ solution: solution.folder, env: solution.env })
  parley = first
})
afterAll(async () => {
  await parley?.dispose()
  await first?.dispose()
  await sandbox.process.dispose()
  await solution.remove()
})

/** Comes as far as the card. */
async function visit(who: string): Promise<void> {
  const person = await arrive(parley.url, { solution: 'checkout', contact: { external_id: who } })
  expect(await person.says('gold')).toEqual(['Your card?'])
}

const eventsOf = async (who: string) =>
  (await braze.requests())
    .filter(({ path, status }) => path === '/users/track' && status === 201)
    .flatMap(({ body }) => body?.events ?? [])
    .filter(({ external_id }) => external_id === who)

const isAbandoned = (who: string, times: number) =>
  vi.waitFor(
    async () => {
      const left = (await eventsOf(who)).filter(({ name }) => name === 'conversation_abandoned')
      expect(left).toHaveLength(times)
    },
    { timeout: 30_000, interval: 50 },
  )

interface Trigger {
  readonly canvas_id: string
  readonly context: object
  readonly recipients: readonly { readonly external_user_id: string }[]
}

const triggers = async (): Promise<readonly Trigger[]> =>
  (await braze.requests())
    .filter(({ path, status }) => path === '/canvas/trigger/send' && status === 201)
    .map(({ body }) => body as unknown as Trigger)

const isTriggered = (times: number) =>
  vi.waitFor(async () => expect((await triggers()).length).toBeGreaterThanOrEqual(times), {
    timeout: 60_000,
    interval: 50,
  })

it('[RT1] [RT2] who leaves at the card is reported at once and gets one Canvas a week, through kill -9; who comes back gets none', async () => {
  await visit('ada')
  await visit('ben')
  await isAbandoned('ben', 1)
  await arrive(parley.url, { solution: 'checkout', contact: { external_id: 'ben' } })
  await isAbandoned('ada', 1)
  expect(await triggers()).toEqual([])
  await parley.kill('SIGKILL')
  parley = await startParley({ solution: solution.folder, env: solution.env, like: first })

  await isTriggered(1)
  const toAda = { canvas_id: 'left', context: { plan: 'gold' }, recipients: [{ external_user_id: 'ada' }] }
  expect(await triggers()).toEqual([toAda])
  expect(await eventsOf('ada')).toMatchObject([
    { name: 'conversation_started', properties: { solution: 'checkout', flow: 'main', node: 'plan' } },
    {
      name: 'conversation_abandoned',
      properties: {
        solution: 'checkout',
        environment: 'sandbox',
        channel: 'web',
        version: expect.stringMatching(/^ver_/),
        conversation_id: expect.stringMatching(/^conv_/),
        flow: 'main',
        node: 'payment',
        duration_seconds: expect.any(Number),
      },
    },
  ])
  expect(await braze.profile('ada')).toMatchObject({
    custom_attributes: { chosen_plan: 'gold' },
    custom_events: expect.arrayContaining([expect.objectContaining({ name: 'conversation_abandoned', count: 1 })]),
  })

  // Eve, who leaves after Ada has left again, shows that Ada's time is over.
  await visit('ada')
  await isAbandoned('ada', 2)
  await visit('eve')
  await isTriggered(2)
  expect(await triggers()).toEqual([toAda, { ...toAda, recipients: [{ external_user_id: 'eve' }] }])
})
