import type { Cipher, SealedPlace } from '../cipher.ts'
import type { BrazeErased, Erasure, ErasureBrazeStatus, ErasureId } from '../contact.ts'
import type { Queryable } from '../database.ts'
import type { RowCounts } from './drop-conversations.ts'

/** Where profiles of an erased contact are to be deleted, and which. */
export interface BrazeErasing {
  readonly places: readonly {
    readonly solution: string
    readonly environment: 'sandbox' | 'prod'
    readonly version: string
  }[]
  readonly externalIds: readonly string[]
  readonly aliases: readonly { readonly alias_name: string; readonly alias_label: string }[]
}

/** Where who is to be deleted is sealed. */
const brazeOf = (id: string): SealedPlace => ({ of: `erasure ${id}`, row: 'braze' })

const putText = `
insert into parley.erasure (workspace_id, id, contact_hash, erased_by, reason, at, counts, braze_status, braze, due_at)
values ($1, $2, $3, $4, $5, $6, $7::json, $8, $9::json, $10)`

export async function putErasure(
  db: Queryable,
  workspace: string,
  erasure: Omit<Erasure, 'braze'>,
  erasing: BrazeErasing | null,
  cipher: Cipher,
): Promise<void> {
  const { id, contactHash, by, reason, at, counts } = erasure
  const status: ErasureBrazeStatus = erasing === null ? 'not-asked' : 'waiting'
  const braze = erasing === null ? null : cipher.sealJson(brazeOf(id), erasing)
  const due = erasing === null ? null : at
  const values = [workspace, id, contactHash, by, reason, at, JSON.stringify(counts), status, braze, due]
  await db.query({ text: putText, values })
}

interface Row {
  readonly id: ErasureId
  readonly contactHash: string
  readonly by: string
  readonly reason: string | null
  readonly at: number
  readonly counts: RowCounts
  readonly status: ErasureBrazeStatus
  readonly answers: readonly BrazeErased[]
}

const readText = `
select id, contact_hash as "contactHash", erased_by as by, reason, at, counts, braze_status as status, braze_answers as answers
from parley.erasure where workspace_id = $1 and id = $2`

export async function readErasure(db: Queryable, workspace: string, id: string): Promise<Erasure | null> {
  const { rows } = await db.query<Row>({ text: readText, values: [workspace, id] })
  const [row] = rows
  if (row === undefined) return null
  const { status, answers, ...erasure } = row
  return { ...erasure, braze: { status, answers } }
}

export interface DueErasure {
  readonly id: ErasureId
  readonly attempts: number
  readonly erasing: BrazeErasing
}

/** One node at a time takes one in hand. */
const leaseText = `
with due as (
  select id from parley.erasure
  where workspace_id = $1 and due_at <= $2 and (lease_until is null or lease_until < clock_timestamp())
    and ($5::text is null or id = $5)
  order by due_at limit $4
  for update skip locked
)
update parley.erasure e
set attempts = e.attempts + 1, lease_until = clock_timestamp() + $3::int * interval '1 millisecond'
from due where e.workspace_id = $1 and e.id = due.id
returning e.id, e.attempts, e.braze`

export async function leaseErasures(
  db: Queryable,
  workspace: string,
  lease: { readonly now: number; readonly ms: number; readonly limit: number; readonly id?: string },
  cipher: Cipher,
): Promise<readonly DueErasure[]> {
  const values = [workspace, lease.now, lease.ms, lease.limit, lease.id ?? null]
  const { rows } = await db.query<{ id: ErasureId; attempts: number; braze: unknown }>({ text: leaseText, values })
  return rows.map(({ id, attempts, braze }) => ({
    id,
    attempts,
    erasing: cipher.openJson(brazeOf(id), braze) as BrazeErasing,
  }))
}

/** Whom it was about is forgotten as soon as nothing is to be done any more. */
const endText = `
update parley.erasure
set braze_status = $3, braze_answers = $4::json, due_at = $5, lease_until = null, braze = case when $5::bigint is null then null else braze end
where workspace_id = $1 and id = $2`

export async function endErasure(
  db: Queryable,
  workspace: string,
  id: string,
  end: {
    readonly status: ErasureBrazeStatus
    readonly answers: readonly BrazeErased[]
    readonly againAt: number | null
  },
): Promise<void> {
  const values = [workspace, id, end.status, JSON.stringify(end.answers), end.againAt]
  await db.query({ text: endText, values })
}
