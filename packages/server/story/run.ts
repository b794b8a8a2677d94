import type { Program } from '@parley/flow'
import {
  type Coverage,
  type Deviation,
  type Line,
  performStory,
  type StageOptions,
  type StoryFile,
  type WrittenStory,
} from '@parley/flow/story'
import type { SolutionBuild } from '../solution/build.ts'
import { type RealActions, startRealActions } from './real.ts'

/** One story that was played. */
export interface StoryRun {
  readonly file: string
  readonly written: WrittenStory
  readonly deviation: Deviation | null
  readonly lines: readonly Line[]
  readonly tookMs: number
}

export interface RunOptions {
  /** Only stories whose name, or file, has this in it, whatever the case. */
  readonly filter?: string | undefined
  /** Where what they go through is noted. */
  readonly coverage?: Coverage
}

/** Plays stories, in their order. Those with real actions share one action host and one Braze sandbox, and run one by one. */
export async function runStories(
  solution: { readonly program: Program; readonly build: SolutionBuild },
  files: readonly StoryFile[],
  { filter, coverage }: RunOptions = {},
): Promise<readonly StoryRun[]> {
  const { program, build } = solution
  const options: StageOptions = coverage === undefined ? {} : { onTurn: (turn) => void coverage.add(turn) }
  const runs: StoryRun[] = []
  let real: RealActions | null = null
  try {
    for (const { file, written } of chosen(files, filter)) {
      const { story } = written
      if (story.actions === 'real') real ??= await startRealActions(build)
      const began = performance.now()
      const played =
        real !== null && story.actions === 'real'
          ? await real.perform(program, story, options)
          : performStory(program, story, options)
      runs.push({ file, written, ...played, tookMs: performance.now() - began })
    }
  } finally {
    await real?.close()
  }
  return runs
}

function chosen(files: readonly StoryFile[], filter = '') {
  const wanted = filter.toLowerCase()
  return files.flatMap(({ file, stories }) =>
    stories
      .filter(({ story }) => `${file}: ${story.story}`.toLowerCase().includes(wanted))
      .map((written) => ({ file, written })),
  )
}
