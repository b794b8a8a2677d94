import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { writeOutsideSolution } from '../support/outside-solution.ts'
import { startParley } from '../support/parley.ts'
import { arrive, call, type Person } from '../support/person.ts'
import type { ParleyProcess } from '../support/processes.ts'

const operator = 'the-operator-of-the-journeys-knows-it'
const key = 'the key of the brand'
const env = { PARLEY_OPERATOR_KEY: operator, PARLEY_SECRET_SANDBOX_WEBHOOK_KEY: key }

let solution: Awaited<ReturnType<typeof writeOutsideSolution>>
let first: ParleyProcess
let parley: ParleyProcess

beforeAll(async () => {
  solution = await writeOutsideSolution()
  first = await startParley({ solution: solution.folder, env })
  parley = first
})
afterAll(async () => {
  await parley.dispose()
  await first.dispose()
  await solution.remove()
})

const arriving = (flow = 'main'): Promise<Person> => arrive(parley.url, { solution: 'outside', flow })
const lastOf = async (person: Person): Promise<string | undefined> => (await person.transcript()).at(-1)?.text

/** The HTTP status with which a webhook is answered. */
async function report(conversation: string, name: string, payload: object, by = key, ago = 0): Promise<number> {
  const body = JSON.stringify(payload)
  const time = Math.floor(Date.now() / 1000) - ago
  const signature = createHmac('sha256', by).update(`${time}.${body}`).digest('hex')
  const headers = { 'content-type': 'application/json', 'parley-signature': `t=${time},v1=${signature}` }
  const url = `${parley.url}/v1/conversations/${conversation}/webhooks/${name}`
  return (await fetch(url, { method: 'POST', headers, body })).status
}

const happens = (person: Person, ...events: readonly object[]): Promise<Response> =>
  fetch(`${parley.url}/v1/conversations/${person.conversation}/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${person.token}` },
    body: JSON.stringify({ events }),
  })

interface Listed {
  readonly hand_overs: readonly { readonly conversation_id: string; readonly brief: string }[]
}
const handOvers = (): Promise<Listed> => call<Listed>(`${parley.url}/v1/hand-overs`, { token: operator })
const endHandOver = (person: Person): Promise<unknown> =>
  call(`${parley.url}/v1/hand-overs/${person.conversation}/end`, { token: operator, body: {} })

describe('what comes from outside', () => {
  it('a flow calls another, waits for a signed webhook, and takes it once', async () => {
    const ada = await arriving()
    expect(await ada.says('I want to order!')).toEqual(['Which street?'])
    // Nobody waits for it yet.
    expect(await report(ada.conversation, 'paid', { amount: 3 })).toBe(204)
    expect(await ada.says('Main Street')).toEqual(['To Main Street.', 'Paid 3.', 'What can I do for you?'])

    await ada.says('buy a bike')
    const said = ada.says('Side Street')
    await vi.waitFor(async () => expect(await lastOf(ada)).toBe('To Side Street.'), { timeout: 10_000 })
    expect(await report(ada.conversation, 'paid', { amount: 9 }, 'another key')).toBe(401)
    expect(await report('conv_0000000000000000000000000000', 'paid', { amount: 9 })).toBe(401)
    expect(await report(ada.conversation, 'paid', { amount: 9 }, key, 400)).toBe(401)
    expect(await report(ada.conversation, 'shipped', {})).toBe(404)
    expect(await lastOf(ada)).toBe('To Side Street.')
    const all = await Promise.all([1, 2, 3].map(() => report(ada.conversation, 'paid', { amount: 9 })))
    expect(all).toEqual([204, 204, 204])
    expect(await said).toEqual(['To Side Street.', 'Paid 9.', 'What can I do for you?'])
  })

  it('a page event brings the flow on, if it is the one that is waited for', async () => {
    const eve = await arriving()
    const said = eve.says('show me the shop')
    await vi.waitFor(async () => expect(await lastOf(eve)).toBe('show me the shop'), { timeout: 10_000 })
    await happens(eve, { name: 'viewed', properties: { price: 50, sku: 'bell' } })
    await happens(eve, { name: 'viewed', properties: { price: 150, sku: 'bike' } })
    expect(await said).toEqual(['Is bike for you?', 'What can I do for you?'])
  })

  it('a person of the brand takes over, also from a server that died meanwhile, and gives it back once', async () => {
    const kay = await arriving()
    expect(await kay.picks('menu.human')).toEqual(['One moment.'])
    expect(kay.status).toBe('with-agent')
    expect(await kay.says('Hello?')).toEqual([])
    await first.kill('SIGKILL')
    parley = await startParley({ solution: solution.folder, like: first, env })
    expect((await handOvers()).hand_overs.map((each) => each.conversation_id)).toEqual([kay.conversation])
    expect(await endHandOver(kay)).toEqual({ conversation_id: kay.conversation, outcome: 'done' })
    expect(await lastOf(kay)).toBe('What can I do for you?')
    await expect(endHandOver(kay)).rejects.toMatchObject({ problem: { status: 404, code: 'unknown-hand-over' } })
    expect((await handOvers()).hand_overs).toEqual([])
  })

  it('a conversation that was left is taken up again by who returns, and by what they say', async () => {
    const ida = await arriving('left')
    const abandoned = () =>
      vi.waitFor(
        async () => {
          const path = `${parley.url}/v1/conversations/${ida.conversation}/messages?after=0`
          expect(await call(path, { token: ida.token })).toMatchObject({ status: 'abandoned' })
        },
        { timeout: 15_000, interval: 100 },
      )
    await abandoned()
    expect((await happens(ida, { type: 'returned' })).status).toBe(204)
    expect((await ida.transcript()).map(({ text }) => text)).toEqual(['And?', 'Welcome back.', 'And?'])
    await abandoned()
    expect(await ida.says('Ida')).toEqual(['Welcome back.', 'Bye, Ida.'])
    expect(ida.status).toBe('ended')
  })

  it('a start with names that nobody knows is refused, and says which there are', async () => {
    const start = (body: object) =>
      call(`${parley.url}/v1/conversations`, { body: { solution: 'outside', ...body } }).catch(
        (refused) => refused.problem,
      )
    expect(await start({ variables: { wsh: 'x' } })).toMatchObject({
      status: 400,
      code: 'unknown-variable',
      errors: [{ pointer: '/variables/wsh', detail: expect.stringContaining('wish, street, amount, sku') }],
    })
    expect(await start({ variabels: {} })).toMatchObject({ status: 400, errors: [{ pointer: '/variabels' }] })
  })
})
