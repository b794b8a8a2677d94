import { resolve } from 'node:path'
import { parseDuration } from '@parley/flow'
import { type Comparison, compareTurns, replay as play, printCompared } from '@parley/flow/story'
import { loadSolution } from '../solution/load.ts'
import { modelsFolder } from '../solution/model-cache.ts'
import { type FetchedRecord, fetchRecord, listRecords } from '../story/fetch-record.ts'
import type { OperatorOptions } from './operator.ts'
import { hasErrors, showProblems, summarize } from './problem.ts'
import { readVersionNumber, UsageError } from './solution-api.ts'

/** With the address of the server that held the conversations. */
export interface ReplayOptions extends OperatorOptions {
  readonly version?: string
  readonly environment?: string
  readonly since?: string
  readonly limit?: string
  readonly json?: boolean
}

/** What became of one conversation. */
interface Replayed {
  readonly conversation: string
  readonly result: 'same' | 'different' | 'not-compared'
  /** Why it was not compared, or not to its end. */
  readonly why: string | null
  readonly comparison: Comparison | null
}

const mostReplayed = 10_000

/**
 * `parley replay <solution>`: plays conversations that a server held against the flows of a folder. 0 when they say and write the
 * same, 1 when one does not.
 */
export async function replay(folder: string, options: ReplayOptions): Promise<number> {
  const query = readQuery(options)
  const { program, build, problems } = await loadSolution(resolve(folder), { models: modelsFolder() })
  showProblems(problems)
  if (program === null || build === null || hasErrors(problems)) {
    console.error(`${folder}: ${summarize(problems)}`)
    return 1
  }
  const ids = await listRecords({ ...query, solution: build.name }, options)
  const replayed: Replayed[] = []
  for (const id of ids) {
    const one = await replayOne(id, options, (record) => play(program, record.flow, record.turns))
    replayed.push(one)
    if (options.json !== true) print(one)
  }
  const count = (result: Replayed['result']) => replayed.filter((each) => each.result === result).length
  const totals = { same: count('same'), different: count('different'), not_compared: count('not-compared') }
  if (options.json === true) console.log(JSON.stringify({ ...totals, conversations: replayed }, null, 2))
  else if (ids.length === 0) console.log(`The server has no recorded conversation of ${build.name} that fits.`)
  else console.log(`${totals.same} the same, ${totals.different} different, ${totals.not_compared} not compared`)
  return totals.different === 0 ? 0 : 1
}

function readQuery({ version, environment, since, limit = '100' }: ReplayOptions) {
  if (!/^[1-9][0-9]{0,4}$/.test(limit) || Number(limit) > mostReplayed)
    throw new UsageError(`"${limit}" is no number from 1 to ${mostReplayed}.`)
  return {
    limit: Number(limit),
    ...(version === undefined ? {} : { version: readVersionNumber(version) }),
    ...(environment === undefined ? {} : { environment }),
    ...(since === undefined ? {} : { since: readSince(since) }),
  }
}

/** A moment, a day, or how long ago. */
function readSince(since: string): string {
  const ago = parseDuration(since)
  const moment = ago === null ? Date.parse(since) : Date.now() - ago
  if (Number.isNaN(moment))
    throw new UsageError(`"${since}" is neither a moment like 2026-05-01 nor a duration like 7d.`)
  return new Date(moment).toISOString()
}

async function replayOne(
  conversation: string,
  server: OperatorOptions,
  play: (record: FetchedRecord) => ReturnType<typeof import('@parley/flow/story').replay>,
): Promise<Replayed> {
  const record = await fetchRecord(conversation, server).catch((error: unknown) => {
    // One that was not kept must not keep the others from being played.
    if (error instanceof Error && 'problem' in error) return error.message.split('\n')[0] ?? 'It has no record.'
    throw error
  })
  const skip = (why: string): Replayed => ({ conversation, result: 'not-compared', why, comparison: null })
  if (typeof record === 'string') return skip(record)
  if (record.moved) return skip('It went on in another version: no single flow has held it.')
  if (record.givenUp) return skip('It was ended because its flow could not take what it waited for.')
  if (!record.faithful) return skip('Playing it on its own version does not give what was said.')
  if (!record.sameWay) return skip('Without its sensitive answers it goes another way.')
  const { turns, stuck } = play(record)
  const comparison = compareTurns(record.turns, turns)
  return { conversation, result: comparison.same && stuck === null ? 'same' : 'different', why: stuck, comparison }
}

function print({ conversation, result, why, comparison }: Replayed): void {
  if (result === 'same') return
  if (comparison === null) {
    console.log(`${conversation}  not compared: ${why}`)
    return
  }
  console.log(`${conversation}${why === null ? '' : `  not to its end: ${why}`}`)
  for (const line of printCompared(comparison.messages)) console.log(`  ${line}`)
  const writes = printCompared(comparison.writes, 0).filter((line) => line !== '  …')
  if (writes.length > 0) console.log('  actions and Braze writes')
  for (const line of writes) console.log(`    ${line}`)
  console.log('')
}
