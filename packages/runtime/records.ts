/**
 * Conversations as they were, event by event, to be played again.
 *
 * Owns the putting together of what turns left behind: rows of events, and messages that tell their event whole. What
 * playing gives is the reader's concern.
 *
 * RR1 played on the version it began on, a record gives the messages that were stored
 */
import type { Event, Program, Status } from '@parley/flow'
import type { Cipher } from './cipher.ts'
import type { Queryable } from './database.ts'
import { type Happened, saidIn } from './happened.ts'
import type { ConversationId, VersionId } from './ids.ts'
import type { Programs } from './programs.ts'
import type { Environment, StoredMessage } from './runtime.ts'
import { listRecords, type RecordFilter } from './sql/list-records.ts'
import { readRecordRows } from './sql/read-record.ts'
import { asked } from './versions.ts'

/** One turn of a record. */
export interface RecordedTurn {
  readonly turn: number
  /** Epoch milliseconds. */
  readonly at: number
  readonly event:
    | Exclude<Happened, { kind: 'started' | 'given-up' }>
    | Omit<Extract<Event, { kind: 'started' }>, 'at' | 'random'>
}

export interface ConversationRecord {
  readonly conversation: ConversationId
  readonly solution: string
  readonly environment: Environment
  readonly status: Status
  /** The version that it began on. */
  readonly version: VersionId
  /** The flow that it began with. */
  readonly flow: string
  /** It went on in another version later: no single program has made it. */
  readonly moved: boolean
  /** Its flow could not take what it waited for: after the last turn it was ended from outside. */
  readonly givenUp: boolean
  readonly turns: readonly RecordedTurn[]
  readonly messages: readonly StoredMessage[]
}

/** Why there is no record: it began before events were kept, or it is too long. */
export type NoRecord = 'unknown' | 'not-recorded' | 'too-long'

export interface Records {
  read(conversation: ConversationId): Promise<ConversationRecord | NoRecord>
  /** What a version does. */
  program(version: VersionId): Promise<Program>
  /** Ids of conversations, newest first. */
  list(filter: Pick<RecordFilter, 'solution'> & Partial<RecordFilter>): Promise<readonly ConversationId[]>
}

const mostTurns = 5000
const listed = { usual: 100, most: 1000 }

export function createRecords(parts: {
  readonly db: Queryable
  readonly workspace: string
  readonly programs: Programs
  readonly cipher: Cipher
}): Records {
  const { db, workspace, programs, cipher } = parts
  return {
    program: async (version) => programs.find(version) ?? (await asked(programs.load(db, version))),
    async read(conversation) {
      const rows = await asked(readRecordRows(db, workspace, conversation, mostTurns + 1, cipher))
      if (rows === null) return 'unknown'
      const { solution, environment, status, version, turn: last } = rows
      if (last > mostTurns || rows.messages.length > mostTurns) return 'too-long'
      const kept = new Map(rows.happened.map((row) => [row.turn, row]))
      const started = kept.get(1)?.event
      if (started?.kind !== 'started') return 'not-recorded'
      const turns: RecordedTurn[] = []
      let givenUp = false
      for (let turn = 1; turn <= last; turn += 1) {
        const told = kept.get(turn) ?? tellingMessage(rows.messages, turn)
        if (told === null) return 'not-recorded'
        const { at, event } = told
        if (event.kind === 'given-up') givenUp = true
        else if (event.kind === 'started') turns.push({ turn, at, event: withoutPlace(event) })
        else turns.push({ turn, at, event })
      }
      return {
        conversation,
        solution,
        environment,
        status,
        version: started.version,
        flow: started.flow,
        moved: started.version !== version,
        givenUp,
        turns,
        messages: rows.messages.map(({ turn: _turn, ...message }) => message),
      }
    },
    list({ solution, limit = listed.usual, ...filter }) {
      const open = { environment: null, version: null, since: null, before: null }
      return asked(listRecords(db, workspace, { ...open, ...filter, solution, limit: Math.min(limit, listed.most) }))
    },
  }
}

function withoutPlace({ flow: _flow, version: _version, ...event }: Extract<Happened, { kind: 'started' }>) {
  return event
}

/** The event of a turn, where the person's message tells it. */
function tellingMessage(
  messages: readonly (StoredMessage & { readonly turn: number })[],
  turn: number,
): { readonly at: number; readonly event: Happened } | null {
  const message = messages.find((each) => each.turn === turn && each.from === 'user')
  const said = message === undefined ? null : saidIn(message.content)
  return message === undefined || said === null ? null : { at: message.at, event: { kind: 'said', said } }
}
