import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'

/** What came of reading a request's body. `aborted`: the client went away before all of it was there. */
export type ReadBody =
  | { readonly kind: 'whole'; readonly text: string; readonly isText: boolean }
  /** `drained`: all of it was taken off the wire, so that the connection can be used again. */
  | { readonly kind: 'too-large'; readonly drained: boolean }
  | { readonly kind: 'aborted' }

/** A client that is still sending cannot read an answer: this much more is thrown away for its sake, then the line is cut. */
const DRAINED_BYTES = 32 * 1024 * 1024

/** Reads at most `maxBytes`, whatever the headers promise. */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<ReadBody> {
  return new Promise((resolve) => {
    let chunks: Buffer[] = []
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= maxBytes) chunks.push(chunk)
      else chunks = []
      if (bytes > maxBytes + DRAINED_BYTES) {
        request.pause()
        resolve({ kind: 'too-large', drained: false })
      }
    })
    request.on('end', () => {
      if (bytes > maxBytes) return resolve({ kind: 'too-large', drained: true })
      const [only] = chunks
      const buffer = chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks)
      resolve({ kind: 'whole', text: buffer.toString('utf8'), isText: isUtf8(buffer) })
    })
    request.on('error', () => resolve({ kind: 'aborted' }))
    request.on('close', () => resolve({ kind: 'aborted' }))
  })
}
