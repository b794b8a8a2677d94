import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Access } from '../../access/access.ts'
import { cookieOf, setCookie } from '../../access/cookie.ts'
import { attemptMs, type Oidc, OidcError } from '../../access/oidc.ts'
import { admitPerson, type OidcAdmission, personOf } from '../../access/oidc-person.ts'
import { countedNetwork, networkOfRequest, originOf } from '../../access/place.ts'
import { loggable } from '../../loggable.ts'
import type { OidcSettings } from '../../settings.ts'
import { beginSession } from './access-session.ts'

export interface OidcParts {
  readonly settings: OidcSettings
  readonly provider: Oidc
  readonly log: Pick<Logger, 'warn'>
}

const cookie = 'parley_oidc'
const path = '/studio/api/oidc'

/** Sign-ins that begin within a minute: each is a row until it expires. */
const begun = { perNetwork: 60, all: 600 }

/** To the provider and back. Both are pages that a browser goes to, so what goes wrong is told on the sign-in page. */
export function addOidcRoutes(app: FastifyInstance, access: Access, { settings, provider, log }: OidcParts): void {
  const open = { onRequest: access.guard.anybody }

  const limiter = (points: number) => new RateLimiterMemory({ keyPrefix: '', points, duration: 60 })
  const [ofNetwork, ofAll] = [limiter(begun.perNetwork), limiter(begun.all)]

  /** Counted in this process alone. Whoever comes from this very machine may be a proxy that nobody named. */
  async function mayBegin(request: FastifyRequest): Promise<boolean> {
    const network = countedNetwork(request.raw, access.place)
    const counted = network === null ? [] : [ofNetwork.consume(network)]
    return Promise.all([...counted, ofAll.consume('all')]).then(
      () => true,
      () => false,
    )
  }

  function keepCookie(request: FastifyRequest, reply: FastifyReply, token: string, maxAge: number): void {
    const secure = originOf(request.raw, access.place).startsWith('https:')
    reply.header('set-cookie', setCookie(cookie, token, { path, secure, maxAge }))
  }

  function back(reply: FastifyReply, code: string): FastifyReply {
    return reply.redirect(`/studio/sign-in?refused=${code}`, 303)
  }

  async function failed(request: FastifyRequest, reply: FastifyReply, error: unknown): Promise<FastifyReply> {
    if (!(error instanceof OidcError)) throw error
    log.warn({ code: error.code, error: loggable(error.cause) }, 'a sign-in with the OpenID provider did not work')
    await note(request, 'unknown', error.code)
    return back(reply, error.code)
  }

  async function note(request: FastifyRequest, subject: string, why: string): Promise<void> {
    const address = networkOfRequest(request.raw, access.place)
    const details = { by: 'oidc', why }
    await access.log.add({ actor: null, action: 'session.began', subject, details, address, outcome: 'refused' })
  }

  app.get<{ Querystring: { readonly to?: unknown } }>(`${path}/start`, open, async (request, reply) => {
    const { to } = request.query
    // Only a page of the Studio: whoever made the link must not send people elsewhere.
    if (!(await mayBegin(request))) return back(reply, 'oidc-busy')
    const target = typeof to === 'string' && to.length < 1000 && /^\/(?![/\\])[^\s]*$/.test(to) ? to : '/'
    try {
      const { url, token } = await provider.begin(`${originOf(request.raw, access.place)}${path}/callback`, target)
      keepCookie(request, reply, token, attemptMs / 1000)
      return reply.redirect(url, 303)
    } catch (error) {
      return failed(request, reply, error)
    }
  })

  app.get(`${path}/callback`, open, async (request, reply) => {
    const returned = new URL(request.url, originOf(request.raw, access.place))
    const token = cookieOf(request.headers.cookie, cookie)
    keepCookie(request, reply, '', 0)
    try {
      const { target, ...claims } = await provider.finish(token, returned)
      const admission = await admitPerson(access, personOf(claims, settings), settings)
      if (admission.kind === 'refused') {
        await note(request, admission.email, admission.why)
        return back(reply, admission.why)
      }
      await beginSession(access, request, reply, admission.account, 'oidc')
      await write(request, admission)
      return reply.redirect(`/studio${target}`, 303)
    } catch (error) {
      return failed(request, reply, error)
    }
  })

  async function write(request: FastifyRequest, admission: Extract<OidcAdmission, { kind: 'admitted' }>) {
    const { account, news } = admission
    const row = { actor: account, subject: account.email, address: networkOfRequest(request.raw, access.place) }
    const details = { by: 'oidc', role: account.role }
    if (news === 'joined') await access.log.add({ ...row, action: 'person.joined', details })
    if (news === 'linked') await access.log.add({ ...row, action: 'person.linked', details })
    if (news === 'role') await access.log.add({ ...row, action: 'person.role-changed', details })
    await access.log.add({ ...row, action: 'session.began', details: { by: 'oidc' } })
  }
}
