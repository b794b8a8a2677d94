import { type Checker, createChecker, type Problem, type SolutionSource } from '@parley/flow'
import type { Repair, RepairSource } from '../problems/repair.ts'
import { repairsOf } from '../problems/repairs.ts'
import { isMended } from '../problems/trial.ts'
import { emptyFlow, type FlowFile, flowPath, printFlow } from '../source/flow-file.ts'
import type { TextRepair } from './protocol.ts'

/** Tries repairs on a copy of the solution, which is kept so that a try costs what an edit costs. PR2 */
export class Trials {
  #checker: Checker | null = null

  /** Those repairs of the problem that mend it. */
  mending(problem: Problem, source: SolutionSource, flows: ReadonlyMap<string, FlowFile>): readonly Repair[] {
    const files: RepairSource = { flow: (name) => flows.get(name) }
    const before = this.#problemsOf(source)
    return repairsOf(problem, files).filter((repair) => {
      const edited = repair.edit(flows.get(repair.flow) ?? emptyFlow)
      const text = printFlow(edited)
      const file = source.flows[repair.flow]?.file ?? flowPath(repair.flow)
      return isMended(
        problem,
        before,
        this.#problemsOf({ ...source, flows: { ...source.flows, [repair.flow]: { file, text } } }),
      )
    })
  }

  /** Those repairs of files of texts that mend it. */
  mendingTexts(problem: Problem, source: SolutionSource, repairs: readonly TextRepair[]): readonly TextRepair[] {
    if (repairs.length === 0) return []
    const before = this.#problemsOf(source)
    return repairs.filter(({ path, after }) => {
      const texts = Object.entries(source.texts ?? {}).map(
        ([language, text]) => [language, text.file === path ? { file: path, text: after } : text] as const,
      )
      return isMended(problem, before, this.#problemsOf({ ...source, texts: Object.fromEntries(texts) }))
    })
  }

  #problemsOf(source: SolutionSource): readonly Problem[] {
    if (this.#checker === null) {
      this.#checker = createChecker(source)
      return this.#checker.compiled.problems
    }
    return this.#checker.update(source).problems
  }
}
