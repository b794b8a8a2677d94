import type { Queryable, SharedDatabase } from '@parley/runtime'
import type { Role } from '@parley/studio/api'
import { Refusal } from '../http/refusal.ts'
import { createAccessId } from './secret.ts'

export type AccountId = `acc_${string}`

/** Somebody who works in the Studio. */
export interface Account {
  readonly id: AccountId
  /** Lower case. */
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly active: boolean
  /** Hashed; null: signs in with an OpenID provider only. */
  readonly password: string | null
  readonly issuer: string | null
  readonly subject: string | null
  /** Epoch milliseconds. */
  readonly createdAt: number
  readonly signedInAt: number | null
}

export interface NewAccount {
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly password: string | null
  readonly identity?: { readonly issuer: string; readonly subject: string }
}

export type AccountChange = Partial<Pick<Account, 'name' | 'role' | 'active' | 'password'>>

/** One address however it is written: mailboxes that differ in case alone do not exist in practice. */
export const plainEmail = (email: string): string => email.trim().toLowerCase()

const columns = `id, email, name, role, active, password, issuer, subject, created_at as "createdAt",
  signed_in_at as "signedInAt"`

/**
 * The accounts of a workspace.
 *
 * 1. There is always an active owner once there has been one: whatever would take the last one away is refused.
 */
export interface Accounts {
  list(): Promise<readonly Account[]>
  find(id: string): Promise<Account | null>
  findByEmail(email: string): Promise<Account | null>
  findByIdentity(issuer: string, subject: string): Promise<Account | null>
  isEmpty(db?: Queryable): Promise<boolean>
  /** @throws Refusal `account-exists` */
  add(account: NewAccount, db?: Queryable): Promise<Account>
  /** @throws Refusal `unknown-account`, `last-owner` */
  change(id: string, change: AccountChange, db: Queryable): Promise<Account>
  /** Joins it to an OpenID identity. */
  link(id: string, identity: { readonly issuer: string; readonly subject: string }, db: Queryable): Promise<void>
  signedIn(id: string): Promise<void>
  /** @throws Refusal `unknown-account`, `last-owner` */
  remove(id: string, db: Queryable): Promise<Account>
}

export function createAccounts(database: SharedDatabase, now: () => number): Accounts {
  const { workspace } = database

  async function select(name: string, where: string, values: readonly unknown[], db: Queryable = database) {
    const text = `select ${columns} from parley.account where workspace_id = $1 and ${where}`
    const { rows } = await db.query<Account>({ name: `account-${name}`, text, values: [workspace, ...values] })
    return rows
  }

  /** 1. Owners are locked, so that of two who take each other away the second one is refused. */
  async function keepOwner(id: string, db: Queryable): Promise<Account> {
    await select('lock-owners', "(role = 'owner' or id = $2) order by id for update", [id], db)
    const [account] = await select('find', 'id = $2', [id], db)
    if (account === undefined) throw new Refusal('unknown-account')
    return account
  }
  async function refuseLast(account: Account, db: Queryable): Promise<void> {
    if (account.role !== 'owner' || !account.active) return
    const others = await select('other-owners', "role = 'owner' and active and id <> $2", [account.id], db)
    if (others.length === 0) throw new Refusal('last-owner')
  }

  return {
    list: () => select('list', 'true order by lower(name), id', []),
    find: async (id) => (await select('find', 'id = $2', [id]))[0] ?? null,
    findByEmail: async (email) => (await select('email', 'email = $2', [plainEmail(email)]))[0] ?? null,
    findByIdentity: async (...identity) =>
      (await select('identity', 'issuer = $2 and subject = $3', identity))[0] ?? null,
    isEmpty: async (db) => (await select('any', 'true limit 1', [], db)).length === 0,
    async add({ email, name, role, password, identity }, db = database) {
      const at = now()
      const text = `insert into parley.account
        (workspace_id, id, email, name, role, password, issuer, subject, active, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, true, $9)
        on conflict do nothing returning ${columns}`
      const id = createAccessId('acc', at)
      const person = [plainEmail(email), name, role, password, identity?.issuer ?? null, identity?.subject ?? null]
      const { rows } = await db.query<Account>({ name: 'account-add', text, values: [workspace, id, ...person, at] })
      const [account] = rows
      if (account === undefined) throw new Refusal('account-exists')
      return account
    },
    async change(id, change, db) {
      const account = await keepOwner(id, db)
      const next = { ...account, ...change }
      if (next.role !== 'owner' || !next.active) await refuseLast(account, db)
      const text = `update parley.account set name = $3, role = $4, active = $5, password = $6
        where workspace_id = $1 and id = $2`
      const values = [workspace, id, next.name, next.role, next.active, next.password]
      await db.query({ name: 'account-change', text, values })
      return next
    },
    async link(id, { issuer, subject }, db) {
      const text = 'update parley.account set issuer = $3, subject = $4 where workspace_id = $1 and id = $2'
      await db.query({ name: 'account-link', text, values: [workspace, id, issuer, subject] })
    },
    async signedIn(id) {
      const text = 'update parley.account set signed_in_at = $3 where workspace_id = $1 and id = $2'
      await database.query({ name: 'account-signed-in', text, values: [workspace, id, now()] })
    },
    async remove(id, db) {
      const account = await keepOwner(id, db)
      await refuseLast(account, db)
      const text = 'delete from parley.account where workspace_id = $1 and id = $2'
      await db.query({ name: 'account-remove', text, values: [workspace, id] })
      return account
    },
  }
}
