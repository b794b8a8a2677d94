import type { Queryable } from '../database.ts'

const outboxText = `
update parley.outbox set lease_owner = null, lease_until = null
where workspace_id = $1 and dead_at is null and lease_owner = $2`

const timerText = `
update parley.timer set lease_owner = null, lease_until = null
where workspace_id = $1 and at <= $3 and lease_owner = $2`

/** Gives up everything that a node holds, so that another takes over at once. */
export async function releaseLeases(db: Queryable, workspace: string, owner: string, now: number): Promise<void> {
  await db.query({ text: outboxText, values: [workspace, owner] })
  await db.query({ text: timerText, values: [workspace, owner, now] })
}
