/** What became of the stories of the document, last time they were played. */
import type { Problem } from '@parley/flow'
import type { FlowCoverage } from '@parley/flow/story'
import { create } from 'zustand'
import type { StoryRun, StoryRunRequest } from '../api.ts'
import { RequestError, request } from '../app/request.ts'
import type { SourceStore } from '../source/store.ts'
import { WorkerStopped } from '../worker/line.ts'
import type { StoryFileText, StoryResult } from '../worker/protocol.ts'
import type { WorkerClient } from '../worker/worker-client.ts'

export interface Runs {
  /** `null`: not played yet. */
  readonly results: readonly StoryResult[] | null
  /** The solution has errors, so that nothing can be played. */
  readonly isBroken: boolean
  /** Of story files that cannot be read. */
  readonly problems: readonly Problem[]
  readonly coverage: readonly FlowCoverage[]
  /** From 0 to 1; `null`: nothing is under way. */
  readonly done: number | null
  /** The document has changed since. */
  readonly isOld: boolean
  readonly failure: string | null
}

const nothing: Runs = {
  results: null,
  isBroken: false,
  problems: [],
  coverage: [],
  done: null,
  isOld: false,
  failure: null,
}

export const useRuns = create<Runs>(() => nothing)

const isStory = (path: string): boolean => /^tests\/[^/]+\.test\.ya?ml$/.test(path)

/** The files of stories, as `parley test` finds them. */
export function storyFiles(store: Pick<SourceStore, 'paths' | 'text'>): readonly StoryFileText[] {
  return store.paths.filter(isStory).map((path) => ({ path, text: store.text(path) ?? '' }))
}

let runs = 0
/** Ends what the server still plays for an earlier run. */
let stop = new AbortController()
/** What the server was asked for and has not played: a run that comes in between, because something changed, goes on with it. */
let asked: { readonly solution: string; readonly only: RunOptions['only'] } | null = null

export interface RunOptions {
  /** One alone; what was known of the others stays. */
  readonly only?: Place
  /** The solution, where the server is to play what a browser cannot. */
  readonly onServer?: string | null
}

/** Plays all stories, or one. */
export async function runStories(
  client: Pick<WorkerClient, 'run'>,
  store: Pick<SourceStore, 'paths' | 'text'>,
  { only, onServer = null }: RunOptions = {},
): Promise<void> {
  runs += 1
  const run = runs
  stop.abort()
  stop = new AbortController()
  const { signal } = stop
  const isOver = () => run !== runs
  if (onServer !== null) asked = { solution: onServer, only }
  useRuns.setState({ done: 0, isOld: false, failure: null })
  try {
    const ask = { files: storyFiles(store), paths: store.paths, ...(only === undefined ? {} : { only }) }
    const answer = await client.run('runStories', ask, (done) => {
      if (!isOver()) useRuns.setState({ done })
    })
    if (isOver()) return
    const { results, problems, coverage } = answer
    const isWhole = only === undefined || results === null
    if (isWhole) useRuns.setState({ results: results ?? [], isBroken: results === null, problems, coverage })
    else useRuns.setState({ results: exchanged(results), problems })
    if (asked !== null) await runOnServer(asked.solution, wantedOf(results ?? [], asked.only), signal)
    if (isOver()) return
    asked = null
    useRuns.setState({ done: null })
  } catch (error) {
    // What a closed page still asked for is of no interest.
    if (isOver() || (error instanceof WorkerStopped && error.why === 'closed')) return
    asked = null
    useRuns.setState({ done: null, failure: reasonOf(error) })
  }
}

/** What the server can play of what a browser cannot. */
function wantedOf(results: readonly StoryResult[], only: RunOptions['only']): readonly StoryResult[] {
  return results.filter((each) => {
    const isPlayable = each.needs === 'real' || each.needs === 'file'
    return isPlayable && (only === undefined || isSame(each, only))
  })
}

/** One after the other. */
async function runOnServer(solution: string, wanted: readonly StoryResult[], signal: AbortSignal): Promise<void> {
  for (const [at, result] of wanted.entries()) {
    useRuns.setState({ done: at / wanted.length })
    const { file, index } = result
    const run = await request<StoryRun>(`/solutions/${encodeURIComponent(solution)}/stories/run`, {
      body: { file, index } satisfies StoryRunRequest,
      signal,
    })
    signal.throwIfAborted()
    useRuns.setState({ results: exchanged([resultOf(result, run)]) })
  }
}

function resultOf(result: StoryResult, { deviation, stands, transcript }: StoryRun): StoryResult {
  const verdict = deviation === null ? 'passed' : 'failed'
  return { ...result, verdict, deviation, failedLine: deviation?.line ?? null, stands, lines: transcript }
}

/** What is known, with these results instead of those of the same stories. */
function exchanged(results: readonly StoryResult[]): readonly StoryResult[] {
  const known = useRuns.getState().results ?? []
  return known.map((each) => results.find((one) => isSame(one, each)) ?? each)
}

function reasonOf(error: unknown): string {
  if (error instanceof RequestError) return error.problem.detail
  return error instanceof Error ? error.message : String(error)
}

let opened = ''

/** Another solution has other stories. */
export function openRuns(solution: string): void {
  if (solution === opened) return
  opened = solution
  asked = null
  runs += 1
  stop.abort()
  useRuns.setState(nothing)
}

type Place = Pick<StoryResult, 'file' | 'index'>

const isSame = (one: Place, other: Place): boolean => one.file === other.file && one.index === other.index

export interface Counts {
  readonly passed: number
  readonly failed: number
  /** Not played, because a browser cannot. */
  readonly elsewhere: number
}

export function countsOf(results: readonly StoryResult[]): Counts {
  const count = (verdict: StoryResult['verdict']) => results.filter((each) => each.verdict === verdict).length
  return { passed: count('passed'), failed: count('failed'), elsewhere: count('elsewhere') }
}
