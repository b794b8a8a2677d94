import type { DeploymentAnswer, MigrationAnswer } from '../http/version-answer.ts'
import { askOperator, type OperatorOptions, printTable } from './operator.ts'
import { type DescribedVersion, printShare, readEnvironment, solutionName, solutionPath } from './solution-api.ts'

export interface VersionsOptions extends OperatorOptions {
  readonly json?: boolean
  readonly limit?: string
  readonly history?: boolean
  readonly environment?: string
}

/** `parley versions <solution>`: what there is and where it runs; with `--history`, how each environment came to it. */
export async function versions(given: string, options: VersionsOptions): Promise<number> {
  const solution = await solutionName(given)
  return options.history === true ? listHistory(solution, options) : listVersions(solution, options)
}

type Listed = Pick<DescribedVersion, 'number' | 'hash' | 'created_at' | 'by' | 'note' | 'archived' | 'live'>

async function listVersions(solution: string, options: VersionsOptions): Promise<number> {
  const path = solutionPath(solution, `/versions?limit=${encodeURIComponent(options.limit ?? '100')}`)
  const answer = await askOperator<{ readonly versions: readonly Listed[] }>(path, options)
  if (options.json === true) {
    console.log(JSON.stringify(answer, null, 2))
    return 0
  }
  printTable(
    ['version', 'hash', 'created', 'by', 'live', 'note'],
    answer.versions.map((version) => [
      String(version.number),
      version.hash.slice(0, 12),
      minuteOf(version.created_at),
      nameOf(version.by),
      [...version.live.map(placeOf), ...(version.archived === null ? [] : ['archived'])].join(', '),
      version.note ?? '',
    ]),
  )
  return 0
}

const placeOf = ({ environment, share, canary }: DescribedVersion['live'][number]): string =>
  share === 1 ? environment : `${environment}${canary ? ' canary' : ''} ${printShare(share)}`

async function listHistory(solution: string, options: VersionsOptions): Promise<number> {
  const environments = options.environment === undefined ? ['sandbox', 'prod'] : [readEnvironment(options.environment)]
  const limit = encodeURIComponent(options.limit ?? '100')
  const histories = await Promise.all(
    environments.map((environment) =>
      askOperator<{ readonly deployments: readonly DeploymentAnswer[] }>(
        solutionPath(solution, `/deployments?environment=${environment}&limit=${limit}`),
        options,
      ),
    ),
  )
  const deployments = histories.flatMap((history) => history.deployments).sort((a, b) => (a.at < b.at ? 1 : -1))
  const { migrations } = await askOperator<{ readonly migrations: readonly MigrationAnswer[] }>(
    solutionPath(solution, '/migrations'),
    options,
  )
  if (options.json === true) {
    console.log(JSON.stringify({ deployments, migrations }, null, 2))
    return 0
  }
  const rows = [...deployments.map(deploymentRow), ...migrations.map(migrationRow)].sort((a, b) =>
    a.at < b.at ? 1 : -1,
  )
  printTable(
    ['at', 'environment', 'what', 'version', 'canary', 'by', 'note'],
    rows.map(({ at, cells, by, note }) => [minuteOf(at), ...cells, nameOf(by), note ?? '']),
  )
  return 0
}

function deploymentRow({ at, environment, kind, version, canary, by, note }: DeploymentAnswer) {
  const beside = canary === null ? '' : `${canary.version} for ${printShare(canary.share)}`
  return { at, cells: [environment, kind, String(version), beside], by, note }
}

/** Its conversations are in both environments unless it says which. */
function migrationRow({ at, environment, from, to, moved, stayed, by, note }: MigrationAnswer) {
  const what = `migrate ${moved}${stayed === 0 ? '' : ` of ${moved + stayed}`}`
  return { at, cells: [environment ?? '', what, `${from} → ${to}`, ''], by, note }
}

/** The address of a git user is in `--json`. */
const nameOf = (by: string | null): string => (by ?? '').replace(/(.) <[^>]*>$/, '$1')

const minuteOf = (at: string): string => `${at.slice(0, 16)}Z`
