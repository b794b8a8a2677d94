import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createContext, runInContext } from 'node:vm'
import { createSandbox } from '@parley/braze/sandbox'
import { afterEach, describe, expect, it } from 'vitest'
import { bundleClient, trial, trialResult, trialSegment } from './test-bundle.ts'
import { startServer } from './test-server.ts'

const closing: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** What service workers, edge runtimes and Deno have in common, and nothing of Node. */
const common = {
  AbortController,
  clearTimeout,
  fetch,
  Headers,
  queueMicrotask,
  setTimeout,
  TextEncoder,
  URL,
  URLSearchParams,
}

describe('the client outside of Node', () => {
  it.each(['neutral', 'browser'] as const)('bundles for %s without a built-in module of Node', async (platform) => {
    const { imported } = await bundleClient(platform)
    expect(imported.filter((path) => path.startsWith('node:') || builtinModules.includes(path))).toEqual([])
  })

  it('runs where there is only what every runtime has', async () => {
    const server = await startServer(({ url }) => {
      if (url === '/users/track') return { status: 201 }
      if (url === '/segments/list') return { body: { message: 'success', segments: [trialSegment] } }
      return { status: 404, body: { message: 'Invalid Request', errors: [{ id: 'catalog-not-found' }] } }
    })
    closing.push(server.close)
    const { text } = await bundleClient('neutral')
    const context = createContext({ ...common, url: server.url, apiKey: 'key' })
    runInContext(text, context)
    expect(JSON.parse(String(await runInContext(trial, context)))).toEqual(trialResult)
  })

  it('runs in Deno with no permission but to reach the sandbox', { timeout: 60_000 }, async () => {
    const sandbox = await createSandbox({ webhooks: 'off' })
    closing.push(() => sandbox.close())
    await fetch(`${sandbox.url}/__sandbox/segments`, { method: 'POST', body: JSON.stringify(trialSegment) })
    const folder = await mkdtemp(join(tmpdir(), 'parley-deno-'))
    closing.push(() => rm(folder, { recursive: true }))
    const { text } = await bundleClient('browser')
    const given = `const url = ${JSON.stringify(sandbox.url)}, apiKey = 'sandbox-key'\n`
    await writeFile(join(folder, 'main.js'), `${text}\n${given}console.log(await ${trial})\n`)

    const deno = fileURLToPath(import.meta.resolve('deno/bin.cjs'))
    const permissions = ['--no-prompt', '--no-config', '--no-remote', `--allow-net=${new URL(sandbox.url).host}`]
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [deno, 'run', ...permissions, join(folder, 'main.js')],
      { env: { DENO_DIR: join(folder, 'cache'), DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' } },
    )
    expect(JSON.parse(stdout)).toEqual(trialResult)
    const profile = await fetch(`${sandbox.url}/__sandbox/profiles/ann`)
    expect(await profile.json()).toMatchObject({ external_id: 'ann', dob: '1990-05-03' })
  })
})
