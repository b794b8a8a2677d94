import type { SharedDatabase } from '@parley/runtime'
import type { FastifyRequest } from 'fastify'
import type { ApiKeyDoor } from '../http/operator-guard.ts'
import { type Accounts, createAccounts } from './accounts.ts'
import { type ApiKeyRow, type ApiKeys, createApiKeys } from './api-keys.ts'
import { type Attempts, createAttempts } from './attempts.ts'
import { type AuditDetails, type AuditLog, createAuditLog } from './audit.ts'
import { createCounts } from './counts.ts'
import { type AccessGuard, createStudioGuard } from './guard.ts'
import { createInvitations, type Invitations } from './invitations.ts'
import { createKeyUse, type UseKey } from './key-use.ts'
import { createPasswords, type Passwords } from './password.ts'
import { networkOfRequest, type Place } from './place.ts'
import { createSessions, type Sessions } from './sessions.ts'

/**
 * Writes down what whoever sends the request has done. Call it after the deed.
 *
 * @param action `thing.deed`: `version.published`, `dead-letter.replayed`
 * @param subject on what: a name or an id
 * @param details short facts; never a secret, a password, a token or what somebody said in a conversation
 * @throws RuntimeError when it cannot be written down
 */
export type Audit = (request: FastifyRequest, action: string, subject: string, details?: AuditDetails) => Promise<void>

/** Who works in the Studio, and what they may and did. */
export interface Access {
  readonly database: SharedDatabase
  readonly place: Place
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly invitations: Invitations
  readonly keys: ApiKeys
  readonly attempts: Attempts
  readonly passwords: Passwords
  readonly log: AuditLog
  readonly guard: AccessGuard
  readonly audit: Audit
  /** Whoever holds an API key, counted. @throws Refusal `rate-limited` */
  findKey(secret: string): Promise<ApiKeyRow | null>
  /** API keys, for the operator's part of the API. */
  readonly apiKeys: ApiKeyDoor
  /** While there is no account: a new token for the link that makes the first owner. */
  welcome(): Promise<string | null>
  now(): number
}

export interface AccessOptions {
  readonly database: SharedDatabase
  readonly place: Place
  /** Multiplies how often things may be done; 0: as often as anybody likes. */
  readonly rateFactor?: number
  readonly passwords?: Passwords
  readonly now?: () => number
}

export function createAccess(options: AccessOptions): Access {
  const { database, place, rateFactor = 1, passwords = createPasswords(), now = Date.now } = options
  const accounts = createAccounts(database, now)
  const sessions = createSessions(database, now)
  const invitations = createInvitations(database, now)
  const keys = createApiKeys(database, now)
  const log = createAuditLog(database, now)
  const counts = createCounts(database, now)
  const findKey = createKeyFinder(keys, createKeyUse(counts, now, rateFactor))
  const guard = createStudioGuard({ place, findSession: sessions.find, findKey })
  return {
    database,
    place,
    accounts,
    sessions,
    invitations,
    keys,
    attempts: createAttempts(counts, now, rateFactor),
    passwords,
    log,
    guard,
    audit: (request, action, subject, details) =>
      log.add({
        actor: guard.callerOf(request),
        action,
        subject,
        address: networkOfRequest(request.raw, place),
        ...(details === undefined ? {} : { details }),
      }),
    findKey,
    apiKeys: {
      findKey,
      changed: (request, actor, route) =>
        log.add({
          actor,
          action: 'api.called',
          subject: route,
          details: paramsOf(request),
          address: networkOfRequest(request.raw, place),
        }),
    },
    welcome: async () => ((await accounts.isEmpty()) ? (await invitations.welcome()).token : null),
    now,
  }
}

function createKeyFinder(keys: ApiKeys, use: UseKey): Access['findKey'] {
  return async (secret) => {
    const key = await keys.find(secret)
    if (key !== null) await use(key.id)
    return key
  }
}

/** The names in an address: of a solution, a version, a letter. Ids of people are left out: entries outlive an erasure. */
const paramsOf = (request: FastifyRequest): AuditDetails =>
  Object.fromEntries(
    Object.entries(request.params as object)
      .map(([name, value]) => [name, String(value)] as const)
      .filter(([, value]) => !value.startsWith('cont_')),
  )
