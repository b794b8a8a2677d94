import type { IncomingMessage } from 'node:http'
import { type PasswordFault, passwordFault, shortestPassword } from '@parley/studio/api'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Access } from '../../access/access.ts'
import type { Account } from '../../access/accounts.ts'
import { cookieOf, setCookie } from '../../access/cookie.ts'
import { cookiePath, sessionCookie } from '../../access/guard.ts'
import { networkOfRequest, originOf } from '../../access/place.ts'
import type { SessionRow } from '../../access/sessions.ts'
import { Refusal } from '../refusal.ts'

const isSecure = (request: IncomingMessage, access: Access): boolean =>
  originOf(request, access.place).startsWith('https:')

/**
 * Signs a browser in. It always gets a new session, and loses the one it came with: nobody can prepare a session for somebody else to
 * sign in with.
 */
export async function beginSession(
  access: Access,
  request: FastifyRequest,
  reply: FastifyReply,
  account: Account,
  began: SessionRow['began'],
): Promise<void> {
  const before = cookieOf(request.headers.cookie, sessionCookie)
  const old = before === undefined ? null : await access.sessions.find(before)
  if (old !== null) await access.sessions.end(old.account.id, old.session.id)
  const token = await access.sessions.begin({
    account: account.id,
    began,
    address: networkOfRequest(request.raw, access.place),
    agent: request.headers['user-agent'] ?? null,
  })
  await access.accounts.signedIn(account.id)
  reply.header(
    'set-cookie',
    setCookie(sessionCookie, token, { path: cookiePath, secure: isSecure(request.raw, access) }),
  )
}

export function dropCookie(access: Access, request: FastifyRequest, reply: FastifyReply): void {
  const secure = isSecure(request.raw, access)
  reply.header('set-cookie', setCookie(sessionCookie, '', { path: cookiePath, secure, maxAge: 0 }))
}

const faults: { readonly [fault in PasswordFault]: string } = {
  short: `Use at least ${shortestPassword} characters. A few words in a row are easy to remember.`,
  long: 'This is longer than a password may be. Use fewer characters.',
  common: 'This is one of the passwords that everybody tries first. Choose another one.',
  known: 'This is made of your name or your address. Choose another one.',
}

/** @throws Refusal `weak-password` */
export function checkPassword(password: string, known: { readonly email: string; readonly name: string }): void {
  const fault = passwordFault(password, known)
  if (fault !== null)
    throw new Refusal('weak-password', faults[fault], { errors: [{ pointer: '/password', detail: faults[fault] }] })
}

/** A link to a page of the Studio that carries a token where no server, log or referrer sees it. */
export const linkTo = (access: Access, request: FastifyRequest, page: string, token: string): string =>
  `${originOf(request.raw, access.place)}/studio/${page}#${token}`

export const time = (at: number): string => new Date(at).toISOString()

export const timeOrNull = (at: number | null): string | null => (at === null ? null : time(at))
