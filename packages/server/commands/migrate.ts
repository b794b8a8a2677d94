import { readFile } from 'node:fs/promises'
import type { SolutionDiff } from '@parley/flow'
import { parse, stringify } from 'yaml'
import { type AuthorOptions, readAuthor } from './author.ts'
import { askOperator, type OperatorOptions } from './operator.ts'
import { getDiff, readEnvironment, readVersionNumber, solutionName, solutionPath, UsageError } from './solution-api.ts'

export interface MigrateOptions extends OperatorOptions, AuthorOptions {
  readonly from: string
  readonly to: string
  /** YAML or JSON: `nodes: { main.old: main.new }`, `variables: { main.old: main.new }` */
  readonly mapping?: string
  readonly environment?: string
  readonly note?: string
  readonly dryRun?: boolean
}

interface Stay {
  readonly conversation_id: string
  readonly reason: string
}

interface Batch {
  readonly migration: { readonly id: string; readonly moved: number; readonly done: boolean }
  readonly stays: readonly Stay[]
}

interface DryRun {
  readonly dry_run: { readonly moved: number; readonly stays: readonly Stay[]; readonly after: string | null }
}

interface Found {
  readonly moved: number
  readonly stays: readonly Stay[]
}

/**
 * `parley migrate <solution> --from N --to M [--mapping file]`: moves running conversations to another version. 1 when some have to
 * stay. Begun again after an interruption it goes on, since what was moved is no longer on the old version.
 */
export async function migrate(given: string, options: MigrateOptions): Promise<number> {
  const [from, to] = [readVersionNumber(options.from), readVersionNumber(options.to)]
  const plan = {
    from,
    to,
    mapping: options.mapping === undefined ? {} : await readMapping(options.mapping),
    ...(options.environment === undefined ? {} : { environment: readEnvironment(options.environment) }),
  }
  const solution = await solutionName(given)
  const path = solutionPath(solution, '/migrations')
  const found = await (options.dryRun === true ? tryAll(path, plan, options) : moveAll(path, plan, options))
  report(found, options.dryRun === true)
  if (found.stays.length === 0) return 0
  const { diff } = await getDiff(solution, String(from), String(to), options)
  suggest(diff, plan.mapping)
  return 1
}

async function tryAll(path: string, plan: object, options: MigrateOptions): Promise<Found> {
  const found = { moved: 0, stays: [] as Stay[] }
  for (let after: string | null = ''; after !== null; ) {
    const body: object = { ...plan, dry_run: true, ...(after === '' ? {} : { after }) }
    const { dry_run: batch }: DryRun = await askOperator<DryRun>(path, options, { method: 'POST', body })
    found.moved += batch.moved
    found.stays.push(...batch.stays)
    after = batch.after
  }
  return found
}

async function moveAll(path: string, plan: object, options: MigrateOptions): Promise<Found> {
  const authored = { by: await readAuthor(options), ...(options.note === undefined ? {} : { note: options.note }) }
  let batch = await askOperator<Batch>(path, options, { method: 'POST', body: { ...plan, ...authored } })
  const stays = [...batch.stays]
  while (!batch.migration.done) {
    batch = await askOperator<Batch>(`${path}/${batch.migration.id}`, options, { method: 'POST', body: {} })
    stays.push(...batch.stays)
  }
  return { moved: batch.migration.moved, stays }
}

async function readMapping(file: string): Promise<object> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`The mapping ${file} cannot be read (${error.code ?? error.message}).`)
  })
  try {
    const mapping: unknown = parse(text, { maxAliasCount: 100 })
    if (typeof mapping === 'object' && mapping !== null && !Array.isArray(mapping)) return mapping
  } catch (error) {
    throw new UsageError(`The mapping ${file} is no YAML: ${error instanceof Error ? error.message : String(error)}`)
  }
  throw new UsageError(`The mapping ${file} has no members "nodes" and "variables".`)
}

/** Conversations shown by name, of each reason. */
const mostShown = 5

function report({ moved, stays }: Found, dry: boolean): void {
  const verb = dry ? 'can be moved' : moved === 1 ? 'was moved' : 'were moved'
  console.log(
    `${moved} conversation${moved === 1 ? '' : 's'} ${verb}, ${stays.length} ${dry ? 'would stay' : 'stayed'}.`,
  )
  const byReason = Map.groupBy(stays, (stay) => stay.reason)
  for (const [reason, those] of byReason) {
    console.log(`\n${those.length} × ${reason}`)
    for (const { conversation_id: id } of those.slice(0, mostShown)) console.log(`  ${id}`)
    if (those.length > mostShown) console.log(`  and ${those.length - mostShown} more`)
  }
}

/** What only seems to have another name, and is not in the mapping yet. */
function suggest(diff: SolutionDiff, mapping: { readonly nodes?: object }): void {
  const renamed = diff.flows.flatMap(({ flow, nodes }) =>
    nodes.flatMap(({ id, was }) => (was === undefined ? [] : [[`${flow}.${was}`, `${flow}.${id}`] as const])),
  )
  const known = new Set(Object.keys(mapping.nodes ?? {}))
  const open = renamed.filter(([was]) => !known.has(was))
  if (open.length === 0) return
  console.log(
    `\nThese nodes only seem to have another name. For the mapping:\n\n${stringify({ nodes: Object.fromEntries(open) })}`,
  )
}
