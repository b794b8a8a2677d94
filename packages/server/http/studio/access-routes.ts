import type { FastifyInstance } from 'fastify'
import type { Access } from '../../access/access.ts'
import { addAccountRoutes } from './access-account-routes.ts'
import { addAuditRoutes } from './access-audit-routes.ts'
import { addKeyRoutes } from './access-key-routes.ts'
import { addOidcRoutes, type OidcParts } from './access-oidc-routes.ts'
import { addPeopleRoutes } from './access-people-routes.ts'
import { addSignInRoutes } from './access-sign-in-routes.ts'

/** Signing in, people, API keys, the audit log. */
export function addAccessRoutes(app: FastifyInstance, access: Access, oidc?: OidcParts): void {
  addSignInRoutes(app, access, oidc?.settings.label ?? null)
  if (oidc !== undefined) addOidcRoutes(app, access, oidc)
  addAccountRoutes(app, access)
  addPeopleRoutes(app, access)
  addKeyRoutes(app, access)
  addAuditRoutes(app, access)
}
