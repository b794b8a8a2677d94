import type { Problem } from '@parley/flow'
import { printProblem, summarize } from '../solution/print.ts'

/** Prints problems for a person, or as one JSON document for a program. */
export function showProblems(problems: readonly Problem[], json: boolean): void {
  if (json) {
    console.log(JSON.stringify({ problems }, null, 2))
    return
  }
  for (const problem of problems) console.error(`${printProblem(problem)}\n`)
}

export const hasErrors = (problems: readonly Problem[]): boolean =>
  problems.some((problem) => problem.severity === 'error')

export { summarize }
