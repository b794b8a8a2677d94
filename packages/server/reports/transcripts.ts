import { mask, type Queryable } from '@parley/runtime'
import type { TranscriptFilter, TranscriptList, TranscriptRow } from '@parley/studio/api'
import { meant, meantCount, meantValues, type Scope } from './filter.ts'

/** A page of the list. */
const usualRows = 50
const longestExcerpt = 160

const column = `c.id, c.status, c.outcome, v.number as version, c.channel, c.language, c.campaign, c.rating, c.rating_most,
  w.last, c.last_seq as messages, c.started_at, c.changed_at,
  exists (select from parley.hand_over h where h.workspace_id = $1 and h.conversation_id = c.id) as handed_over`

const at = (offset: number): string => `$${meantCount + offset}`

/** The last piece of its way: where it stands, or stood at its end. */
const standing = `
select split_part(p.path, E'\\n', -1) from parley.visit p
where p.workspace_id = $1 and p.conversation_id = c.id order by p.turn desc limit 1`

/** Further conditions. */
const narrowed = `${meant}
  and (${at(1)}::text is null or case ${at(1)}
    when 'completed' then c.status = 'ended' when 'abandoned' then c.status = 'abandoned' when 'open' then not c.is_over
    else exists (select from parley.hand_over h where h.workspace_id = $1 and h.conversation_id = c.id) end)
  and (${at(2)}::text is null or case ${at(3)}::text
    when 'here' then not c.is_over and rtrim((${standing}), '^<') = ${at(2)}
    when 'stopped' then c.status = 'abandoned' and (${standing}) = ${at(2)} || '!'
    else exists (
      select from parley.visit p where p.workspace_id = $1 and p.conversation_id = c.id
        and strpos(E'\\n' || p.path || E'\\n', E'\\n' || ${at(2)} || E'\\n') > 0) end)
  and (${at(4)}::int is null or c.rating = ${at(4)})
  and (${at(5)}::text is null or (c.started_at, c.id) < (
    select b.started_at, b.id from parley.conversation b where b.workspace_id = $1 and b.id = ${at(5)}))`

const found = `
select m.seq, m.content ->> 'text' as words from parley.message m
where m.workspace_id = $1 and m.conversation_id = c.id and not m.sensitive
  and (select bool_and(m.content ->> 'text' ilike word) from unnest(${at(6)}::text[]) word)
order by m.seq limit 1`

/** What the person said first. */
const first = `
select case when m.sensitive then '${mask}' else m.content ->> 'text' end as words from parley.message m
where m.workspace_id = $1 and m.conversation_id = c.id and m.author = 'user'
order by m.seq limit 1`

/** As few as are shown are looked at closely; the index gives them from the newest on. */
function listText(searches: boolean): string {
  return `select ${column}, left(${searches ? 'c.words' : 'x.words'}, ${at(7)}::int) as excerpt
from (
  select c.*${searches ? ', x.words' : ''} from parley.conversation c ${searches ? `cross join lateral (${found}) x` : ''}
  where ${narrowed} and ${at(6)}::text[] is ${searches ? 'not ' : ''}null
  order by c.started_at desc, c.id desc limit ${at(8)}
) c
left join parley.version v on v.workspace_id = c.workspace_id and v.id = c.version_id
left join lateral (${standing}) w (last) on true
${searches ? '' : `left join lateral (${first}) x on true`}
order by c.started_at desc, c.id desc`
}

const countText = (searches: boolean): string => `select count(*) as count from (
  select from parley.conversation c where ${narrowed}
  and ${searches ? `exists (${found})` : `${at(6)}::text[] is null`} limit ${at(7)}
) each`

type Row = Omit<TranscriptRow, 'flow' | 'node'> & { readonly last: string | null }

/** The node that a piece of a way is about. */
export function placeIn(piece: string | null): Pick<TranscriptRow, 'flow' | 'node'> {
  const [, flow, node] = /^([a-z0-9_]+)\/([a-z0-9_]+)/.exec(piece ?? '') ?? []
  return flow === undefined || node === undefined ? { flow: null, node: null } : { flow, node }
}

/** The newest ones first. */
export async function listTranscripts(
  db: Queryable,
  scope: Scope,
  filter: TranscriptFilter,
  limit: number = usualRows,
): Promise<TranscriptList> {
  const words = patternsOf(filter.text)
  const { rows } = await db.query<Row>({
    text: listText(words !== null),
    values: [...meantValues(scope, filter), ...narrowingOf(filter), words, longestExcerpt, limit + 1],
  })
  const conversations = rows.slice(0, limit).map(({ last, ...row }) => ({ ...row, ...placeIn(last) }))
  return { conversations, next: rows.length > limit ? (conversations.at(-1)?.id ?? null) : null }
}

/** Up to `most` of them are counted. */
export async function countTranscripts(
  db: Queryable,
  scope: Scope,
  filter: TranscriptFilter,
  most: number,
): Promise<number> {
  const words = patternsOf(filter.text)
  const { rows } = await db.query<{ count: number }>({
    text: countText(words !== null),
    values: [...meantValues(scope, filter), ...narrowingOf(filter), words, most],
  })
  return rows[0]?.count ?? 0
}

function narrowingOf({ status, node, at: place, rating, before }: TranscriptFilter): readonly unknown[] {
  return [status ?? null, node?.replace('.', '/') ?? null, place ?? null, rating ?? null, before ?? null]
}

/**
 * The words as patterns, each to be found anywhere. Searched as they are written, in every script: Korean, Japanese and Chinese have no
 * words that an index of words would know.
 */
function patternsOf(text: string | undefined): readonly string[] | null {
  const words = text?.normalize('NFC').split(/\s+/u).filter(Boolean) ?? []
  return words.length === 0 ? null : words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
}
