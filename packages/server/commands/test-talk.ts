import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import type { Program } from '@parley/flow'
import { Talk, writeStory } from '@parley/flow/story'
import { loadSolution } from '../solution/load.ts'
import { modelsFolder } from '../solution/model-cache.ts'
import { printLines } from '../story/report.ts'
import { hasErrors, showProblems, summarize } from './problem.ts'
import { type RecordOptions, saveStory } from './test-record.ts'

const help = `Say something, or:
  /pick <id or label>    /menu <id>    /wait 10m    /return
  /ends <outcome> [{"output": …}]     how the action that is awaited ends
  /done                               writes the story and ends`

/** `parley test <solution> --talk`: a conversation at the terminal, written down as a story. Actions end as you say. */
export async function talk(folder: string, options: Pick<RecordOptions, 'out'>): Promise<number> {
  const { program, problems } = await loadSolution(resolve(folder), { models: modelsFolder() })
  showProblems(problems)
  if (program === null || hasErrors(problems)) {
    console.error(`${folder}: ${summarize(problems)}`)
    return 1
  }
  console.log(`${help}\n`)
  const talk = await hold(program)
  if (talk.turns.length < 2) return 0
  const { story } = writeStory('A conversation at the terminal', undefined, talk.turns)
  const file = options.out ?? join(folder, 'tests/recorded.test.yaml')
  console.log(`${await saveStory(file, story)} is in ${file}.`)
  return 0
}

async function hold(program: Program): Promise<Talk> {
  const talk = new Talk(program)
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const show = () => {
    for (const line of printLines(talk.fresh())) console.log(`  ${line}`)
  }
  try {
    show()
    for await (const line of terminal) {
      if (line.trim() === '/done') break
      const wrong = talk.take(line)
      if (wrong !== null) console.log(`  ! ${wrong}`)
      show()
      if (talk.isOver) break
    }
  } finally {
    terminal.close()
  }
  return talk
}
