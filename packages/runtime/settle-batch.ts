import type { Batch } from './batch.ts'
import { RuntimeError } from './error.ts'
import type { Hub } from './hub.ts'
import type { Neighbours } from './neighbours.ts'
import type { Outbox } from './outbox.ts'
import { keyOf } from './places.ts'
import type { Task } from './sql/lease-outbox.ts'
import type { LinesMet, OutboxRow } from './sql/save-turns.ts'

/** After the commit, and only then: those who wait are answered, those who watch are told, effects begin. R2 */
export function settleBatch(
  batch: Batch,
  lines: LinesMet | null,
  parts: {
    readonly counts: { batches: number; turns: number; failedTurns: number }
    readonly hub: Hub
    readonly neighbours: Neighbours
    readonly outbox: Outbox
  },
): void {
  const { counts, hub, neighbours, outbox } = parts
  counts.batches += 1
  for (const { waiting, outcome } of batch.results) {
    if (outcome instanceof RuntimeError) {
      if (outcome.code === 'turn-failed') counts.failedTurns += 1
      waiting.fail(outcome)
    } else {
      if (outcome.kind === 'taken') counts.turns += 1
      waiting.settle(outcome)
    }
  }
  const changed = batch.drafts.filter((draft) => draft.changed)
  for (const { conversation, messages } of changed) {
    const { state, status, seq: lastSeq } = conversation
    hub.committed(conversation.id, {
      messages: messages.map((entry) => entry.message),
      turn: state.turn,
      status,
      lastSeq,
      menu: state.menu,
    })
  }
  neighbours.tell(changed.map((draft) => draft.conversation.id))
  if (batch.saved === null) return
  outbox.execute(beginsOf(batch, lines))
  const behind = batch.saved.outbox.some((row) => row.mode === 'queue') || (lines !== null && lines.waiting.size > 0)
  if (behind || (lines !== null && lines.freed.length > 0)) outbox.wake(lines?.freed)
}

/** What this node has leased by the commit and executes at once. */
function beginsOf(batch: Batch, lines: LinesMet | null): readonly Task[] {
  if (batch.saved?.lease == null) return []
  // Without the answer nobody knows which deliveries are leased: then their lease runs out. R4
  const isHeld = (row: OutboxRow) => (lines === null ? !row.delivery : !lines.waiting.has(keyOf(row)))
  return batch.drafts.flatMap(({ conversation, actions }) => {
    const { version, solution, environment, channel, state } = conversation
    const contact = state.contact ?? { id: conversation.contact }
    const begun = { version, solution, environment, contact, page: state.page, channel, attempts: 1, takeovers: 0 }
    const fresh = { doubtful: false, repeated: false, late: false }
    const sealed = batch.saved?.sealed.has(conversation.id) === true
    return actions
      .filter((row) => row.mode === 'await' && isHeld(row))
      .map((row) => ({ ...row, ...begun, ...fresh, ...(sealed && { sealed }) }))
  })
}
