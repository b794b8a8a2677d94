/**
 * The solution that is being edited, compiled anew at every edit.
 *
 * Owns the files as the worker knows them and what the compiler said of them last, so that only what changed is told. Playing is
 * `play.ts`'s concern, what is played when there are errors `draft-program.ts`'s.
 */
import { type Checker, createChecker, type FlowScope, type Problem, type Program, type Values } from '@parley/flow'
import { taughtIn, trainNluModel } from '@parley/nlu/intents'
import type { FlowFile, NodeFile } from '../source/flow-file.ts'
import { type Draft, draftProgram } from './draft-program.ts'
import type { Analysis, Answer, Checked, SourceEdit, Surroundings } from './protocol.ts'
import { type FlowTexts, flowTexts, solutionSource } from './solution-source.ts'
import { textRepairs } from './text-repairs.ts'
import { Trials } from './trials.ts'
import { Understanding } from './understanding.ts'

/** More are of no use to anybody at once. */
const mostProblems = 2000

export class Compiler {
  #flows = new Map<string, FlowFile>()
  #texts = new Map<string, string>()
  #surroundings: Surroundings | null = null
  #checker: Checker | null = null
  #more: readonly Problem[] = []
  /** As JSON, by flow. */
  #told = new Map<string, string>()
  #toldProblems = ''
  readonly #trials = new Trials()
  readonly understanding = new Understanding()
  #version = 0
  #draft: Draft | null = null

  /** Takes an edit over and says what is different now. */
  sync(edit: SourceEdit): Checked {
    if (edit.fresh === true) {
      this.#flows = new Map()
      this.#texts = new Map()
      this.#checker = null
      this.#told = new Map()
      this.#toldProblems = ''
    }
    if (edit.surroundings !== undefined) this.#surroundings = edit.surroundings
    const single = this.#singleNode(edit)
    this.#take(edit)
    if (single === null) this.#compile(edit)
    else this.#checker?.edit(single)
    this.#changed()
    return this.#tell()
  }

  /** Learns all that the files of understanding teach, as a build does. `null`: there is nothing. */
  train(): Uint8Array | null {
    const { nlu } = this.understanding.read(this.#texts)
    const vectors = nlu === null ? null : this.understanding.vectorsFor(nlu.intents)
    return nlu === null || vectors === null ? null : trainNluModel(taughtIn(nlu), vectors)
  }

  /** What was learned, here or elsewhere; from now on it tells what people mean. */
  learn(model: Uint8Array | null): Checked {
    this.understanding.learn(model)
    this.#compile({ flows: {}, nodes: [], texts: {} })
    this.#changed()
    return this.#tell()
  }

  get checker(): Checker {
    this.#checker ??= this.#fresh()
    return this.#checker
  }

  get version(): number {
    return this.#version
  }

  /** As it is without errors, otherwise as far as it goes. */
  get draft(): Draft {
    this.#draft ??= draftProgram(this.checker)
    return this.#draft
  }

  get program(): Program | null {
    return this.draft.program
  }

  scope(flow: string, node: string | null): FlowScope | null {
    return this.checker.scope(flow, node)
  }

  /** The repairs of a problem that mend it. */
  repairs(problem: Problem): Answer<'repairs'> {
    const { source, compiled } = this.checker
    return {
      ids: this.#trials.mending(problem, source, this.#flows).map(({ id }) => id),
      texts: this.#trials.mendingTexts(problem, source, textRepairs(problem, this.#texts, compiled)),
    }
  }

  /** An edit of one node alone, which the compiler takes fastest; `null`: it is something else. */
  #singleNode({ flows, nodes, texts, surroundings, fresh }: SourceEdit) {
    const [first] = nodes
    const isSingle =
      nodes.length === 1 &&
      fresh !== true &&
      surroundings === undefined &&
      Object.keys(flows).length === 0 &&
      Object.keys(texts).length === 0
    if (!isSingle || first === undefined || this.#checker?.view(first.flow) == null) return null
    return { ...first, value: first.value as Values | null }
  }

  #take({ flows, nodes, texts }: SourceEdit): void {
    for (const [name, flow] of Object.entries(flows)) {
      if (flow === null) this.#flows.delete(name)
      else this.#flows.set(name, flow)
    }
    for (const { flow, node, value } of nodes) {
      const known = this.#flows.get(flow)
      if (known !== undefined) this.#flows.set(flow, withNode(known, node, value))
    }
    for (const [path, text] of Object.entries(texts)) {
      if (text === null) this.#texts.delete(path)
      else this.#texts.set(path, text)
    }
  }

  #compile(edit: SourceEdit): void {
    if (this.#checker === null) {
      this.#checker = this.#fresh()
      return
    }
    const known = this.#checker.source.flows
    const changed = new Set([...Object.keys(edit.flows), ...edit.nodes.map(({ flow }) => flow)])
    const flows: { [name: string]: FlowTexts[string] } = {}
    const kept = new Map([...this.#flows].filter(([name]) => changed.has(name) || !Object.hasOwn(known, name)))
    for (const name of this.#flows.keys()) if (!kept.has(name) && known[name] !== undefined) flows[name] = known[name]
    Object.assign(flows, flowTexts({ flows: kept, texts: this.#texts }))
    const { source, problems } = solutionSource(flows, this.#texts, this.#surroundings, this.understanding)
    this.#more = problems
    this.#checker.update(source)
  }

  #fresh(): Checker {
    const { source, problems } = this.#source()
    this.#more = problems
    return createChecker(source)
  }

  #source() {
    const flows = flowTexts({ flows: this.#flows, texts: this.#texts })
    return solutionSource(flows, this.#texts, this.#surroundings, this.understanding)
  }

  #changed(): void {
    this.#version += 1
    this.#draft = null
  }

  #tell(): Checked {
    const found = withoutTwins([...this.#more, ...this.checker.compiled.problems])
    // Until the server has told which actions there are, none can be missed.
    const problems = (
      this.#surroundings === null ? found.filter(({ code }) => code !== 'unknown-action') : found
    ).slice(0, mostProblems)
    const printed = JSON.stringify(problems)
    const isSame = printed === this.#toldProblems
    this.#toldProblems = printed
    return { problems: isSame ? null : problems, analyses: this.#changedAnalyses(), version: this.#version }
  }

  #changedAnalyses(): Checked['analyses'] {
    const changed: { [flow: string]: Analysis | null } = {}
    const present = new Map<string, string>()
    for (const name of Object.keys(this.checker.source.flows)) {
      const view = this.checker.view(name)
      if (view === null) continue
      const analysis = { ports: Object.fromEntries(view.ports), unreachable: view.unreachable }
      const printed = JSON.stringify(analysis)
      if (this.#told.get(name) !== printed) changed[name] = analysis
      present.set(name, printed)
    }
    for (const name of this.#told.keys()) if (!present.has(name)) changed[name] = null
    this.#told = present
    return changed
  }
}

/** The server looks at some files too. */
function withoutTwins(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()]
}

function withNode(flow: FlowFile, id: string, value: NodeFile | null): FlowFile {
  if (value !== null) return { ...flow, nodes: { ...flow.nodes, [id]: value } }
  const { [id]: _gone, ...nodes } = flow.nodes
  return { ...flow, nodes }
}
