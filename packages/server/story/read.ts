/**
 * Reads the stories of a solution folder, each step with its line.
 *
 * Owns files and YAML: whatever they hold, the answer is stories or problems with their places, in bounded time and memory.
 */
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problem } from '@parley/flow'
import { brokenPattern, type Step, type Story, storyFile } from '@parley/flow/story'
import { isNode, LineCounter, parseDocument } from 'yaml'
import { readFileType } from '../http/file-type.ts'

/** A story and where it is written. Lines count from 1. */
export interface WrittenStory {
  readonly story: Story
  readonly line: number
  /** Of each step. */
  readonly lines: readonly number[]
}

export interface StoryFile {
  /** Inside the solution folder, `tests/signup.test.yaml`. */
  readonly file: string
  readonly stories: readonly WrittenStory[]
}

export interface ReadStories {
  readonly files: readonly StoryFile[]
  readonly problems: readonly Problem[]
}

/** Thousands of long stories fit; what is larger was written by no designer. */
const mostBytes = 10 * 1024 * 1024
/** As many of a file's mistakes as somebody mends at once. */
const mostProblems = 20
/** The largest file that a story sends is no larger than what a conversation takes. */
const mostFixtureBytes = 50_000_000

/** Every `tests/*.test.yaml` of a solution folder. A file that is no story file is a problem and left out. */
export async function readStories(folder: string): Promise<ReadStories> {
  const names = (await readdir(join(folder, 'tests')).catch(() => []))
    .filter((name) => /\.test\.ya?ml$/.test(name))
    .sort()
  const read = await Promise.all(names.map((name) => readStoryFile(folder, `tests/${name}`)))
  return {
    files: read.flatMap((each) => ('stories' in each ? [each] : [])),
    problems: read.flatMap((each) => ('stories' in each ? [] : each.problems)),
  }
}

type Read = StoryFile | { readonly problems: readonly Problem[] }

async function readStoryFile(folder: string, file: string): Promise<Read> {
  try {
    const { size } = await stat(join(folder, file))
    if (size > mostBytes)
      return broken(file, {}, `The file has ${size} bytes; it may have ${mostBytes}.`, 'Split it into several.')
    const read = parseStories(file, await readFile(join(folder, file), 'utf8'))
    if ('problems' in read) return read
    const stories = await Promise.all(
      read.stories.map(async (each) => ({ ...each, story: await withFixtures(folder, each.story) })),
    )
    return { file, stories }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return broken(file, {}, `It cannot be read (${code ?? message}).`, 'Make it an ordinary file that may be read.')
  }
}

/** The file's text. Total: whatever it holds, the answer is stories or problems. */
export function parseStories(file: string, text: string): Read {
  const counter = new LineCounter()
  try {
    const document = parseDocument(text, { prettyErrors: true, lineCounter: counter })
    const mistakes = document.errors.slice(0, mostProblems).flatMap((error) => {
      const position = error.linePos?.[0]
      const place = position ? { line: position.line, column: position.col } : {}
      return broken(file, place, firstLine(error.message), 'Mend the YAML at this place.').problems
    })
    if (mistakes.length > 0) return { problems: mistakes }
    const lineOf = (path: readonly PropertyKey[]): number => {
      // The place itself may be what is missing: then it is what should hold it.
      for (let length = path.length; length >= 0; length -= 1) {
        const node = document.getIn(path.slice(0, length), true)
        if (isNode(node) && node.range) return counter.linePos(node.range[0]).line
      }
      return 1
    }
    // maxAliasCount bounds what a few bytes of aliases may unfold to.
    return check(file, document.toJS({ maxAliasCount: 100 }), lineOf)
  } catch (error) {
    const reason = error instanceof Error ? firstLine(error.message) : 'This is not YAML.'
    return broken(file, {}, reason, 'Write it without aliases, and nest it less deeply.')
  }
}

function check(file: string, value: unknown, lineOf: (path: readonly PropertyKey[]) => number): Read {
  const parsed = storyFile.safeParse(value)
  if (!parsed.success) {
    const problems = parsed.error.issues.slice(0, mostProblems).flatMap(({ path, message }) => {
      const place = { line: lineOf(path), field: path.join('.') }
      return broken(file, place, message, 'Write it as docs/stories.md shows.').problems
    })
    return { problems }
  }
  const stories = parsed.data.stories.map(
    (story, index): WrittenStory => ({
      story,
      line: lineOf(['stories', index, 'story']),
      lines: story.steps.map((_step, at) => lineOf(['stories', index, 'steps', at])),
    }),
  )
  const unclear = stories.flatMap(({ story, lines }) =>
    story.steps.flatMap((step, at) => {
      const why = 'bot' in step ? brokenPattern(step.bot) : null
      if (why === null) return []
      const repair = 'Mend the pattern: RE2, without look-around and back references.'
      return broken(file, { line: lines[at] ?? 1 }, `This is no pattern: ${firstLine(why)}`, repair).problems
    }),
  )
  return unclear.length > 0 ? { problems: unclear } : { file, stories }
}

const firstLine = (text: string): string => text.split('\n')[0] ?? ''

function broken(
  file: string,
  place: Omit<Problem['place'], 'file'>,
  reason: string,
  repair: string,
): { readonly problems: readonly Problem[] } {
  return { problems: [{ code: 'broken-story', severity: 'error', place: { file, ...place }, reason, repair }] }
}

/** A file that a story names and that lies beside it is sent as what it is. */
async function withFixtures(folder: string, story: Story): Promise<Story> {
  if (!story.steps.some((step) => 'file' in step && typeof step.file === 'string')) return story
  return { ...story, steps: await Promise.all(story.steps.map((step) => withFixture(folder, step))) }
}

async function withFixture(folder: string, step: Step): Promise<Step> {
  // Only a plain name: a story reaches no other folder.
  if (!('file' in step) || typeof step.file !== 'string' || /[/\\]|^\.+$/.test(step.file)) return step
  const path = join(folder, 'tests', step.file)
  const size = await stat(path).then(
    (entry) => (entry.isFile() ? entry.size : 0),
    () => 0,
  )
  if (size === 0 || size > mostFixtureBytes) return step
  return { file: { name: step.file, type: await readFileType(await readFile(path)), size } }
}
