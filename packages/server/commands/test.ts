import { readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Coverage, type FlowCoverage, generateStories, percentOf, sumOf, writeStoryFile } from '@parley/flow/story'
import { sourceOf } from '../solution/build.ts'
import { type LoadedSolution, loadSolution } from '../solution/load.ts'
import { modelsFolder } from '../solution/model-cache.ts'
import { writeJunit } from '../story/junit.ts'
import { drawPage, drawSvg } from '../story/picture.ts'
import { type ReadStories, readStories } from '../story/read.ts'
import { printCoverage, printRun, runsAsJson } from '../story/report.ts'
import { runStories, type StoryRun } from '../story/run.ts'
import { hasErrors, showProblems, summarize } from './problem.ts'
import { saveFile } from './saved-file.ts'
import { UsageError } from './solution-api.ts'

export interface TestOptions {
  readonly filter?: string
  readonly watch?: boolean
  readonly junit?: string
  /** `true`: printed only; otherwise the file of the picture. */
  readonly coverage?: string | true
  readonly minCoverage?: string
  readonly generate?: boolean
  readonly json?: boolean
}

const generatedFile = 'tests/generated.test.yaml'
const generatedMark = 'Written by "parley test --generate"'

/** `parley test <solution>`: plays its stories. 0 when all went as written, 1 when one did not or the solution has problems. */
export async function test(folder: string, options: TestOptions = {}): Promise<number> {
  const least = readLeast(options.minCoverage)
  checkPicture(options.coverage)
  if (options.watch !== true) return testOnce(folder, options, least)
  const { watchStories } = await import('./test-watch.ts')
  return watchStories(folder, () => testOnce(folder, options, least))
}

async function testOnce(folder: string, options: TestOptions, least: number | null): Promise<number> {
  const [solution, read] = await Promise.all([
    loadSolution(resolve(folder), { models: modelsFolder() }),
    readStories(folder),
  ])
  const problems = [...solution.problems, ...read.problems]
  showProblems(problems)
  if (solution.program === null || solution.build === null || hasErrors(problems)) {
    console.log(`${folder}: ${summarize(problems)}`)
    return 1
  }
  const ready = { program: solution.program, build: solution.build }
  const wantsCoverage = options.coverage !== undefined || least !== null || options.generate === true
  const coverage = wantsCoverage ? new Coverage(ready.program) : undefined
  const written = options.generate === true ? withoutGenerated(read) : read
  const runs = await runStories(ready, written.files, {
    filter: options.filter,
    ...(coverage === undefined ? {} : { coverage }),
  })
  const flows = coverage?.report() ?? null
  if (options.junit !== undefined) await saveFile(options.junit, writeJunit(ready.build.name, runs))
  if (coverage !== undefined) await draw(ready.program, coverage, options.coverage)
  if (options.json === true) console.log(JSON.stringify(runsAsJson(runs, flows), null, 2))
  else print(folder, runs, flows, options)
  if (options.generate === true && coverage !== undefined) await generate(folder, ready, coverage)
  const failed = runs.some(({ deviation }) => deviation !== null)
  // Who generates the first stories has none yet.
  const empty = runs.length === 0 && options.generate !== true
  return failed || empty || !reaches(flows, least) ? 1 : 0
}

function print(
  folder: string,
  runs: readonly StoryRun[],
  flows: readonly FlowCoverage[] | null,
  options: TestOptions,
): void {
  for (const run of runs) console.log(printRun(run))
  if (flows !== null) console.log(printCoverage(flows))
  if (typeof options.coverage === 'string') console.log(`The picture is in ${options.coverage}.`)
  if (runs.length === 0 && options.generate !== true)
    console.log(
      options.filter === undefined
        ? `${folder} has no stories: write tests/<name>.test.yaml.`
        : `${folder} has no story with "${options.filter}" in its name.`,
    )
  const failed = runs.filter(({ deviation }) => deviation !== null).length
  console.log(`${runs.length - failed} passed, ${failed} failed`)
}

function readLeast(given: string | undefined): number | null {
  if (given === undefined) return null
  const least = Number(given.replace(/%$/, ''))
  if (given.trim() !== '' && least >= 0 && least <= 100) return least
  throw new UsageError(`"${given}" is no share from 0 to 100.`)
}

function reaches(flows: readonly FlowCoverage[] | null, least: number | null): boolean {
  if (flows === null || least === null) return true
  const edges = percentOf(sumOf(flows, 'edges'))
  if (edges >= least) return true
  console.error(`The stories go by ${edges.toFixed(1)} % of the edges; ${least} % are asked for.`)
  return false
}

function checkPicture(file: string | true | undefined): void {
  if (typeof file === 'string' && !/\.(html?|svg)$/i.test(file))
    throw new UsageError(`"${file}" is no picture: give the file a name that ends in .html or .svg.`)
}

async function draw(
  program: NonNullable<LoadedSolution['program']>,
  coverage: Coverage,
  file: string | true | undefined,
): Promise<void> {
  if (typeof file !== 'string') return
  await saveFile(file, /\.svg$/i.test(file) ? drawSvg(program, coverage) : drawPage(program, coverage))
}

/** What is generated covers what the solution's own stories do not. */
function withoutGenerated(read: ReadStories): ReadStories {
  return { ...read, files: read.files.filter(({ file }) => file !== generatedFile) }
}

/** Writes stories for what was missed. Only a file that was written so before is written over. */
async function generate(
  folder: string,
  { program, build }: { program: NonNullable<LoadedSolution['program']>; build: NonNullable<LoadedSolution['build']> },
  coverage: Coverage,
): Promise<void> {
  const path = join(folder, generatedFile)
  const present = await readFile(path, 'utf8').catch(() => null)
  if (present !== null && !present.startsWith(`# ${generatedMark}`))
    throw new UsageError(`${path} was not written by "parley test --generate": rename it, then generate again.`)
  const { stories, coverage: flows, steps, exhausted } = generateStories(program, sourceOf(build), coverage)
  const missed = flows.flatMap(({ flow, edges }) => edges.missed.map((edge) => `${flow}/${edge}`))
  const why = exhausted
    ? `the search ended after ${steps} steps`
    : 'with the answers, results and events that were tried'
  const head = [
    `${generatedMark}; written anew each time. To keep a story, move it to another file.`,
    ...(missed.length === 0 ? [] : [`Not reached, ${why}: ${missed.join(', ')}`]),
  ]
  if (stories.length > 0) await saveFile(path, writeStoryFile(stories, head))
  else if (present !== null) await rm(path)
  const tell = (line: string) => console.error(line)
  tell(stories.length === 0 ? 'There was nothing to generate.' : `${stories.length} stories are in ${path}.`)
  if (missed.length > 0) tell(`Not reached, ${why}:\n${missed.map((each) => `  ${each}`).join('\n')}`)
}
