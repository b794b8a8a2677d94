import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { Share } from './allowance.ts'
import { Refusal } from './refusal.ts'

const decoders: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

/**
 * Reads a whole body, decoded, up to `limit` bytes; a body that unpacks to more is broken off where it passes the limit.
 * @throws Refusal when it is larger, takes more than its share, or its encoding is unknown.
 */
export async function readBody(body: Readable, encoding: string, limit: number, share: Share): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  const collect = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const part of source) {
      size += part.length
      if (size > limit) throw new Refusal('denied', `The answer is larger than ${limit} bytes.`)
      share.take(part.length)
      parts.push(part)
    }
  }
  const name = encoding.trim().toLowerCase()
  if (name === '' || name === 'identity') await collect(body)
  else {
    const decoder = Object.hasOwn(decoders, name) ? decoders[name]?.() : undefined
    if (!decoder) {
      body.destroy()
      throw new Refusal('denied', `The answer is encoded in a way that cannot be read: ${name.slice(0, 40)}.`)
    }
    await pipeline(body, decoder, collect)
  }
  return Buffer.concat(parts, size)
}
