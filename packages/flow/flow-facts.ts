/**
 * What a flow's parts may ask about what is around them. Every answer can be compared with a later one, so that a node is
 * compiled again only when something that it asked has another answer now.
 *
 * FC6 a node that was compiled before and whose questions have the same answers is not compiled again
 */
import { choiceIdsIn } from './answers/index.ts'
import type { ChannelName } from './channels.ts'
import { declareVariables, isBuiltIn } from './declare.ts'
import { createLogic, isFreeName, type Logic } from './expression.ts'
import type { FlowHead } from './flow-file.ts'
import { isLocale } from './locale.ts'
import { Names } from './nearest.ts'
import { kindOf } from './nodes/index.ts'
import type { Path } from './path.ts'
import { type Find, Report } from './report.ts'
import type { ActionSignature } from './source.ts'
import type { FlowReading, FlowSignature, Surroundings } from './surroundings.ts'
import type { Declaration } from './variable.ts'

/** What can be asked, with a name where it is about one of several. */
export type Question =
  | `variable ${string}`
  | `choices ${string}`
  | `result ${string}`
  | `action ${string}`
  | `flow ${string}`
  | 'variables'
  | 'results'
  | 'actions'
  | 'flows'
  | 'intents'
  | 'locale'
  | 'channels'
  | 'profile'
  | 'labels'

export class FlowFacts {
  readonly name: string
  readonly head: FlowHead
  readonly nodes: FlowReading['nodes']
  readonly around: Surroundings
  readonly channels: readonly ChannelName[]
  readonly variables: ReadonlyMap<string, Declaration>
  readonly logic: Logic
  /** What is wrong with the head's own declarations. */
  readonly finds: readonly Find[]
  /** The flow's locale, where it has one that exists. */
  readonly locale: string | null
  #choiceIds: ReadonlyMap<string, readonly string[]> | null = null
  #resultNodes: readonly string[] | null = null
  readonly #names = new Map<string, Names>()
  readonly #lists = new Map<Question, string>()

  /** `before`: the same flow's, from which declarations that have not changed are taken over. */
  constructor(
    name: string,
    { head, nodes }: FlowReading,
    around: Surroundings,
    channels: readonly ChannelName[],
    before: FlowFacts | null,
  ) {
    this.name = name
    this.head = head
    this.nodes = nodes
    this.around = around
    this.channels = channels
    if (before?.head === head) {
      this.variables = before.variables
      this.logic = before.logic
      this.finds = before.finds
      this.locale = before.locale
      return
    }
    const report = new Report()
    const declared = declareVariables(head, report)
    this.variables = new Map([...declared].map(([each, now]) => [each, settle(before?.variables.get(each), now)]))
    this.logic = createLogic(new Map([...declared].filter(([each]) => isFreeName(each) && !isBuiltIn(each))))
    this.locale = checkLocale(head.locale, ['locale'], report)
    this.finds = report.finds
  }

  /** Comparable with `===`. */
  answer(question: Question): unknown {
    const at = question.indexOf(' ')
    const name = question.slice(at + 1)
    switch (at === -1 ? question : question.slice(0, at)) {
      case 'variable':
        return this.variables.get(name)
      case 'choices':
        return this.choiceIds(name).join(' ')
      case 'result':
        return this.leavesResult(name)
      case 'action':
        return this.action(name)
      case 'flow':
        return this.around.flows.get(name)
      case 'variables':
        return this.#list(question, () => this.variables.keys())
      case 'results':
      case 'actions':
      case 'flows':
        return this.#list(question, () => this.#namesOf(question as 'results' | 'actions' | 'flows'))
      case 'intents':
        return this.around.recognizer
      case 'channels':
        return this.channels
      case 'profile':
        return this.around.profile
      case 'labels':
        return this.#list(question, () => this.#labelled())
      default:
        return this.locale
    }
  }

  action(name: string): ActionSignature | undefined {
    return Object.hasOwn(this.around.actions, name) ? this.around.actions[name] : undefined
  }

  flow(name: string): FlowSignature | null | undefined {
    return this.around.flows.get(name)
  }

  leavesResult(node: string): boolean {
    const source = this.nodes.get(node)
    return source !== undefined && kindOf(source.kind).leavesResult?.(source) === true
  }

  /** Ids of the nodes that leave results. */
  resultNodes(): readonly string[] {
    this.#resultNodes ??= [...this.nodes.keys()].filter((id) => this.leavesResult(id))
    return this.#resultNodes
  }

  isLabelled(intent: string): boolean {
    return this.#labelled().includes(intent)
  }

  #labelled(): readonly string[] {
    const own = Object.entries(this.head.understanding?.intents ?? {})
    return [...own.flatMap(([intent, { label }]) => (label === undefined ? [] : [intent])), ...this.around.labelled]
  }

  /** Ids of the choices that questions store in the variable. */
  choiceIds(variable: string): readonly string[] {
    this.#choiceIds ??= this.#allChoiceIds()
    return this.#choiceIds.get(variable) ?? []
  }

  /** What results, actions and flows there are, to be held against one that is not. */
  namesOf(kind: 'results' | 'actions' | 'flows'): Names {
    const known = this.#names.get(kind)
    if (known !== undefined) return known
    const made = new Names(this.#namesOf(kind))
    this.#names.set(kind, made)
    return made
  }

  #namesOf(kind: 'results' | 'actions' | 'flows'): Iterable<string> {
    if (kind === 'results') return this.resultNodes()
    return kind === 'flows' ? this.around.flows.keys() : Object.keys(this.around.actions)
  }

  /** The variables, and these other names, to be held against one that is neither. */
  namesWith(others: readonly string[]): Names {
    const key = ['', ...others].join(' ')
    const known = this.#names.get(key)
    if (known !== undefined) return known
    const made = new Names([...this.variables.keys(), ...others])
    this.#names.set(key, made)
    return made
  }

  #allChoiceIds(): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, string[]>()
    for (const node of this.nodes.values()) {
      if (node.kind !== 'ask') continue
      const { answer } = node
      const further = answer.type === 'form' ? answer.fields.flatMap(({ variable }) => variable ?? []) : []
      for (const variable of new Set([node.variable, ...further])) {
        const ids = found.get(variable) ?? []
        for (const id of choiceIdsIn(answer, node.variable, variable)) ids.push(id)
        found.set(variable, ids)
      }
    }
    return found
  }

  #list(question: Question, names: () => Iterable<string>): string {
    const known = this.#lists.get(question)
    if (known !== undefined) return known
    const made = [...names()].join(' ')
    this.#lists.set(question, made)
    return made
  }
}

/** The declaration as it was, where nothing of it has changed. */
function settle(before: Declaration | undefined, now: Declaration): Declaration {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(now) ? before : now
}

export function checkLocale(stated: string | undefined, path: Path, report: Report): string | null {
  if (stated === undefined || isLocale(stated)) return stated ?? null
  report.add('bad-locale', path, `"${stated}" is not a locale.`, 'Use a BCP 47 tag such as "en-GB" or "ko-KR".')
  return null
}
