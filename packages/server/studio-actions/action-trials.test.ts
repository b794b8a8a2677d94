import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type ActionHost, createActionHost } from '@parley/actions/host'
import { createSandbox, type Sandbox } from '@parley/braze/sandbox'
import type { Runtime } from '@parley/runtime'
import type { SourceFiles } from '@parley/studio/source'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Deployments } from '../deployments.ts'
import { type ActionTrials, createActionTrials } from './action-trials.ts'
import { createBrazeWatch } from './braze-watch.ts'

const example = join(import.meta.dirname, '../../../examples/braze-signup')
const fileOf = (path: string): string => readFileSync(join(example, path), 'utf8')
const actionOf = (body: string): string => `import { defineAction, success, z } from '@parley/actions'
export default defineAction({
  input: z.any(),
  async execute({ payload, params, secrets, log, fetch }) {
${body}
  },
})
`

const signup: SourceFiles = {
  'solution.ts': fileOf('solution.ts'),
  'actions/track-user.ts': fileOf('actions/track-user.ts'),
  'flows/main.flow.json': '{ this is not even JSON',
}
const person = {
  first_name: 'Ada',
  last_name: 'Lovelace',
  email: 'ada@example.com',
  dob: '1815-12-10',
  home_city: 'London',
  operating_system: 'Linux',
}
const sandbox = 'sandbox' as const
const never = new AbortController().signal

describe('trying actions', { timeout: 60_000 }, () => {
  const documents = new Map<string, SourceFiles>()
  const forgotten: string[] = []
  const loaded = new Set<string>()
  let host: ActionHost
  let braze: Sandbox
  let crm: Server
  let crmUrl: string
  let trials: ActionTrials

  beforeAll(async () => {
    crm = createServer((request, response) => response.end(`asked for ${request.url}`))
    await new Promise<void>((resolve) => crm.listen(0, '127.0.0.1', resolve))
    const { port } = crm.address() as AddressInfo
    crmUrl = `http://127.0.0.1:${port}`
    process.env.PARLEY_SECRET_SANDBOX_CRM_KEY = 'the-value-of-the-key'
    ;[host, braze] = await Promise.all([
      createActionHost({
        openedAddresses: [`127.0.0.1:${port}`],
        onChange: (deployment, profiles) => deployments.forget(deployment, profiles),
      }),
      createSandbox({ port: 0 }),
    ])
    const shadow: Runtime['shadow'] = {
      known: async () => new Set(),
      begin: async () => ({ settle: async () => {} }),
      forget: async (_, profiles) => void forgotten.push(...profiles),
    }
    const deployments: Deployments = new Deployments({
      host,
      log: pino({ level: 'silent' }),
      runtime: () => ({ shadow }) as never,
      sandboxUrl: () => braze.url,
    })
    trials = createActionTrials({
      sources: { read: async (solution) => documents.get(solution) ?? {} },
      host,
      async open(id, build) {
        loaded.add(id)
        return deployments.openTrial(id, build)
      },
      close(id) {
        loaded.delete(id)
        deployments.closeTrial(id)
      },
      shadow: () => shadow,
      now: Date.now,
    })
    documents.set('signup', signup)
    documents.set('own', {
      'solution.ts': `import { defineSolution } from '@parley/actions'
export default defineSolution({ name: 'own', start: 'main', params: { sandbox: {}, prod: {} }, secrets: ['crm_key'], egress: ['127.0.0.1:${port}'] })
`,
      'actions/ask.ts': actionOf(
        `const answer = await fetch('http://127.0.0.1:${port}/people?email=a@b.de', { headers: { key: secrets.crm_key ?? '' } })
         log.info('got', await answer.text()); return success({ status: answer.status })`,
      ),
      'actions/stray.ts': actionOf(
        `try { await fetch('https://elsewhere.example/x') } catch (thrown) { log.warn(String(thrown)) } return success()`,
      ),
      'actions/throw.ts': actionOf(`log.info('before')\n    throw new RangeError('wrong ' + payload.what)`),
      'actions/spin.ts': actionOf('for (;;) {}'),
      'actions/read.ts': actionOf(`const { readFileSync } = await import('node:fs'); readFileSync('/etc/passwd')`),
      'actions/leak.ts': actionOf(`log.info(secrets.crm_key); return success({ key: secrets.crm_key ?? '' })`),
      'actions/wait.ts': actionOf('await new Promise((resolve) => setTimeout(resolve, 1500)); return success()'),
    })
  }, 60_000)
  afterAll(async () => {
    trials.close()
    await Promise.all([host.close(), braze.close()])
    await new Promise((resolve) => crm.close(resolve))
    delete process.env.PARLEY_SECRET_SANDBOX_CRM_KEY
  })
  const run = (
    solution: string,
    action: string,
    payload: object = {},
    more: object = {},
    by = 'acc_1',
    onLine?: (line: object) => void,
  ) =>
    trials.run(solution, { action, payload: { ...payload }, environment: sandbox, ...more }, by, {
      signal: never,
      ...(onLine ? { onLine } : {}),
    })

  test('the document’s present code runs, whatever its flows are like, and its Braze calls are told', async () => {
    const done = await run('signup', 'track-user', person)
    expect(done).toMatchObject({ outcome: 'success', outputs: { event_delivered: true }, logs: [] })
    expect(done.requests).toMatchObject([
      { method: 'POST', path: '/users/track', endpoint: 'users.track', status: 201, allowed: true },
    ])
    expect(done.requests[0]?.body).toMatchObject({ attributes: [{ first_name: 'Ada', email: 'ada@example.com' }] })
    expect(done.requests[0]?.answer).toMatchObject({ message: 'success' })
    expect(done.memory_bytes).toBeGreaterThan(1e6)
  })

  test('the contact of the trial is whoever is asked for', async () => {
    const { requests } = await run('signup', 'track-user', person, { context: { contact: { external_id: 'ada' } } })
    expect(requests[0]?.body).toMatchObject({ attributes: [{ external_id: 'ada' }] })
    // What conversations knew of the profile is no longer believed.
    expect(forgotten).toContain('external_id:ada')
  })

  test('a payload that does not fit says so', async () => {
    const { error, logs } = await run('signup', 'track-user', { email: 'x' })
    expect(error).toMatchObject({ kind: 'input' })
    expect(logs.at(-1)?.text).toContain('email')
  })

  test('requests are told without query and secrets, and what the egress list kept in', async () => {
    const asked = await run('own', 'ask')
    expect(asked).toMatchObject({ outcome: 'success', outputs: { status: 200 } })
    expect(asked.requests).toMatchObject([{ method: 'GET', path: '/people', status: 200, allowed: true }])
    expect(JSON.stringify(asked.requests)).not.toContain('a@b.de')
    const { requests } = await run('own', 'stray')
    expect(requests).toMatchObject([{ host: 'elsewhere.example', allowed: false }])
    expect(requests[0]?.problem).toContain('egress')
  })

  test('an error names its line in the author’s file', async () => {
    const lines: unknown[] = []
    const { error, logs } = await run('own', 'throw', { what: 'answer' }, {}, 'acc_1', (line) => lines.push(line))
    // Told while it ran.
    expect(lines).toEqual(logs)
    expect(error).toMatchObject({ kind: 'thrown', place: { file: 'actions/throw.ts', line: 6 } })
    expect(logs.map(({ text }) => text).join()).toContain('wrong answer')
  })

  test('hostile code may no more than in production', async () => {
    expect((await run('own', 'spin', {}, { timeout_ms: 500 })).error).toMatchObject({ kind: 'timeout' })
    expect((await run('own', 'read')).error).toMatchObject({ kind: 'thrown' })
    expect(JSON.stringify(await run('own', 'leak'))).not.toContain('the-value-of-the-key')
  })

  test('code that does not compile is told with its places; an action that is not there, by name', async () => {
    documents.set('broken', { ...signup, 'actions/track-user.ts': 'export default {' })
    await expect(run('broken', 'track-user')).rejects.toMatchObject({
      code: 'build-refused',
      problem: { problems: [{ place: { file: 'actions/track-user.ts' } }] },
    })
    await expect(run('signup', 'nobody')).rejects.toMatchObject({ code: 'invalid-request' })
  })

  test('nothing of the document gets outside of its folder', async () => {
    documents.set('outside', { ...signup, '../../escaped.ts': 'x', '/etc/escaped.ts': 'x', 'a/../../b.ts': 'x' })
    expect((await run('outside', 'track-user', person)).outcome).toBe('success')
    documents.set('reads', { ...signup, 'actions/track-user.ts': `import '/etc/hostname'\nexport default {}` })
    await expect(run('reads', 'track-user', person)).rejects.toMatchObject({ code: 'build-refused' })
  })

  test('one account runs two at once, the third is refused; another one goes on', async () => {
    const both = [run('own', 'wait'), run('own', 'wait')]
    await expect(run('own', 'wait')).rejects.toMatchObject({ code: 'overloaded' })
    expect((await run('own', 'stray', {}, {}, 'acc_2')).outcome).toBe('success')
    expect((await Promise.all(both)).map(({ outcome }) => outcome)).toEqual(['success', 'success'])
  })

  test('a call of Braze takes the road of nodes', async () => {
    const done = await run('signup', 'braze.users.track', {
      attributes: [{ external_id: 'bob', first_name: 'Bob', dob: 'no day' }],
    })
    expect(done.requests).toMatchObject([{ path: '/users/track', endpoint: 'users.track', status: 201 }])
    const found = await run('signup', 'braze.users.export.ids', { external_ids: ['nobody'] })
    expect(found).toMatchObject({ outcome: 'not-found' })
    expect((await run('signup', 'braze.nothing')).error).toMatchObject({ kind: 'missing' })
  })

  test('only so much code is loaded at a time', async () => {
    for (let count = 0; count < 8; count += 1) {
      documents.set('many', { ...signup, 'actions/one.ts': actionOf(`return success({ count: ${count} })`) })
      expect((await run('many', 'one')).outputs).toEqual({ count })
    }
    expect(loaded.size).toBeLessThanOrEqual(6)
  })

  test('of a connected workspace the last requests are told, people’s values masked', async () => {
    documents.set('connected', {
      ...signup,
      'solution.ts': fileOf('solution.ts').replace('braze_url: brazeSandbox', `braze_url: '${crmUrl}'`),
    })
    process.env.PARLEY_SECRET_SANDBOX_BRAZE_API_KEY = 'the-key-of-braze'
    const watch = createBrazeWatch({ host, trials, running: async () => null, sandboxUrl: () => braze.url })
    // Whatever answers there is not Braze.
    expect(await watch.check('connected', 'sandbox')).toMatchObject({ state: 'not-braze' })
    await run('connected', 'track-user', person, { context: { contact: { external_id: 'ada' } } })
    const look = (personal: boolean, search = '') =>
      watch.requests('connected', { environment: sandbox, personal, search, limit: 5 })
    const masked = await look(false, '/users/track')
    expect(masked).toMatchObject({ source: 'workspace', masked: true })
    expect(masked.requests[0]).toMatchObject({ path: '/users/track', status: 200 })
    expect(JSON.stringify(masked)).not.toMatch(/Lovelace|the-key-of-braze/)
    expect(JSON.stringify(await look(true))).toContain('Lovelace')
    delete process.env.PARLEY_SECRET_SANDBOX_BRAZE_API_KEY
  })

  test('the sandbox’s log is read, newest first, and the connection checked', async () => {
    const watch = createBrazeWatch({ host, trials, running: async () => null, sandboxUrl: () => braze.url })
    const asked = { environment: sandbox, personal: false, search: '', limit: 5 }
    const { source, requests } = await watch.requests('signup', asked)
    expect(source).toBe('sandbox')
    expect(requests[0]).toMatchObject({ method: 'POST', path: expect.stringContaining('/users/') })
    expect(await watch.check('signup', 'sandbox')).toMatchObject({ state: 'connected', missing_secrets: [] })
    expect(await watch.check('signup', 'prod')).toMatchObject({ state: 'not-published' })
    expect(await watch.check('own', 'sandbox')).toMatchObject({ state: 'no-address' })
  })
})
