/**
 * The text of a file of stories, `tests/*.test.yaml`, and what is in it: each story and each step with its line.
 *
 * Total and bounded: whatever the text holds, the answer is stories or problems with their places.
 */
import { isNode, LineCounter, parseDocument } from 'yaml'
import type { Problem } from '../problem.ts'
import { brokenPattern } from './match.ts'
import { type Story, storyFile } from './story.ts'

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

/** As many of a file's mistakes as somebody mends at once. */
const mostProblems = 20

/** The stories of a file, or what is wrong with it. */
export type ReadStoryFile = StoryFile | { readonly problems: readonly Problem[] }

/** The file's text. Total: whatever it holds, the answer is stories or problems. */
export function parseStories(file: string, text: string): ReadStoryFile {
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

function check(file: string, value: unknown, lineOf: (path: readonly PropertyKey[]) => number): ReadStoryFile {
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
