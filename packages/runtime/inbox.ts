/**
 * The inbox: sentences of which it was not clear what they mean, for somebody to decide about.
 *
 * Owns what is kept of them and for how long. Turns propose them (`turn.ts`); what becomes of one that is assigned, an example of an
 * intent, is the designer's document and no concern of this.
 *
 * RN1 a sentence is kept masked, with the turn that proposed it, and goes with its conversation
 * RN2 it is kept for ninety days, of each environment of a solution the newest five thousand that are open, of a conversation fifty
 * RN3 what was decided stays so until it is opened again; of several who decide at once the first one does, and is told which they were
 */
import { type Effect, type Program, readState, type State } from '@parley/flow'
import { type Cipher, isSealed } from './cipher.ts'
import type { Queryable } from './database.ts'
import { RuntimeError } from './error.ts'
import type { ConversationId, VersionId } from './ids.ts'
import { knownOf, maskWords, personalFound } from './masked-words.ts'
import type { Programs } from './programs.ts'
import { sensitiveValues } from './sensitive.ts'
import {
  decideSentences,
  dropExcessSentences,
  dropOldSentences,
  type SentenceDecision,
  type SentenceKey,
} from './sql/decide-sentences.ts'
import { listSentences, type SentenceFilter } from './sql/list-sentences.ts'
import { type Conversation, stateOf } from './sql/lock-conversations.ts'
import { type Sentence, saveSentences } from './sql/save-sentences.ts'
import { asked } from './versions.ts'

export interface Inbox {
  /** Those that are open, newest first, at most `most`; `total`: how many there are. */
  list(
    filter: SentenceFilter,
    most: number,
  ): Promise<{ readonly sentences: readonly Sentence[]; readonly total: number }>
  /**
   * Says which of them are decided so; the others are not there, or somebody decided before. Whoever does not hear the answer can say it
   * again, that they are open as well.
   */
  decide(
    solution: string,
    keys: readonly SentenceKey[],
    decision: Pick<SentenceDecision, 'decision' | 'intent' | 'by'>,
  ): Promise<readonly SentenceKey[]>
  /**
   * Somebody of the brand says what words of a conversation meant.
   *
   * @throws RuntimeError `unknown-conversation`
   */
  correct(correction: {
    readonly solution: string
    readonly conversation: ConversationId
    readonly text: string
    readonly language: string
    readonly intent: string | null
  }): Promise<void>
  /** Removes what is old, and what there is too much of. */
  sweep(): Promise<void>
}

const keptMs = 90 * 86_400_000
const mostOpen = 5000
/** Removed at once, and so many times in one sweep. */
const batch = 500
const mostBatches = 100

type Proposal = Extract<Effect, { kind: 'propose' }>

/** RN1 */
export function sentencesOf(
  proposals: readonly Proposal[],
  program: Program,
  before: Conversation,
  after: State,
  at: number,
): readonly Sentence[] {
  const { id: conversation, solution, environment } = before
  const known = [...sensitiveValues(program, [before.state, after]), ...knownOf(after.contact)]
  return proposals.flatMap(({ kind: _, text, ...proposal }, place): readonly Sentence[] => {
    const masked = maskWords(text, [...known, ...personalFound(program, text, proposal.language)])
    return masked === ''
      ? []
      : [{ conversation, turn: after.turn, place, solution, environment, at, ...proposal, text: masked }]
  })
}

export function createInbox(parts: {
  readonly db: Queryable
  readonly workspace: string
  readonly programs: Programs
  readonly cipher: Cipher
  now(): number
}): Inbox {
  const { db, workspace, programs, cipher } = parts

  async function read(solution: string, conversation: ConversationId) {
    const text = `select c.environment, c.version_id as version, c.state,
        (select coalesce(max(i.place) + 1, 0) from parley.inbox i
          where i.workspace_id = $1 and i.conversation_id = c.id and i.turn = c.turn) as place
      from parley.conversation c where c.workspace_id = $1 and c.solution = $2 and c.id = $3`
    type Row = Pick<Sentence, 'environment' | 'place'> & { readonly version: VersionId; readonly state: unknown }
    const { rows } = await db.query<Row>({ text, values: [workspace, solution, conversation] })
    const [row] = rows
    if (row === undefined)
      throw new RuntimeError('unknown-conversation', `"${solution}" has no conversation ${conversation.slice(0, 80)}.`)
    return row
  }

  return {
    list: (filter, most) => asked(listSentences(db, workspace, filter, most, cipher)),
    decide: (solution, keys, decision) =>
      asked(decideSentences(db, workspace, solution, keys, { ...decision, at: parts.now() })),
    async correct({ solution, conversation, text, language, intent }) {
      const { environment, version, state: stored, place } = await asked(read(solution, conversation))
      const program = programs.find(version) ?? (await asked(programs.load(db, version)))
      const state = readState(cipher.openJson(stateOf(conversation), stored), { conversation })
      const known = [...sensitiveValues(program, [state]), ...knownOf(state.contact)]
      const masked = maskWords(text, [...known, ...personalFound(program, text, language)])
      if (masked === '') return
      const { flow, node, turn } = state
      const from = { conversation, turn, place, solution, environment, at: parts.now(), flow, node, language, intent }
      const sentence: Sentence = { ...from, reason: 'corrected', alternatives: [], text: masked }
      const sealed = new Set(isSealed(stored) ? [conversation] : [])
      await asked(saveSentences(db, workspace, [sentence], sealed, cipher))
    },
    async sweep() {
      const before = Math.floor(parts.now() - keptMs)
      const repeat = async (remove: () => Promise<number>): Promise<void> => {
        for (let round = 0; round < mostBatches; round += 1) if ((await remove()) < batch) return
      }
      await repeat(() => dropOldSentences(db, workspace, before, batch))
      await repeat(() => dropExcessSentences(db, workspace, mostOpen, batch))
    },
  }
}
