import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** `drop` cuts the connection after the request is read; `hang` never answers. */
export type Reply =
  | {
      readonly status?: number
      readonly headers?: { readonly [name: string]: string }
      readonly body?: unknown
      readonly text?: string
    }
  | 'drop'
  | 'hang'

export interface TestServer {
  readonly url: string
  readonly received: readonly Received[]
  close(): Promise<void>
}

/** A real HTTP server on a free loopback port that answers as told, request by request. */
export async function startServer(
  answer: (request: Received, number: number) => Reply | Promise<Reply>,
): Promise<TestServer> {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { method, url, headers } = request
    const taken = { method, url, headers, body: Buffer.concat(chunks).toString() }
    received.push(taken)
    const reply = await answer(taken, received.length)
    if (reply === 'hang') return
    if (reply === 'drop') return void request.socket.destroy()
    response.writeHead(reply.status ?? 201, { 'content-type': 'application/json', ...reply.headers })
    response.end(reply.text ?? JSON.stringify(reply.body ?? { message: 'success' }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
