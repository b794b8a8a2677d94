import { loadSolution } from '../solution/load.ts'
import { hasErrors, showProblems, summarize } from './problem.ts'

/** `parley check <solution>`: 0 when it can be published, 1 when it has problems. */
export async function check(folder: string, options: { readonly json?: boolean }): Promise<number> {
  const { problems } = await loadSolution(folder)
  showProblems(problems, options.json === true)
  if (options.json !== true) console.log(`${folder}: ${summarize(problems)}`)
  return hasErrors(problems) ? 1 : 0
}
