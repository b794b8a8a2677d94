import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

export interface Editor {
  /** What the editor shows over the character at this place of the text, as Markdown. */
  hover(at: number): Promise<string>
  close(): Promise<void>
}

interface Message {
  readonly id?: number | string
  readonly method?: string
  readonly params?: object
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

/** TypeScript's own language server with one file open, which is what an editor asks too. */
export async function openEditor(text: string): Promise<Editor> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-editor-'))
  const options = { strict: true, module: 'nodenext', allowImportingTsExtensions: true, noEmit: true, types: [] }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['file.ts'] }))
  await writeFile(join(folder, 'file.ts'), text)
  const uri = pathToFileURL(join(folder, 'file.ts')).href
  const server = startServer()
  await server.ask('initialize', { processId: process.pid, rootUri: pathToFileURL(folder).href, capabilities: {} })
  server.tell('initialized', {})
  server.tell('textDocument/didOpen', { textDocument: { uri, languageId: 'typescript', version: 1, text } })
  return {
    async hover(at) {
      const lines = text.slice(0, at).split('\n')
      const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 }
      const shown = await server.ask('textDocument/hover', { textDocument: { uri }, position })
      return readContents(shown)
    },
    async close() {
      await server.ask('shutdown')
      server.tell('exit')
      await server.ended
      await rm(folder, { recursive: true })
    },
  }
}

function readContents(shown: unknown): string {
  const { contents } = (shown ?? {}) as { readonly contents?: string | { readonly value: string } }
  return typeof contents === 'string' ? contents : (contents?.value ?? '')
}

function startServer() {
  const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'))
  const command = [join(typescript, 'bin/tsc'), '--lsp', '-stdio']
  const child = spawn(process.execPath, command, { stdio: ['pipe', 'pipe', 'ignore'] })
  const waiting = new Map<unknown, (message: Message) => void>()
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let received = Buffer.alloc(0)
  let last = 0

  function send(message: Message): void {
    const json = JSON.stringify({ jsonrpc: '2.0', ...message })
    child.stdin.write(`Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`)
  }

  function take(message: Message): void {
    // What the server asks of the editor is granted.
    if (message.method !== undefined && message.id !== undefined) send({ id: message.id, result: null })
    if (message.method !== undefined) return
    waiting.get(message.id)?.(message)
    waiting.delete(message.id)
  }

  child.stdout.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk])
    for (let head = received.indexOf('\r\n\r\n'); head >= 0; head = received.indexOf('\r\n\r\n')) {
      const length = Number(/Content-Length: (\d+)/i.exec(received.toString('latin1', 0, head))?.[1])
      const end = head + 4 + length
      if (received.length < end) return
      const message: Message = JSON.parse(received.toString('utf8', head + 4, end))
      received = received.subarray(end)
      take(message)
    }
  })

  void ended.then(() => {
    for (const answer of waiting.values()) answer({ error: { message: 'The language server has ended.' } })
  })

  return {
    ended,
    tell: (method: string, params?: object): void => send({ method, ...(params && { params }) }),
    ask(method: string, params?: object): Promise<unknown> {
      last += 1
      const id = last
      return new Promise((resolve, reject) => {
        waiting.set(id, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result)))
        send({ id, method, ...(params && { params }) })
      })
    },
  }
}
