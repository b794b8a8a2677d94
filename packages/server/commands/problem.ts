import type { Problem } from '@parley/flow'
import { printProblem, summarize } from '../solution/print.ts'

/** More than anybody reads in a terminal. */
const mostShown = 200

/** Prints problems for a person, errors first where there are too many to show. */
export function showProblems(problems: readonly Problem[]): void {
  const isMuch = problems.length > mostShown
  const shown = isMuch ? problems.toSorted((one, other) => rank(one) - rank(other)).slice(0, mostShown) : problems
  for (const problem of shown) console.error(`${printProblem(problem)}\n`)
  if (isMuch) console.error(`… and ${problems.length - mostShown} more; --json has them all.\n`)
}

const rank = ({ severity }: Problem): number => (severity === 'error' ? 0 : 1)

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
