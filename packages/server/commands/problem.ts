import type { Problem } from '@parley/flow'
import { printProblem, summarize } from '../solution/print.ts'

/** Prints problems for a person. */
export function showProblems(problems: readonly Problem[]): void {
  for (const problem of problems) console.error(`${printProblem(problem)}\n`)
}

export const hasErrors = (problems: readonly Problem[]): boolean =>
  problems.some((problem) => problem.severity === 'error')

/** A problem as programs read it: beside what it is, the page that explains it, from the repository's top. */
export type ToldProblem = Problem & { readonly docs: string }

export function tellProblem(problem: Problem): ToldProblem {
  return { ...problem, docs: `docs/errors/${problem.code}.md` }
}

/** Warnings as errors, where an author wants none. */
export function strictly(problems: readonly Problem[]): readonly Problem[] {
  return problems.map((problem) => ({ ...problem, severity: 'error' }))
}

export { summarize }
