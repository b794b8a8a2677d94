/** Plays one story of a folder and ends: a process of its own, because a story may keep one busy, and its actions have theirs. */
import { once } from 'node:events'
import type { Problem } from '@parley/flow'
import { performStory, type StageOptions } from '@parley/flow/story'
import type { StoryRun, StoryRunRequest } from '@parley/studio/api'
import { loadSolution } from '../solution/load.ts'
import { readStories } from './read.ts'
import { startRealActions } from './real.ts'

/** What the process is told, once. */
export interface StoryTask extends StoryRunRequest {
  readonly folder: string
  /** Where models are kept that were trained before. */
  readonly models: string
}

/** What it says before it ends. */
export type StoryWord =
  | { readonly kind: 'played'; readonly run: StoryRun }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }
  | { readonly kind: 'missing' }

// Whoever asked is gone: nobody wants it any more.
process.once('disconnect', () => process.exit())
const [task] = (await once(process, 'message')) as [StoryTask]
const word = await play(task)
process.send?.(word, () => process.exit())

async function play({ folder, models, file, index }: StoryTask): Promise<StoryWord> {
  const [{ program, build, problems }, read] = await Promise.all([
    loadSolution(folder, { packages: 'ours', models }),
    readStories(folder),
  ])
  const errors = [...problems, ...read.problems].filter(({ severity }) => severity === 'error')
  if (program === null || build === null || errors.length > 0) return { kind: 'problems', problems: errors }
  const written = read.files.find((each) => each.file === file)?.stories[index]
  if (written === undefined) return { kind: 'missing' }
  const { story, line, lines } = written
  let stands: StoryRun['stands'] = null
  const options: StageOptions = {
    onTurn({ visits }) {
      const { flow, node } = visits.findLast(({ kind }) => kind === 'enter') ?? {}
      if (flow !== undefined && node !== undefined) stands = { flow, node }
    },
  }
  const real = story.actions === 'real' ? await startRealActions(build) : null
  const began = performance.now()
  const played = real === null ? performStory(program, story, options) : await real.perform(program, story, options)
  const took = performance.now() - began
  await real?.close()
  const { deviation } = played
  return {
    kind: 'played',
    run: {
      deviation: deviation && { ...deviation, line: lines[deviation.at] ?? lines.at(-1) ?? line },
      stands,
      transcript: played.lines,
      took_ms: took,
    },
  }
}
