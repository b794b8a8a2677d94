// One uploaded file out of a request: the body itself, or the first file of a form.
import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { Busboy, type BusboyFileStream, type BusboyHeaders } from '@fastify/busboy'
import { fileName } from './file-name.ts'
import { Refusal } from './refusal.ts'

export interface UploadedFile {
  readonly name: string
  readonly content: Buffer
}

/** Boundaries and headers of a form around the file. */
const formBytes = 16_384

/** `endless`: nobody knows how much is still to come, so the connection is given up instead of reading on. */
const tooLarge = (mostBytes: number, endless = false): Refusal =>
  new Refusal('body-too-large', `A file has at most ${Math.floor(mostBytes / 100_000) / 10} MB. Send a smaller one.`, {
    headers: endless ? { connection: 'close' } : {},
  })

const noFile = (): Refusal =>
  new Refusal(
    'invalid-request',
    'There is no file in this request. Send its bytes as the body, or as a file of a multipart form.',
  )

/** Reads it, at most `mostBytes`. `name`: what the address says it is called. */
export async function readUpload(
  request: IncomingMessage,
  name: string | undefined,
  mostBytes: number,
): Promise<UploadedFile> {
  const encoding = request.headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity')
    throw new Refusal('unsupported-media-type', 'Send the file as it is, without `Content-Encoding`.')
  const stated = Number(request.headers['content-length'] ?? 0)
  const isForm = /^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '')
  if (stated > mostBytes + (isForm ? formBytes : 0)) throw tooLarge(mostBytes)
  const file = isForm
    ? await readForm(request, mostBytes)
    : { name: '', content: await readBody(request, mostBytes, stated === 0) }
  if (file.content.length === 0) throw noFile()
  return { name: fileName(name ?? file.name), content: file.content }
}

async function readBody(source: Readable, mostBytes: number, endless: boolean): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  // Without this the refused request would be torn down before it is answered.
  for await (const chunk of source.iterator({ destroyOnReturn: false })) {
    size += chunk.length
    if (size > mostBytes) throw tooLarge(mostBytes, endless)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}

function readForm(request: IncomingMessage, mostBytes: number): Promise<UploadedFile> {
  const { promise, resolve, reject } = Promise.withResolvers<UploadedFile>()
  const broken = (): void =>
    reject(
      new Refusal('invalid-request', 'The multipart form is broken, or ends before its last boundary. Send it again.'),
    )
  let form: InstanceType<typeof Busboy>
  try {
    form = new Busboy({
      headers: request.headers as BusboyHeaders,
      limits: { files: 1, fields: 10, fieldSize: 1024, parts: 12, fileSize: mostBytes + 1, headerPairs: 100 },
    })
  } catch {
    // No boundary.
    broken()
    return promise
  }
  let reading: Promise<void> | null = null
  form.on('file', (_field: string, stream: BusboyFileStream, filename: string | undefined) => {
    reading = readBody(stream, mostBytes, false).then(
      (content) => (stream.truncated ? reject(tooLarge(mostBytes)) : resolve({ name: filename ?? '', content })),
      (error: unknown) => {
        stream.resume()
        if (error instanceof Refusal) reject(error)
        else broken()
      },
    )
  })
  form.on('error', broken)
  form.on('finish', () => void (reading ?? reject(noFile())))
  request.on('aborted', broken)
  request.on('error', broken)
  request.pipe(form)
  return promise.finally(() => request.unpipe(form))
}
