import type { Queryable, SharedDatabase } from '@parley/runtime'
import { type Permission, permissionsOf, type Role } from '@parley/studio/api'
import { createAccessId, createSecret, hashSecret } from './secret.ts'

/** Every API key begins like this, so that leaked ones can be searched for and none is mistaken for another secret. */
export const keyBeginning = 'parley_key_'
/** How much of a key is shown in lists. */
const shown = keyBeginning.length + 6
/** When it was used last is written at most so often. */
const touchMs = 60_000

/** A key for programs: some of the permissions of who made it. */
export interface ApiKeyRow {
  readonly id: `key_${string}`
  readonly name: string
  readonly prefix: string
  readonly permissions: readonly Permission[]
  readonly account: string
  readonly accountName: string
  /** Epoch milliseconds. */
  readonly createdAt: number
  readonly expiresAt: number | null
  readonly usedAt: number | null
}

export interface NewKey {
  readonly name: string
  readonly permissions: readonly Permission[]
  readonly account: string
  readonly expiresAt: number | null
}

export interface ApiKeys {
  /** `account`: only theirs. */
  list(account: string | null): Promise<readonly ApiKeyRow[]>
  /** The key itself is in this answer and nowhere else. */
  make(key: NewKey, db: Queryable): Promise<{ readonly key: ApiKeyRow; readonly secret: string }>
  /**
   * Whoever holds it, as long as it is good. Its permissions are those that it has and its maker still has: somebody whose role
   * shrinks does not keep the old one in a key.
   */
  find(secret: string): Promise<ApiKeyRow | null>
  /** `account`: only if it is theirs. @returns what was revoked */
  revoke(id: string, account: string | null, db: Queryable): Promise<ApiKeyRow | null>
}

const columns = `k.id, k.name, k.prefix, k.permissions, k.account_id as account, a.name as "accountName",
  k.created_at as "createdAt", k.expires_at as "expiresAt", k.used_at as "usedAt"`
const joined = 'parley.api_key k join parley.account a on a.workspace_id = k.workspace_id and a.id = k.account_id'

type Stored = ApiKeyRow & { readonly role: Role }

/** At most what the maker may now. */
const within = ({ role, ...key }: Stored): ApiKeyRow => ({
  ...key,
  permissions: key.permissions.filter((each) => permissionsOf[role].includes(each)),
})

export function createApiKeys(database: SharedDatabase, now: () => number): ApiKeys {
  const { workspace } = database

  async function select(name: string, where: string, values: readonly unknown[], db: Queryable = database) {
    const text = `select ${columns}, a.role from ${joined} where k.workspace_id = $1 and k.revoked_at is null and ${where}`
    const { rows } = await db.query<Stored>({ name: `key-${name}`, text, values: [workspace, ...values] })
    return rows
  }

  return {
    async list(account) {
      const found = await select('list', '($2::text is null or k.account_id = $2) order by k.id desc limit 500', [
        account,
      ])
      return found.map(within)
    },
    async make({ name, permissions, account, expiresAt }, db) {
      const [secret, at] = [createSecret(keyBeginning), now()]
      const text = `insert into parley.api_key
        (workspace_id, id, token_hash, prefix, name, permissions, account_id, created_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`
      const id = createAccessId('key', at)
      const described = [secret.slice(0, shown), name, permissions, account, at, expiresAt]
      await db.query({ name: 'key-make', text, values: [workspace, id, hashSecret(secret), ...described] })
      const [made] = await select('made', 'k.id = $2', [id], db)
      if (made === undefined) throw new Error('a key that was just made is not there')
      return { key: within(made), secret }
    },
    async find(secret) {
      const at = now()
      const values = [hashSecret(secret), at]
      const where = 'k.token_hash = $2 and (k.expires_at is null or k.expires_at > $3) and a.active'
      const [found] = await select('find', where, values)
      if (found === undefined) return null
      if (at - (found.usedAt ?? 0) >= touchMs) {
        const text = 'update parley.api_key set used_at = $3 where workspace_id = $1 and id = $2'
        await database.query({ name: 'key-touch', text, values: [workspace, found.id, at] })
      }
      return within(found)
    },
    async revoke(id, account, db) {
      const [found] = await select('one', 'k.id = $2 and ($3::text is null or k.account_id = $3)', [id, account], db)
      if (found === undefined) return null
      const text = 'update parley.api_key set revoked_at = $3 where workspace_id = $1 and id = $2'
      await db.query({ name: 'key-revoke', text, values: [workspace, id, now()] })
      return within(found)
    },
  }
}
