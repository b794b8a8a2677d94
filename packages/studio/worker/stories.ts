import type { Problem, Program, SolutionSource } from '@parley/flow'
import {
  addToStoryFile,
  Coverage,
  generateStories,
  type PlayedTurn,
  parseStories,
  performStory,
  type Story,
  type StoryFile,
  usualBeginning,
  writeStory,
  writeStoryFile,
} from '@parley/flow/story'
import type { Answer, Ask, StoriesAnswer, StoryFileText, StoryNeed, StoryResult } from './protocol.ts'

/** Stories of the document, and what is wrong with their files. */
function readFiles(files: readonly StoryFileText[]) {
  const stories: StoryFile[] = []
  const problems: Problem[] = []
  for (const { path, text } of files) {
    const read = parseStories(path, text)
    if ('problems' in read) problems.push(...read.problems)
    else stories.push(read)
  }
  return { stories, problems }
}

/** Plays stories as `parley test` does. `onStory` is told how many are done. */
export function runStories(
  program: Program | null,
  { files, paths, only }: Ask<'runStories'>,
  onStory: (done: number, total: number) => void = () => {},
): StoriesAnswer {
  const { stories, problems } = readFiles(files)
  if (program === null) return { results: null, problems, coverage: [] }
  const coverage = new Coverage(program)
  const chosen = stories.flatMap((file) =>
    file.stories.flatMap((written, index) =>
      only === undefined || (only.file === file.file && only.index === index)
        ? [{ file: file.file, index, written }]
        : [],
    ),
  )
  const results = chosen.map(({ file, index, written }, at): StoryResult => {
    const { story, line, lines } = written
    const told = { file, index, name: story.story, line }
    onStory(at, chosen.length)
    const needs = needOf(story, paths)
    if (needs !== null)
      return { ...told, verdict: 'elsewhere', needs, deviation: null, failedLine: null, stands: null, lines: [] }
    let stands: StoryResult['stands'] = null
    const onTurn = (turn: PlayedTurn): void => {
      coverage.add(turn)
      const { flow, node } = turn.visits.findLast(({ kind }) => kind === 'enter') ?? {}
      if (flow !== undefined && node !== undefined) stands = { flow, node }
    }
    const played = performStory(program, story, { onTurn })
    const { deviation } = played
    return {
      ...told,
      verdict: deviation === null ? 'passed' : 'failed',
      deviation,
      failedLine: deviation === null ? null : (lines[deviation.at] ?? lines.at(-1) ?? line),
      stands,
      lines: played.lines,
    }
  })
  return { results, problems, coverage: coverage.report() }
}

/** What keeps a browser from playing it; `null`: nothing. */
function needOf({ actions, steps }: Story, paths: readonly string[]): StoryNeed | null {
  const sent = steps.flatMap((step) => ('file' in step && typeof step.file === 'string' ? [step.file] : []))
  if (sent.some((name) => !paths.includes(`tests/${name}`))) return 'unknown-file'
  return actions === 'real' ? 'real' : sent.length > 0 ? 'file' : null
}

/** Stories for what those there are do not go through. */
export function generate(
  program: Program | null,
  source: SolutionSource,
  files: readonly StoryFileText[],
): Answer<'generate'> {
  if (program === null) return { text: null, count: 0, coverage: [], exhausted: false }
  const covered = new Coverage(program)
  for (const { stories } of readFiles(files).stories)
    for (const { story } of stories)
      if (story.actions === 'mocked') performStory(program, story, { onTurn: (turn) => void covered.add(turn) })
  const { stories, coverage, exhausted } = generateStories(program, source, covered)
  const text = stories.length === 0 ? '' : writeStoryFile(stories, ['Found by a search: what the flows do now.'])
  return { text, count: stories.length, coverage, exhausted }
}

/** A conversation that was simulated, as a story. */
export function record(program: Program, { name, flow, node, turns, present }: Ask<'record'>): Answer<'record'> {
  const since = turns[0]?.at === usualBeginning ? undefined : turns[0]?.at
  const { story: whole, leftOut } = writeStory(name, flow === program.start ? undefined : flow, turns, since)
  const story: Story = node === undefined ? whole : { ...whole, node }
  const text = present === null || present.trim() === '' ? writeStoryFile([story], []) : addToStoryFile(present, story)
  return { story, text, leftOut, deviation: deviationOf(program, story) }
}

const deviationOf = (program: Program, story: Story) => performStory(program, story).deviation
