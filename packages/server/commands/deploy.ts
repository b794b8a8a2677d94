import { createInterface } from 'node:readline/promises'
import type { SolutionDiff } from '@parley/flow'
import type { DeploymentAnswer } from '../http/version-answer.ts'
import type { SolutionBuild } from '../solution/build.ts'
import { printDiff, summarizeDiff } from '../solution/print-diff.ts'
import { type AuthorOptions, readAuthor } from './author.ts'
import { askOperator, type OperatorOptions, OperatorRefusal } from './operator.ts'
import { showProblems } from './problem.ts'
import {
  buildFolder,
  type DeployedAnswer,
  type DescribedVersion,
  type DiffAnswer,
  getDiff,
  getLive,
  type Put,
  printShare,
  readEnvironment,
  readShare,
  solutionPath,
} from './solution-api.ts'

export interface DeployOptions extends OperatorOptions, AuthorOptions {
  readonly environment: string
  readonly note?: string
  readonly canary?: string
  readonly yes?: boolean
  readonly json?: boolean
}

/**
 * `parley deploy <folder> --environment E`: makes an immutable version of the folder and has the environment run it. 1 when the
 * folder has errors or the server refuses, and when the person says no.
 */
export async function deploy(folder: string, options: DeployOptions): Promise<number> {
  const environment = readEnvironment(options.environment)
  const canary = options.canary === undefined ? undefined : readShare(options.canary)
  const say = options.json === true ? () => {} : (text: string) => console.log(text)
  const build = await buildFolder(folder, 'It was not deployed.')
  if (build === null) return 1
  const authored = {
    by: await readAuthor(options),
    ...(options.note === undefined ? {} : { note: options.note }),
  }
  const { version, created } = await putVersion(build, authored, options)
  say(`${build.name} version ${version.number}  ${version.hash}${created ? '' : '  (the same content as before)'}`)

  const live = await getLive(build.name, environment, options)
  const diff = live === null ? null : await getDiff(build.name, String(live.version), String(version.number), options)
  for (const line of describe(version, environment, live, diff?.diff ?? null)) say(line)
  if (diff !== null && !diff.diff.same) say(`\n${printChanges(build.name, diff)}\n`)
  if (!(await isWanted(options, environment))) return 1

  const after = live?.deployment ?? 0
  const body = { environment, version: version.number, after, ...authored, ...(canary === undefined ? {} : { canary }) }
  const deployed = await askOperator<DeployedAnswer>(solutionPath(build.name, '/deployments'), options, {
    method: 'POST',
    body,
  })
  if (options.json === true) console.log(JSON.stringify({ version, ...deployed, diff: diff?.diff ?? null }, null, 2))
  say(announce(build.name, deployed))
  return 0
}

/** Sends a build; the problems that the server finds are shown like those of the folder. */
async function putVersion(build: SolutionBuild, authored: object, options: OperatorOptions): Promise<Put> {
  const request = { method: 'POST', body: { build, ...authored } }
  try {
    return await askOperator<Put>(solutionPath(build.name, '/versions'), options, request)
  } catch (error) {
    if (error instanceof OperatorRefusal && error.problem.problems !== undefined) showProblems(error.problem.problems)
    throw error
  }
}

function describe(
  version: DescribedVersion,
  environment: 'sandbox' | 'prod',
  live: DeploymentAnswer | null,
  diff: SolutionDiff | null,
): readonly string[] {
  const lines: string[] = []
  const add = (title: string, text: string): void => void lines.push(`  ${title.padEnd(16)} ${text}`)
  if (live === null) add('live so far', `nothing in ${environment}`)
  else {
    const canary =
      live.canary === null ? '' : `, and version ${live.canary.version} for ${printShare(live.canary.share)}`
    add('live so far', `version ${live.version} in ${environment}${canary}, since ${live.at.slice(0, 16)}Z`)
  }
  if (live !== null && diff !== null && live.version !== version.number)
    add('changes', diff.same ? 'only how the files are laid out' : summarizeDiff(diff))
  if (version.data_points !== null && version.data_points > 0)
    add('Braze', `up to ${version.data_points} data points per thousand conversations`)
  const missing = version.missing_secrets[environment]
  if (missing.length > 0)
    add('missing secrets', `${missing.join(', ')} (of the server; actions that need them will fail)`)
  return lines
}

/** Changes of more lines are summed up; all of them are a command away. */
const mostLines = 60

function printChanges(solution: string, { from, to, diff }: DiffAnswer): string {
  const lines = printDiff(diff, { color: process.stdout.isTTY }).split('\n')
  if (lines.length <= mostLines) return lines.join('\n')
  const rest = `… and ${lines.length - mostLines} lines more: parley diff ${solution} ${from.number} ${to.number}`
  return [...lines.slice(0, mostLines), rest].join('\n')
}

/** In front of people prod is asked for once more; scripts have said what they want. */
async function isWanted(options: DeployOptions, environment: string): Promise<boolean> {
  if (environment !== 'prod' || options.yes === true || options.json === true) return true
  if (!process.stdin.isTTY || !process.stdout.isTTY) return true
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  // Ctrl-D is a no.
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')))
  const answer = await Promise.race([terminal.question('Deploy this to prod? [y/N] '), closed])
  terminal.close()
  if (/^y(es)?$/i.test(answer.trim())) return true
  console.log('Nothing was deployed. The version is kept.')
  return false
}

function announce(solution: string, { deployment, changed }: DeployedAnswer): string {
  const { environment, version, canary, deployment: number } = deployment
  if (!changed)
    return canary === null
      ? `Version ${version} is already live in ${environment}. Nothing was changed.`
      : `Version ${canary.version} is already live in ${environment} for ${printShare(canary.share)}. Nothing was changed.`
  const back = `parley rollback ${solution} --environment ${environment}`
  if (canary === null)
    return `Version ${version} is live in ${environment} (deployment ${number}). New conversations run it, running ones stay where they are.\nBack: ${back}`
  return (
    `Version ${canary.version} is live in ${environment} for ${printShare(canary.share)} of the people (deployment ${number}), version ${version} for the others.\n` +
    `On: parley canary ${solution} --environment ${environment} --share promote    Back: ${back}`
  )
}
