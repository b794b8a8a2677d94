import { migrateState, type Program, readState, type StateMapping, statusOf } from '@parley/flow'
import type { Draft } from './draft.ts'
import { RuntimeError } from './error.ts'
import type { Outcome } from './happening.ts'
import type { VersionId } from './ids.ts'
import { movedPath } from './path.ts'
import type { Moved } from './sql/move-conversations.ts'

/** One that has just had another turn is not moved in the same batch, but in the next. */
export const busyReason = 'It is in the middle of a turn.'

/** Puts a locked conversation on another version, or says why it cannot go there. R6 */
export function migrateDraft(
  draft: Draft,
  move: { readonly from: VersionId; readonly to: VersionId; readonly mapping: StateMapping },
  programs: ReadonlyMap<VersionId, Program | RuntimeError>,
): Outcome {
  const { conversation } = draft
  if (conversation.version !== move.from || move.from === move.to) return { kind: 'dropped' }
  // The effects of the batch's own turns are written later: they would be taken for those of the new version.
  if (draft.actions.length > 0) return { kind: 'dropped', reason: busyReason }
  const [from, to] = [readProgram(programs, move.from), readProgram(programs, move.to)]
  const before = readState(conversation.state, { conversation: conversation.id })
  const migrated = migrateState({ from, to, mapping: move.mapping }, before)
  if (migrated.kind === 'stays') return { kind: 'dropped', reason: migrated.reason }
  const { state } = migrated
  draft.movedFrom ??= move.from
  draft.conversation = { ...conversation, version: move.to, state, status: statusOf(state) }
  draft.changed = true
  const path = movedPath(before, state)
  if (path !== '') draft.visits.push({ turn: state.turn, path })
  const { seq } = conversation
  const { turn, menu } = state
  const { status } = draft.conversation
  return { kind: 'taken', messages: [], afterSeq: seq, seq, turn, status, menu, menuChanged: false }
}

function readProgram(programs: ReadonlyMap<VersionId, Program | RuntimeError>, version: VersionId): Program {
  const program = programs.get(version)
  if (program === undefined) throw new Error(`the program of ${version} was not loaded`)
  if (program instanceof RuntimeError) throw program
  return program
}

/** The conversations of a batch that change their version. */
export function readMoved(drafts: readonly Draft[]): readonly Moved[] {
  return drafts.flatMap(({ conversation: { id, version }, movedFrom }) =>
    movedFrom === null ? [] : [{ conversation: id, from: movedFrom, to: version }],
  )
}
