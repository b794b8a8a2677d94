import type { Problem } from '@parley/flow'
import { z } from 'zod'
import type { Bundle } from './bundle.ts'
import { ActionHostError } from './failure.ts'
import type { Thrown } from './frame.ts'
import { interview, interviewOptions } from './interview.ts'
import { createTracer } from './source-map.ts'

const jsonSchema = z.object({ json: z.unknown(), failure: z.string().nullable() }).nullable()

const description = z.object({
  solution: z.unknown(),
  actions: z.array(
    z.object({
      name: z.string(),
      exported: z.boolean(),
      executable: z.boolean(),
      hasInput: z.boolean(),
      outputsAre: z.enum(['absent', 'object', 'wrong']),
      outcomes: z.array(z.string()).nullable(),
      timeout: z.string().nullable(),
      input: jsonSchema,
      outputs: jsonSchema,
    }),
  ),
})

/** What a bundle says about itself, before anybody judged it. */
export type Description = z.output<typeof description>

function loadProblem(bundle: Bundle, thrown: Thrown): Problem {
  const tracer = createTracer(bundle.sourceMap)
  return {
    code: 'action-does-not-load',
    severity: 'error',
    place: tracer.firstPlace(thrown.stack) ?? {},
    reason: `Loading it throws ${thrown.name}: ${tracer.trace(thrown.message)}`,
    repair: 'Move what can fail, or needs the network, from the top of the file into execute.',
  }
}

/** @throws ActionHostError when Deno cannot be started here */
export async function describe(
  bundle: Bundle,
): Promise<{ readonly description: Description | null; readonly problems: readonly Problem[] }> {
  const load = { kind: 'load', bundle: bundle.text, params: {}, secrets: {} } as const
  const told = await interview('typescript', load, interviewOptions(null))
  if (told.kind === 'thrown') return { description: null, problems: [loadProblem(bundle, told.thrown)] }
  if (told.kind === 'ended') {
    const problem: Problem = {
      code: 'action-does-not-load',
      severity: 'error',
      place: {},
      reason: `Loading the actions ended the process: ${told.detail}.`,
      repair: 'Look for a loop, a huge value or an exit at the top of solution.ts or an action.',
    }
    return { description: null, problems: [problem] }
  }
  const parsed = description.safeParse(told.description)
  if (parsed.success) return { description: parsed.data, problems: [] }
  throw new ActionHostError(
    'not-loaded',
    'The bundle described itself in a way that cannot be read.',
    'no',
    parsed.error,
  )
}
