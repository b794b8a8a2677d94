import type { Place, Problem } from '@parley/flow'
import { z } from 'zod'
import type { SolutionConfig } from '../solution.ts'
import { ActionHostError } from './failure.ts'
import { interview, interviewOptions, type Told } from './interview.ts'

const place = { file: z.string(), line: z.int().min(1).nullable(), column: z.int().min(1).nullable() }

const description = z.object({
  version: z.string(),
  actions: z.array(z.object({ name: z.string(), file: z.string(), class: z.string(), timeout: z.string().nullable() })),
  /** The values of `PARAMS` that stand in `app.py` as they are. */
  params: z.array(
    z.object({
      environment: z.string(),
      key: z.string(),
      text: z.string().nullable(),
      placeholder: z.boolean(),
      line: z.int().min(1),
      column: z.int().min(1),
    }),
  ),
  mistakes: z.array(
    z.object({
      code: z.enum(['action-does-not-compile', 'action-does-not-load', 'action-import', 'action-shape']),
      severity: z.enum(['error', 'warning']),
      reason: z.string(),
      repair: z.string(),
      ...place,
    }),
  ),
})

/** What a solution's Python says about itself, before anybody judged it. */
export type PythonDescription = z.output<typeof description>

export function placeOf(file: string, line: number | null, column: number | null = null): Place {
  return { file, ...(line === null ? {} : { line }), ...(column === null ? {} : { column }) }
}

function endedProblem({ detail, stack }: Told & { kind: 'ended' }): Problem {
  const [, file, line] = [...stack.matchAll(/File "([^"]+)", line (\d+)/g)].at(-1) ?? []
  return {
    code: 'action-does-not-load',
    severity: 'error',
    place: file === undefined ? {} : placeOf(file, Number(line)),
    reason: `Loading the Python files ended the process: ${detail}.`,
    repair: 'Look for a loop, a huge value or an exit at the top of app.py or an action.',
  }
}

/**
 * Loads Python files in a child and asks what is in them.
 * @param solution Its parameters and names of secrets are there for `app.py`; `null` where nobody knows them.
 * @throws ActionHostError when Python cannot be started here
 */
export async function describePython(
  files: { readonly [path: string]: string },
  solution: SolutionConfig | null,
  python: string | null,
): Promise<{ readonly description: PythonDescription | null; readonly problems: readonly Problem[] }> {
  const bundle = JSON.stringify({ files, actions: {} })
  const secrets = Object.fromEntries((solution?.secrets ?? []).map((name) => [name, `stand-in-${name}`]))
  const load = { kind: 'load', bundle, params: solution?.params.sandbox ?? {}, secrets } as const
  const told = await interview('python', load, interviewOptions(python))
  if (told.kind === 'ended') return { description: null, problems: [endedProblem(told)] }
  const parsed = description.safeParse(told.kind === 'described' ? told.description : null)
  if (!parsed.success)
    throw new ActionHostError('not-loaded', 'The Python files were described in a way that cannot be read.', 'no')
  const problems = parsed.data.mistakes.map(
    ({ code, severity, file, line, column, reason, repair }): Problem => ({
      code,
      severity,
      place: placeOf(file, line, column),
      reason,
      repair,
    }),
  )
  return { description: parsed.data, problems }
}
