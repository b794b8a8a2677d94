import type { ApiKey, MadeKey } from '@parley/studio/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Access } from '../../access/access.ts'
import type { ApiKeyRow } from '../../access/api-keys.ts'
import { mustHave } from '../../access/guard.ts'
import { Refusal } from '../refusal.ts'
import type { OfId } from './access-account-routes.ts'
import { readBody } from './access-request.ts'
import { time, timeOrNull } from './access-session.ts'

const dayMs = 86_400_000

/** Keys for programs. Everybody makes their own; owners see and revoke all. */
export function addKeyRoutes(app: FastifyInstance, access: Access): void {
  const { keys, database, guard } = access
  const own = { onRequest: guard.requires(null) }

  /** Whose keys somebody sees; null: everybody's. A key sees none: it cannot make itself a successor. */
  function whose(request: FastifyRequest): string | null {
    const visit = guard.visitOf(request)
    if (visit === null) throw new Refusal('not-permitted', 'An API key does not manage API keys. Sign in to do so.')
    return guard.callerOf(request).permissions.has('access:manage') ? null : visit.account.id
  }

  app.get('/studio/api/keys', own, async (request) => ({ keys: (await keys.list(whose(request))).map(keyOf) }))

  app.post('/studio/api/keys', own, async (request, reply): Promise<MadeKey> => {
    whose(request)
    const { name, permissions, days } = readBody('key', request.body)
    const caller = guard.callerOf(request)
    for (const permission of permissions) mustHave(caller, permission)
    const expiresAt = days === null ? null : access.now() + days * dayMs
    const wanted = { name, permissions: [...new Set(permissions)], account: caller.id, expiresAt }
    const made = await database.transaction((db) => keys.make(wanted, db))
    const scopes = made.key.permissions.join(' ')
    await access.audit(request, 'key.made', made.key.name, { key: made.key.id, permissions: scopes, days })
    reply.code(201)
    return { key: keyOf(made.key), secret: made.secret }
  })

  app.delete<OfId>('/studio/api/keys/:id', own, async (request, reply) => {
    const account = whose(request)
    const revoked = await database.transaction((db) => keys.revoke(request.params.id, account, db))
    if (revoked === null) throw new Refusal('unknown-api-key')
    await access.audit(request, 'key.revoked', revoked.name, { key: revoked.id })
    return reply.code(204).send()
  })
}

const keyOf = (row: ApiKeyRow): ApiKey => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  permissions: row.permissions,
  account: row.account,
  account_name: row.accountName,
  created_at: time(row.createdAt),
  expires_at: timeOrNull(row.expiresAt),
  used_at: timeOrNull(row.usedAt),
})
