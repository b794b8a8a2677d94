import type { EffectId, Values } from '@parley/flow'
import type { Cipher } from '../cipher.ts'
import type { Queryable } from '../database.ts'
import type { ConversationId } from '../ids.ts'
import { inputOf, reasonOf } from './save-turns.ts'

/** What becomes of an executed effect whose end is not itself a turn. */
export type Ending = {
  readonly conversation: ConversationId
  readonly effect: EffectId
  /** Its input is sealed: so is what an answer to it may quote. */
  readonly sealed?: boolean
  readonly masks?: readonly string[]
} & (
  | { readonly kind: 'done' }
  /** Again at `runAt`, epoch milliseconds, by whoever looks first. */
  | { readonly kind: 'again'; readonly runAt: number; readonly reason: string; readonly doubtful: boolean }
  /** `input`: what is left of it to be done. */
  | {
      readonly kind: 'dead'
      readonly diedAt: number
      readonly reason: string
      readonly doubtful: boolean
      readonly input?: Values
    }
)

/** Only the holder of the lease may end it; one who lost it has nothing to say any more. */
const text = `
with d as (
  select * from unnest($3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::bool[], $9::text[])
    as d (conversation, effect, kind, at, reason, doubtful, input)
), done as (
  delete from parley.outbox o using d
  where o.workspace_id = $1 and o.conversation_id = d.conversation and o.effect_id = d.effect
    and o.lease_owner = $2 and d.kind = 'done'
)
update parley.outbox o
set lease_owner = null, lease_until = null, reason = d.reason,
  run_at = case d.kind when 'again' then d.at else o.run_at end,
  look_at = case d.kind when 'again' then d.at else o.look_at end,
  doubtful = o.doubtful or (d.doubtful and (o.sending or d.kind = 'dead')), sending = false, input = coalesce(d.input::json, o.input),
  dead_at = case d.kind when 'dead' then d.at end
from d
where o.workspace_id = $1 and o.conversation_id = d.conversation and o.effect_id = d.effect
  and o.lease_owner = $2 and d.kind <> 'done'`

export async function endOutbox(
  db: Queryable,
  workspace: string,
  owner: string,
  endings: readonly Ending[],
  cipher: Cipher,
): Promise<void> {
  // In the order of keys, so that two nodes never wait for each other.
  const sorted = endings.toSorted((a, b) =>
    `${a.conversation}.${a.effect}` < `${b.conversation}.${b.effect}` ? -1 : 1,
  )
  const values = [
    workspace,
    owner,
    sorted.map((ending) => ending.conversation),
    sorted.map((ending) => ending.effect),
    sorted.map((ending) => ending.kind),
    sorted.map((ending) => (ending.kind === 'again' ? ending.runAt : ending.kind === 'dead' ? ending.diedAt : null)),
    sorted.map((ending) => (ending.kind === 'done' ? null : reasonText(ending, cipher))),
    sorted.map((ending) => ending.kind !== 'done' && ending.doubtful),
    sorted.map((ending) =>
      ending.kind === 'dead' && ending.input !== undefined ? inputText(ending, ending.input, cipher) : null,
    ),
  ]
  await db.query({ name: 'end-outbox', text, values })
}

function reasonText(ending: Exclude<Ending, { kind: 'done' }>, cipher: Cipher): string {
  const { conversation, effect, sealed, reason } = ending
  return sealed === true ? cipher.sealText(reasonOf(conversation, effect), reason) : reason
}

function inputText({ conversation, effect, sealed, masks = [] }: Ending, input: Values, cipher: Cipher): string {
  return sealed === true ? cipher.sealJson(inputOf(conversation, effect), input, { masks }) : JSON.stringify(input)
}
