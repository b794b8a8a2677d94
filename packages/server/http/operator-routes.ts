import { createHash, timingSafeEqual } from 'node:crypto'
import type { Runtime } from '@parley/runtime'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { bearerOf } from './authority.ts'
import { dataPointLine, deadLetterOf, readInput, readListing, readRange } from './operator-request.ts'
import { Refusal } from './refusal.ts'

/** What an operator may do: only who shows this key gets to it. */
export interface Operator {
  readonly key: string
  readonly deadLetters: Runtime['deadLetters']
  readonly dataPoints: Runtime['dataPoints']
}

interface OfLetter {
  readonly Params: { readonly id: string }
}

/** An edited input may be as large as what Braze takes in one request of a node. */
const inputBytes = 1024 * 1024

/** Hashed first, so that the time taken tells neither content nor length. */
function isKey(given: string, key: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(key))
}

/** `/v1/dead-letters` and `/v1/reports`. Personal data is in a single dead letter and nowhere else. */
export function addOperatorRoutes(app: FastifyInstance, parts: { operator: Operator; now: () => number }): void {
  const { key, deadLetters, dataPoints } = parts.operator
  const onRequest = (request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void): void => {
    const given = bearerOf(request.headers)
    done(given !== undefined && isKey(given, key) ? undefined : new Refusal('operator-key-needed'))
  }
  const known = (found: boolean): void => {
    if (!found) throw new Refusal('unknown-dead-letter')
  }
  const show = async (id: string) => {
    const letter = await deadLetters.show(id)
    if (letter === null) throw new Refusal('unknown-dead-letter')
    return { dead_letter: { ...deadLetterOf(letter), input: letter.input } }
  }

  app.get('/v1/dead-letters', { onRequest }, async (request) => {
    const letters = (await deadLetters.list(readListing(request.query))).map(deadLetterOf)
    return { dead_letters: letters, cursor: letters.at(-1)?.id ?? null }
  })

  app.get<OfLetter>('/v1/dead-letters/:id', { onRequest }, (request) => show(request.params.id))

  app.patch<OfLetter>('/v1/dead-letters/:id', { onRequest, bodyLimit: inputBytes }, async (request) => {
    known(await deadLetters.edit(request.params.id, readInput(request.body)))
    return show(request.params.id)
  })

  app.delete<OfLetter>('/v1/dead-letters/:id', { onRequest }, async (request, reply) => {
    known(await deadLetters.discard(request.params.id))
    return reply.code(204).send()
  })

  app.post<OfLetter>('/v1/dead-letters/:id/replay', { onRequest }, async (request, reply) => {
    known(await deadLetters.replay(request.params.id))
    return reply.code(202).send({ id: request.params.id, status: 'queued' })
  })

  app.get('/v1/reports/data-points', { onRequest }, async (request) => {
    const range = readRange(request.query, parts.now())
    const lines = (await dataPoints.list(range)).map(dataPointLine)
    const sum = (name: 'sent' | 'saved') => lines.reduce((total, line) => total + line[name], 0)
    return { from: range.from, to: range.to, total: { sent: sum('sent'), saved: sum('saved') }, lines }
  })
}
