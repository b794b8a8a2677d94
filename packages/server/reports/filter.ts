import type { ReportFilter } from '@parley/studio/api'

/** Whose conversations are meant. */
export interface Scope {
  readonly workspace: string
  readonly solution: string
}

/** The conditions that all reports share, over `c`, a conversation; its values are the first of the statement. */
export const meant = `c.workspace_id = $1 and c.solution = $2 and c.environment = $3 and c.started_at >= $4 and c.started_at < $5
  and ($6::int is null or case when $6 = 0 then starts_with(c.version_id, 'ver_draft_') else c.version_id = (
    select v.id from parley.version v where v.workspace_id = $1 and v.solution = $2 and v.number = $6) end)
  and ($7::text is null or c.channel = $7) and ($8::text is null or c.language = $8) and ($9::text is null or c.campaign = $9)`

/** How many there are. */
export const meantCount = 9

export function meantValues({ workspace, solution }: Scope, filter: ReportFilter): readonly unknown[] {
  const { environment, from, to, version, channel, language, campaign } = filter
  return [
    workspace,
    solution,
    environment,
    from,
    to,
    version ?? null,
    channel ?? null,
    language ?? null,
    campaign ?? null,
  ]
}

/** Just as long a time, just before. */
export function periodBefore<Filter extends ReportFilter>(filter: Filter): Filter {
  return { ...filter, from: filter.from - (filter.to - filter.from), to: filter.from }
}
