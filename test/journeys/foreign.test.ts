// Eve has a conversation of her own and knows the ids of Ada's. Whatever she tries, she neither reads nor writes it.
import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { type MembersSolution, writeMembersSolution } from '../support/members-solution.ts'
import { startParley } from '../support/parley.ts'
import { arrive, type Person } from '../support/person.ts'
import type { ParleyProcess } from '../support/processes.ts'

const newVisitor = (): string => `vis_${randomBytes(16).toString('base64url')}`
const visitors = { ada: newVisitor(), eve: newVisitor() }

let solution: MembersSolution
let parley: ParleyProcess
let ada: Person
let eve: Person
/** Ada's file: its id, and the link that she was given. */
let file: { readonly id: string; readonly url: string }
/** Every answer that Eve got. */
const answers: string[] = []

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

beforeAll(async () => {
  solution = await writeMembersSolution()
  parley = await startParley({ solution: solution.folder, env: solution.env })
  const identity = await solution.sign({ sub: 'ada', email: 'ada@b.com', name: 'Ada' })
  ada = await arrive(parley.url, { solution: 'members', visitor: visitors.ada, identity })
  eve = await arrive(parley.url, { solution: 'members', visitor: visitors.eve })
  await ada.says('my secret')
  const sent = await fetch(`${parley.url}/v1/conversations/${ada.conversation}/files?name=secret.txt`, {
    method: 'POST',
    headers: bearer(ada.token),
    body: 'the content of my secret file',
  })
  file = ((await sent.json()) as { file: typeof file }).file
})

afterAll(async () => {
  await parley.dispose()
  await solution.remove()
})

interface Try {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Eve's request; its status. */
async function tries(path: string, { method = 'GET', headers = {}, body }: Try = {}): Promise<number> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' }
  const init = { method, headers: { ...json, ...headers }, ...(body === undefined ? {} : { body }) }
  const response = await fetch(`${parley.url}${path}`, init)
  answers.push(`${[...response.headers].join('\n')}\n${await response.text()}`)
  return response.status
}

/** The tokens that Eve could think of, out of her own and Ada's id. */
const tokens: { readonly [name: string]: () => string } = {
  'her own': () => eve.token,
  'her own with the conversation changed': () => [ada.conversation, ...eve.token.split('.').slice(1)].join('.'),
  'her own with a later end': () => eve.token.replace(/\.(\d+)\./, (_, end) => `.${Number(end) + 1}.`),
  'one without a signature': () => `${ada.conversation}.${Math.floor(Date.now() / 1000) + 60}.`,
  'one with another signature': () => `${ada.conversation}.${Math.floor(Date.now() / 1000) + 60}.${'A'.repeat(43)}`,
  'one that has expired': () => `${ada.conversation}.1.${'A'.repeat(43)}`,
  'two at once': () => `${eve.token},${eve.token}`,
  'an id': () => ada.conversation,
  nothing: () => '',
  'a proof of who it is': () => 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.',
}

const say = JSON.stringify({ text: 'I am Ada' })
const happens = JSON.stringify({ events: [{ name: 'bought' }] })

describe("Ada's conversation", () => {
  it.each(Object.entries(tokens))('is closed to %s, in every way there is', async (_name, token) => {
    const headers = bearer(token())
    const path = `/v1/conversations/${ada.conversation}`
    const statuses = [
      await tries(`${path}/messages`, { headers }),
      await tries(`${path}/messages?after=0&token=${eve.token}`, { headers }),
      await tries(`${path}/messages`, { method: 'POST', headers, body: say }),
      await tries(`${path}/events`, { method: 'POST', headers, body: happens }),
      await tries(`${path}/files?name=x.txt`, { method: 'POST', headers, body: say }),
      await tries(`${path}/token`, { method: 'POST', headers }),
      await tries(`${path}/webhooks/paid`, { method: 'POST', headers, body: '{}' }),
    ]
    for (const status of statuses) expect([401, 403]).toContain(status)
  })

  it('is closed to another visitor, who gets the same answer as for one that there is not', async () => {
    const ask = (conversation: string, visitor: unknown) =>
      tries(`/v1/conversations/${conversation}/token`, { method: 'POST', body: JSON.stringify({ visitor }) })
    expect(await ask(ada.conversation, visitors.eve)).toBe(401)
    const refused = answers
      .at(-1)
      ?.replace(/req_\w+/, '')
      .replace(/^date.*$/m, '')
    expect(await ask('conv_00000000000000000000000000000', visitors.eve)).toBe(401)
    expect(
      answers
        .at(-1)
        ?.replace(/req_\w+/, '')
        .replace(/^date.*$/m, ''),
    ).toBe(refused)
    expect(await ask('conv_%00', visitors.eve)).toBe(401)
    for (const visitor of ['', 'vis_', visitors.ada.slice(0, -1), [visitors.ada], { like: visitors.ada }, 7])
      expect([400, 401]).toContain(await ask(ada.conversation, visitor))
  })

  it('is not reached by a trick with the path', async () => {
    const headers = bearer(eve.token)
    const [hers, adas] = [eve.conversation, ada.conversation]
    const paths = [
      `/v1/conversations/${hers}/../${adas}/messages`,
      `/v1/conversations/${hers}%2F..%2F${adas}/messages`,
      `/v1/conversations/${hers}/..%2f${adas}/messages`,
      `/v1/conversations/${adas}%00/messages`,
      `/v1/conversations/${hers},${adas}/messages`,
      `/v1/conversations/${hers};${adas}/messages`,
      `/v1/conversations/${adas.toUpperCase()}/messages`,
      `/v1//conversations/${adas}/messages`,
      `/v1/conversations//${adas}/messages`,
      `/v1/conversations/${adas}/messages/`,
      `/v1/conversations/${adas}`,
      `/v1/conversations?id=${adas}`,
      '/v1/conversations',
    ]
    // Written as it is: a client would tidy the path up.
    for (const path of paths) expect([path, await raw(path, headers.authorization)]).toEqual([path, expect.any(Number)])
    for (const path of paths) expect([path, (await raw(path, headers.authorization)) >= 400]).toEqual([path, true])
  })

  it("does not stream to who has another's token", async () => {
    const path = `/v1/conversations/${ada.conversation}/stream`
    for (const made of Object.values(tokens)) {
      const token = made()
      expect(await streams(`${path}?token=${encodeURIComponent(token)}`, [])).toBeOneOf([401, 403])
      expect(await streams(path, [], bearer(token))).toBeOneOf([401, 403])
    }
    expect(await streams(path, ['bearer', eve.token])).toBe(403)
    const elsewhere = { ...bearer(ada.token), origin: 'https://evil.example' }
    expect(await streams(path, [], elsewhere)).toBe(403)
    const encoded = path.replace('conv_', 'conv%5F')
    expect(await streams(encoded, [], bearer(eve.token))).toBeOneOf([401, 403])
  })

  it('keeps its files', async () => {
    const hers = await fetch(`${parley.url}/v1/conversations/${eve.conversation}/files?name=hers.txt`, {
      method: 'POST',
      headers: bearer(eve.token),
      body: 'hers',
    })
    const link = new URL(((await hers.json()) as { file: { url: string } }).file.url, parley.url)
    const query = (more: Readonly<Record<string, string>>) =>
      new URLSearchParams({ ...Object.fromEntries(link.searchParams), ...more })
    for (const path of [
      `/v1/files/${file.id}`,
      `/v1/files/${file.id}?${link.searchParams}`,
      `/v1/files/${file.id}?${query({ conversation: ada.conversation })}`,
      `${link.pathname}?${query({ conversation: ada.conversation })}`,
      `${link.pathname}?${query({ expires: '99999999999' })}`,
    ])
      expect([path, await tries(path, { headers: bearer(eve.token) })]).toEqual([path, 403])
    // Nor can she answer with it.
    const paper = await arrive(parley.url, { solution: 'members', flow: 'paper' })
    const answered = { method: 'POST', headers: bearer(paper.token), body: JSON.stringify({ file: file.id }) }
    await tries(`/v1/conversations/${paper.conversation}/messages`, answered)
    expect(await tries(`/v1/conversations/${paper.conversation}/messages`, { headers: bearer(paper.token) })).toBe(200)
    expect(answers.at(-1)).not.toContain('secret.txt')
  })

  it('does not become hers by a login, hers or one that she makes up', async () => {
    const login = (visitor: string, identity: string) =>
      tries('/v1/identify', { method: 'POST', body: JSON.stringify({ solution: 'members', visitor, identity }) })
    expect(await login(visitors.ada, await solution.sign({ sub: 'eve' }))).toBe(204)
    expect(
      await login(visitors.eve, await solution.sign({ sub: 'ada' }, 'made up by Eve, long enough'.repeat(2))),
    ).toBe(401)
    expect(await ada.says('still me')).toEqual(['You are ada, Ada, ada@b.com', 'And?'])
  })

  it('was neither read nor written', async () => {
    for (const answer of answers) expect(answer).not.toMatch(/my secret|ada@b\.com|the content of/)
    const said = (await ada.transcript()).filter((message) => message.from === 'user')
    expect(said.map((message) => message.text)).toEqual(['my secret', 'still me'])
  })
})

/** The status of a request that is written as it is given. */
async function raw(path: string, authorization: string): Promise<number> {
  const { hostname, port, host } = new URL(parley.url)
  const socket = connect(Number(port), hostname)
  socket.end(`GET ${path} HTTP/1.1\r\nhost: ${host}\r\nauthorization: ${authorization}\r\nconnection: close\r\n\r\n`)
  const answer = await text(socket)
  answers.push(answer)
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])
}

/** The status with which a stream is refused; 101 when it opens. */
function streams(path: string, protocols: string[], headers: Readonly<Record<string, string>> = {}): Promise<number> {
  const socket = new WebSocket(`${parley.url.replace('http', 'ws')}${path}`, protocols, { headers })
  return new Promise((resolve) => {
    socket.once('error', () => {})
    socket.once('open', () => {
      socket.terminate()
      resolve(101)
    })
    socket.once('unexpected-response', (request, response) => {
      request.destroy()
      resolve(response.statusCode ?? 0)
    })
  })
}
