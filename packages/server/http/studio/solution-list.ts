/** The solutions of the workspace: those that are worked on, with those of which there are only versions. */
import type { ProblemCount, SolutionEntry } from '@parley/studio/api'
import { liveOf } from '../version-facts.ts'
import type { SolutionDoors } from './solution-parts.ts'

export interface SolutionOverview {
  list(): Promise<readonly SolutionEntry[]>
  problems(solution: string): Promise<ProblemCount>
}

const weekMs = 7 * 86_400_000
/** Nobody decides by the minute. */
const countedMs = 60_000
/** More of them are not counted: the newest are enough to see what is busy. */
const mostCounted = 200_000

/** Ids begin with their time, so that the newest are a range of the key. */
const text = `
select solution, environment, count(*)::int as conversations from (
  select solution, environment from parley.conversation
  where workspace_id = $1 and id >= $2
  order by id desc limit $3
) as recent
group by solution, environment`

interface Row {
  readonly solution: string
  readonly environment: 'sandbox' | 'prod'
  readonly conversations: number
}

type Parts = Pick<SolutionDoors, 'sources' | 'solutions' | 'database' | 'now'>

export function createSolutionOverview({ sources, solutions, database, now }: Parts): SolutionOverview {
  let counted: { readonly until: number; readonly rows: Promise<readonly Row[]> } | null = null
  const problems = new Map<string, { readonly changedAt: number; readonly count: Promise<ProblemCount> }>()

  function conversations(): Promise<readonly Row[]> {
    if (counted !== null && counted.until > now()) return counted.rows
    const since = `conv_${Math.floor(now() - weekMs)
      .toString(32)
      .padStart(9, '0')}`
    const values = [database.workspace, since, mostCounted]
    const rows = database.query<Row>({ name: 'count-recent', text, values }).then((answer) => answer.rows)
    counted = { until: now() + countedMs, rows }
    rows.catch(() => {
      counted = null
    })
    return rows
  }

  return {
    async list() {
      const [rows, named, recent] = await Promise.all([sources.list(), solutions.versions.solutions(), conversations()])
      const bySolution = new Map(rows.map((row) => [row.solution, row]))
      const names = [...new Set([...bySolution.keys(), ...named])].sort()
      const count = (name: string, environment: Row['environment']): number =>
        recent.find((row) => row.solution === name && row.environment === environment)?.conversations ?? 0
      return Promise.all(
        names.map(async (name): Promise<SolutionEntry> => {
          const row = bySolution.get(name)
          return {
            name,
            source:
              row === undefined
                ? null
                : {
                    created_at: new Date(row.createdAt).toISOString(),
                    changed_at: new Date(row.changedAt).toISOString(),
                    changed_by: row.changedBy,
                    folder: row.folder ?? null,
                  },
            live: await liveOf(solutions.versions, name),
            conversations: { sandbox: count(name, 'sandbox'), prod: count(name, 'prod') },
          }
        }),
      )
    },
    async problems(solution) {
      const row = await sources.find(solution)
      const known = problems.get(solution)
      if (row !== null && known !== undefined && known.changedAt === row.changedAt) return known.count
      const count = sources.load(solution).then(({ problems: found }) => ({
        errors: found.filter(({ severity }) => severity === 'error').length,
        warnings: found.filter(({ severity }) => severity === 'warning').length,
      }))
      if (row !== null) problems.set(solution, { changedAt: row.changedAt, count })
      count.catch(() => problems.delete(solution))
      return count
    },
  }
}
