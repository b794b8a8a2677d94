/** From a solution's Python files to what a version keeps of them, or to what is wrong with them. */
import type { Problem } from '@parley/flow'
import type { SolutionConfig } from '../solution.ts'
import type { ActionFacts } from './build.ts'
import { ActionHostError } from './failure.ts'
import { findPython, pythonRepair } from './interpreter.ts'
import { looksLikeKey } from './key-in-source.ts'
import type { PythonBundle } from './python-bundle.ts'
import { describePython, type PythonDescription, placeOf } from './python-description.ts'
import { isPythonAction, type PythonFiles } from './python-files.ts'
import { readTimeout } from './timeout.ts'

export interface PythonBuild {
  readonly bundle: PythonBundle
  readonly actions: { readonly [name: string]: ActionFacts }
}

type DescribedAction = PythonDescription['actions'][number]
type DescribedParam = PythonDescription['params'][number]

function missingProblem(files: PythonFiles['files'], reason: string): Problem {
  const file = Object.keys(files).find(isPythonAction) ?? ''
  return {
    code: 'python-missing',
    severity: 'error',
    place: { file },
    reason: `Actions in Python need one. ${reason}`,
    repair: pythonRepair,
  }
}

function timeoutProblems({ file, timeout }: DescribedAction): readonly Problem[] {
  if (timeout === null || readTimeout(timeout) !== null) return []
  return [
    {
      code: 'action-timeout',
      severity: 'error',
      place: { file },
      reason: `"${timeout}" is no time limit.`,
      repair: 'Write one like 500ms or 10s, at most 60s.',
    },
  ]
}

/** Keys that stand in `app.py`, and places in it that nothing fills. */
function judgeParam(param: DescribedParam, solution: SolutionConfig): readonly Problem[] {
  const { environment, key, text, placeholder, line, column } = param
  const place = { ...placeOf('app.py', line, column), field: `PARAMS.${environment}.${key}` }
  if (text !== null && !placeholder && looksLikeKey(key, text)) {
    const declared = solution.secrets.includes(key)
    const reason = `The value of "${key}" looks like a real key, and would be in every copy of the source.`
    const repair = declared
      ? 'Remove it: the secret of that name is put in its place.'
      : `Remove it, add '${key}' to the secrets of solution.ts, and replace the key where it is valid.`
    return [{ code: 'secret-in-source', severity: 'warning', place, reason, repair }]
  }
  const ours = environment === 'live' || environment === 'production' ? 'prod' : environment
  const params = ours === 'sandbox' || ours === 'prod' ? solution.params[ours] : {}
  if (!placeholder || solution.secrets.includes(key) || Object.hasOwn(params, key)) return []
  const reason = `Nothing fills the place of "${key}"${text ? ` (${text.trim().slice(0, 60)})` : ''}.`
  const repair = `Write the value, add '${key}' to the secrets of solution.ts, or give it there as a parameter.`
  return [{ code: 'parameter-missing', severity: 'warning', place, reason, repair }]
}

function factsOf({ timeout }: DescribedAction): ActionFacts {
  const timeoutMs = timeout === null ? null : readTimeout(timeout)
  return { outcomes: [], open: true, sets: 'upper-case', ...(timeoutMs === null ? {} : { timeoutMs }) }
}

/**
 * Checks Python files in isolation and makes the bundle of them. With an error among the problems there is none.
 * @param solution What `solution.ts` says; `null` when that is broken, then what depends on it is not judged.
 */
export async function buildPython(
  { files, problems: reading }: PythonFiles,
  solution: SolutionConfig | null,
  python: string | null,
): Promise<{ readonly build: PythonBuild | null; readonly problems: readonly Problem[] }> {
  if (!Object.keys(files).some(isPythonAction)) return { build: null, problems: reading }
  const found = await findPython(python)
  if (found.kind === 'missing') return { build: null, problems: [...reading, missingProblem(files, found.reason)] }
  const { description, problems: described } = await describePython(files, solution, python).catch((error: unknown) => {
    if (!(error instanceof ActionHostError)) throw error
    return { description: null, problems: [missingProblem(files, error.message)] }
  })
  const judged = (description?.actions ?? []).flatMap(timeoutProblems)
  const params = solution === null ? [] : (description?.params ?? []).flatMap((param) => judgeParam(param, solution))
  const problems = [...reading, ...described, ...judged, ...params]
  if (!description || problems.some(({ severity }) => severity === 'error')) return { build: null, problems }
  const places = description.actions.map(({ name, file, class: named }) => [name, { file, class: named }] as const)
  const facts = description.actions.map((action) => [action.name, factsOf(action)] as const)
  return {
    build: { bundle: { files, actions: Object.fromEntries(places) }, actions: Object.fromEntries(facts) },
    problems,
  }
}
