import type { Queryable, SharedDatabase } from '@parley/runtime'
import type { Account } from './accounts.ts'
import { createAccessId, createSecret, hashSecret } from './secret.ts'

const minuteMs = 60_000
/** Whoever does nothing for so long signs in again: a working day with its breaks. */
const idleMs = 12 * 60 * minuteMs
/** However busy, at the latest after so long. */
const longestMs = 14 * 24 * 60 * minuteMs
/** When it was seen last is written at most so often. */
const touchMs = minuteMs

/** A browser that somebody is signed in with. */
export interface SessionRow {
  readonly id: string
  readonly account: string
  readonly began: 'password' | 'link' | 'oidc'
  readonly address: string | null
  readonly agent: string | null
  /** Epoch milliseconds. */
  readonly createdAt: number
  readonly seenAt: number
  readonly expiresAt: number
}

export interface Visit {
  readonly session: SessionRow
  readonly account: Account
}

export type SessionStart = Pick<SessionRow, 'account' | 'began' | 'address' | 'agent'>

/** Sessions of the Studio. Only the hash of what the cookie holds is stored. */
export interface Sessions {
  /** @returns what the cookie holds */
  begin(start: SessionStart, db?: Queryable): Promise<string>
  /** Whoever holds the token, as long as session and account are good. `idle`: nobody does anything, so that it is not seen by this. */
  find(token: string, idle?: boolean): Promise<Visit | null>
  list(account: string): Promise<readonly SessionRow[]>
  /** @returns whether there was one */
  end(account: string, id: string, db?: Queryable): Promise<boolean>
  /** `except`: the id of one that goes on. */
  endAll(account: string, except: string | null, db?: Queryable): Promise<void>
}

const rowColumns = `s.id, s.account_id as account, s.began, s.address, s.agent, s.created_at as "createdAt",
  s.seen_at as "seenAt", s.expires_at as "expiresAt"`

const findText = `
select ${rowColumns}, a.email, a.name, a.role, a.active, a.password, a.issuer, a.subject,
  a.created_at as "accountCreatedAt", a.signed_in_at as "signedInAt"
from parley.session s
join parley.account a on a.workspace_id = s.workspace_id and a.id = s.account_id
where s.workspace_id = $1 and s.token_hash = $2 and s.expires_at > $3 and s.seen_at > $4 and a.active`

type Found = SessionRow &
  Pick<Account, 'email' | 'name' | 'role' | 'active' | 'password' | 'issuer' | 'subject' | 'signedInAt'> & {
    readonly accountCreatedAt: number
  }

export function createSessions(database: SharedDatabase, now: () => number): Sessions {
  const { workspace } = database
  return {
    async begin({ account, began, address, agent }, db = database) {
      const [token, at] = [createSecret(), now()]
      const oldText = 'delete from parley.session where workspace_id = $1 and (expires_at <= $2 or seen_at <= $3)'
      await db.query({ name: 'session-expired', text: oldText, values: [workspace, at, at - idleMs] })
      const text = `insert into parley.session
        (workspace_id, token_hash, id, account_id, began, address, agent, created_at, seen_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)`
      const start = [account, began, address, agent?.slice(0, 300) ?? null, at, at + longestMs]
      const values = [workspace, hashSecret(token), createAccessId('ses', at), ...start]
      await db.query({ name: 'session-begin', text, values })
      return token
    },
    async find(token, idle = false) {
      const [hash, at] = [hashSecret(token), now()]
      const values = [workspace, hash, at, at - idleMs]
      const { rows } = await database.query<Found>({ name: 'session-find', text: findText, values })
      const [found] = rows
      if (found === undefined) return null
      if (!idle && at - found.seenAt >= touchMs) {
        const text = 'update parley.session set seen_at = $3 where workspace_id = $1 and token_hash = $2'
        await database.query({ name: 'session-touch', text, values: [workspace, hash, at] })
      }
      return visitOf(found)
    },
    async list(account) {
      const at = now()
      const text = `select ${rowColumns} from parley.session s
        where s.workspace_id = $1 and s.account_id = $2 and s.expires_at > $3 and s.seen_at > $4
        order by s.seen_at desc limit 200`
      const values = [workspace, account, at, at - idleMs]
      return (await database.query<SessionRow>({ name: 'session-list', text, values })).rows
    },
    async end(account, id, db = database) {
      const text = 'delete from parley.session where workspace_id = $1 and account_id = $2 and id = $3'
      const { rowCount } = await db.query({ name: 'session-end', text, values: [workspace, account, id] })
      return rowCount === 1
    },
    async endAll(account, except, db = database) {
      const text = `delete from parley.session
        where workspace_id = $1 and account_id = $2 and ($3::text is null or id <> $3)`
      await db.query({ name: 'session-end-all', text, values: [workspace, account, except] })
    },
  }
}

function visitOf(found: Found): Visit {
  const { id, account, began, address, agent, createdAt, seenAt, expiresAt } = found
  const { email, name, role, active, password, issuer, subject, signedInAt, accountCreatedAt } = found
  const person = { email, name, role, active, password, issuer, subject, signedInAt, createdAt: accountCreatedAt }
  return {
    session: { id, account, began, address, agent, createdAt, seenAt, expiresAt },
    account: { id: account as Account['id'], ...person },
  }
}
