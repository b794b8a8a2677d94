import { readBuild, type SolutionBuild } from '../solution/build.ts'
import { diffBuilds } from '../solution/compared.ts'
import { printDiff, summarizeDiff } from '../solution/print-diff.ts'
import { askOperator, type OperatorOptions } from './operator.ts'
import {
  buildFolder,
  type DiffAnswer,
  getDiff,
  getLive,
  solutionName,
  solutionPath,
  UsageError,
} from './solution-api.ts'

export interface DiffOptions extends OperatorOptions {
  readonly json?: boolean
}

const folderPrefix = 'draft:'

/** `parley diff <solution> <a> <b>`: what became of it. Numbers, `live:prod`, `canary:prod`, `draft:<folder>`. */
export async function diff(given: string, from: string, to: string, options: DiffOptions): Promise<number> {
  const solution = await solutionName(given)
  const isLocal = [from, to].some((ref) => ref.startsWith(folderPrefix))
  const compared = isLocal ? await diffHere(solution, from, to, options) : await getDiff(solution, from, to, options)
  if (compared === null) return 1
  if (options.json === true) console.log(JSON.stringify(compared, null, 2))
  else if (compared.diff.same) console.log(`${from} and ${to} do the same.`)
  else console.log(`${printDiff(compared.diff, { color: process.stdout.isTTY })}\n\n${summarizeDiff(compared.diff)}`)
  return 0
}

/** A folder is compared where it is: the other side is fetched. */
async function diffHere(
  solution: string,
  from: string,
  to: string,
  options: OperatorOptions,
): Promise<Pick<DiffAnswer, 'diff'> | null> {
  const old = await readSide(solution, from, options)
  const now = old === null ? null : await readSide(solution, to, options)
  return old === null || now === null ? null : { diff: diffBuilds(old, now) }
}

/** A version, or the folder behind `draft:`; `null`: the folder has errors, which were told. */
export async function readSide(solution: string, ref: string, options: OperatorOptions): Promise<SolutionBuild | null> {
  if (ref.startsWith(folderPrefix)) return buildFolder(ref.slice(folderPrefix.length), 'It cannot be compared.')
  const number = await numberOf(solution, ref, options)
  const path = solutionPath(solution, `/versions/${number}/build`)
  return readBuild((await askOperator<{ readonly build: unknown }>(path, options)).build)
}

async function numberOf(solution: string, ref: string, options: OperatorOptions): Promise<number> {
  if (/^[1-9][0-9]{0,8}$/.test(ref)) return Number(ref)
  const [, kind, environment = ''] = /^(live|canary):(sandbox|prod)$/.exec(ref) ?? []
  if (kind === undefined)
    throw new UsageError(`"${ref}" names no version: write a number, live:prod, canary:prod or draft:<folder>.`)
  const live = await getLive(solution, environment, options)
  const number = kind === 'live' ? live?.version : live?.canary?.version
  if (number === undefined)
    throw new Error(`${solution} runs no ${kind === 'live' ? 'version' : 'canary'} in ${environment}.`)
  return number
}
