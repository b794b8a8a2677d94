/** Whether a repair does what it says. Runs in the worker, beside the compiler. */
import type { Problem } from '@parley/flow'

/** Those after which a node, or a file, can be read that could not be before: what else is wrong there shows only then. */
const unread: ReadonlySet<string> = new Set([
  'wrong-shape',
  'unknown-member',
  'unknown-kind',
  'unknown-format',
  'bad-id',
])

const keyOf = ({ code, place, reason }: Problem): string =>
  JSON.stringify([code, place.file, place.flow, place.node, place.field, reason])

/** PR2 `before` and `after`: all problems of the solution without and with the repair. */
export function isMended(problem: Problem, before: readonly Problem[], after: readonly Problem[]): boolean {
  const known = new Set(before.map(keyOf))
  const left = new Set(after.map(keyOf))
  if (left.has(keyOf(problem))) return false
  return after.every((each) => {
    if (each.severity !== 'error' || known.has(keyOf(each))) return true
    return unread.has(problem.code) && each.place.flow === problem.place.flow && each.place.node === problem.place.node
  })
}
