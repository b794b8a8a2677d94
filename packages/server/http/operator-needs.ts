import type { Permission } from '@parley/studio/api'

/** What an API key needs for a route of the operator. */
export interface OperatorNeeds {
  readonly always: readonly Permission[]
  /** Besides, the permission to publish to the environment that the body names; to prod when it names none. */
  readonly byEnvironment?: true
}

const read: OperatorNeeds = { always: ['solution:read'] }
const versions: OperatorNeeds = { always: ['publish:sandbox'] }
/** A build brings code along. */
const code: OperatorNeeds = { always: ['publish:sandbox', 'action:edit'] }
const publish: OperatorNeeds = { always: [], byEnvironment: true }
const letters: OperatorNeeds = { always: ['delivery:read'] }
const replay: OperatorNeeds = { always: ['delivery:replay'] }
const handOver: OperatorNeeds = { always: ['hand-over:answer'] }
const people: OperatorNeeds = { always: ['contact:manage'] }
const transcripts: OperatorNeeds = { always: ['transcript:read'] }

/** By method and pattern. What is not here is for the operator alone. */
const table: { readonly [route: string]: OperatorNeeds } = {
  'GET /v1/solutions': read,
  'GET /v1/solutions/:solution/versions': read,
  'POST /v1/solutions/:solution/versions': code,
  'GET /v1/solutions/:solution/versions/:number': read,
  'GET /v1/solutions/:solution/versions/:number/build': read,
  'POST /v1/solutions/:solution/versions/:number/archive': versions,
  'DELETE /v1/solutions/:solution/versions/:number/archive': versions,
  'GET /v1/solutions/:solution/diff': read,
  'GET /v1/solutions/:solution/deployments': read,
  'POST /v1/solutions/:solution/deployments': publish,
  'POST /v1/solutions/:solution/rollback': publish,
  'POST /v1/solutions/:solution/canary': publish,
  'GET /v1/solutions/:solution/drafts': read,
  'POST /v1/solutions/:solution/drafts': code,
  'DELETE /v1/solutions/:solution/drafts/:id': versions,
  'GET /v1/solutions/:solution/migrations': read,
  'POST /v1/solutions/:solution/migrations': publish,
  'POST /v1/solutions/:solution/migrations/:id': { always: ['publish:prod'] },
  'GET /v1/sources': read,
  'GET /v1/sources/:solution/files': read,
  'PUT /v1/sources/:solution/files': { always: ['solution:edit', 'action:edit'] },
  'PATCH /v1/sources/:solution/files': { always: ['solution:edit', 'action:edit'] },
  'GET /v1/dead-letters': letters,
  'GET /v1/dead-letters/:id': letters,
  'PATCH /v1/dead-letters/:id': replay,
  'DELETE /v1/dead-letters/:id': replay,
  'POST /v1/dead-letters/:id/replay': replay,
  'GET /v1/reports/data-points': { always: ['report:read'] },
  'GET /v1/hand-overs': handOver,
  'POST /v1/hand-overs/:id/end': handOver,
  'GET /v1/records': transcripts,
  'GET /v1/conversations/:id/record': transcripts,
  'GET /v1/contacts': people,
  'GET /v1/contacts/:id/export': people,
  'DELETE /v1/contacts/:id': people,
  'GET /v1/erasures/:id': people,
}

/** @returns null when no API key opens the route */
export const operatorNeeds = (method: string, url: string): OperatorNeeds | null =>
  table[`${method === 'HEAD' ? 'GET' : method} ${url}`] ?? null
