import { type InvitationView, type Me, permissionsOf, type SignInWays } from '@parley/studio/api'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Access } from '../../access/access.ts'
import { type Account, plainEmail } from '../../access/accounts.ts'
import { cookieOf } from '../../access/cookie.ts'
import { csrfTokenOf, sessionCookie } from '../../access/guard.ts'
import { countedNetwork, networkOfRequest } from '../../access/place.ts'
import type { Visit } from '../../access/sessions.ts'
import { Refusal } from '../refusal.ts'
import { readBody } from './access-request.ts'
import { beginSession, checkPassword, dropCookie, time } from './access-session.ts'

/** How one comes in and goes out again. Nothing here tells whether an address has an account. */
export function addSignInRoutes(app: FastifyInstance, access: Access, oidcLabel: string | null): void {
  const { accounts, attempts, passwords, sessions, guard } = access
  const open = { onRequest: guard.anybody }

  app.get('/studio/api/sign-in', open, async (): Promise<SignInWays> => {
    const empty = await accounts.isEmpty()
    return { empty, oidc: oidcLabel === null ? null : { label: oidcLabel } }
  })

  app.post('/studio/api/sign-in', open, async (request, reply) => {
    const { email: given, password } = readBody('signIn', request.body)
    const email = plainEmail(given)
    const network = countedNetwork(request.raw, access.place)
    await attempts.begin(email, network, () => refused(request, email, 'locked-out'))
    const account = await accounts.findByEmail(email)
    // Checked whether there is somebody or not, and only then told apart.
    const isRight = await passwords.matches(password, account?.password ?? null)
    if (account === null || !isRight || !account.active) {
      await refused(request, email, 'sign-in-refused')
      throw new Refusal('sign-in-refused')
    }
    // Hashing takes a while, in which somebody may have been put out, or the password may have become another.
    const now = await accounts.find(account.id)
    if (now === null || !now.active || now.password !== account.password) throw new Refusal('sign-in-refused')
    await attempts.succeeded(email, network)
    await enter(request, reply, now, 'password')
    return reply.code(204).send()
  })

  app.post('/studio/api/sign-out', { onRequest: guard.requires(null) }, async (request, reply) => {
    const visit = guard.visitOf(request)
    if (visit !== null) {
      await sessions.end(visit.account.id, visit.session.id)
      await access.audit(request, 'session.ended', visit.account.email)
    }
    dropCookie(access, request, reply)
    return reply.code(204).send()
  })

  app.get('/studio/api/me', { onRequest: guard.requires(null) }, async (request): Promise<Me> => {
    const visit = guard.visitOf(request)
    if (visit === null) throw new Refusal('signed-out', 'An API key is nobody. Ask for what it opens instead.')
    return meOf(visit, cookieOf(request.headers.cookie, sessionCookie) ?? '')
  })

  async function enter(request: FastifyRequest, reply: FastifyReply, account: Account, by: 'password' | 'link') {
    await beginSession(access, request, reply, account, by)
    const address = networkOfRequest(request.raw, access.place)
    const details = { by }
    await access.log.add({ actor: account, action: 'session.began', subject: account.email, details, address })
  }

  async function refused(request: FastifyRequest, email: string, why: string): Promise<void> {
    const address = networkOfRequest(request.raw, access.place)
    const entry = { actor: null, action: 'session.began', subject: email, details: { why }, address } as const
    await access.log.add({ ...entry, outcome: 'refused' })
  }

  addLinkRoutes(app, access, enter)
}

type Enter = (request: FastifyRequest, reply: FastifyReply, account: Account, by: 'link') => Promise<void>

/** One-time links: the first owner's, invitations, new passwords. */
function addLinkRoutes(app: FastifyInstance, access: Access, enter: Enter): void {
  const { accounts, invitations, passwords, sessions, database, guard } = access
  const open = { onRequest: guard.anybody }
  const networkOf = (request: FastifyRequest) => networkOfRequest(request.raw, access.place)

  async function find(token: string) {
    const found = await invitations.find(token)
    if (found === null) throw new Refusal('invitation-unknown')
    return found
  }

  app.post('/studio/api/welcome', open, async (request, reply) => {
    const { token, name, email, password } = readBody('welcome', request.body)
    if ((await find(token)).kind !== 'welcome') throw new Refusal('invitation-unknown')
    checkPassword(password, { name, email })
    const hash = await passwords.hash(password)
    const account = await database.transaction(async (db) => {
      if ((await invitations.take(token, db))?.kind !== 'welcome') throw new Refusal('invitation-unknown')
      if (!(await accounts.isEmpty(db))) throw new Refusal('invitation-unknown')
      const made = await accounts.add({ email, name, role: 'owner', password: hash }, db)
      const row = { actor: made, action: 'person.joined', subject: made.email, address: networkOf(request) }
      await access.log.add({ ...row, details: { role: 'owner', by: 'welcome' } }, db)
      return made
    })
    await enter(request, reply, account, 'link')
    return reply.code(204).send()
  })

  app.post('/studio/api/invitation/look', open, async (request): Promise<InvitationView> => {
    const found = await find(readBody('look', request.body).token)
    const expires_at = time(found.expiresAt)
    if (found.kind === 'invitation')
      return { kind: 'invitation', email: found.email, role: found.role, name: null, expires_at }
    const account = found.kind === 'password' ? await accounts.find(found.account) : null
    if (account === null) throw new Refusal('invitation-unknown')
    return { kind: 'password', email: account.email, role: account.role, name: account.name, expires_at }
  })

  app.post('/studio/api/invitation', open, async (request, reply) => {
    const { token, name, password } = readBody('accept', request.body)
    const found = await find(token)
    const old = found.kind === 'password' ? await accounts.find(found.account) : null
    const known = { name: old?.name ?? name ?? '', email: old?.email ?? found.email ?? '' }
    if (known.name === '')
      throw new Refusal('invalid-request', undefined, { errors: [{ pointer: '/name', detail: 'Give a name' }] })
    checkPassword(password, known)
    const hash = await passwords.hash(password)
    const account = await database.transaction(async (db) => {
      const taken = await invitations.take(token, db)
      const address = networkOf(request)
      if (taken?.kind === 'invitation') {
        const { email, role } = taken
        const made = await accounts.add({ email, name: known.name, role, password: hash }, db)
        const details = { role, by: 'invitation' }
        await access.log.add({ actor: made, action: 'person.joined', subject: email, details, address }, db)
        return made
      }
      if (taken?.kind !== 'password') throw new Refusal('invitation-unknown')
      const changed = await accounts.change(taken.account, { password: hash }, db)
      if (!changed.active) throw new Refusal('invitation-unknown')
      await sessions.endAll(changed.id, null, db)
      const row = { actor: changed, action: 'password.changed', subject: changed.email, address }
      await access.log.add({ ...row, details: { by: 'link' } }, db)
      return changed
    })
    await enter(request, reply, account, 'link')
    return reply.code(204).send()
  })
}

function meOf({ account }: Visit, token: string): Me {
  const { id, name, email, role, password } = account
  const csrf = csrfTokenOf(token)
  return { id, name, email, role, permissions: permissionsOf[role], csrf, has_password: password !== null }
}
