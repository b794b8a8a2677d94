import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type MembersSolution, writeMembersSolution } from '../support/members-solution.ts'
import { startParley } from '../support/parley.ts'
import { arrive, call, type Person } from '../support/person.ts'
import type { ParleyProcess } from '../support/processes.ts'
import { type SandboxControls, sandboxControls } from '../support/sandbox.ts'

let solution: MembersSolution
let parley: ParleyProcess
let sandbox: SandboxControls

beforeAll(async () => {
  solution = await writeMembersSolution()
  parley = await startParley({ solution: solution.folder, env: solution.env })
  sandbox = sandboxControls(parley.sandboxUrl)
})
afterAll(async () => {
  await parley.dispose()
  await solution.remove()
})

const newVisitor = (): string => `vis_${randomBytes(16).toString('base64url')}`
const arriving = (request: object = {}): Promise<Person> => arrive(parley.url, { solution: 'members', ...request })

const post = (path: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(`${parley.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

const identify = async (visitor: string, identity: string): Promise<number> =>
  (await post('/v1/identify', { solution: 'members', visitor, identity })).status

const codeOf = async (answer: Promise<Response>): Promise<[number, string]> => {
  const response = await answer
  return [response.status, ((await response.json()) as { code: string }).code]
}

const lastWord = async (id: string): Promise<unknown> => (await sandbox.profile(id))?.custom_attributes?.last_word
const paths = async (): Promise<readonly string[]> => (await sandbox.requests()).map((request) => request.path)

describe('somebody without a name who logs in', () => {
  it('is known from then on, in the chat and in Braze, with all that was before', async () => {
    const visitor = newVisitor()
    const person = await arriving({ visitor, contact: { email: 'typed@b.com' } })
    expect(await person.says('one')).toEqual(['Who are you? Perhaps typed@b.com', 'And?'])
    await vi.waitFor(async () => expect(await sandbox.profiles()).toHaveLength(1), { timeout: 10_000 })
    expect((await sandbox.profiles())[0]).toMatchObject({ user_aliases: [{ alias_label: 'parley_visitor' }] })
    expect(JSON.stringify(await sandbox.requests())).not.toContain(visitor)

    const identity = await solution.sign({ sub: 'ada', email: 'ada@b.com', name: 'Ada' })
    const logins = await Promise.all([1, 2, 3].map(() => identify(visitor, identity)))
    expect(logins).toEqual([204, 204, 204])
    await vi.waitFor(async () => expect(await lastWord('ada')).toBe('one'), { timeout: 10_000 })
    expect(await person.says('two')).toEqual(['You are ada, Ada, ada@b.com', 'And?'])
    await vi.waitFor(async () => expect(await lastWord('ada')).toBe('two'), { timeout: 10_000 })
    expect(await identify(visitor, identity)).toBe(204)
    expect(await person.says('three')).toEqual(['You are ada, Ada, ada@b.com', 'And?'])
    await vi.waitFor(async () => expect(await lastWord('ada')).toBe('three'), { timeout: 10_000 })
    expect((await paths()).filter((path) => path === '/users/identify')).toHaveLength(1)
    expect(await sandbox.profiles()).toHaveLength(1)
  })

  it('is one person in Braze with a second browser too', async () => {
    const [first, second] = [newVisitor(), newVisitor()]
    for (const [visitor, word] of [
      [first, 'here'],
      [second, 'there'],
    ] as const) {
      const person = await arriving({ visitor })
      await person.says(word)
      expect(await identify(visitor, await solution.sign({ sub: 'cleo' }))).toBe(204)
      expect(await person.says(`${word} again`)).toEqual(['You are cleo, , ', 'And?'])
      await vi.waitFor(async () => expect(await lastWord('cleo')).toBe(`${word} again`), { timeout: 10_000 })
    }
    await vi.waitFor(async () => expect(await paths()).toContain('/users/merge'), { timeout: 10_000 })
    await vi.waitFor(
      async () => expect((await sandbox.profiles()).filter(({ external_id }) => external_id === undefined)).toEqual([]),
      { timeout: 10_000 },
    )
  })

  it('is known from the first word, when they come logged in', async () => {
    const visitor = newVisitor()
    const before = await arriving({ visitor })
    await before.says('x')
    const after = await arriving({ visitor, identity: await solution.sign({ sub: 'bob', name: 'Bob' }) })
    expect(await after.says('y')).toEqual(['You are bob, Bob, ', 'And?'])
    await vi.waitFor(async () => expect(await lastWord('bob')).toBe('y'), { timeout: 10_000 })
  })
})

describe('somebody who says they are somebody else', () => {
  it('gets nothing of theirs', async () => {
    const ada = await arriving({ identity: await solution.sign({ sub: 'eva', email: 'eva@b.com', name: 'Eva' }) })
    expect(await ada.says('a secret')).toEqual(['You are eva, Eva, eva@b.com', 'And?'])
    const mallory = await arriving({ contact: { external_id: 'eva' } })
    expect(await mallory.says('hello')).toEqual(['Who are you? Perhaps eva', 'And?'])
    expect(JSON.stringify(await mallory.transcript())).not.toMatch(/a secret|eva@b.com/)
    const [forged, none] = [await solution.sign({ sub: 'eva' }, 'x'.repeat(40)), await solution.sign({ sub: '' })]
    for (const identity of [forged, none, 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJldmEifQ.'])
      expect(await codeOf(post('/v1/conversations', { solution: 'members', identity }))).toEqual([
        401,
        'identity-refused',
      ])
    expect(parley.output()).not.toContain(forged)
  })
})

describe('a token', () => {
  it('is given anew to who has it, and to the visitor who began the conversation', async () => {
    const visitor = newVisitor()
    const person = await arriving({ visitor })
    const path = `/v1/conversations/${person.conversation}/token`
    const bearer = { authorization: `Bearer ${person.token}` }
    const renewed = await fetch(`${parley.url}${path}`, { method: 'POST', headers: bearer })
    expect(renewed.status).toBe(200)
    const given = (await (await post(path, { visitor })).json()) as { token: string; expires_at: string }
    expect(Date.parse(given.expires_at)).toBeGreaterThan(Date.now() + 7_000_000)
    const messages = `${parley.url}/v1/conversations/${person.conversation}/messages`
    expect(await call<object>(messages, { token: given.token })).toMatchObject({ status: 'waiting' })
    expect(await codeOf(post(path, { visitor: newVisitor() }))).toEqual([401, 'unauthorized'])
  })
})

describe('a page', () => {
  const from = (origin: string) => codeOf(post('/v1/conversations', { solution: 'members' }, { origin }))

  it('begins conversations where the solution says so', async () => {
    const asked = await fetch(`${parley.url}/v1/conversations`, {
      method: 'OPTIONS',
      headers: { origin: 'https://shop.example.com', 'access-control-request-method': 'POST' },
    })
    expect(asked.headers.get('access-control-allow-origin')).toBe('https://shop.example.com')
    const begun = await post('/v1/conversations', { solution: 'members' }, { origin: 'https://shop.example.com' })
    expect(begun.status).toBe(201)
    expect(await from('https://evil.example.com')).toEqual([403, 'origin-not-allowed'])
  })
})
