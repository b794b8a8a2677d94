import { compile, type Problem, type Program } from '@parley/flow'
import { z } from 'zod'
import { readBuild, type SolutionBuild, sourceOf } from '../solution/build.ts'
import { isModel } from '../solution/trained-nlu.ts'
import { Refusal } from './refusal.ts'
import { pointer } from './request.ts'

/** What a caller sent, made sure of: it has the form of a build and its flows compile here. */
export interface Upload {
  readonly build: SolutionBuild
  readonly program: Program
  /** Warnings. */
  readonly problems: readonly Problem[]
}

/** As in `solution.ts`; what the form of a build alone does not say. */
const config = z.object({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens')
    .max(64),
  start: z.string().min(1).max(64),
  customer: z.string().max(200).nullable(),
  secrets: z
    .array(
      z
        .string()
        .regex(/^[a-z][a-z0-9_]*$/, 'lower-case words joined by underscores')
        .max(64),
    )
    .max(100),
  egress: z.array(z.string().min(1).max(300)).max(100),
})

const mostErrors = 50
/** Flow files may be 64 deep; JSON Schemas of actions and parameters are far from it. */
const deepest = 100

/** What is nested without end would exhaust the stack of whoever walks through it. */
function isWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return levels > 0 && Object.values(value).every((each) => isWithin(each, levels - 1))
}

/**
 * Reads an uploaded build. Nobody's word is taken for it: the flows are compiled again, by this server's compiler. The code of
 * the actions is run in their isolation only, whoever sent it.
 */
export function readUpload(given: unknown, solution: string): Upload {
  const build = readForm(given)
  if (build.name !== solution)
    throw refused([{ pointer: '/build/name', detail: `This is the solution "${build.name}", not "${solution}".` }])
  const { program, problems } = compile(sourceOf(build))
  if (program === null) throw refused(problems.filter(isError).map(errorOf), problems)
  return { build, program, problems }
}

const isError = (problem: Problem): boolean => problem.severity === 'error'

const brokenModel = {
  pointer: '/build/nlu/model',
  detail: 'This is no model that this server reads; build the solution with the same version of parley.',
}

function readForm(given: unknown): SolutionBuild {
  if (!isWithin(given, deepest)) throw refused([{ pointer: '/build', detail: `nested deeper than ${deepest} levels` }])
  try {
    const build = readBuild(given)
    config.parse(build)
    if (build.nlu?.model !== undefined && !isModel(build.nlu.model)) throw refused([brokenModel])
    return build
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    throw refused(error.issues.map(({ path, message }) => ({ pointer: pointer(['build', ...path]), detail: message })))
  }
}

function errorOf({ place, reason, repair }: Problem) {
  const { flow, file, line, column, node, field } = place
  const where = [
    file === undefined ? '' : [file, line, column].filter((part) => part !== undefined).join(':'),
    node,
    field,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' ')
  return {
    pointer: flow === undefined ? '/build' : pointer(['build', 'flows', flow]),
    detail: `${where === '' ? '' : `${where}: `}${reason} ${repair}`,
  }
}

function refused(
  errors: readonly { readonly pointer: string; readonly detail: string }[],
  problems?: readonly Problem[],
): Refusal {
  return new Refusal('build-refused', undefined, {
    errors: errors.slice(0, mostErrors),
    ...(problems === undefined ? {} : { problems: problems.slice(0, mostErrors) }),
  })
}
