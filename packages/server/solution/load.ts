import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { buildActions } from '@parley/actions/host'
import { type Compiled, compile, type Problem, type Program, type SolutionSource } from '@parley/flow'
import { NluError } from '@parley/nlu'
import { type SolutionBuild, sourceOf } from './build.ts'
import { engineProblems } from './engine-problems.ts'
import { readIntents } from './intents.ts'
import { missingBraze } from './missing-braze.ts'
import { secretsInSources } from './source-secrets.ts'
import { readSources } from './sources.ts'
import { readTexts } from './texts.ts'
import { readTranslated } from './texts-record.ts'
import { staleTexts } from './texts-stale.ts'
import { type TrainSettings, trainNlu } from './trained-nlu.ts'

/** What a folder holds: a build that can run, or the problems that keep it from running. Warnings come with a build. */
export interface LoadedSolution {
  readonly build: SolutionBuild | null
  readonly program: Program | null
  readonly problems: readonly Problem[]
}

export interface LoadOptions {
  /** A text that is missing in a language is an error, whatever the solution says. */
  readonly strictTexts?: boolean
  /** `ours`: the code may import its own files, `@parley/actions` and `zod`, and nothing else that lies on this machine. */
  readonly packages?: 'ours'
  /** Folder in which trained models are kept for the next time; absent: none are. */
  readonly models?: string
  /** What is going on, where it takes long. */
  readonly onProgress?: (line: string) => void
  /** Compiles the flows; default: for the first time. Who loads the same folder again knows what has changed. */
  readonly compile?: (source: SolutionSource) => Compiled
}

/** A flow file larger than this is refused unread; a real one is a few hundred kilobytes. */
const maxFlowBytes = 20 * 1024 * 1024

const flowSuffix = '.flow.json'

/**
 * Reads, bundles and compiles a solution folder. Its code is bundled here and evaluated only inside the action isolation.
 * An author's mistakes are problems; a folder that cannot be read at all is a problem too.
 */
export async function loadSolution(folder: string, options: LoadOptions = {}): Promise<LoadedSolution> {
  const { build: read, problems: reading } = await readSolution(folder, options)
  if (read === null) return failed(reading)
  const { models, onProgress } = options
  const training = { ...(models === undefined ? {} : { models }), ...(onProgress === undefined ? {} : { onProgress }) }
  const trained = await trainedBuild(read, training)
  if ('code' in trained) return failed([...reading, trained])
  const build = trained
  const compiled = (options.compile ?? compile)(sourceOf(build))
  const translated = await readTranslated(folder)
  const problems = [...reading, ...compiled.problems, ...staleTexts(build, compiled.texts, translated)]
  if (compiled.program === null || problems.some((problem) => problem.severity === 'error')) return failed(problems)
  return { build, program: compiled.program, problems }
}

/** More to learn than can be learned is the author's to mend. */
async function trainedBuild(build: SolutionBuild, settings: TrainSettings): Promise<SolutionBuild | Problem> {
  try {
    return build.nlu === undefined ? build : { ...build, nlu: await trainNlu(build.nlu, settings) }
  } catch (error) {
    if (!(error instanceof NluError)) throw error
    const repair = 'Take some of it out of the files in nlu/.'
    return { code: 'broken-intents', severity: 'error', place: { file: 'nlu' }, reason: error.message, repair }
  }
}

/** Reads and bundles a solution folder without compiling its flows or training what it understands. */
export async function readSolution(
  folder: string,
  options: LoadOptions = {},
): Promise<Pick<LoadedSolution, 'build' | 'problems'>> {
  if (!(await isFolder(folder))) return failed([missingFolder(folder)])

  const [flows, texts, intents, actions] = await Promise.all([
    readFlows(folder),
    readTexts(folder),
    readIntents(folder),
    buildActions(folder, options.packages === undefined ? {} : { packages: options.packages }),
  ])
  const reading = [...flows.problems, ...texts.problems, ...intents.problems, ...actions.problems]
  const built = actions.build
  if (built === null) return failed(reading)

  const build: SolutionBuild = {
    format: 1,
    name: built.solution.name,
    customer: built.solution.customer ?? null,
    start: built.solution.start,
    flows: flows.flows,
    actions: built.actions as SolutionBuild['actions'],
    bundle: built.bundle,
    sourceMap: built.sourceMap,
    ...(built.python === undefined ? {} : { python: built.python }),
    params: built.solution.params,
    secrets: built.solution.secrets,
    egress: built.solution.egress,
    language: built.solution.language ?? null,
    fallbacks: built.solution.fallbacks ?? {},
    texts: texts.texts,
    strictTexts: options.strictTexts === true || built.solution.strictTexts === true,
    ...(intents.nlu === null ? {} : { nlu: intents.nlu }),
    ...(built.solution.channels === undefined ? {} : { channels: built.solution.channels }),
    ...(built.solution.report === undefined ? {} : { report: built.solution.report }),
    ...(built.solution.retarget === undefined ? {} : { retarget: built.solution.retarget }),
    ...(built.solution.web === undefined ? {} : { web: built.solution.web }),
    ...(built.solution.identity === undefined ? {} : { identity: built.solution.identity }),
    ...(built.solution.outreach === undefined ? {} : { outreach: built.solution.outreach }),
    ...(built.solution.insight === undefined ? {} : { insight: built.solution.insight }),
    ...(built.solution.listen === undefined ? {} : { listen: built.solution.listen }),
    ...(built.solution.privacy === undefined ? {} : { privacy: built.solution.privacy }),
    ...(built.solution.understanding === undefined ? {} : { understanding: built.solution.understanding }),
    sources: await readSources(folder, built.sourceMap),
  }
  return {
    build,
    problems: [...reading, ...secretsInSources(build, reading), ...missingBraze(build), ...engineProblems(build)],
  }
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
