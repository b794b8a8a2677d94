import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { addToStoryFile, parseStories, performStory, type Story, writeStory, writeStoryFile } from '@parley/flow/story'
import { loadSolution } from '../solution/load.ts'
import { modelsFolder } from '../solution/model-cache.ts'
import { fetchRecord } from '../story/fetch-record.ts'
import type { OperatorOptions } from './operator.ts'
import { hasErrors, showProblems, summarize } from './problem.ts'
import { saveFile } from './saved-file.ts'
import { UsageError } from './solution-api.ts'

export interface RecordOptions extends OperatorOptions {
  /** Where the story goes, a file of stories that is there or not yet. */
  readonly out?: string
}

const usualFile = 'tests/recorded.test.yaml'

/**
 * `parley test <solution> --record <conversation>`: writes a conversation that a server held down as a story, without its
 * sensitive answers. 0 when the folder's flows go the same way, 1 when they do not; the story is written in either case.
 */
export async function recordStory(folder: string, conversation: string, options: RecordOptions): Promise<number> {
  const file = options.out ?? join(folder, usualFile)
  if (!/\.test\.ya?ml$/.test(file))
    throw new UsageError(`"${file}" is no file of stories: give it a name that ends in .test.yaml.`)
  const { program, build, problems } = await loadSolution(resolve(folder), { models: modelsFolder() })
  if (program === null || build === null || hasErrors(problems)) {
    showProblems(problems)
    console.error(`${folder}: ${summarize(problems)}`)
    return 1
  }
  const record = await fetchRecord(conversation, options)
  if (record.solution !== build.name)
    throw new UsageError(`${conversation} is a conversation of ${record.solution}, and ${folder} is ${build.name}.`)
  if (record.moved || record.givenUp)
    throw new Error(`${conversation} cannot be recorded: it did not go through the flows of one version to its end.`)
  const since = record.turns[0]?.at ?? 0
  const name = `Recorded on ${new Date(since).toISOString().slice(0, 16).replace('T', ' ')}`
  const flow = record.flow === program.start ? undefined : record.flow
  const { story, leftOut } = writeStory(name, flow, record.turns, since)
  const whole = await saveStory(file, story)
  console.log(`${whole} is in ${file}.`)
  if (record.disguised) console.log('Something else stands for its sensitive answers.')
  if (!record.sameWay) console.log('Without them it goes another way: read it before you keep it.')
  for (const each of new Set(leftOut)) console.log(each)
  const { deviation } = performStory(program, story)
  if (deviation === null) return 0
  console.log(`The flows in ${folder} go another way:`)
  console.log(`    step ${deviation.at + 1}\n    expected: ${deviation.expected}\n    happened: ${deviation.happened}`)
  return 1
}

/** Adds a story to a file, which is made if it is not there. Gives the story's name, which no other of the file has. */
export async function saveStory(file: string, story: Story): Promise<string> {
  const present = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (present === null) {
    await saveFile(file, writeStoryFile([story], []))
    return story.story
  }
  const read = parseStories(file, present)
  if ('problems' in read)
    throw new UsageError(`${file} has mistakes, and nothing was added to it: ${read.problems[0]?.reason ?? ''}`)
  const names = new Set(read.stories.map((each) => each.story.story))
  let name = story.story
  for (let number = 2; names.has(name); number += 1) name = `${story.story} (${number})`
  await saveFile(file, addToStoryFile(present, { ...story, story: name }))
  return name
}
