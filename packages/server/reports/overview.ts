import type { Queryable } from '@parley/runtime'
import type { Figures, Overview, Part, Period, RatingCount, ReportFilter } from '@parley/studio/api'
import { meant, meantCount, meantValues, periodBefore, type Scope } from './filter.ts'
import { stepOf, stepsOf } from './steps.ts'

const counts = `count(*) as started, count(*) filter (where c.status = 'ended') as completed,
  count(*) filter (where c.status = 'abandoned') as abandoned, count(*) filter (where not c.is_over) as open,
  count(*) filter (where h.conversation_id is not null) as handed_over,
  count(*) filter (where c.status = 'ended' and h.conversation_id is null) as contained, count(c.rating) as rated`

const handedOver = `left join (
    select distinct o.conversation_id from parley.hand_over o where o.workspace_id = $1 and o.at >= $4
  ) h on h.conversation_id = c.id`

const periodText = `
select ${counts},
  percentile_cont(0.5) within group (order by c.changed_at - c.started_at) filter (where c.is_over) as median_ms,
  percentile_cont(0.5) within group (order by c.turn) filter (where c.is_over) as median_turns
from parley.conversation c ${handedOver}
where ${meant}`

const ratingsText = `
select c.rating, c.rating_most as most, count(*) as count from parley.conversation c
where ${meant} and c.rating is not null group by 1, 2 order by 2, 1`

/** All parts in one pass; `part` tells which one a row is of. */
const partsText = `
select grouping(s.step, c.version_id, c.channel, c.language, c.campaign) as part,
  case grouping(s.step, c.version_id, c.channel, c.language, c.campaign)
    when 15 then to_char(s.step, 'YYYY-MM-DD"T"HH24:MI')
    when 23 then (
      select v.number::text from parley.version v where v.workspace_id = $1 and v.id = c.version_id)
    when 27 then c.channel when 29 then c.language else c.campaign end as key, ${counts}
from parley.conversation c ${handedOver}
cross join lateral (
  select date_trunc($${meantCount + 1}, to_timestamp(c.started_at / 1000.0) at time zone $${meantCount + 2}) as step
) s
where ${meant}
group by grouping sets ((s.step), (c.version_id), (c.channel), (c.language), (c.campaign))`

/** Which `grouping(…)` each part has: the bits of what it does not group by. */
const partOf = { series: 15, versions: 23, channels: 27, languages: 29, campaigns: 30 } as const
const mostParts = 50

type PartRow = Part & { readonly part: number }

export async function readOverview(
  db: Queryable,
  scope: Scope,
  filter: ReportFilter,
  timeZone: string,
): Promise<Overview> {
  const step = stepOf(filter)
  const period = await readPeriod(db, scope, filter)
  const before = await readPeriod(db, scope, periodBefore(filter))
  const { rows } = await db.query<PartRow>({
    text: partsText,
    values: [...meantValues(scope, filter), step, timeZone],
  })
  const of = (name: keyof typeof partOf) => rows.filter(({ part }) => part === partOf[name]).map(partIn)
  const most = (name: keyof typeof partOf) =>
    joined(of(name))
      .toSorted((a, b) => b.started - a.started)
      .slice(0, mostParts)
  const known = new Map(of('series').map((part) => [part.key, part]))
  return {
    period,
    before,
    step,
    series: stepsOf(filter, timeZone).map((key) => ({ ...nothing, ...known.get(key), key: shown(key, step) })),
    versions: most('versions'),
    channels: most('channels'),
    languages: most('languages'),
    campaigns: most('campaigns'),
  }
}

const shown = (key: string, step: 'hour' | 'day'): string => (step === 'day' ? key.slice(0, 10) : key)

const partIn = ({ part: _which, ...row }: PartRow): Part => row

/** Previews run on many builds of drafts, and are one part. */
function joined(parts: readonly Part[]): readonly Part[] {
  const byKey = new Map<string | null, Part>()
  for (const part of parts) {
    const before = byKey.get(part.key)
    byKey.set(part.key, before === undefined ? part : { key: part.key, ...sumOf(before, part) })
  }
  return [...byKey.values()]
}

const nothing: Figures = { started: 0, completed: 0, abandoned: 0, open: 0, handed_over: 0, contained: 0, rated: 0 }

function sumOf(one: Figures, other: Figures): Figures {
  const names = Object.keys(nothing) as readonly (keyof Figures)[]
  return Object.fromEntries(names.map((name) => [name, one[name] + other[name]])) as unknown as Figures
}

async function readPeriod(db: Queryable, scope: Scope, filter: ReportFilter): Promise<Period> {
  const values = [...meantValues(scope, filter)]
  const { rows } = await db.query<Omit<Period, 'ratings'>>({ text: periodText, values })
  const { rows: ratings } = await db.query<RatingCount>({ text: ratingsText, values })
  return { ...(rows[0] ?? { ...nothing, median_ms: null, median_turns: null }), ratings }
}
