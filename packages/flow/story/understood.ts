import type { Visit } from '../trail.ts'
import type { Miss } from './expected.ts'
import type { Steps } from './story.ts'

/** Holds what the last words were taken for against what a story expects of them. */
export function expectUnderstood(expected: Steps['understood']['understood'], visits: readonly Visit[]): Miss {
  const { intent, fills, corrects } =
    typeof expected === 'string' ? { intent: expected, fills: undefined, corrects: undefined } : expected
  const taken = visits.findLast((visit) => visit.kind === 'understand' || visit.kind === 'digress')
  const meant = taken?.kind === 'understand' || taken?.kind === 'digress' ? taken.intent : null
  if (intent !== undefined && intent !== meant)
    return { expected: `the words mean ${intent ?? 'nothing'}`, happened: `they mean ${meant ?? 'nothing'}` }
  return missOf('fill', fills, visits) ?? missOf('correct', corrects, visits)
}

function missOf(kind: 'fill' | 'correct', wanted: readonly string[] | undefined, visits: readonly Visit[]): Miss {
  if (wanted === undefined) return null
  const verb = kind === 'fill' ? 'fill' : 'change'
  const list = (names: readonly string[]) => (names.length === 0 ? 'nothing' : names.toSorted().join(', '))
  const done = new Set(visits.flatMap((visit) => (visit.kind === kind ? [visit.variable] : [])))
  return list(wanted) === list([...done])
    ? null
    : { expected: `the words ${verb} ${list(wanted)}`, happened: `they ${verb} ${list([...done])}` }
}
