import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { signIdentity } from '../../examples/shop/token.ts'
import { replaceIn, useDemoCopies } from '../support/demo-copy.ts'
import { startParley } from '../support/parley.ts'
import { arrive, call, type Person } from '../support/person.ts'
import type { ParleyProcess } from '../support/processes.ts'
import { type SandboxControls, sandboxControls } from '../support/sandbox.ts'

const secret = 'a shop secret of at least 32 characters'
const exportPath = '/users/export/ids'

const copies = useDemoCopies()
let parley: ParleyProcess
let braze: SandboxControls

beforeAll(async () => {
  const solution = await copies.copy('shop', 'examples/shop')
  // So that a busy machine is no slow Braze.
  await replaceIn(join(solution, 'solution.ts'), "wait: '300ms'", "wait: '3s'")
  parley = await startParley({ solution, env: { PARLEY_SECRET_SANDBOX_IDENTITY_KEY: secret } })
  braze = sandboxControls(parley.sandboxUrl)
})
afterAll(() => parley.dispose())
beforeEach(() => braze.clearFaults())

/** People that no other test knows, since what was looked up is kept for a while. */
let people = 0
const newId = (): string => `insight-${++people}`

const identity = (id: string): string => signIdentity({ id, email: `${id}@example.com`, name: 'Ada Lovelace' }, secret)

async function putProfile(external_id: string, more: object = {}): Promise<void> {
  const attributes = [{ external_id, first_name: 'Ada', home_city: 'London', plan: 'summit', ...more }]
  const response = await fetch(`${parley.sandboxUrl}/users/track`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer sandbox-key' },
    body: JSON.stringify({ attributes }),
  })
  expect(response.status).toBe(201)
}

const visit = (more: object): Promise<Person> =>
  arrive(parley.url, {
    solution: 'shop',
    page: { url: 'https://shop.example/tent', product: { name: 'Lochan 2 tent', price: 389, currency: 'EUR' } },
    ...more,
  } as never)

const exportsOf = async (id: string): Promise<readonly unknown[]> =>
  (await braze.requests()).flatMap(({ path, body }) =>
    path === exportPath && JSON.stringify(body).includes(`"${id}"`) ? [body] : [],
  )

describe('the Braze profile of who a conversation is with', () => {
  it('[RI3] shapes it, together with the page, when it is proved who they are', async () => {
    const id = newId()
    await putProfile(id)
    const ada = await visit({ identity: identity(id) })
    expect(ada.heard.slice(0, 2)).toEqual([
      'Hello Ada! The **Lochan 2 tent** is 389 EUR.',
      'As a **Summit** member you get it tomorrow in London, and sending it back is free for a year.',
    ])
    expect(await exportsOf(id)).toEqual([
      {
        external_ids: [id],
        fields_to_export: ['external_id', 'first_name', 'home_city', 'custom_attributes'],
      },
    ])
  })

  it('[RI1] is looked up once for several conversations, also when they begin at once', async () => {
    const id = newId()
    await putProfile(id)
    const all = await Promise.all([1, 2, 3].map(() => visit({ identity: identity(id) })))
    all.push(await visit({ identity: identity(id) }))
    for (const each of all) expect(each.heard[0]).toMatch(/^Hello Ada!/)
    expect(await exportsOf(id)).toHaveLength(1)
  })

  it('[RI3] is never looked up for an external id that is only said, nor for nobody', async () => {
    const id = newId()
    await putProfile(id)
    await visit({ identity: identity(id) })
    const before = (await braze.requests()).filter(({ path }) => path === exportPath).length
    for (const more of [
      { contact: { external_id: id } },
      { contact: { external_id: id }, visitor: 'vis_abcdefghijklmnopqrstuv' },
      { contact: { email: `${id}@example.com` } },
      {},
    ]) {
      const somebody = await visit(more)
      expect(somebody.heard[0]).toMatch(/^Hello!/)
      expect(somebody.heard.join()).not.toContain('Summit')
    }
    const after = (await braze.requests()).filter(({ path }) => path === exportPath).length
    expect(after).toBe(before)
  })

  it('[RI3] comes to a conversation that goes on when its visitor signs in', async () => {
    const id = newId()
    await putProfile(id)
    const visitor = `vis_${'a'.repeat(20)}${id.slice(-1)}b`
    const ada = await visit({ visitor })
    expect(ada.heard[0]).toMatch(/^Hello!/)
    const login = { solution: 'shop', environment: 'sandbox', visitor, identity: identity(id) }
    const response = await fetch(`${parley.url}/v1/identify`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(login),
    })
    expect(response.status).toBe(204)
    expect(await ada.picks('delivery')).toEqual(['Delivery tomorrow and returns for a year cost you nothing, Ada.'])
  })

  it('[RI4] is not waited for: a slow Braze and one that fails leave a conversation without it', async () => {
    const [slow, broken] = [newId(), newId()]
    for (const id of [slow, broken]) await putProfile(id)
    await braze.fault({ endpoint: 'POST /users/export/ids', latency_ms: 6000, times: 1 })
    const late = await visit({ identity: identity(slow) })
    // Had it waited for Braze, it would know the name.
    expect(late.heard[0]).toMatch(/^Hello!/)
    // What came later is there for the next conversation.
    await expect
      .poll(async () => (await visit({ identity: identity(slow) })).heard[0], { timeout: 15_000, interval: 500 })
      .toMatch(/^Hello Ada!/)
    expect(await exportsOf(slow)).toHaveLength(1)

    await braze.fault({ endpoint: 'POST /users/export/ids', status: 401, times: 1 })
    expect((await visit({ identity: identity(broken) })).heard[0]).toMatch(/^Hello!/)
    expect((await visit({ identity: identity(broken) })).heard[0]).toMatch(/^Hello Ada!/)
    expect(parley.output()).not.toContain(broken)
  })

  it('refuses a proof that is not the brand’s', async () => {
    const forged = signIdentity(
      { id: newId(), email: 'a@example.com', name: 'A' },
      'another secret of at least 32 characters',
    )
    await expect(
      call(`${parley.url}/v1/conversations`, { body: { solution: 'shop', identity: forged } }),
    ).rejects.toThrow(/identity/)
  })
})
