/** What became of the stories of the document, last time they were played. */
import type { Problem } from '@parley/flow'
import type { FlowCoverage } from '@parley/flow/story'
import { create } from 'zustand'
import type { SourceStore } from '../source/store.ts'
import type { WorkerClient } from '../worker/client.ts'
import { WorkerStopped } from '../worker/line.ts'
import type { StoryFileText, StoryResult } from '../worker/protocol.ts'

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

/** Plays all stories, or one. What was known of the others stays. */
export async function runStories(
  client: WorkerClient,
  store: Pick<SourceStore, 'paths' | 'text'>,
  only?: { readonly file: string; readonly index: number },
): Promise<void> {
  runs += 1
  const run = runs
  useRuns.setState({ done: 0, isOld: false, failure: null })
  try {
    const ask = { files: storyFiles(store), ...(only === undefined ? {} : { only }) }
    const answer = await client.run('runStories', ask, (done) => {
      if (run === runs) useRuns.setState({ done })
    })
    if (run !== runs) return
    const { results, problems, coverage } = answer
    const known = useRuns.getState().results ?? []
    if (only === undefined || results === null)
      useRuns.setState({ results: results ?? [], isBroken: results === null, problems, coverage, done: null })
    else
      useRuns.setState({
        results: known.map((each) => results.find((one) => isSame(one, each)) ?? each),
        problems,
        done: null,
      })
  } catch (error) {
    // What a closed page still asked for is of no interest.
    if (run !== runs || (error instanceof WorkerStopped && error.why === 'closed')) return
    useRuns.setState({ done: null, failure: error instanceof Error ? error.message : String(error) })
  }
}

let opened = ''

/** Another solution has other stories. */
export function openRuns(solution: string): void {
  if (solution === opened) return
  opened = solution
  runs += 1
  useRuns.setState(nothing)
}

const isSame = (one: StoryResult, other: StoryResult): boolean => one.file === other.file && one.index === other.index

export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly real: number
}

export function countsOf(results: readonly StoryResult[]): Counts {
  const count = (verdict: StoryResult['verdict']) => results.filter((each) => each.verdict === verdict).length
  return { passed: count('passed'), failed: count('failed'), real: count('real') }
}
