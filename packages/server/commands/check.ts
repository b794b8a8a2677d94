import { dataPoints } from '@parley/flow'
import { loadSolution } from '../solution/load.ts'
import { hasErrors, showProblems, summarize } from './problem.ts'

/** `parley check <solution>`: 0 when it can be published, 1 when it has problems. Tells what its Braze nodes will cost. */
export async function check(folder: string, options: { readonly json?: boolean }): Promise<number> {
  const { problems, program } = await loadSolution(folder)
  const cost = program === null ? null : dataPoints(program)
  if (options.json === true) console.log(JSON.stringify({ problems, data_points: cost }, null, 2))
  else {
    showProblems(problems)
    console.log(`${folder}: ${summarize(problems)}`)
    if (cost !== null && cost.byNode.length > 0) {
      console.log(`Its Braze nodes write up to ${cost.perThousand} data points per thousand conversations:`)
      for (const { flow, node, points } of cost.byNode) console.log(`  ${flow}/${node}  ${points} each time`)
    }
  }
  return hasErrors(problems) ? 1 : 0
}
