import type { Problem } from '@parley/flow'
import { z } from 'zod'
import type { Bundle } from './bundle.ts'
import { ActionHostError } from './failure.ts'
import type { Thrown } from './frame.ts'
import { launchesFor } from './launch.ts'
import { createNursery } from './nursery.ts'
import { createTracer } from './source-map.ts'

const describeWithinMs = 5000

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

type Told =
  | { readonly kind: 'described'; readonly description: unknown }
  | { readonly kind: 'thrown'; readonly thrown: Thrown }
  | { readonly kind: 'ended'; readonly detail: string }

/** Loads the bundle in a Deno child without permissions and asks what is in it. */
async function ask(bundle: Bundle): Promise<Told> {
  const nursery = createNursery(launchesFor(128), () => {})
  try {
    const { child, adopt } = await nursery.take()
    const told = Promise.withResolvers<Told>()
    const timer = setTimeout(() => child.kill(`it took longer than ${describeWithinMs} ms`), describeWithinMs)
    adopt({
      onFrame: (frame) => {
        if (frame.kind === 'loaded' && frame.thrown) told.resolve({ kind: 'thrown', thrown: frame.thrown })
        else if (frame.kind === 'loaded') child.send({ kind: 'describe' })
        else if (frame.kind === 'described') told.resolve({ kind: 'described', description: frame.description })
      },
      onEnd: ({ detail }) => told.resolve({ kind: 'ended', detail }),
    })
    child.send({ kind: 'load', bundle: bundle.text, params: {}, secrets: {} })
    const answer = await told.promise
    clearTimeout(timer)
    return answer
  } finally {
    await nursery.close()
  }
}

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
  const told = await ask(bundle)
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
