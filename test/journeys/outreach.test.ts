import { readFile } from 'node:fs/promises'
import type { Started } from '@parley/widget/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outreachKey, writeOutreachSolution } from '../support/outreach-solution.ts'
import { startParley } from '../support/parley.ts'
import { call } from '../support/person.ts'
import type { ParleyProcess } from '../support/processes.ts'
import { sandboxControls } from '../support/sandbox.ts'

// What docs/braze-outreach.md tells people to copy is what runs here.
const docs = await readFile(new URL('../../docs/braze-outreach.md', import.meta.url), 'utf8')

let parley: ParleyProcess
/** The first of all, whose home the others live in. */
let first: ParleyProcess
let solution: Awaited<ReturnType<typeof writeOutreachSolution>>
const env = { [outreachKey.name]: outreachKey.value }

beforeAll(async () => {
  solution = await writeOutreachSolution()
  first = await startParley({ solution: solution.folder, env })
  parley = first
  await sandboxControls(parley.sandboxUrl).adjust({ connected_content: 'loopback' })
})
afterAll(async () => {
  await parley.dispose()
  await first.dispose()
  await solution.remove()
})

/** A snippet of the docs, with this server, its key and its environment in the place of the examples. */
function snippet(name: string): string {
  const found = docs.split(`<!-- snippet: ${name} -->`)[1]?.match(/^\s*```\w+\n([\s\S]*?)\n```/)?.[1]
  if (found === undefined) throw new Error(`the docs have no snippet ${name}`)
  return found
    .replaceAll('https://chat.example.com', parley.url)
    .replaceAll('YOUR-OUTREACH-KEY', outreachKey.value)
    .replaceAll('environment=prod', 'environment=sandbox')
    .replaceAll('"environment": "prod"', '"environment": "sandbox"')
}

const braze = async (path: string, body: object): Promise<unknown> => {
  const response = await fetch(`${parley.sandboxUrl}${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer sandbox-key', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer = await response.json()
  expect(response.status, JSON.stringify(answer)).toBeLessThan(300)
  return answer
}

/** Sends a person through a Canvas of one message, and gives what the sandbox recorded of that. */
async function sendThrough(id: string, message: object, external_user_id: string): Promise<string> {
  await braze('/__sandbox/canvases', { id, name: `The "${id}"`, steps: [{ messages: [message] }] })
  const entry = { canvas_entry_properties: { offer: 'A "red" bike & bell', price: 99.5 } }
  await braze('/canvas/trigger/send', { canvas_id: id, ...entry, recipients: [{ external_user_id }] })
  const sent = await call<object>(`${parley.sandboxUrl}/__sandbox/sends?settled=true&canvas_id=${id}`)
  return JSON.stringify(sent)
}

const post = async (path: string, body: object, headers: object = {}) => {
  const response = await fetch(`${parley.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: await response.json() }
}

const visitor = (letter: string) => `vis_${letter.repeat(22)}`

/** Opens the link as a browser does, and starts the conversation of the page that it shows. */
async function open(url: string, by: string) {
  const shown = await fetch(url, { redirect: 'manual' })
  const query = new URL(shown.headers.get('location') ?? '', parley.url).searchParams
  return post('/v1/conversations', { solution: query.get('solution'), link: query.get('link'), visitor: visitor(by) })
}

async function expectOneConversation(sent: string, person: string): Promise<void> {
  const url = /http:\/\/127\.0\.0\.1:\d+\/c\/[\w-]{22}/.exec(sent)?.[0] ?? sent
  // A program that previews links looks at the page and its scripts, and starts nothing.
  await fetch(url)
  const started = await open(url, 'a')
  expect([started.status, (started.body as Started).messages.at(-1)?.text]).toEqual([
    201,
    `${person}, A "red" bike & bell for 99.5?`,
  ])
  expect(await open(url, 'b')).toMatchObject({ status: 410, body: { code: 'link-used' } })
  expect((await open(url, 'a')).status).toBe(201)
}

describe('the snippets of docs/braze-outreach.md', () => {
  it('put a link into a message by Connected Content that opens one conversation of that person', async () => {
    await braze('/users/track', { attributes: [{ external_id: 'zoë/1', first_name: 'Zoë', phone: '+491701234567' }] })
    await braze('/__sandbox/credentials', { name: 'parley', username: 'braze', password: outreachKey.value })
    const sent = await sendThrough('by-get', { channel: 'sms', body: snippet('connected-content') }, 'zoë/1')
    expect(sent).toContain('Hello Zoë, your offer: ')
    await expectOneConversation(sent, 'zoë/1')
  })

  it('do the same by POST with a header', async () => {
    await braze('/users/track', { attributes: [{ external_id: 'ann', first_name: 'Ann', phone: '+491701234568' }] })
    const sent = await sendThrough('by-post', { channel: 'sms', body: snippet('connected-content-post') }, 'ann')
    expect(sent).toContain('Hello Ann, your offer: ')
    await expectOneConversation(sent, 'ann')
  })

  it('have a webhook step begin a conversation by itself, or make a link', async () => {
    await braze('/users/track', { attributes: [{ external_id: 'bob', email: 'bob@example.com' }] })
    const headers = JSON.parse(snippet('webhook-headers'))
    const webhook = { channel: 'webhook', url: `${parley.url}/v1/outreach`, method: 'POST', headers }
    const begun = await sendThrough('by-itself', { ...webhook, body: snippet('webhook-body') }, 'bob')
    expect(begun).toContain('"status":202')
    expect(/conv_[0-9a-z]{10,}/.exec(begun)?.[0]).toBeDefined()
    const linked = snippet('webhook-body').replace('"mode": "conversation"', '"mode": "link"')
    const sent = await sendThrough('a-link', { ...webhook, body: linked }, 'bob')
    expect(sent).toContain('"status":200')
    await expectOneConversation(sent, 'bob')
  })
})

it('a conversation that was acknowledged begins although the server is killed at that moment', async () => {
  const asked = (n: number) => ({
    solution: 'bike-shop',
    mode: 'conversation',
    dispatch_id: `killed-${n}`,
    user: { external_id: `person-${n}` },
  })
  const authorization = `Bearer ${outreachKey.value}`
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, n) => post('/v1/outreach', asked(n), { authorization })),
  )
  await parley.kill('SIGKILL')
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([202]))
  parley = await startParley({ solution: solution.folder, like: first, env })
  const again = await post('/v1/outreach', asked(7), { authorization })
  expect(again.body).toEqual(answers[7]?.body)
  const operator = { authorization: `Bearer ${(await readFile(`${parley.home}/operator.key`, 'utf8')).trim()}` }
  const ids = answers.map((answer) => (answer.body as { conversation: { id: string } }).conversation.id)
  await expect
    .poll(
      async () => {
        const found = await Promise.all(
          ids.map((id) => fetch(`${parley.url}/v1/conversations/${id}/record`, { headers: operator })),
        )
        return found.filter((answer) => answer.ok).length
      },
      { timeout: 60_000, interval: 500 },
    )
    .toBe(200)
})
