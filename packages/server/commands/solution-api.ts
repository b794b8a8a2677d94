import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Problem, SolutionDiff } from '@parley/flow'
import type { DeploymentAnswer, VersionAnswer } from '../http/version-answer.ts'
import type { SolutionBuild } from '../solution/build.ts'
import type { LoadedSolution } from '../solution/load.ts'
import { modelsFolder } from '../solution/model-cache.ts'
import { askOperator, type OperatorOptions } from './operator.ts'
import { hasErrors, showProblems, summarize } from './problem.ts'

/** What the server tells of a version. */
export interface DescribedVersion extends VersionAnswer {
  readonly live: readonly { readonly environment: string; readonly share: number; readonly canary: boolean }[]
  readonly running: readonly { readonly environment: string; readonly conversations: number }[]
  readonly missing_secrets: { readonly sandbox: readonly string[]; readonly prod: readonly string[] }
  readonly data_points: number | null
}

export interface Put {
  readonly version: DescribedVersion
  readonly created: boolean
  readonly problems: readonly Problem[]
}

export interface DeployedAnswer {
  readonly deployment: DeploymentAnswer
  readonly changed: boolean
}

export interface DiffAnswer {
  readonly from: VersionAnswer
  readonly to: VersionAnswer
  readonly diff: SolutionDiff
}

/** Something that was written on the command line and means nothing. The command ends with 2. */
export class UsageError extends Error {
  readonly code = 'invalid-setting'
}

export const solutionPath = (solution: string, rest = ''): string =>
  `/v1/solutions/${encodeURIComponent(solution)}${rest}`

/** Imported when a folder is to be read: the bundler is more than most commands need. */
async function load(folder: string): Promise<LoadedSolution> {
  const { loadSolution } = await import('../solution/load.ts')
  return loadSolution(resolve(folder), { models: modelsFolder(), onProgress: console.error })
}

/** Reads, bundles and compiles a folder, and shows its problems; `null` when it has errors. */
export async function buildFolder(folder: string, sayWhenWrong: string): Promise<SolutionBuild | null> {
  const { build, problems } = await load(folder)
  showProblems(problems)
  if (build !== null && !hasErrors(problems)) return build
  console.error(`${folder}: ${summarize(problems)}. ${sayWhenWrong}`)
  return null
}

/** A solution's name, given as such or as its folder. */
export async function solutionName(given: string): Promise<string> {
  const isFolder = await stat(join(given, 'solution.ts')).then(
    () => true,
    () => false,
  )
  if (isFolder) {
    const { build, problems } = await load(given)
    if (build !== null) return build.name
    throw new Error(
      `The name of the solution in ${given} cannot be read: ${summarize(problems)}. Give its name instead.`,
    )
  }
  if (/^[a-z][a-z0-9-]*$/.test(given)) return given
  throw new UsageError(`"${given}" is neither the name of a solution nor a folder with one.`)
}

export function readEnvironment(given: string): 'sandbox' | 'prod' {
  if (given === 'sandbox' || given === 'prod') return given
  throw new UsageError(`There is no environment "${given}": it is sandbox or prod.`)
}

export function readVersionNumber(given: string): number {
  if (/^v?[1-9][0-9]{0,8}$/.test(given)) return Number(given.replace('v', ''))
  throw new UsageError(`"${given}" is no number of a version, such as 3.`)
}

/** `25%` or `0.25` → 0.25 */
export function readShare(given: string): number {
  const [, figure = '', percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(given) ?? []
  const share = Number(figure) / (percent === '%' ? 100 : 1)
  if (figure !== '' && share > 0 && share < 1) return share
  throw new UsageError(`"${given}" is no share of people: write it like 25%, above 0% and below 100%.`)
}

export const printShare = (share: number): string => `${Number((share * 100).toFixed(2))} %`

export function getLive(
  solution: string,
  environment: string,
  options: OperatorOptions,
): Promise<DeploymentAnswer | null> {
  const path = solutionPath(solution, `/deployments?environment=${environment}&limit=1`)
  return askOperator<{ readonly deployments: readonly DeploymentAnswer[] }>(path, options).then(
    ({ deployments }) => deployments[0] ?? null,
  )
}

export function getDiff(solution: string, from: string, to: string, options: OperatorOptions): Promise<DiffAnswer> {
  return askOperator<DiffAnswer>(solutionPath(solution, `/diff?${new URLSearchParams({ from, to })}`), options)
}
