import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { bearerOf } from './authority.ts'
import { Refusal } from './refusal.ts'

/** Hashed first, so that the time taken tells neither content nor length. */
function isKey(given: string, key: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(key))
}

/** An `onRequest` hook that lets in only who shows the operator's key, before the body is read. */
export function operatorOnly(key: string) {
  return (request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void): void => {
    const given = bearerOf(request.headers)
    done(given !== undefined && isKey(given, key) ? undefined : new Refusal('operator-key-needed'))
  }
}
