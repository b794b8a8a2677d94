import type { Problem } from '@parley/flow'
import { plainText } from './plain-line.ts'

/** One problem as a person reads it in a terminal: place, what, and what to do. */
export function printProblem(problem: Problem): string {
  const { file, line, column, flow, node, field } = problem.place
  const position = line === undefined ? '' : `:${line}${column === undefined ? '' : `:${column}`}`
  const inside = [flow && !file ? `flow ${flow}` : '', node ? `node ${node}` : '', field ?? '']
    .filter((part) => part !== '')
    .join(', ')
  const place = [file ? `${file}${position}` : '', inside].filter((part) => part !== '').join('  ')
  const page = `docs/errors/${problem.code}.md`
  return plainText(
    `${problem.severity} ${problem.code}  ${place}\n  ${problem.reason}\n  → ${problem.repair}\n  ${page}`,
  )
}

/** `2 errors, 1 warning`, or `no problems`. */
export function summarize(problems: readonly Problem[]): string {
  const count = (severity: Problem['severity'], word: string): string => {
    const number = problems.filter((problem) => problem.severity === severity).length
    return number === 0 ? '' : `${number} ${word}${number === 1 ? '' : 's'}`
  }
  const parts = [count('error', 'error'), count('warning', 'warning')].filter((part) => part !== '')
  return parts.length === 0 ? 'no problems' : parts.join(', ')
}
