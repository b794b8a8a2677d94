import { loadSolution } from '../solution/load.ts'
import { playStory } from '../story/play.ts'
import { readStories } from '../story/read.ts'
import { hasErrors, showProblems, summarize } from './problem.ts'

/** `parley test <solution>`: plays its stories. 0 when all went as written, 1 when one did not or the solution has problems. */
export async function test(folder: string): Promise<number> {
  const [solution, written] = await Promise.all([loadSolution(folder), readStories(folder)])
  const problems = [...solution.problems, ...written.problems]
  showProblems(problems)
  if (solution.program === null || hasErrors(problems)) {
    console.log(`${folder}: ${summarize(problems)}`)
    return 1
  }
  let passed = 0
  let failed = 0
  for (const { file, stories } of written.files) {
    for (const story of stories) {
      const deviation = playStory(solution.program, story)
      if (deviation === null) passed += 1
      else failed += 1
      console.log(`${deviation === null ? '✓' : '✗'} ${file}: ${story.story}`)
      if (deviation === null) continue
      console.log(
        `    step ${deviation.at + 1}\n    expected: ${deviation.expected}\n    happened: ${deviation.happened}`,
      )
    }
  }
  if (passed + failed === 0) console.log(`${folder} has no stories: write tests/<name>.test.yaml.`)
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 && passed > 0 ? 0 : 1
}
