import { access, mkdir, readFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import type { Problem } from '@parley/flow'
import { exportPypestream as exportFiles, type SolutionFiles } from '@parley/flow/pypestream'
import type { SolutionBuild } from '../solution/build.ts'
import { readSolution } from '../solution/load.ts'
import { pypestreamIntents } from '../solution/pypestream-intents.ts'
import { hasErrors, showProblems, summarize } from './problem.ts'
import { saveFile } from './saved-file.ts'

export interface ExportPypestreamOptions {
  /** The table; other files come beside it. */
  readonly out: string
  /** Write over files that are there. */
  readonly force?: boolean
  readonly json?: boolean
}

/** `parley export pypestream <solution>`: a table, and beside it phrases, entities and scripts, where there are any. */
export async function exportPypestream(folder: string, options: ExportPypestreamOptions): Promise<number> {
  const { build, problems: reading } = await readSolution(folder)
  if (build === null) return tell(reading, options, 'Nothing was written.')
  const given = await filesOf(folder, build)
  if (given === null) {
    console.error(`${folder}: the flow "${build.start}", with which it begins, is not there.`)
    return 1
  }
  const { files, problems } = exportFiles(given)
  if (files === null) return tell(problems, options, 'Nothing was written.')
  const { 'bot.csv': table = '', ...others } = files
  const beside = dirname(options.out)
  const targets = new Map([
    [options.out, table],
    ...Object.entries(others).map(([name, text]) => [join(beside, name), text] as const),
  ])
  const taken = options.force === true ? [] : await presentOf([...targets.keys()])
  if (taken.length > 0) {
    console.error(
      `${taken.slice(0, 3).join(', ')} ${taken.length === 1 ? 'is' : 'are'} there already. Give another folder, or say --force.`,
    )
    return 2
  }
  await mkdir(beside, { recursive: true })
  for (const [path, text] of targets) await saveFile(path, text)
  const more = targets.size === 1 ? '' : `, and beside it ${Object.keys(others).join(', ')}`
  return tell(problems, options, `${options.out} is written${more}.`)
}

async function filesOf(folder: string, build: SolutionBuild): Promise<SolutionFiles | null> {
  const flow = build.flows[build.start]
  if (flow === undefined) return null
  const python = build.python?.files ?? {}
  const scripts = Object.entries(python).flatMap(([path, text]): [string, string][] =>
    dirname(path) === 'actions' ? [[basename(path, extname(path)), text]] : [],
  )
  const intents = pypestreamIntents(build.nlu?.files ?? {})
  const entities = await optionalText(join(folder, 'nlu/entities.yaml'))
  const app = python['app.py']
  return {
    flow,
    otherFlows: Object.keys(build.flows).filter((name) => name !== build.start),
    ...(intents === undefined ? {} : { intents }),
    ...(entities === null ? {} : { entities }),
    ...(app === undefined ? {} : { app }),
    scripts: Object.fromEntries(scripts),
  }
}

async function optionalText(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
    throw error
  })
}

async function presentOf(paths: readonly string[]): Promise<readonly string[]> {
  const present = await Promise.all(
    paths.map((path) =>
      access(path).then(
        () => [path],
        () => [],
      ),
    ),
  )
  return present.flat()
}

function tell(problems: readonly Problem[], { json }: { readonly json?: boolean }, words: string): number {
  if (json === true) console.log(JSON.stringify({ problems }, null, 2))
  else {
    showProblems(problems)
    if (problems.length > 0) console.log(`${summarize(problems)}\n`)
    console.log(words)
  }
  return hasErrors(problems) ? 1 : 0
}
