import type { ActionHost } from '@parley/actions/host'
import type { ActionCall, Runtime, VersionId } from '@parley/runtime'
import { pino } from 'pino'
import { beforeEach, describe, expect, test } from 'vitest'
import { Deployments } from './deployments.ts'
import { readBuild } from './solution/build.ts'
import { missingSecrets } from './solution/missing-secrets.ts'

let loaded: Set<string>
let ran: string[]
let deployments: Deployments

const stored = {
  format: 1,
  name: 'shop',
  customer: null,
  start: 'main',
  flows: {},
  actions: {},
  bundle: '',
  sourceMap: '{}',
  params: { sandbox: {}, prod: {} },
  secrets: [],
  egress: [],
}

beforeEach(() => {
  loaded = new Set()
  ran = []
  const host = {
    load: ({ id }: { readonly id: string }) => void loaded.add(id),
    unload: (id: string) => void loaded.delete(id),
    run: async ({ deployment }: { readonly deployment: string }) => {
      if (!loaded.has(deployment)) throw new Error(`${deployment} is not loaded`)
      ran.push(deployment)
      return { result: { outcome: 'success', outputs: {} }, logs: [], tookMs: 1 }
    },
  }
  deployments = new Deployments({
    host: host as unknown as ActionHost,
    runtime: () => ({ versions: { load: async () => stored } }) as unknown as Runtime,
    sandboxUrl: () => 'http://127.0.0.1:1',
    log: pino({ level: 'silent' }),
  })
})

async function run(version: VersionId, environment: 'sandbox' | 'prod' = 'sandbox'): Promise<void> {
  const call = { version, environment, solution: 'shop', action: 'track', input: {}, contact: { id: 'c' }, at: 0 }
  const attempt = { signal: new AbortController().signal, mark: async () => {}, unmark: async () => {} }
  await deployments.run(call as unknown as ActionCall, attempt)
}

describe('the code at hand', () => {
  test('is that of the versions used last; an earlier one is loaded again when it is needed', async () => {
    for (let n = 1; n <= 128; n++) await run(`ver_${n}`)
    await run('ver_1')
    await run('ver_129')
    expect([loaded.size, loaded.has('ver_1/sandbox'), loaded.has('ver_2/sandbox')]).toEqual([128, true, false])
    await run('ver_2')
    expect(ran.at(-1)).toBe('ver_2/sandbox')
  })
})

describe('a version that is followed', () => {
  test('runs for all conversations of the sandbox, but for drafts and until somebody deploys', async () => {
    deployments.follow('shop', 'ver_2')
    await run('ver_1')
    await run('ver_draft_1')
    await run('ver_1', 'prod')
    deployments.follow('shop', null)
    await run('ver_1')
    expect(ran).toEqual(['ver_2/sandbox', 'ver_draft_1/sandbox', 'ver_1/prod', 'ver_1/sandbox'])
  })
})

describe('secrets', () => {
  test('that are missing are told by their variables, but for the key of the local Braze sandbox', () => {
    const params = { sandbox: { braze_url: 'parley:braze-sandbox' }, prod: { braze_url: 'https://rest.example' } }
    const build = readBuild({ ...stored, params, secrets: ['braze_api_key', 'other_key'] })
    expect(missingSecrets(build, 'sandbox')).toEqual(['PARLEY_SECRET_SANDBOX_OTHER_KEY'])
    expect(missingSecrets(build, 'prod')).toEqual(['PARLEY_SECRET_PROD_BRAZE_API_KEY', 'PARLEY_SECRET_PROD_OTHER_KEY'])
  })
})

describe('a login', () => {
  const login = { version: 'ver_1', environment: 'sandbox', solution: 'shop', node: '', contact: { id: 'c' }, at: 0 }

  test('tells Braze nothing where a solution has none', async () => {
    const call = { ...login, action: 'braze.users.identify', input: {} } as unknown as ActionCall
    const attempt = { signal: new AbortController().signal, mark: async () => {}, unmark: async () => {} }
    expect(await deployments.run(call, attempt)).toEqual({ outcome: 'success', outputs: {} })
  })
})
