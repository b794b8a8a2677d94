/**
 * A Braze of one's own: the documented API over real HTTP, in memory, and beyond the process where there is a database.
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
import { reviveWrite } from './handlers/revive.ts'
import { createKeeper } from './keeper.ts'
import { createKeyRing } from './key-ring.ts'
import { sendProblem } from './problem.ts'
import { readSettings, type SandboxOptions } from './settings.ts'
import { createWorld } from './world.ts'

export interface Sandbox {
  /** `http://127.0.0.1:4010`, without a slash at the end: what a client takes as its base. */
  readonly url: string
  readonly port: number
  /** Cuts every connection and forgets everything that no database keeps. May be called again. */
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
  const keys = createKeyRing(settings)
  const closing = new AbortController()
  let world = createWorld(settings)
  const keeper = settings.databaseUrl === undefined ? undefined : createKeeper(settings.databaseUrl, settings.log)
  const controlled = {
    world: () => world,
    reset: () => {
      world.close()
      settings.restore()
      world = createWorld(settings)
      keeper?.replace(world)
    },
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    if (path !== '/' && path !== '/__sandbox' && !path.startsWith('/__sandbox/')) {
      return serveBraze(request, response, {
        world,
        settings,
        keys,
        closing: closing.signal,
        origin: originOf(request),
      })
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
  try {
    await keeper?.open(world)
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(settings.port, settings.host, resolve) // S1
    })
    // Not before: one that cannot listen must not do what another is about to do.
    world.resume((kept) => reviveWrite(world, settings, kept))
  } catch (error) {
    world.close()
    await keeper?.close()
    throw error
  }
  const { port } = server.address() as AddressInfo

  async function close(): Promise<void> {
    closing.abort() // S2
    world.close()
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeAllConnections()
    await closed
    await keeper?.close()
  }

  let closed: Promise<void> | undefined
  return {
    url: `http://${urlHost(settings.host)}:${port}`,
    port,
    close() {
      closed ??= close()
      return closed
    },
  }
}

/** What the client knows the sandbox as: the host that it asked for, where that is one. */
function originOf({ headers: { host = '' }, socket }: IncomingMessage): string {
  if (/^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(host)) return `http://${host}`
  return `http://${urlHost(socket.localAddress ?? '127.0.0.1')}:${socket.localPort}`
}

/** Every interface is reached by loopback too, which is what a client on this machine can use. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
