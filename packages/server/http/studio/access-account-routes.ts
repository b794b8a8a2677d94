import type { Session } from '@parley/studio/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Access } from '../../access/access.ts'
import { countedNetwork, networkOfRequest } from '../../access/place.ts'
import type { SessionRow, Visit } from '../../access/sessions.ts'
import { Refusal } from '../refusal.ts'
import { readBody } from './access-request.ts'
import { checkPassword, time } from './access-session.ts'

export interface OfId {
  readonly Params: { readonly id: string }
}

/** What everybody may do with their own account. */
export function addAccountRoutes(app: FastifyInstance, access: Access): void {
  const { accounts, attempts, passwords, sessions, database, guard } = access
  const own = { onRequest: guard.requires(null) }
  const visitOf = (request: FastifyRequest): Visit => {
    const visit = guard.visitOf(request)
    if (visit === null)
      throw new Refusal('signed-out', 'An API key has no account of its own. Sign in to change yours.')
    return visit
  }

  app.patch('/studio/api/account', own, async (request, reply) => {
    const { account } = visitOf(request)
    const { name } = readBody('account', request.body)
    await database.transaction((db) => accounts.change(account.id, { name }, db))
    await access.audit(request, 'account.renamed', account.email, { name })
    return reply.code(204).send()
  })

  app.post('/studio/api/account/password', own, async (request, reply) => {
    const { account, session } = visitOf(request)
    const { current, next } = readBody('password', request.body)
    if (account.password === null) throw new Refusal('no-password')
    const network = countedNetwork(request.raw, access.place)
    // Whoever finds an open browser must not guess the password at leisure.
    await attempts.begin(account.email, network)
    if (!(await passwords.matches(current, account.password))) {
      const entry = { actor: account, action: 'password.changed', subject: account.email, outcome: 'refused' } as const
      await access.log.add({ ...entry, address: networkOfRequest(request.raw, access.place) })
      throw new Refusal('wrong-password')
    }
    await attempts.succeeded(account.email, network)
    checkPassword(next, account)
    const hash = await passwords.hash(next)
    await database.transaction(async (db) => {
      await accounts.change(account.id, { password: hash }, db)
      await sessions.endAll(account.id, session.id, db)
    })
    await access.audit(request, 'password.changed', account.email)
    return reply.code(204).send()
  })

  app.get('/studio/api/account/sessions', own, async (request) => {
    const { account, session } = visitOf(request)
    const rows = await sessions.list(account.id)
    return { sessions: rows.map((row) => sessionOf(row, session.id)) }
  })

  app.delete<OfId>('/studio/api/account/sessions/:id', own, async (request, reply) => {
    const { account } = visitOf(request)
    if (!(await sessions.end(account.id, request.params.id))) throw new Refusal('unknown-session')
    await access.audit(request, 'session.revoked', account.email)
    return reply.code(204).send()
  })

  app.delete('/studio/api/account/sessions', own, async (request, reply) => {
    const { account, session } = visitOf(request)
    await sessions.endAll(account.id, session.id)
    await access.audit(request, 'session.revoked', account.email, { all_others: true })
    return reply.code(204).send()
  })
}

export const sessionOf = (row: SessionRow, own: string | null): Session => ({
  id: row.id,
  own: row.id === own,
  agent: row.agent,
  address: row.address,
  created_at: time(row.createdAt),
  seen_at: time(row.seenAt),
  expires_at: time(row.expiresAt),
})
