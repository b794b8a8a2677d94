import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** An answer that is long and always the same, packed once. */
export interface PackedAnswer {
  readonly body: Buffer
  readonly brotli: Buffer
  /** Strong, with its quotes. */
  readonly etag: string
}

const pack = promisify(brotliCompress)
/** Packed well enough; the last few per cent cost ten times as long. */
const quality = 5

export async function packAnswer(value: unknown): Promise<PackedAnswer> {
  const body = Buffer.from(JSON.stringify(value))
  const brotli = await pack(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } })
  return { body, brotli, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` }
}

/** Browsers keep it and ask whether it is still the same. */
export function sendPacked(request: FastifyRequest, reply: FastifyReply, answer: PackedAnswer): FastifyReply {
  reply.header('cache-control', 'private, no-cache').header('etag', answer.etag).header('vary', 'accept-encoding')
  if (request.headers['if-none-match'] === answer.etag) return reply.code(304).send()
  reply.type('application/json; charset=utf-8')
  if (!/\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(answer.body)
  return reply.header('content-encoding', 'br').send(answer.brotli)
}
