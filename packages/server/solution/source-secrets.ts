import { findSecrets, mayHoldSecret, type Problem, problemCodes, secretFind } from '@parley/flow'
import type { SolutionBuild } from './build.ts'

/** Secrets in `solution.ts`, its parameters among it, and in the actions. `known`: problems that are told already. */
export function secretsInSources(
  { sources, python }: Pick<SolutionBuild, 'sources' | 'python'>,
  known: readonly Problem[],
): readonly Problem[] {
  const told = new Set(
    known.filter(({ code }) => code === 'secret-in-source').map(({ place }) => `${place.file}:${place.line}`),
  )
  return Object.entries({ ...sources, ...python?.files }).flatMap(([file, text]) =>
    mayHoldSecret(text) ? secretsIn(file, text).filter(({ place }) => !told.has(`${file}:${place.line}`)) : [],
  )
}

function secretsIn(file: string, text: string): readonly Problem[] {
  return findSecrets(text).map(({ at, what }) => {
    const before = text.slice(0, at)
    const place = { file, line: before.split('\n').length, column: at - before.lastIndexOf('\n') }
    const severity = problemCodes['secret-in-source']
    return { code: 'secret-in-source', severity, place, ...secretFind(what) }
  })
}
