/**
 * Moves running conversations from one version to another.
 *
 * Owns the way through the conversations of a version, in batches that anyone may go on with. What a state becomes is decided
 * by `migrateState`, under the conversation's lock as in any turn (`batch.ts`).
 *
 * 1. Only what an operator asked for is moved (R6), and each conversation whole: version and state together.
 * 2. A conversation that cannot be moved is left as it is and named with its reason.
 * 3. Done twice, or by two at once, it is as if done once.
 */
import { checkMapping, migrateState, type Program, placesFor, readState } from '@parley/flow'
import type { Cipher } from './cipher.ts'
import type { Queryable } from './database.ts'
import { RuntimeError } from './error.ts'
import type { Happening, Outcome } from './happening.ts'
import { type ConversationId, createId, type VersionId } from './ids.ts'
import { busyReason } from './migrate-draft.ts'
import type { Programs } from './programs.ts'
import { listVersionConversations } from './sql/list-version-conversations.ts'
import { listVersionMoves, type VersionMove } from './sql/list-version-moves.ts'
import { advanceVersionMove, putVersionMove } from './sql/put-version-move.ts'
import type { MigrationId, MigrationPlan, Migrations, Stay, Versions } from './version.ts'
import { asked } from './versions.ts'

export interface MigrationsParts {
  readonly db: Queryable
  readonly workspace: string
  readonly programs: Programs
  readonly versions: Pick<Versions, 'find'>
  readonly cipher: Cipher
  now(): number
  take(happening: Happening): Promise<Outcome>
}

/** Conversations in the queue at once, so that those who talk do not wait behind thousands. */
const side = 32
/** For one that is in the middle of a turn each time. */
const mostTries = 10

/** What became of a conversation; `null`: it is over, or elsewhere already. */
type End = Stay | 'moved' | null

export function createMigrations(parts: MigrationsParts): Migrations {
  const { db, workspace, cipher } = parts

  const program = async (version: VersionId): Promise<Program> =>
    parts.programs.find(version) ?? (await asked(parts.programs.load(db, version)))

  async function read(plan: MigrationPlan) {
    const [from, to] = await Promise.all([
      parts.versions.find(plan.solution, plan.from),
      parts.versions.find(plan.solution, plan.to),
    ])
    return { from: from.version, to: to.version }
  }

  async function find(id: MigrationId): Promise<VersionMove> {
    const [move] = await asked(listVersionMoves(db, workspace, { id }))
    if (move === undefined) throw new RuntimeError('unknown-migration', `There is no migration ${id.slice(0, 80)}.`)
    return move
  }

  async function moveOne(move: VersionMove, conversation: ConversationId, tries = mostTries): Promise<End> {
    const { from, to, migration } = move
    const happening = { kind: 'migrate', conversation, from, to, mapping: migration.mapping } as const
    const outcome = await parts.take(happening).catch((error: unknown): Outcome => {
      // A bug in one conversation must not hold up the others; it is in the log.
      if (error instanceof RuntimeError && error.code === 'turn-failed')
        return { kind: 'dropped', reason: error.message }
      throw error
    })
    if (outcome.kind === 'taken') return 'moved'
    if (outcome.kind === 'dropped' && outcome.reason === busyReason && tries > 1)
      return moveOne(move, conversation, tries - 1)
    return outcome.kind === 'dropped' && outcome.reason !== undefined ? { conversation, reason: outcome.reason } : null
  }

  return {
    async check(plan) {
      const { from, to } = await read(plan)
      return checkMapping(await program(from), await program(to), plan.mapping)
    },
    async preview(plan, { after = '', limit }) {
      const versions = await read(plan)
      const [from, to] = [await program(versions.from), await program(versions.to)]
      const { environment, mapping } = plan
      const found = await asked(
        listVersionConversations(db, workspace, versions.from, { after, environment, limit }, cipher),
      )
      const stays = found.flatMap(({ id, state }): readonly Stay[] => {
        const migrated = migrateState({ from, to, mapping }, readState(state, { conversation: id }))
        if (migrated.kind === 'moved') return []
        const { reason, lacks } = migrated
        return [{ conversation: id, reason, ...(lacks === undefined ? {} : { lacks }) }]
      })
      return {
        moved: found.length - stays.length,
        stays,
        last: found.length < limit ? null : (found.at(-1)?.id ?? null),
      }
    },
    async places(plan, lack) {
      const { from, to } = await read(plan)
      return placesFor({ from: await program(from), to: await program(to) }, lack)
    },
    async begin(plan, { by = null, note = null } = {}) {
      const { from, to } = await read(plan)
      const { solution, environment, mapping } = plan
      const id: MigrationId = createId('move', parts.now())
      await asked(
        putVersionMove(db, workspace, { id, solution, from, to, environment, mapping, by, note, at: parts.now() }),
      )
      return (await find(id)).migration
    },
    async go(id, limit) {
      const move = await find(id)
      const { environment } = move.migration
      // Both are at hand when the first batch needs them.
      await Promise.all([program(move.from), program(move.to)])
      const found = await asked(
        listVersionConversations(db, workspace, move.from, { after: move.cursor, environment, limit }, cipher),
      )
      const ends: End[] = []
      for (let at = 0; at < found.length; at += side)
        ends.push(...(await Promise.all(found.slice(at, at + side).map((each) => moveOne(move, each.id)))))
      const stays = ends.filter((end) => end !== null && end !== 'moved')
      const last = found.length < limit ? null : (found.at(-1)?.id ?? null)
      const moved = ends.filter((end) => end === 'moved').length
      await asked(advanceVersionMove(db, workspace, id, { last, moved, stayed: stays.length }))
      return { migration: (await find(id)).migration, stays }
    },
    async list(solution) {
      return (await asked(listVersionMoves(db, workspace, { solution }))).map((move) => move.migration)
    },
  }
}
