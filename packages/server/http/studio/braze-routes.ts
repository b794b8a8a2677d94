import type { Runtime } from '@parley/runtime'
import type { DeadLetterDetail, DeadLettersDone } from '@parley/studio/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Audit } from '../../access/access.ts'
import { checkInput } from '../../braze/input-check.ts'
import type { BrazeWatch } from '../../studio-actions/braze-watch.ts'
import { maskPersonal, maskText } from '../../studio-actions/personal-mask.ts'
import { dataPointLine, deadLetterOf, readInput, readListing, readRange } from '../operator-request.ts'
import { Refusal } from '../refusal.ts'
import { readCheck, readIds, readRequestsQuery } from './action-request.ts'
import type { StudioGuard } from './guard.ts'

export interface BrazeParts {
  readonly guard: StudioGuard
  readonly watch: BrazeWatch
  readonly deadLetters: Runtime['deadLetters']
  readonly dataPoints: Runtime['dataPoints']
  readonly audit: Audit
  readonly now: () => number
}

interface OfSolution {
  readonly Params: { readonly solution: string }
}

interface OfLetter {
  readonly Params: { readonly solution: string; readonly id: string }
}

/** An edited input may be as large as what Braze takes in one request of a node. */
const inputBytes = 1024 * 1024

/** What goes to Braze: requests, the connection, data points, and what was given up. */
export function addBrazeRoutes(app: FastifyInstance, parts: BrazeParts): void {
  const { guard, watch, dataPoints, audit } = parts
  const readers = { onRequest: guard.requires('delivery:read') }

  app.get<OfSolution>('/studio/api/solutions/:solution/braze/requests', readers, async (request) => {
    const { personal, ...asked } = readRequestsQuery(request.query)
    const { solution } = request.params
    if (personal === 'shown') {
      // People's own values are for whoever may export them.
      await guard.requires('contact:manage')(request)
      await audit(request, 'braze.values-shown', solution, { environment: asked.environment })
    }
    return watch.requests(solution, { ...asked, personal: personal === 'shown' })
  })

  app.post<OfSolution>('/studio/api/solutions/:solution/braze/check', readers, async (request) => {
    const { environment } = readCheck(request.body)
    return watch.check(request.params.solution, environment)
  })

  app.get('/studio/api/braze/data-points', readers, async (request) => {
    const range = readRange(request.query, parts.now())
    const lines = (await dataPoints.list(range)).map(dataPointLine)
    const sum = (name: 'sent' | 'saved') => lines.reduce((total, line) => total + line[name], 0)
    return { from: range.from, to: range.to, total: { sent: sum('sent'), saved: sum('saved') }, lines }
  })

  addDeadLetterRoutes(app, parts)
}

function addDeadLetterRoutes(app: FastifyInstance, { guard, deadLetters, audit }: BrazeParts): void {
  const readers = { onRequest: guard.requires('delivery:read') }
  const replayers = { onRequest: guard.requires('delivery:replay') }
  const mayReplay = (request: FastifyRequest): boolean => guard.callerOf(request).permissions.has('delivery:replay')

  /** @throws Refusal: of another solution is as good as not there */
  async function find({ solution, id }: OfLetter['Params']) {
    const letter = await deadLetters.show(id)
    if (letter === null || letter.solution !== solution) throw new Refusal('unknown-dead-letter')
    return letter
  }

  async function show(request: FastifyRequest<OfLetter>): Promise<DeadLetterDetail> {
    const letter = await find(request.params)
    const entry = deadLetterOf(letter)
    if (mayReplay(request)) return { ...entry, input: letter.input, masked: false }
    const input = maskPersonal(letter.input) as DeadLetterDetail['input']
    return { ...entry, reason: maskText(entry.reason), input, masked: true }
  }

  app.get<OfSolution>('/studio/api/solutions/:solution/dead-letters', readers, async (request) => {
    const listing = { ...readListing(request.query), solution: request.params.solution }
    const letters = (await deadLetters.list(listing)).map(deadLetterOf)
    const shown = mayReplay(request) ? letters : letters.map((each) => ({ ...each, reason: maskText(each.reason) }))
    return { dead_letters: shown, cursor: letters.length < listing.limit ? null : (letters.at(-1)?.id ?? null) }
  })

  app.get<OfLetter>('/studio/api/solutions/:solution/dead-letters/:id', readers, show)

  app.patch<OfLetter>(
    '/studio/api/solutions/:solution/dead-letters/:id',
    { ...replayers, bodyLimit: inputBytes },
    async (request) => {
      const { id } = request.params
      const input = readInput(request.body)
      const letter = await find(request.params)
      const errors = checkInput(letter.action, input)
      if (errors.length > 0) throw new Refusal('invalid-request', undefined, { errors })
      if (!(await deadLetters.edit(id, input))) throw new Refusal('unknown-dead-letter')
      await audit(request, 'dead-letter.edited', id, { solution: letter.solution })
      return show(request)
    },
  )

  /** Does the same with several; what is no longer there stops nothing. */
  const addForMany = (name: 'replay' | 'discard', deed: string): void => {
    app.post<OfSolution>(`/studio/api/solutions/:solution/dead-letters/${name}`, replayers, async (request) => {
      const { solution } = request.params
      const done: string[] = []
      const missing: string[] = []
      for (const id of new Set(readIds(request.body).ids)) {
        const letter = await deadLetters.show(id)
        const found = letter !== null && letter.solution === solution && (await deadLetters[name](id))
        if (found) await audit(request, deed, id, { solution })
        ;(found ? done : missing).push(id)
      }
      return { done, missing } satisfies DeadLettersDone
    })
  }
  addForMany('replay', 'dead-letter.replayed')
  addForMany('discard', 'dead-letter.discarded')
}
