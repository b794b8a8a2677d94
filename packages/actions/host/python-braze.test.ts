import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createSandbox, type Sandbox } from '@parley/braze/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildActions } from './build.ts'
import { findPython } from './interpreter.ts'
import type { ActionReport } from './report.ts'
import { buildFiles, startBuild, type TestHost, writeFolder } from './testing.ts'

const { kind: python } = await findPython(null)

const fixture = (path: string): Promise<string> =>
  readFile(join(import.meta.dirname, 'fixtures', 'pypestream', path), 'utf8')
const app = await fixture('app.py')
/** The two templates of Braze's partner page about Pypestream, as published. */
const published = {
  template: await fixture('template/BrazeExample.py'),
  'use-case': await fixture('use-case/BrazeExample.py'),
}

const withComma = (text: string): string =>
  text.replace("app_params['braze_api_key']\n", "app_params['braze_api_key'],\n")
/** What the API needs besides: a body of JSON, and the scheme before the key. */
const withBody = (text: string): string =>
  withComma(text)
    .replace('params=req_params', 'json=req_params')
    .replace("app_params['braze_api_key']", "'Bearer ' + app_params['braze_api_key']")

/** Values where the template has places for them. */
const values = {
  USER_ID: 'ada-1815',
  FIRST_NAME: 'Ada',
  LAST_NAME: 'Lovelace',
  EMAIL_ADDRESS: 'ada@example.com',
  DATE_OF_BIRTH: '1990-05-03',
  CITY_OF_RESIDENCE: 'London',
  OPERATING_SYSTEM: 'macOS',
  NAME_OF_EVENT: 'Completed Signup Chat',
  EVENT_TIME: '2031-05-03T10:00:00Z',
}
const withValues = (text: string): string =>
  Object.entries(values).reduce((filled, [name, value]) => filled.replaceAll(`{ ${name} }`, value), text)

const solution = `import { brazeSandbox, defineSolution } from '@parley/actions'
export default defineSolution({
  name: 'tried', start: 'main', secrets: ['braze_api_key'],
  params: { sandbox: { braze_url: brazeSandbox }, prod: { braze_url: 'https://rest.fra-01.braze.eu' } },
})
`

const filesOf = (text: string): Readonly<Record<string, string>> => ({
  'solution.ts': solution,
  'app.py': app,
  'actions/BrazeExample.py': text,
})

interface Asked {
  readonly requests: readonly { method: string; path: string; status: number; body: string | null; response: string }[]
}

describe.skipIf(python === 'missing')('the action node templates of the partner page', { timeout: 60_000 }, () => {
  let sandbox: Sandbox
  const bots: TestHost[] = []
  beforeAll(async () => {
    sandbox = await createSandbox()
  })
  afterAll(async () => {
    for (const { host } of bots) await host.close()
    await sandbox.close()
  })

  const changed: (readonly string[])[] = []

  async function run(text: string, key = 'sandbox-key'): Promise<ActionReport> {
    const build = await buildFiles(filesOf(text))
    const { params, secrets } = { params: build.solution.params.sandbox, secrets: { braze_api_key: key } }
    const onChange = async (_: string, profiles: readonly string[]): Promise<void> => void changed.push(profiles)
    const bot = await startBuild(build, { onChange, deployment: { params, secrets, brazeUrl: sandbox.url } })
    bots.push(bot)
    return bot.run('BrazeExample')
  }
  const ask = async (path: string): Promise<Response> => fetch(new URL(path, sandbox.url))
  const lastRequest = async (): Promise<Asked['requests'][number] | undefined> =>
    ((await (await ask('/__sandbox/requests')).json()) as Asked).requests.at(-1)

  test.for(['template', 'use-case'] as const)(
    'are refused before anything is deployed as they are, at the line: %s',
    async (name) => {
      const { folder, remove } = await writeFolder(filesOf(published[name]))
      const { build, problems } = await buildActions(folder)
      await remove()
      expect(build).toBeNull()
      const line = published[name].split('\n').findIndex((text) => text.includes(`"Authorization": app_params`)) + 1
      expect(problems).toMatchObject([{ code: 'action-does-not-compile', place: { file: 'actions/BrazeExample.py' } }])
      // Before Python 3.10 the next line is blamed.
      expect([line, line + 1]).toContain(problems[0]?.place.line)
      expect(problems[0]?.place.column).toBeGreaterThan(1)
      expect(problems[0]?.reason).toMatch(/^Invalid syntax/)
    },
  )

  test.for(['template', 'use-case'] as const)(
    'run unchanged with the comma, and end as Braze answers: the key has no scheme, which they take for a success: %s',
    async (name) => {
      const { result, logs } = await run(withComma(published[name]))
      expect(result).toEqual({ outcome: 'success', outputs: { success: 'true' } })
      expect(logs).toMatchObject([
        { text: expect.stringContaining('BrazeExample API response: {"message":"Invalid API key') },
      ])
      // A list of dictionaries in `params` is what the library requests makes of it: its keys.
      const last = await lastRequest()
      expect(last).toMatchObject({ method: 'POST', status: 401, body: null })
      expect(last?.path).toMatch(/^\/users\/track\?attributes=external_id.*&partner=pypestream$/)
    },
  )

  test('end in error where Braze answers 400: the request has no body', async () => {
    const { result, logs } = await run(withComma(published['use-case']), 'Bearer sandbox-key')
    expect(result).toMatchObject({ outcome: 'error', outputs: { success: 'error' }, error: { kind: 'returned' } })
    expect(logs.at(-1)?.text).toContain('BrazeExample API response')
    expect(await lastRequest()).toMatchObject({ status: 400, body: null })
    expect(JSON.stringify({ result, logs })).not.toContain('sandbox-key')
  })

  test('write the profile, once they send a body of JSON and a bearer key', async () => {
    const { result, logs } = await run(withValues(withBody(published['use-case'])))
    expect(result).toEqual({ outcome: 'success', outputs: { success: 'true' } })
    expect(logs[0]?.text).toContain('"message":"success"')
    expect(await lastRequest()).toMatchObject({ status: 201, path: '/users/track' })
    // Whatever is kept about the profile elsewhere is told before and after.
    expect(changed).toEqual([['external_id:ada-1815'], ['external_id:ada-1815']])
    const profile = await (await ask('/__sandbox/profiles/ada-1815')).json()
    expect(profile).toMatchObject({
      external_id: 'ada-1815',
      first_name: 'Ada',
      last_name: 'Lovelace',
      email: 'ada@example.com',
      dob: '1990-05-03',
      home_city: 'London',
      custom_attributes: { operating_system: 'macOS' },
      custom_events: [expect.objectContaining({ name: 'Completed Signup Chat', count: 1 })],
    })
  })

  test('find an unreachable Braze out, and end in error', async () => {
    const build = await buildFiles(filesOf(withBody(published.template)))
    const bot = await startBuild(build, {
      deployment: { params: { braze_url: 'https://rest.example.com' }, secrets: { braze_api_key: 'k' } },
    })
    bots.push(bot)
    const { result, logs } = await bot.run('BrazeExample')
    expect(result.outputs).toEqual({ success: 'error' })
    expect(logs[0]?.text).toBe(
      "BrazeExample Exception error: The solution's egress list does not name rest.example.com.",
    )
  })
})
