import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { SandboxOptions } from '../settings.ts'
import { type Driver, drive } from '../test-driver.ts'
import type { RecipientRecord, SendRecord } from './send-record.ts'

/** A sandbox with hands for campaigns. The machine's time stands still: it moves by `advance` alone. */
export interface Stage extends Driver {
  get(path: string): ReturnType<Driver['send']>
  campaign(written: object): Promise<void>
  canvas(written: object): Promise<void>
  /** Everything that was sent, once nothing is under way. */
  sends(): Promise<readonly SendRecord[]>
  /** The recipients of the last send. */
  recipients(): Promise<readonly RecipientRecord[]>
  /** The first message of the first recipient of the last send, rendered. */
  rendered(): Promise<RecipientRecord['messages'][number]>
}

const START = Date.parse('2030-01-31T12:00:00Z')

export async function stage(options: SandboxOptions = {}): Promise<Stage> {
  const driver = await drive({ machineTime: () => START, ...options })
  const get: Stage['get'] = (path) => driver.send(path, { headers: { Authorization: 'Bearer sandbox-key' } })
  async function create(path: string, written: object): Promise<void> {
    const heard = await driver.post(path, written)
    if (heard.status !== 201) throw new Error(JSON.stringify(heard.body))
  }
  const sends: Stage['sends'] = async () => (await get('/__sandbox/sends?settled=true')).body.sends
  const recipients: Stage['recipients'] = async () => (await sends()).at(-1)?.recipients ?? []
  return {
    ...driver,
    get,
    campaign: (written) => create('/__sandbox/campaigns', { id: 'hello', name: 'Hello', ...written }),
    canvas: (written) => create('/__sandbox/canvases', { id: 'journey', name: 'Journey', ...written }),
    sends,
    recipients,
    async rendered() {
      const message = (await recipients())[0]?.messages[0]
      if (message === undefined) throw new Error('nothing was sent')
      return message
    },
  }
}

/** What a server on this machine heard. */
export interface HeardCall {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface Listener {
  /** `http://127.0.0.1:4711` */
  readonly url: string
  readonly heard: HeardCall[]
  /** How the next calls are answered; without an entry, 200 and `ok`. */
  readonly answers: (
    | 'never'
    | { readonly status: number; readonly body?: string; readonly headers?: { readonly [name: string]: string } }
  )[]
  /** Open ones. */
  connections(): number
  close(): Promise<void>
}

/** A server that a webhook or Connected Content can reach, closed when the test ends. */
export async function listen(): Promise<Listener> {
  const heard: HeardCall[] = []
  const answers: Listener['answers'] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => {
      heard.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body })
      const answer = answers.shift() ?? { status: 200 }
      if (answer === 'never') return
      const { status, body: text = 'ok', headers = {} } = answer
      response.writeHead(status, headers).end(text)
    })
  })
  let connections = 0
  server.on('connection', (socket) => {
    connections += 1
    socket.on('close', () => {
      connections -= 1
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  onTestFinished(close)
  return { url: `http://127.0.0.1:${port}`, heard, answers, connections: () => connections, close }
}
