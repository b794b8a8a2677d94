/**
 * Reads the stories of a solution folder, each step with its line.
 *
 * Owns the files: whatever they hold, the answer is stories or problems with their places, in bounded time and memory. What their
 * text means is `@parley/flow/story`'s concern.
 */
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problem } from '@parley/flow'
import { parseStories, type ReadStoryFile, type Step, type Story, type StoryFile } from '@parley/flow/story'
import { readFileType } from '../http/file-type.ts'

export interface ReadStories {
  readonly files: readonly StoryFile[]
  readonly problems: readonly Problem[]
}

/** Thousands of long stories fit; what is larger was written by no designer. */
const mostBytes = 10 * 1024 * 1024
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

async function readStoryFile(folder: string, file: string): Promise<ReadStoryFile> {
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

function broken(
  file: string,
  place: Omit<Problem['place'], 'file'>,
  reason: string,
  repair: string,
): { readonly problems: readonly Problem[] } {
  return { problems: [{ code: 'broken-story', severity: 'error', place: { file, ...place }, reason, repair }] }
}
