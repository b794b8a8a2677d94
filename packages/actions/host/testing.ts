import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Values } from '@parley/flow'
import { type ActionHost, type ActionHostOptions, createActionHost } from './action-host.ts'
import { type ActionsBuild, buildActions } from './build.ts'
import type { Deployment } from './deployment.ts'
import type { CallContext } from './frame.ts'
import type { ActionReport } from './report.ts'

/** Writes files into a new folder outside of the repository. */
export async function writeFolder(
  files: Readonly<Record<string, string>>,
): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-actions-'))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return { folder, remove: () => rm(folder, { recursive: true }) }
}

export const plainSolution = `import { defineSolution } from '@parley/actions'
export default defineSolution({ name: 'tried', start: 'main', params: { sandbox: {}, prod: {} }, secrets: [] })
`

/** An action's file around the statements of its `execute`. */
export function actionFile(body: string): string {
  return `import { defineAction, error, isBrazeFailure, success, z } from '@parley/actions'
export default defineAction({
  input: z.any(),
  outcomes: ['declined'],
  async execute({ payload, context, params, secrets, log, fetch, braze }) {
${body}
  },
})
`
}

/** Builds a solution from the statements of its actions; fails with the problems when there are any. */
export async function buildFrom(bodies: Readonly<Record<string, string>>): Promise<ActionsBuild> {
  const actions = Object.entries(bodies).map(([name, body]) => [`actions/${name}.ts`, actionFile(body)])
  const { folder, remove } = await writeFolder({ 'solution.ts': plainSolution, ...Object.fromEntries(actions) })
  try {
    const { build, problems } = await buildActions(folder)
    if (!build) throw new Error(JSON.stringify(problems))
    return build
  } finally {
    await remove()
  }
}

export const anyContext: CallContext = {
  solution: 'tried',
  environment: 'sandbox',
  conversation_id: 'conv_1',
  contact: { id: 'cont_1' },
  idempotency_key: 'conv_1:1.0',
  at: '2031-05-03T10:00:00.000Z',
  attempt: 1,
}

export interface TestHost {
  readonly host: ActionHost
  run(action: string, payload?: Values, more?: { timeoutMs?: number; signal?: AbortSignal }): Promise<ActionReport>
}

/** Starts an action host with one deployment, `tried`. */
export async function startHost(
  bodies: Readonly<Record<string, string>>,
  options: ActionHostOptions & { readonly deployment?: Partial<Deployment> } = {},
): Promise<TestHost> {
  const build = await buildFrom(bodies)
  const host = await createActionHost(options)
  const { bundle, sourceMap } = build
  host.load({ id: 'tried', bundle, sourceMap, params: {}, secrets: {}, egress: [], ...options.deployment })
  return {
    host,
    run: (action, payload = {}, { timeoutMs, signal } = {}) => {
      const call = { deployment: 'tried', action, payload, context: anyContext, ...(timeoutMs ? { timeoutMs } : {}) }
      return host.run(call, signal ? { signal } : {})
    },
  }
}

export interface TestServer {
  /** `127.0.0.1:<port>`. */
  readonly address: string
  readonly url: string
  readonly requests: IncomingMessage[]
  close(): Promise<void>
}

/** A server on a free loopback port. */
export async function startServer(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<TestServer> {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    handle(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
