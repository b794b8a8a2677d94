import { PassThrough, type Readable } from 'node:stream'
import type { ActionRun, ActionRunLine, ActionRunPart } from '@parley/studio/api'
import type { FastifyInstance } from 'fastify'
import type { Audit } from '../../access/access.ts'
import type { ActionTrials } from '../../studio-actions/action-trials.ts'
import { readActionTypes } from '../../studio-actions/action-types.ts'
import { brazeTemplates } from '../../studio-actions/braze-template.ts'
import { refusalOf } from '../refusal.ts'
import { readRunRequest } from './action-request.ts'
import type { StudioGuard } from './guard.ts'
import { type PackedAnswer, packAnswer, sendPacked } from './packed-answer.ts'

export interface ActionParts {
  readonly guard: StudioGuard
  readonly trials: ActionTrials
  readonly audit: Audit
}

interface OfSolution {
  readonly Params: { readonly solution: string }
}

/** What a payload may hold, and the rest of the request. */
const runBytes = 512 * 1024

/** Trying actions, what they are checked against while they are written, and what a new one begins with. */
export function addActionRoutes(app: FastifyInstance, { guard, trials, audit }: ActionParts): void {
  const types = packOnce(async () => ({ files: await readActionTypes() }))
  const templates = packOnce(async () => ({ templates: brazeTemplates() }))
  const readers = { onRequest: guard.requires('solution:read') }

  app.get('/studio/api/types', readers, async (request, reply) => sendPacked(request, reply, await types()))
  app.get('/studio/api/action-templates', readers, async (request, reply) =>
    sendPacked(request, reply, await templates()),
  )

  // Who may edit a solution tries its actions from the simulator: it is the document's code, which only developers write.
  const editors = { onRequest: guard.requires('solution:edit'), bodyLimit: runBytes }
  app.post<OfSolution>('/studio/api/solutions/:solution/actions/run', editors, async (request, reply) => {
    const { solution } = request.params
    const asked = readRunRequest(request.body)
    const gone = new AbortController()
    const leave = (): void => gone.abort()
    request.raw.socket.once('close', leave)
    const run = async (onLine?: (line: ActionRunLine) => void): Promise<ActionRun> => {
      try {
        const more = { signal: gone.signal, ...(onLine === undefined ? {} : { onLine }) }
        const ran = await trials.run(solution, asked, guard.callerOf(request).id, more)
        const { outcome, took_ms } = ran
        await audit(request, 'action.tried', `${solution}/${asked.action}`, { outcome, took_ms })
        return ran
      } finally {
        request.raw.socket.off('close', leave)
      }
    }
    if (!String(request.headers.accept ?? '').includes(lineByLine)) return run()
    return reply.type(lineByLine).send(stream(run))
  })
}

const lineByLine = 'application/x-ndjson'

/** The log as it is written, then how it ended: a JSON text per line. */
function stream(run: (onLine: (line: ActionRunLine) => void) => Promise<ActionRun>): Readable {
  const out = new PassThrough()
  const tell = (part: ActionRunPart): void => void out.write(`${JSON.stringify(part)}\n`)
  run((line) => tell({ line }))
    .then(
      (ran) => tell({ run: ran }),
      (error: unknown) => tell({ problem: refusalOf(error).problem }),
    )
    .finally(() => out.end())
  return out
}

/** Made when first asked for, and kept. One that failed is made again. */
function packOnce(make: () => Promise<unknown>): () => Promise<PackedAnswer> {
  let made: Promise<PackedAnswer> | undefined
  return () => {
    made ??= make().then(packAnswer)
    made.catch(() => {
      made = undefined
    })
    return made
  }
}
