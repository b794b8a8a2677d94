import type { Queryable } from '@parley/runtime'
import type { ReportedFlows } from '@parley/studio/api'
import type { Scope } from './filter.ts'

/** Without a number the version that the environment runs, or ran last. */
const text = `
select v.number as version, v.build -> 'flows' as flows from parley.version v
where v.workspace_id = $1 and v.solution = $2 and case when $4::int is not null then v.number = $4 else v.id = (
  select d.version_id from parley.deployment d where d.workspace_id = $1 and d.solution = $2 and d.environment = $3
  order by d.number desc limit 1) end`

interface Row {
  readonly version: number
  readonly flows: { readonly [name: string]: { readonly text: string } }
}

/** The flows of a version, to be painted. */
export async function readFlows(
  db: Queryable,
  { workspace, solution }: Scope,
  { environment, version }: { readonly environment: string; readonly version?: number },
): Promise<ReportedFlows> {
  const { rows } = await db.query<Row>({ text, values: [workspace, solution, environment, version ?? null] })
  const [row] = rows
  if (row === undefined) return { version: null, flows: {} }
  const flows = Object.entries(row.flows).map(([name, flow]) => [name, JSON.parse(flow.text) as unknown] as const)
  return { version: row.version, flows: Object.fromEntries(flows) }
}
