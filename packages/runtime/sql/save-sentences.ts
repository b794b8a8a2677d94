import type { Alternative, Effect } from '@parley/flow'
import type { Cipher, SealedPlace } from '../cipher.ts'
import type { Queryable } from '../database.ts'
import type { ConversationId } from '../ids.ts'
import type { Environment } from '../runtime.ts'

/** `corrected`: somebody of the brand said what was meant; see `propose` of the flow for the others. */
export type SentenceReason = Extract<Effect, { kind: 'propose' }>['reason'] | 'corrected'

/** A sentence of which it was not clear what it means, as it is kept. */
export interface Sentence {
  readonly conversation: ConversationId
  readonly turn: number
  /** Among those of the turn. */
  readonly place: number
  readonly solution: string
  readonly environment: Environment
  /** When it was said, epoch milliseconds. */
  readonly at: number
  readonly flow: string
  readonly node: string
  /** BCP 47. */
  readonly language: string
  readonly reason: SentenceReason
  readonly intent: string | null
  readonly alternatives: readonly Alternative[]
  /** Masked. */
  readonly text: string
}

/** Of one conversation: whoever says nonsense a thousand times fills nobody's inbox. */
const mostOfConversation = 50

const text = `
insert into parley.inbox (workspace_id, conversation_id, turn, place, solution, environment, at, flow, node, language, reason, intent,
  alternatives, text)
select $1, d.conversation, d.turn, d.place, d.solution, d.environment, d.at, d.flow, d.node, d.language, d.reason, d.intent,
  d.alternatives::json, d.text
from unnest($2::text[], $3::int[], $4::int[], $5::text[], $6::text[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[],
  $12::text[], $13::text[], $14::text[])
  as d (conversation, turn, place, solution, environment, at, flow, node, language, reason, intent, alternatives, text)
where (select count(*) from parley.inbox i where i.workspace_id = $1 and i.conversation_id = d.conversation) < ${mostOfConversation}
on conflict do nothing`

/** Keeps sentences in the open transaction; says how many. `sealed`: see `saveTurns`. */
export async function saveSentences(
  db: Queryable,
  workspace: string,
  sentences: readonly Sentence[],
  sealed: ReadonlySet<ConversationId>,
  cipher: Cipher,
): Promise<number> {
  const column = (read: (sentence: Sentence) => unknown) => sentences.map(read)
  const values = [
    workspace,
    column(({ conversation }) => conversation),
    column(({ turn }) => turn),
    column(({ place }) => place),
    column(({ solution }) => solution),
    column(({ environment }) => environment),
    column(({ at }) => at),
    column(({ flow }) => flow),
    column(({ node }) => node),
    column(({ language }) => language),
    column(({ reason }) => reason),
    column(({ intent }) => intent),
    column(({ alternatives }) => JSON.stringify(alternatives)),
    column((each) =>
      sealed.has(each.conversation) ? cipher.sealText(sentenceOf(each.conversation, each), each.text) : each.text,
    ),
  ]
  return (await db.query({ name: 'save-sentences', text, values })).rowCount ?? 0
}

/** Where its text is sealed. */
export const sentenceOf = (
  conversation: string,
  { turn, place }: { readonly turn: unknown; readonly place: unknown },
): SealedPlace => ({
  of: conversation,
  row: `inbox ${turn} ${place}`,
})
