import type { Problem } from '@parley/flow'
import { sourceOf } from '../../solution/build.ts'
import type { LoadedCode } from '../../sources/sources.ts'

/** What a browser must know of the code to compile the flows: `Surroundings` of the Studio's worker. */
export function surroundingsOf({ build, problems, hash }: LoadedCode) {
  const problemsOfCode = problems.map(plainProblem)
  // Flows are compiled without it, and their problems tell of actions that are not known: the code's come first.
  if (build === null) return { name: 'solution', start: 'main', actions: {}, problems: problemsOfCode, hash }
  const { name, start, actions, language, flows, texts, intents, recognizer, leastConfidence, ...more } =
    sourceOf(build)
  return { name, start, actions, ...(language === undefined ? {} : { language }), more, problems: problemsOfCode, hash }
}

const plainProblem = ({ code, severity, place, reason, repair }: Problem): Problem => ({
  code,
  severity,
  place,
  reason,
  repair,
})
