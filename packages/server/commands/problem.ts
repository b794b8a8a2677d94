import type { Problem } from '@parley/flow'
import { printProblem, summarize } from '../solution/print.ts'

/** Prints problems for a person. */
export function showProblems(problems: readonly Problem[]): void {
  for (const problem of problems) console.error(`${printProblem(problem)}\n`)
}

export const hasErrors = (problems: readonly Problem[]): boolean =>
  problems.some((problem) => problem.severity === 'error')

export { summarize }
