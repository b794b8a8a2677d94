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

/** The same in Python: a class of the given name. */
export function pythonFile(name: string, body: string): string {
  const lines = body.split('\n').map((line) => `        ${line}`)
  return `import time
import requests
from .. import app

class ${name}:
    def execute(self, log, payload=None, context=None):
${lines.join('\n')}
`
}

/** Builds a solution from the statements of its actions; fails with the problems when there are any. */
export async function buildFrom(bodies: Readonly<Record<string, string>>): Promise<ActionsBuild> {
  const actions = Object.entries(bodies).map(([name, body]) => [`actions/${name}.ts`, actionFile(body)])
  return buildFiles(Object.fromEntries(actions))
}

/** Builds a solution from files, `solution.ts` among them or a plain one; fails with the problems when there are errors. */
export async function buildFiles(files: Readonly<Record<string, string>>): Promise<ActionsBuild> {
  const { folder, remove } = await writeFolder({ 'solution.ts': plainSolution, ...files })
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
  return startBuild(await buildFrom(bodies), options)
}

/** The same with actions in Python, from the statements of `execute`. */
export async function startPython(
  bodies: Readonly<Record<string, string>>,
  options: ActionHostOptions & { readonly deployment?: Partial<Deployment> } = {},
): Promise<TestHost> {
  const actions = Object.entries(bodies).map(([name, body]) => [`actions/${name}.py`, pythonFile(name, body)])
  return startBuild(await buildFiles(Object.fromEntries(actions)), options)
}

/** The same with a build. */
export async function startBuild(
  build: ActionsBuild,
  options: ActionHostOptions & { readonly deployment?: Partial<Deployment> } = {},
): Promise<TestHost> {
  const host = await createActionHost(options)
  const { bundle, sourceMap, python } = build
  const code = { bundle, sourceMap, ...(python ? { python } : {}) }
  host.load({ id: 'tried', ...code, params: {}, secrets: {}, egress: [], ...options.deployment })
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
