import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { buildActions } from '@parley/actions/host'
import { compile, type Problem, type Program } from '@parley/flow'
import { type SolutionBuild, sourceOf } from './build.ts'

/** What a folder holds: a build that can run, or the problems that keep it from running. Warnings come with a build. */
export interface LoadedSolution {
  readonly build: SolutionBuild | null
  readonly program: Program | null
  readonly problems: readonly Problem[]
}

/** A flow file larger than this is refused unread; a real one is a few hundred kilobytes. */
const maxFlowBytes = 20 * 1024 * 1024

const flowSuffix = '.flow.json'

/**
 * Reads, bundles and compiles a solution folder. Its code is bundled here and evaluated only inside the action isolation.
 * An author's mistakes are problems; a folder that cannot be read at all is a problem too.
 */
export async function loadSolution(folder: string): Promise<LoadedSolution> {
  if (!(await isFolder(folder))) return failed([missingFolder(folder)])

  const [flows, actions] = await Promise.all([readFlows(folder), buildActions(folder)])
  const built = actions.build
  if (built === null) return failed([...flows.problems, ...actions.problems])

  const build: SolutionBuild = {
    format: 1,
    name: built.solution.name,
    customer: built.solution.customer ?? null,
    start: built.solution.start,
    flows: flows.flows,
    actions: built.actions as SolutionBuild['actions'],
    bundle: built.bundle,
    sourceMap: built.sourceMap,
    params: built.solution.params,
    secrets: built.solution.secrets,
    egress: built.solution.egress,
  }
  const compiled = compile(sourceOf(build))
  const problems = [...flows.problems, ...actions.problems, ...compiled.problems]
  if (compiled.program === null || problems.some((problem) => problem.severity === 'error')) return failed(problems)
  return { build, program: compiled.program, problems }
}

const failed = (problems: readonly Problem[]): LoadedSolution => ({ build: null, program: null, problems })

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  )
}

const missingFolder = (folder: string): Problem => ({
  code: 'missing-solution',
  severity: 'error',
  place: { file: folder },
  reason: `There is no folder "${folder}".`,
  repair: 'Give the path of a solution folder, or make one with "parley init <folder>".',
})

interface Flows {
  readonly flows: SolutionBuild['flows']
  readonly problems: readonly Problem[]
}

async function readFlows(folder: string): Promise<Flows> {
  const flows: Record<string, { file: string; text: string }> = {}
  const problems: Problem[] = []
  const names = await readdir(join(folder, 'flows')).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') problems.push(unreadable('flows', error))
    return []
  })
  const files = names.filter((name) => name.endsWith(flowSuffix)).sort()
  for (const name of files) {
    const file = `flows/${name}`
    try {
      const { size } = await stat(join(folder, file))
      if (size > maxFlowBytes) problems.push(tooLarge(file, size))
      else flows[basename(name, flowSuffix)] = { file, text: await readFile(join(folder, file), 'utf8') }
    } catch (error) {
      problems.push(unreadable(file, error as NodeJS.ErrnoException))
    }
  }
  return { flows, problems }
}

const tooLarge = (file: string, size: number): Problem => ({
  code: 'flow-too-large',
  severity: 'error',
  place: { file },
  reason: `The file has ${size} bytes; a flow may have ${maxFlowBytes}.`,
  repair: 'Split the flow into several.',
})

const unreadable = (file: string, error: NodeJS.ErrnoException): Problem => ({
  code: 'flow-unreadable',
  severity: 'error',
  place: { file },
  reason: `It cannot be read (${error.code ?? error.message}).`,
  repair: 'Make it an ordinary file that may be read, or remove it.',
})
