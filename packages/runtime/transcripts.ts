/**
 * Conversations as somebody of the brand may see them, who is not the one they were held with.
 *
 * Owns that nothing sensitive is in it: sensitive messages are never opened, sensitive variables are masked, and so is everything that
 * repeats their values. Leaves who may look at it to the server.
 */
import type { Content, Program, State, Status, Value, Values } from '@parley/flow'
import { readState } from '@parley/flow'
import { type Cipher, openOr } from './cipher.ts'
import type { Queryable } from './database.ts'
import { RuntimeError } from './error.ts'
import type { Happened } from './happened.ts'
import type { ConversationId, VersionId } from './ids.ts'
import type { Programs } from './programs.ts'
import type { Environment } from './runtime.ts'
import { mask, masked, masksOf, sensitiveValues, withoutValues } from './sensitive.ts'
import { stateOf } from './sql/lock-conversations.ts'
import { eventOf } from './sql/read-record.ts'
import { readShown, type ShownRows } from './sql/read-shown.ts'
import { reasonOf } from './sql/save-turns.ts'
import { asked } from './versions.ts'

export interface ShownMessage {
  readonly seq: number
  readonly turn: number
  readonly from: 'bot' | 'user'
  /** `null`: it is sensitive. */
  readonly content: Content | null
  readonly at: number
}

/** What happened in a turn, as far as no message tells it. */
export interface ShownEvent {
  readonly turn: number
  readonly at: number
  readonly kind: Happened['kind']
  /** An outcome, a name. */
  readonly detail: string | null
  readonly error: { readonly kind: string; readonly message: string } | null
}

export interface ShownVariable {
  readonly flow: string
  readonly name: string
  readonly value: Value
  readonly sensitive: boolean
}

export interface ShownConversation {
  readonly solution: string
  readonly environment: Environment
  readonly version: VersionId
  readonly status: Status
  readonly messages: readonly ShownMessage[]
  readonly events: readonly ShownEvent[]
  /** Where each turn went; see `path.ts`. */
  readonly visits: ShownRows['visits']
  /** None where nobody can say any more which of them are sensitive. */
  readonly variables: readonly ShownVariable[]
  /** Calls that wait or were given up. */
  readonly effects: readonly Omit<ShownRows['effects'][number], 'effect'>[]
  /** There is more than is shown. */
  readonly cut: boolean
}

export interface Transcripts {
  /** `null`: there is no such conversation. */
  show(conversation: ConversationId): Promise<ShownConversation | null>
}

const most = 2000

export function createTranscripts(parts: {
  readonly db: Queryable
  readonly workspace: string
  readonly programs: Programs
  readonly cipher: Cipher
}): Transcripts {
  const { db, workspace, programs, cipher } = parts

  /** `null`: it is gone, or cannot be read. */
  async function programOf(version: VersionId): Promise<Program | null> {
    try {
      return programs.find(version) ?? (await asked(programs.load(db, version)))
    } catch (error) {
      if (error instanceof RuntimeError && error.code !== 'database-unavailable') return null
      throw error
    }
  }

  return {
    async show(conversation) {
      const rows = await asked(readShown(db, workspace, conversation, most + 1))
      if (rows === null) return null
      const program = await programOf(rows.version)
      const state = openState(conversation, rows.state, cipher)
      const hidden = program === null || state === null ? null : sensitiveValues(program, [state])
      const clean = (text: string): string =>
        hidden === null
          ? mask
          : withoutValues(
              text,
              [...hidden].toSorted((a, b) => b.length - a.length),
            )
      const { solution, environment, version, status, messages, happened, visits, effects } = rows
      return {
        solution,
        environment,
        version,
        status,
        messages: messages.slice(0, most).map(({ sensitive: _told, ...message }) => message),
        events: happened.slice(0, most).flatMap((row) => eventIn(conversation, row, cipher, clean)),
        visits: visits.slice(0, most),
        variables: program === null || state === null || hidden === null ? [] : variablesOf(program, state, hidden),
        effects: effects.slice(0, most).map(({ effect, reason, ...row }) => {
          const told =
            reason === null ? null : openOr(() => cipher.openText(reasonOf(conversation, effect), reason), mask)
          return { ...row, reason: told === null ? null : clean(told) }
        }),
        cut: [messages, happened, visits, effects].some((list) => list.length > most),
      }
    },
  }
}

/** `null`: its key is not there. RX3 */
function openState(conversation: ConversationId, stored: unknown, cipher: Cipher): State | null {
  const opened = openOr(() => cipher.openJson(stateOf(conversation), stored), null)
  return opened === null ? null : readState(opened, { conversation })
}

function variablesOf(program: Program, state: State, hidden: ReadonlySet<string>): readonly ShownVariable[] {
  return [...state.frames, state].flatMap(({ flow, variables }) =>
    [...(program.flows.get(flow)?.variables ?? [])].map(([name, { sensitive }]) => {
      const value = variables[name] ?? null
      if (sensitive) return { flow, name, value: value === null ? null : mask, sensitive: true }
      return { flow, name, value: withoutHidden(value, hidden), sensitive: false }
    }),
  )
}

/** The value, without what it repeats of a sensitive one. */
function withoutHidden(value: Value, hidden: ReadonlySet<string>): Value {
  const held: Values = { value }
  return masked(held, masksOf(held, hidden)).value ?? null
}

function eventIn(
  conversation: ConversationId,
  { turn, at, event }: ShownRows['happened'][number],
  cipher: Cipher,
  clean: (text: string) => string,
): readonly ShownEvent[] {
  const opened = openOr(() => cipher.openJson(eventOf(conversation, turn), event) as Happened, null)
  if (opened === null) return []
  const told = { turn, at, kind: opened.kind, detail: detailOf(opened), error: null }
  if (opened.kind !== 'action-finished' || opened.result.error === undefined) return [told]
  const { kind, message } = opened.result.error
  return [{ ...told, error: { kind, message: clean(message) } }]
}

/** Names and outcomes; never what somebody handed over. */
function detailOf(event: Happened): string | null {
  switch (event.kind) {
    case 'started':
      return event.flow
    case 'action-finished':
      return event.result.outcome
    case 'timer-fired':
      return event.timer
    case 'webhook':
    case 'page-event':
      return event.name
    case 'hand-over-ended':
      return event.outcome
    default:
      return null
  }
}
