import type { Invitation, OneTimeLink, People, Person } from '@parley/studio/api'
import type { FastifyInstance } from 'fastify'
import type { Access } from '../../access/access.ts'
import { type Account, plainEmail } from '../../access/accounts.ts'
import type { InvitationRow, Made } from '../../access/invitations.ts'
import { Refusal } from '../refusal.ts'
import { type OfId, sessionOf } from './access-account-routes.ts'
import { readBody } from './access-request.ts'
import { linkTo, time, timeOrNull } from './access-session.ts'

interface OfSession {
  readonly Params: { readonly id: string; readonly session: string }
}

/** Who works in the Studio: invited, given a role, put out, removed. For owners. */
export function addPeopleRoutes(app: FastifyInstance, access: Access): void {
  const { accounts, invitations, sessions, database, guard } = access
  const owners = { onRequest: guard.requires('access:manage') }

  app.get('/studio/api/people', owners, async (): Promise<People> => {
    const [people, invited] = await Promise.all([accounts.list(), invitations.list()])
    return { people: people.map(personOf), invitations: invited.map(invitationOf) }
  })

  app.post('/studio/api/people/invitations', owners, async (request, reply): Promise<OneTimeLink> => {
    const { email: given, role } = readBody('invite', request.body)
    const email = plainEmail(given)
    if ((await accounts.findByEmail(email)) !== null) throw new Refusal('account-exists')
    const by = guard.callerOf(request).id
    const made = await database.transaction((db) => invitations.invite(email, role, by, db))
    await access.audit(request, 'person.invited', email, { role })
    reply.code(201)
    return oneTime(linkTo(access, request, 'invitation', made.token), made)
  })

  app.delete<OfId>('/studio/api/people/invitations/:id', owners, async (request, reply) => {
    const removed = await database.transaction((db) => invitations.remove(request.params.id, db))
    if (removed === null) throw new Refusal('invitation-unknown')
    await access.audit(request, 'invitation.withdrawn', removed.email)
    return reply.code(204).send()
  })

  app.patch<OfId>('/studio/api/people/:id', owners, async (request): Promise<Person> => {
    const { role, active } = readBody('person', request.body)
    const { id } = request.params
    const change = { ...(role === undefined ? {} : { role }), ...(active === undefined ? {} : { active }) }
    const { before, after } = await database.transaction(async (db) => {
      const before = await accounts.find(id)
      const after = await accounts.change(id, change, db)
      if (!after.active) await sessions.endAll(id, null, db)
      return { before, after }
    })
    if (before !== null && before.role !== after.role)
      await access.audit(request, 'person.role-changed', after.email, { from: before.role, to: after.role })
    if (before !== null && before.active !== after.active)
      await access.audit(request, after.active ? 'person.reactivated' : 'person.deactivated', after.email)
    return personOf(after)
  })

  app.delete<OfId>('/studio/api/people/:id', owners, async (request, reply) => {
    const removed = await database.transaction((db) => accounts.remove(request.params.id, db))
    await access.audit(request, 'person.removed', removed.email)
    return reply.code(204).send()
  })

  app.post<OfId>('/studio/api/people/:id/password-link', owners, async (request, reply): Promise<OneTimeLink> => {
    const account = await accounts.find(request.params.id)
    if (account === null) throw new Refusal('unknown-account')
    const by = guard.callerOf(request).id
    const made = await database.transaction((db) => invitations.renewPassword(account.id, by, db))
    await access.audit(request, 'password.link-made', account.email)
    reply.code(201)
    return oneTime(linkTo(access, request, 'invitation', made.token), made)
  })

  app.get<OfId>('/studio/api/people/:id/sessions', owners, async (request) => {
    const rows = await sessions.list(request.params.id)
    const own = guard.visitOf(request)?.session.id ?? null
    return { sessions: rows.map((row) => sessionOf(row, own)) }
  })

  app.delete<OfSession>('/studio/api/people/:id/sessions/:session', owners, async (request, reply) => {
    const { id, session } = request.params
    const account = await accounts.find(id)
    if (account === null || !(await sessions.end(id, session))) throw new Refusal('unknown-session')
    await access.audit(request, 'session.revoked', account.email)
    return reply.code(204).send()
  })
}

const oneTime = (link: string, { expiresAt }: Made): OneTimeLink => ({ link, expires_at: time(expiresAt) })

const personOf = (account: Account): Person => ({
  id: account.id,
  name: account.name,
  email: account.email,
  role: account.role,
  active: account.active,
  has_password: account.password !== null,
  created_at: time(account.createdAt),
  signed_in_at: timeOrNull(account.signedInAt),
})

const invitationOf = (row: Extract<InvitationRow, { kind: 'invitation' }>): Invitation => ({
  id: row.id,
  email: row.email,
  role: row.role,
  created_at: time(row.createdAt),
  expires_at: time(row.expiresAt),
})
