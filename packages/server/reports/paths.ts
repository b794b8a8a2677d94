import type { Queryable } from '@parley/runtime'
import type { Paths, ReportFilter } from '@parley/studio/api'
import { meant, meantValues, type Scope } from './filter.ts'
import { nodesOf, type PieceCount } from './pieces.ts'

/**
 * Ids begin with their time, so that those that are meant stand together in the index, and what falls out is what others had at the
 * same time. A conversation is counted by its place among those that are meant: numbers are told apart faster than ids.
 */
const visits = `
with meant as materialized (
  select c.id, (row_number() over ())::int as place from parley.conversation c where ${meant}
), went as materialized (
  select m.place, v.turn, v.at, v.path from parley.visit v join meant m on m.id = v.conversation_id
  where v.workspace_id = $1 and v.conversation_id >= (select min(id) from meant) and v.conversation_id <= (select max(id) from meant)
)`

/** The same ways are gone again and again: each is taken apart once. */
const piecesText = `${visits}, paths as materialized (
  select path, count(*) as times, (row_number() over ())::int as path_number from went group by path
), pieces as materialized (
  select a.path_number, s.piece, (dense_rank() over (order by s.piece))::int as number, count(*) * min(a.times) as times
  from paths a cross join lateral string_to_table(a.path, E'\\n') s (piece)
  group by 1, 2
), entries as (
  select p.number, count(distinct w.place) as conversations
  from went w join paths a on a.path = w.path join pieces p on p.path_number = a.path_number
  where p.piece !~ '[>~.!(^)*<]'
  group by 1
)
select p.piece, sum(p.times) as count, coalesce(min(e.conversations), 0) as conversations
from pieces p left join entries e on e.number = p.number
group by 1`

/** A conversation rests where a turn ended, until the next turn that goes anywhere. */
const restsText = `${visits}
select name, percentile_cont(0.5) within group (order by ms) as ms
from (
  select rtrim(split_part(w.path, E'\\n', -1), '^<') as name,
    lead(w.at) over (partition by w.place order by w.turn, w.at) - w.at as ms
  from went w
) rest
where ms is not null and name !~ '[>~.!(*]'
group by 1`

const countText = `
select count(*) as conversations, count(*) filter (where c.flow is null) as without_visits
from parley.conversation c where ${meant}`

/** Sums come as text. */
type PieceRow = { readonly piece: string; readonly count: string; readonly conversations: number }

export async function readPaths(db: Queryable, scope: Scope, filter: ReportFilter): Promise<Paths> {
  const values = [...meantValues(scope, filter)]
  const { rows: pieces } = await db.query<PieceRow>({ text: piecesText, values })
  const { rows: rests } = await db.query<{ name: string; ms: number }>({ text: restsText, values })
  const { rows } = await db.query<Omit<Paths, 'nodes'>>({ text: countText, values })
  const counted = pieces.map((row): PieceCount => ({ ...row, count: Number(row.count) }))
  const medians = new Map(rests.map(({ name, ms }) => [name, ms]))
  return { ...(rows[0] ?? { conversations: 0, without_visits: 0 }), nodes: nodesOf(counted, medians) }
}
