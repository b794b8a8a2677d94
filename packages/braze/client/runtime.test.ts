import { builtinModules } from 'node:module'
import { fileURLToPath } from 'node:url'
import { createContext, runInContext } from 'node:vm'
import { build, type Platform } from 'esbuild'
import { afterEach, describe, expect, it } from 'vitest'
import { startServer } from './test-server.ts'

const closing: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** The client as one script, for a runtime without packages. */
async function bundle(platform: Platform) {
  const result = await build({
    entryPoints: [fileURLToPath(new URL('../index.ts', import.meta.url))],
    bundle: true,
    write: false,
    metafile: true,
    platform,
    format: 'iife',
    globalName: 'parley',
    mainFields: ['module', 'main'],
    logLevel: 'silent',
  })
  return { text: result.outputFiles[0]?.text ?? '', inputs: Object.values(result.metafile.inputs) }
}

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
  it.each<Platform>(['neutral', 'browser'])('bundles for %s without a built-in module of Node', async (platform) => {
    const { inputs } = await bundle(platform)
    const imported = inputs.flatMap(({ imports }) => imports.map(({ path }) => path))
    expect(imported.filter((path) => path.startsWith('node:') || builtinModules.includes(path))).toEqual([])
  })

  it('runs where there is only what every runtime has', async () => {
    const server = await startServer(({ url }) =>
      url === '/users/track' ? {} : { body: { message: 'success', segments: [{ id: 's', name: 'All' }] } },
    )
    closing.push(server.close)
    const { text } = await bundle('neutral')
    const context = createContext({ ...common, url: server.url })
    runInContext(text, context)
    const run = `(async () => {
      const braze = parley.createBraze({ url, apiKey: 'key' })
      const tracked = await braze.users.track({ attributes: [{ external_id: 'ann' }] })
      const names = []
      for await (const segment of braze.segments.list.all()) names.push(segment.name)
      const failed = await braze.catalogs.delete({ catalog_name: '..' }).catch((error) => error.code)
      await braze.close()
      return JSON.stringify({ message: tracked.message, names, failed })
    })()`
    const result: unknown = await runInContext(run, context)
    expect(JSON.parse(String(result))).toEqual({ message: 'success', names: ['All'], failed: 'invalid' })
  })
})
