import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'

/** What happens to the next COMMIT that passes: it is lost before the database saw it, or its answer is. */
export type Cut = 'before-commit' | 'after-commit'

/** A wire to the database that can be cut at the worst moment, taken away, or made to swallow everything. */
export interface TestProxy {
  readonly url: string
  /** Cuts one connection at its next COMMIT; resolves when it has. */
  cut(at: Cut): Promise<void>
  /** Cuts all connections and accepts none. */
  takeAway(): void
  /** Connections stay open and nothing passes any more. */
  freeze(): void
  giveBack(): void
  close(): Promise<void>
}

export async function createTestProxy(databaseUrl: string): Promise<TestProxy> {
  const target = new URL(databaseUrl)
  // The embedded server is reached over a Unix socket, which its address names as a parameter.
  const socketFolder = target.searchParams.get('host')
  const sockets = new Set<Socket>()
  let mode: 'open' | 'away' | 'frozen' = 'open'
  let armed: { readonly at: Cut; done(): void } | null = null

  const server = createServer((client) => {
    if (mode === 'away') return client.destroy()
    const upstream = socketFolder
      ? connect(join(socketFolder, `.s.PGSQL.${target.port}`))
      : connect(Number(target.port), target.hostname)
    const pair = [client, upstream]
    const cut = () => pair.forEach((socket) => void socket.destroy())
    let swallowing = false
    for (const socket of pair) {
      sockets.add(socket)
      socket.on('error', cut)
      socket.on('close', () => {
        sockets.delete(socket)
        cut()
      })
    }
    client.on('data', (data) => {
      if (mode === 'frozen') return
      if (armed !== null && data.includes('commit\0')) {
        if (armed.at === 'after-commit') swallowing = true
        else {
          armed.done()
          armed = null
          return cut()
        }
      }
      upstream.write(data)
    })
    upstream.on('data', (data) => {
      if (mode === 'frozen') return
      if (!swallowing) return client.write(data)
      if (!data.includes('COMMIT\0')) return
      armed?.done()
      armed = null
      cut()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(databaseUrl)
  url.searchParams.delete('host')
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)

  function destroyAll(): void {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: url.href,
    cut: (at) =>
      new Promise((done) => {
        armed = { at, done }
      }),
    takeAway() {
      mode = 'away'
      destroyAll()
    },
    freeze() {
      mode = 'frozen'
    },
    giveBack() {
      if (mode === 'frozen') destroyAll()
      mode = 'open'
    },
    async close() {
      destroyAll()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
