import { resolve } from 'node:path'
import { type Checker, createChecker, type DataPoints, dataPoints, type Problem } from '@parley/flow'
import { loadSolution } from '../solution/load.ts'
import { modelsFolder } from '../solution/model-cache.ts'
import { hasErrors, showProblems, strictly, summarize, tellProblem } from './problem.ts'
import { untilStopped } from './stop.ts'
import { watchFolder } from './watch.ts'

export interface CheckOptions {
  readonly json?: boolean
  /** Every warning is an error. */
  readonly strict?: boolean
  /** Goes on, and checks again whenever a file changes. */
  readonly watch?: boolean
}

interface Checked {
  readonly problems: readonly Problem[]
  /** `null` when there is no program. */
  readonly cost: DataPoints | null
}

/**
 * `parley check <solution>`: finds the mistakes of a solution and tells what its Braze nodes will cost. 0 when there is no error,
 * 1 when there is; with `watch`, what the last check came to.
 */
export async function check(folder: string, options: CheckOptions): Promise<number> {
  const load = createLoader(folder, options)
  let checked = await load()
  report(folder, checked, options)
  if (options.watch !== true) return hasErrors(checked.problems) ? 1 : 0
  const stopped = untilStopped()
  const watching = await watchFolder(resolve(folder), async () => {
    const began = performance.now()
    try {
      checked = await load()
      report(folder, checked, options, performance.now() - began)
    } catch (error) {
      // The next change may be the one that mends it.
      console.error(`It cannot be checked: ${error instanceof Error ? error.message : String(error)}`)
    }
  })
  await stopped
  await watching.close()
  return hasErrors(checked.problems) ? 1 : 0
}

/** Loads the folder again and again; of the flows only what has changed is compiled again. */
function createLoader(folder: string, { strict = false }: CheckOptions): () => Promise<Checked> {
  let checker: Checker | null = null
  return async () => {
    const { problems, program } = await loadSolution(folder, {
      strictTexts: strict,
      models: modelsFolder(),
      compile(source) {
        if (checker === null) checker = createChecker(source)
        else checker.update(source)
        return checker.compiled
      },
    })
    return {
      problems: strict ? strictly(problems) : problems,
      cost: program === null ? null : dataPoints(program),
    }
  }
}

/** `tookMs`: how long a check anew took. */
function report(
  folder: string,
  { problems, cost }: Checked,
  options: CheckOptions,
  tookMs: number | null = null,
): void {
  if (options.json === true) {
    const told = { problems: problems.map(tellProblem), data_points: cost === null ? null : tellCost(cost) }
    // One document a line while it watches, so that what reads along can tell them apart.
    console.log(JSON.stringify(told, null, options.watch === true ? undefined : 2))
    return
  }
  showProblems(problems)
  const took = tookMs === null ? '' : ` (checked again in ${Math.round(tookMs)} ms)`
  console.log(`${folder}: ${summarize(problems)}${took}`)
  if (cost === null || cost.byNode.length === 0) return
  console.log(`Its Braze nodes write up to ${cost.perThousand} data points per thousand conversations:`)
  for (const { flow, node, points } of cost.byNode) console.log(`  ${flow}/${node}  ${points} each time`)
}

/** As every JSON of ours, in snake_case. */
function tellCost({ perThousand, byNode }: DataPoints): object {
  return { per_thousand: perThousand, by_node: byNode }
}
