/**
 * A Braze of one's own: the documented API over real HTTP, with everything in memory.
 *
 * Owns the listening socket, the life of the sandbox and the way of a request to one of three parts: the emulated API (`edge.ts`), the
 * controls (`controls.ts`), the dashboard (`dashboard/`).
 *
 * S1 It listens on loopback unless told otherwise.
 * S2 After `close` no socket, timer or promise of the sandbox is left.
 * S3 Dashboard and controls are for this machine: a foreign Host or Origin is refused.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serveControls } from './controls.ts'
import { serveDashboard } from './dashboard/dashboard.ts'
import { serveBraze } from './edge.ts'
import { findIntruder } from './guard.ts'
import { sendProblem } from './problem.ts'
import { readSettings, type SandboxOptions } from './settings.ts'
import { createWorld } from './world.ts'

export interface Sandbox {
  /** `http://127.0.0.1:4010`, without a slash at the end: what a client takes as its base. */
  readonly url: string
  readonly port: number
  /** Cuts every connection and forgets everything. May be called again. */
  close(): Promise<void>
}

/**
 * Starts a sandbox and resolves once it listens.
 *
 * @example
 * const sandbox = await createSandbox()
 * const braze = createBraze({ url: sandbox.url, apiKey: 'sandbox-key' })
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const settings = readSettings(options)
  const closing = new AbortController()
  let world = createWorld(settings)
  const controlled = {
    world: () => world,
    reset: () => {
      world.pending.close()
      world = createWorld(settings)
    },
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    if (path !== '/' && path !== '/__sandbox' && !path.startsWith('/__sandbox/')) {
      return serveBraze(request, response, world, settings, closing.signal)
    }
    const intruder = findIntruder(request, settings.host) // S3
    if (intruder !== undefined) return sendProblem(response, intruder)
    if (serveDashboard(request, response, path)) return
    return serveControls(request, response, controlled)
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((bug: unknown) => {
      settings.log(`bug: ${bug instanceof Error ? bug.stack : 'unknown'}`)
      request.socket.destroy()
    })
  })
  // Longer than the pause of a usual client: otherwise it sends into a connection that is just being closed.
  server.keepAliveTimeout = 75_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(settings.port, settings.host, resolve) // S1
  })
  const { port } = server.address() as AddressInfo

  return {
    url: `http://${urlHost(settings.host)}:${port}`,
    port,
    async close() {
      closing.abort() // S2
      world.pending.close()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

/** Every interface is reached by loopback too, which is what a client on this machine can use. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
