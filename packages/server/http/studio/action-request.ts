import type { ActionRunRequest } from '@parley/studio/api'
import { z } from 'zod'
import { closed } from '../closed.ts'
import { name, page, read, text, values } from '../request.ts'

const environment = z.enum(['sandbox', 'prod'])

const run = closed({
  action: name(128),
  payload: values.default({}),
  context: closed({
    contact: closed({
      external_id: name(512).optional(),
      email: text(320).optional(),
      phone: text(64).optional(),
      name: text(200).optional(),
      language: text(64).optional(),
    }).optional(),
    page: page.optional(),
    channel: name(32).optional(),
  }).optional(),
  environment: z.literal('sandbox', 'Only the sandbox runs code that nobody has published.').default('sandbox'),
  timeout_ms: z.int().min(500).max(30_000).optional(),
})

/** `POST …/actions/run`. @throws Refusal `invalid-request` */
export const readRunRequest = (body: unknown): ActionRunRequest => read(run, body) as ActionRunRequest

const requests = z.object({
  environment: environment.default('sandbox'),
  personal: z.literal('shown').optional(),
  search: z.string().max(200).default(''),
  limit: z.coerce.number().int().min(1).max(200).default(60),
})

/** `GET …/braze/requests` */
export const readRequestsQuery = (query: unknown) => read(requests, query)

/** `POST …/braze/check` */
export const readCheck = (body: unknown) => read(closed({ environment }), body)

const ids = closed({ ids: z.array(z.string().min(1).max(200)).min(1).max(100).readonly() })

/** `POST …/dead-letters/replay` and `…/discard` */
export const readIds = (body: unknown) => read(ids, body)
