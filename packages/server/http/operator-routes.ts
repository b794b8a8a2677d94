import type { Runtime } from '@parley/runtime'
import type { FastifyInstance } from 'fastify'
import { checkInput } from '../braze/input-check.ts'
import { operatorOnly } from './operator-guard.ts'
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

/** `/v1/dead-letters` and `/v1/reports`. Personal data is in a single dead letter and nowhere else. */
export function addOperatorRoutes(app: FastifyInstance, parts: { operator: Operator; now: () => number }): void {
  const { key, deadLetters, dataPoints } = parts.operator
  const onRequest = operatorOnly(key)
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
    const { id } = request.params
    const input = readInput(request.body)
    const letter = await deadLetters.show(id)
    if (letter === null) throw new Refusal('unknown-dead-letter')
    const errors = checkInput(letter.action, input)
    if (errors.length > 0) throw new Refusal('invalid-request', undefined, { errors })
    known(await deadLetters.edit(id, input))
    return show(id)
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
