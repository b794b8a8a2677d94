import type { Queryable, SharedDatabase } from '@parley/runtime'
import type { Role } from '@parley/studio/api'
import { createAccessId, createSecret, hashSecret } from './secret.ts'

const hourMs = 3_600_000
/** Who reads a terminal is there. */
const welcomeMs = 24 * hourMs
/** Somebody may be on holiday. */
const invitationMs = 7 * 24 * hourMs
const passwordMs = 24 * hourMs

/** A link that works once: to a new account, or to a new password. */
export type InvitationRow = {
  readonly id: string
  /** Epoch milliseconds. */
  readonly createdAt: number
  readonly expiresAt: number
} & (
  | { readonly kind: 'welcome'; readonly email: null; readonly role: null; readonly account: null }
  | { readonly kind: 'invitation'; readonly email: string; readonly role: Role; readonly account: null }
  | { readonly kind: 'password'; readonly email: null; readonly role: null; readonly account: string }
)

export interface Made {
  readonly id: string
  readonly token: string
  readonly expiresAt: number
}

/** One-time links. Only the hash of what a link holds is stored. */
export interface Invitations {
  /** For the first owner. Earlier ones no longer work. */
  welcome(): Promise<Made>
  /** An earlier one for the same address no longer works. */
  invite(email: string, role: Role, by: string, db: Queryable): Promise<Made>
  /** An earlier one for the same account no longer works. */
  renewPassword(account: string, by: string, db: Queryable): Promise<Made>
  list(): Promise<readonly Extract<InvitationRow, { kind: 'invitation' }>[]>
  find(token: string): Promise<InvitationRow | null>
  /** Uses it up. Of two at once one gets it. */
  take(token: string, db: Queryable): Promise<InvitationRow | null>
  /** Removes the one for an address, which somebody has got in with by another way. */
  drop(email: string, db: Queryable): Promise<void>
  remove(id: string, db: Queryable): Promise<Extract<InvitationRow, { kind: 'invitation' }> | null>
}

const columns = `id, kind, email, role, account_id as account, created_at as "createdAt", expires_at as "expiresAt"`

export function createInvitations(database: SharedDatabase, now: () => number): Invitations {
  const { workspace } = database

  async function make(
    row: { kind: string; email?: string; role?: Role; account?: string; by?: string; keepMs: number },
    db: Queryable,
  ): Promise<Made> {
    const [token, at] = [createSecret(), now()]
    const [id, expiresAt] = [createAccessId('inv', at), at + row.keepMs]
    const oldText = `delete from parley.invitation where workspace_id = $1 and (expires_at <= $2
      or kind = $3 and email is not distinct from $4 and account_id is not distinct from $5)`
    const whose = [row.email ?? null, row.account ?? null]
    await db.query({ name: 'invitation-replace', text: oldText, values: [workspace, at, row.kind, ...whose] })
    const text = `insert into parley.invitation
      (workspace_id, id, token_hash, kind, email, account_id, role, created_by, created_at, expires_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`
    const values = [
      workspace,
      id,
      hashSecret(token),
      row.kind,
      ...whose,
      row.role ?? null,
      row.by ?? null,
      at,
      expiresAt,
    ]
    await db.query({ name: 'invitation-make', text, values })
    return { id, token, expiresAt }
  }

  async function ask(name: string, text: string, values: readonly unknown[], db: Queryable = database) {
    const { rows } = await db.query<InvitationRow>({ name: `invitation-${name}`, text, values: [workspace, ...values] })
    return rows
  }
  const good = 'workspace_id = $1 and token_hash = $2 and expires_at > $3'

  return {
    welcome: () => database.transaction((db) => make({ kind: 'welcome', keepMs: welcomeMs }, db)),
    invite: (email, role, by, db) => make({ kind: 'invitation', email, role, by, keepMs: invitationMs }, db),
    renewPassword: (account, by, db) => make({ kind: 'password', account, by, keepMs: passwordMs }, db),
    async list() {
      const where = "workspace_id = $1 and kind = 'invitation' and expires_at > $2 order by id desc limit 500"
      const rows = await ask('list', `select ${columns} from parley.invitation where ${where}`, [now()])
      return rows.filter((row) => row.kind === 'invitation')
    },
    async find(token) {
      const text = `select ${columns} from parley.invitation where ${good}`
      return (await ask('find', text, [hashSecret(token), now()]))[0] ?? null
    },
    async take(token, db) {
      const text = `delete from parley.invitation where ${good} returning ${columns}`
      return (await ask('take', text, [hashSecret(token), now()], db))[0] ?? null
    },
    async drop(email, db) {
      await ask('drop', 'delete from parley.invitation where workspace_id = $1 and email = $2', [email], db)
    },
    async remove(id, db) {
      const text = `delete from parley.invitation
        where workspace_id = $1 and id = $2 and kind = 'invitation' returning ${columns}`
      const [row] = await ask('remove', text, [id], db)
      return row?.kind === 'invitation' ? row : null
    },
  }
}
