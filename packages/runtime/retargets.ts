/**
 * Messages that Braze sends to who has left and has not come back.
 *
 * Owns when a planned message goes out and when it does not. That one is planned is decided by the flow and committed with its
 * turn (`batch.ts`); what goes out is a queued delivery like any other (`outbox.ts`), which never sends a message a second time
 * when it is in doubt.
 *
 * RT1 what a committed turn planned goes out once when its time has come, whatever dies, unless there is a reason not to
 * RT2 it does not go out to who has taken the conversation up again or begun another one of the solution, nor when the rule
 *     went out to them less than `once` ago, nor a day late
 * RT3 the newest plan of a person and a rule counts
 */
import type { Database } from './database.ts'
import type { ContactId } from './ids.ts'
import { dropRetargets } from './sql/drop-retargets.ts'
import { type DecidedRetarget, endRetargets } from './sql/end-retargets.ts'
import { type DueRetarget, leaseRetargets } from './sql/lease-retargets.ts'

export interface Retargets {
  /** Decides on what is due. */
  look(): Promise<void>
  /** Removes what is of no use any more. */
  sweep(): Promise<void>
}

/** A message so late says something that is long over. */
const latestMs = 86_400_000
const pageSize = 256
const mostDropped = 5000

/** Whether a message that is due goes out, and if not, why. RT2 */
export function decide(due: DueRetarget, now: number): 'send' | 'taken-up' | 'came-back' | 'sent-lately' | 'late' {
  if (due.status !== due.leftAs) return 'taken-up'
  if (due.cameBack) return 'came-back'
  if (due.sentAt !== null && now - due.sentAt < due.onceMs) return 'sent-lately'
  return now - due.dueAt > latestMs ? 'late' : 'send'
}

export function createRetargets(parts: {
  readonly db: Database['pool']
  readonly workspace: string
  readonly owner: string
  readonly leaseMs: number
  now(): number
  /** The lines of these contacts have something new. */
  wake(contacts: readonly ContactId[]): void
}): Retargets {
  const { db, workspace, owner, leaseMs } = parts

  return {
    async look() {
      for (;;) {
        const now = parts.now()
        const due = await leaseRetargets(db, { workspace, now, owner, ms: leaseMs, limit: pageSize })
        if (due.length > 0) {
          const decided = due.map((each): DecidedRetarget => ({ due: each, sends: decide(each, now) === 'send' }))
          // RT1: dies a node before this, the lease runs out and another one decides.
          const contacts = await endRetargets(db, workspace, owner, now, decided)
          if (contacts.length > 0) parts.wake(contacts)
        }
        if (due.length < pageSize) return
      }
    },
    async sweep() {
      while ((await dropRetargets(db, workspace, parts.now(), mostDropped)) === mostDropped);
    },
  }
}
