import type { EffectId, Status, TimerName, Values } from '@parley/flow'
import type { Cipher, SealedPlace } from '../cipher.ts'
import type { Queryable } from '../database.ts'
import type { Happened } from '../happened.ts'
import type { ContactId, ConversationId } from '../ids.ts'
import type { StoredMessage } from '../runtime.ts'
import { type Conversation, stateOf } from './lock-conversations.ts'
import { eventOf } from './read-record.ts'
import { contentOf } from './read-transcript.ts'
import type { TurnKey } from './read-turn-keys.ts'

/** An action that a turn asked for. */
export interface OutboxRow {
  readonly conversation: ConversationId
  readonly effect: EffectId
  /** Whose line it stands in, unless it is an awaited action. */
  readonly contactId: ContactId
  readonly flow: string
  readonly node: string
  readonly action: string
  /** It waits for a service elsewhere and costs this process next to nothing: very many may run at once. */
  readonly delivery: boolean
  readonly input: Values
  /** JSON pointers to what of it holds sensitive answers. */
  readonly masks?: readonly string[]
  readonly mode: 'await' | 'queue'
  readonly timeoutMs: number | null
  /** When the turn happened, epoch milliseconds. */
  readonly at: number
}

/** Everything that a batch of turns changes. No row is named twice. */
export interface TurnsSaved {
  readonly workspace: string
  /** Conversations of which nothing is stored that anybody could read without the key. RX1 */
  readonly sealed: ReadonlySet<ConversationId>
  /** Of the batch, epoch milliseconds. */
  readonly at: number
  /** Conversations that began in this batch. Their rows below may be of any kind. */
  readonly begun: readonly Conversation[]
  readonly changed: readonly Conversation[]
  /** New contacts without an external id. */
  readonly contacts: readonly { readonly id: string; readonly email: string | null; readonly phone: string | null }[]
  readonly messages: readonly {
    readonly conversation: ConversationId
    readonly turn: number
    readonly message: StoredMessage
  }[]
  readonly keys: readonly TurnKey[]
  /** Conversations that have come to rest: their open keys end at this seq. */
  readonly settled: readonly { readonly conversation: ConversationId; readonly seq: number }[]
  readonly outbox: readonly OutboxRow[]
  /**
   * Who executes the awaited outbox rows at once, except deliveries whose line is before them; null leaves them to whoever looks
   * first, as the queued ones always are.
   */
  readonly lease: { readonly owner: string; readonly ms: number } | null
  readonly finished: readonly { readonly conversation: ConversationId; readonly effect: EffectId }[]
  readonly timersSet: readonly {
    readonly conversation: ConversationId
    readonly timer: TimerName
    readonly at: number
  }[]
  readonly timersCleared: readonly { readonly conversation: ConversationId; readonly timer: TimerName }[]
  /** Events that no message tells whole. */
  readonly happened: readonly {
    readonly conversation: ConversationId
    readonly turn: number
    readonly event: Happened
  }[]
  /** Where turns went; see `path.ts`. */
  readonly visits: readonly { readonly conversation: ConversationId; readonly turn: number; readonly path: string }[]
}

/** One statement, so that a batch is one trip whatever its turns did. R1 */
const text = `
with begun as (
  insert into parley.conversation
    (workspace_id, id, contact_id, solution, environment, version_id, channel, state, status, turn, last_seq, started_at, changed_at,
      visitor_id, flow, language, campaign, outcome, rating, rating_most)
  select $1, d.id, d.contact, d.solution, d.environment, d.version, d.channel, d.state::json, d.status, d.turn, d.seq, $2::bigint, $2::bigint,
    d.visitor, d.flow, d.language, d.campaign, d.outcome, d.rating, d.most
  from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::int[], $12::int[],
    $60::text[], $61::text[], $62::text[], $63::text[], $64::text[], $65::int2[], $66::int2[])
    as d (id, contact, solution, environment, version, channel, state, status, turn, seq, visitor, flow, language, campaign, outcome,
      rating, most)
), changed as (
  update parley.conversation c
  set state = d.state::json, status = d.status, turn = d.turn, last_seq = d.seq, changed_at = $2::bigint,
    outcome = case when d.status in ('ended', 'abandoned') then coalesce(d.outcome, c.outcome) end, rating = coalesce(d.rating, c.rating), rating_most = coalesce(d.most, c.rating_most)
  from unnest($13::text[], $14::text[], $15::text[], $16::int[], $17::int[], $67::text[], $68::int2[], $69::int2[])
    as d (id, state, status, turn, seq, outcome, rating, most)
  where c.workspace_id = $1 and c.id = d.id
), contacts as (
  insert into parley.contact (workspace_id, id, email, phone, created_at)
  select $1, d.id, d.email, d.phone, $2::bigint from unnest($18::text[], $19::text[], $20::text[]) as d (id, email, phone)
), messages as (
  insert into parley.message (workspace_id, conversation_id, seq, turn, author, content, sensitive, client_message_id, at)
  select $1, d.conversation, d.seq, d.turn, d.author, d.content::json, d.sensitive, d.client_message_id, d.at
  from unnest($21::text[], $22::int[], $23::int[], $24::text[], $25::text[], $26::bool[], $27::text[], $28::bigint[])
    as d (conversation, seq, turn, author, content, sensitive, client_message_id, at)
), keys as (
  insert into parley.turn_key (workspace_id, conversation_id, client_message_id, fingerprint, after_seq, until_seq)
  select $1, d.conversation, d.client_message_id, d.fingerprint, d.after_seq, d.until_seq
  from unnest($29::text[], $30::text[], $31::text[], $32::int[], $33::int[])
    as d (conversation, client_message_id, fingerprint, after_seq, until_seq)
), settled as (
  update parley.turn_key k set until_seq = d.seq
  from unnest($34::text[], $35::int[]) as d (conversation, seq)
  where k.workspace_id = $1 and k.conversation_id = d.conversation and k.until_seq is null
), outbox as (
  insert into parley.outbox (workspace_id, conversation_id, effect_id, contact_id, flow, node, action, delivery, input, mode,
    timeout_ms, at, run_at, look_at, attempts, lease_owner, lease_until)
  select $1, d.conversation, d.effect, d.contact, d.flow, d.node, d.action, d.delivery, d.input::json, d.mode,
    d.timeout_ms, d.at, d.at, d.at,
    case when taken.leased then 1 else 0 end,
    case when taken.leased then $48::text end,
    case when taken.leased then clock_timestamp() + $49::int * interval '1 millisecond' end
  from unnest($36::text[], $37::text[], $38::text[], $39::text[], $40::text[], $41::text[], $42::bool[], $43::text[],
    $44::text[], $45::int[], $46::bigint[], $47::bool[]) with ordinality
    as d (conversation, effect, contact, flow, node, action, delivery, input, mode, timeout_ms, at, first, place)
  left join lateral (
    select true as is_there from parley.outbox e
    where d.mode = 'await' and d.delivery and d.first
      and e.workspace_id = $1 and e.contact_id = d.contact and (e.mode = 'queue' or e.delivery) and e.dead_at is null
      and not exists (
        select from unnest($50::text[], $51::text[]) as f (conversation, effect)
        where f.conversation = e.conversation_id and f.effect = e.effect_id)
    limit 1
  ) as before on true
  cross join lateral (
    select d.mode = 'await' and $48::text is not null and (not d.delivery or d.first and before.is_there is null)
  ) as taken (leased)
  -- The order of the turns is the order of the line.
  order by d.place
  returning conversation_id, effect_id, mode, lease_owner
), ended as materialized (
  -- Found one by one, so that the planner cannot read all that is queued; they have been locked when they were read.
  select o.ctid as place
  from unnest($50::text[], $51::text[]) as d (conversation, effect)
  cross join lateral (
    select e.ctid from parley.outbox e
    where e.workspace_id = $1 and e.conversation_id = d.conversation and e.effect_id = d.effect
    limit 1
  ) as o
), finished as (
  delete from parley.outbox o using ended where o.ctid = ended.place
  returning o.contact_id, o.delivery, o.position
), timers_set as (
  insert into parley.timer (workspace_id, conversation_id, name, at)
  select $1, d.conversation, d.name, d.at from unnest($52::text[], $53::text[], $54::bigint[]) as d (conversation, name, at)
  on conflict (workspace_id, conversation_id, name) do update set at = excluded.at, lease_owner = null, lease_until = null
), timers_cleared as (
  delete from parley.timer t using unnest($55::text[], $56::text[]) as d (conversation, name)
  where t.workspace_id = $1 and t.conversation_id = d.conversation and t.name = d.name
), turns as (
  insert into parley.turn (workspace_id, conversation_id, turn, at, event)
  select $1, d.conversation, d.turn, $2::bigint, d.event::json
  from unnest($57::text[], $58::int[], $59::text[]) as d (conversation, turn, event)
), visits as (
  insert into parley.visit (workspace_id, conversation_id, turn, at, path)
  select $1, d.conversation, d.turn, $2::bigint, d.path
  from unnest($70::text[], $71::int[], $72::text[]) as d (conversation, turn, path)
)
select o.conversation_id as conversation, o.effect_id as effect, null as contact
from outbox o where o.mode = 'await' and o.lease_owner is null
union all
select null, null, f.contact_id
from finished f
cross join lateral (
  select from parley.outbox e
  where f.delivery and e.workspace_id = $1 and e.contact_id = f.contact_id
    and (e.mode = 'queue' or e.delivery) and e.dead_at is null and e.position > f.position
  limit 1
) as behind`

/** What the database alone knows of a batch that was written. */
export interface LinesMet {
  /** Awaited effects, `<conversation>.<effect>`, that nobody holds: no lease was asked for, or their line is before them. */
  readonly waiting: ReadonlySet<string>
  /** Contacts whose line goes on behind a delivery that ended. */
  readonly freed: readonly ContactId[]
}

/** Writes a batch of turns into the open transaction. */
export async function saveTurns(db: Queryable, saved: TurnsSaved, cipher: Cipher): Promise<LinesMet> {
  const { rows } = await db.query<{ conversation: ConversationId; effect: EffectId; contact: ContactId | null }>({
    name: 'save-turns',
    text,
    values: valuesOf(saved, cipher),
  })
  return {
    waiting: new Set(rows.flatMap((row) => (row.contact === null ? [`${row.conversation}.${row.effect}`] : []))),
    freed: rows.flatMap((row) => row.contact ?? []),
  }
}

/** In the order of the numbered parameters above. */
function valuesOf(saved: TurnsSaved, cipher: Cipher): unknown[] {
  return [
    saved.workspace,
    saved.at,
    ...conversationColumns(saved, cipher),
    ...columns(saved.contacts, [(row) => row.id, (row) => row.email, (row) => row.phone]),
    ...messageColumns(saved, cipher),
    ...columns(saved.keys, [
      (row) => row.conversation,
      (row) => row.clientMessageId,
      (row) => row.fingerprint,
      (row) => row.afterSeq,
      (row) => row.untilSeq,
    ]),
    ...columns(saved.settled, [(row) => row.conversation, (row) => row.seq]),
    ...outboxColumns(saved, cipher),
    saved.lease?.owner ?? null,
    saved.lease?.ms ?? null,
    ...columns(saved.finished, [(row) => row.conversation, (row) => row.effect]),
    ...columns(saved.timersSet, [(row) => row.conversation, (row) => row.timer, (row) => row.at]),
    ...columns(saved.timersCleared, [(row) => row.conversation, (row) => row.timer]),
    ...columns(saved.happened, [
      (row) => row.conversation,
      (row) => row.turn,
      (row) =>
        saved.sealed.has(row.conversation)
          ? cipher.sealJson(eventOf(row.conversation, row.turn), row.event)
          : JSON.stringify(row.event),
    ]),
    ...columns(saved.begun, [
      (row) => row.visitor ?? null,
      (row) => row.begins?.flow ?? null,
      (row) => row.begins?.language ?? null,
      (row) => row.begins?.campaign ?? null,
      ...reported,
    ]),
    ...columns(saved.changed, reported),
    ...columns(saved.visits, [(row) => row.conversation, (row) => row.turn, (row) => row.path]),
  ]
}

/** What reports want to know of a conversation at a glance. */
const reported: readonly ((row: Conversation) => Cell)[] = [
  (row) => row.outcome ?? null,
  (row) => row.rating?.value ?? null,
  (row) => row.rating?.most ?? null,
]

function conversationColumns(saved: TurnsSaved, cipher: Cipher): readonly unknown[] {
  const state = (row: Conversation) => {
    if (!saved.sealed.has(row.id)) return JSON.stringify(row.state)
    // Whether the person is proved is asked of the database.
    const { proved } = row.state.contact ?? {}
    return cipher.sealJson(stateOf(row.id), row.state, { contact: { ...(proved !== undefined && { proved }) } })
  }
  const status = (row: Conversation): Status => row.status
  const progress = [state, status, (row: Conversation) => row.state.turn, (row: Conversation) => row.seq]
  const identity = [
    (row: Conversation) => row.id,
    (row: Conversation) => row.contact,
    (row: Conversation) => row.solution,
    (row: Conversation) => row.environment,
    (row: Conversation) => row.version,
    (row: Conversation) => row.channel,
  ]
  return [
    ...columns(saved.begun, [...identity, ...progress]),
    ...columns(saved.changed, [(row) => row.id, ...progress]),
  ]
}

function messageColumns(saved: TurnsSaved, cipher: Cipher): readonly unknown[] {
  return columns(saved.messages, [
    (row) => row.conversation,
    (row) => row.message.seq,
    (row) => row.turn,
    (row) => row.message.from,
    ({ conversation, message }) =>
      message.sensitive
        ? cipher.sealJson(contentOf(conversation, message.seq), message.content)
        : JSON.stringify(message.content),
    (row) => row.message.sensitive,
    (row) => row.message.clientMessageId ?? null,
    (row) => row.message.at,
  ])
}

/** Where the input of an effect, or why it was given up, is sealed. */
export const inputOf = (conversation: string, effect: string): SealedPlace => ({
  of: conversation,
  row: `input ${effect}`,
})
export const reasonOf = (conversation: string, effect: string): SealedPlace => ({
  of: conversation,
  row: `reason ${effect}`,
})

function outboxColumns(saved: TurnsSaved, cipher: Cipher): readonly unknown[] {
  return columns(saved.outbox, [
    (row) => row.conversation,
    (row) => row.effect,
    (row) => row.contactId,
    (row) => row.flow,
    (row) => row.node,
    (row) => row.action,
    (row) => row.delivery,
    ({ conversation, effect, input, masks = [] }) =>
      saved.sealed.has(conversation)
        ? cipher.sealJson(inputOf(conversation, effect), input, { masks })
        : JSON.stringify(input),
    (row) => row.mode,
    (row) => row.timeoutMs,
    (row) => row.at,
    isFirst(saved.outbox),
  ])
}

/** Whether no row before it in the batch stands in the line of its contact. */
function isFirst(rows: readonly OutboxRow[]): (row: OutboxRow) => boolean {
  const firsts = new Map<ContactId, OutboxRow>()
  for (const row of rows)
    if ((row.mode === 'queue' || row.delivery) && !firsts.has(row.contactId)) firsts.set(row.contactId, row)
  return (row) => firsts.get(row.contactId) === row
}

type Cell = string | number | boolean | null

function columns<Row>(rows: readonly Row[], cells: readonly ((row: Row) => Cell)[]): readonly string[] {
  return cells.map((cell) => arrayOf(rows, cell))
}

/** A PostgreSQL array literal. Written here because pg's own, made for arrays of anything, costs several times as much. */
function arrayOf<Row>(rows: readonly Row[], cell: (row: Row) => Cell): string {
  let text = '{'
  for (const row of rows) {
    if (text.length > 1) text += ','
    const value = cell(row)
    text += typeof value === 'string' ? `"${escaped(value)}"` : String(value)
  }
  return `${text}}`
}

/** Searched for by plain text, and only then replaced: half the time of a regular expression. The backslashes first. */
function escaped(value: string): string {
  const text = value.includes('\\') ? value.replaceAll('\\', '\\\\') : value
  return text.includes('"') ? text.replaceAll('"', '\\"') : text
}
