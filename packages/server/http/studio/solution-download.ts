import type { FastifyReply } from 'fastify'

/** A file that the browser saves. */
export function sendZip(reply: FastifyReply, name: string, content: Uint8Array): FastifyReply {
  return reply
    .header('content-disposition', `attachment; filename="${name}"`)
    .type('application/zip')
    .send(Buffer.from(content.buffer, content.byteOffset, content.byteLength))
}
