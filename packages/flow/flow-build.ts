/**
 * One node of a flow, or the flow's own settings, while it is compiled: what it finds wrong, what it asks of its surroundings,
 * and which variables it reads and writes.
 */
import { checkLength } from './analysis/channel-check.ts'
import { type Need, needAt } from './analysis/need.ts'
import { noProof } from './analysis/proof.ts'
import { checkText } from './analysis/text-check.ts'
import { piecesOf } from './analysis/text-tree.ts'
import { reservedActionPrefix } from './braze-facts.ts'
import { parseDuration } from './duration.ts'
import { celTypes, type Expression } from './expression.ts'
import { checkLocale, type FlowFacts, type Question } from './flow-facts.ts'
import { compileIdle } from './idle.ts'
import { type LogicMore, outputsOf } from './logic-more.ts'
import { checkBroken, checkLogicType } from './logic-type.ts'
import { suggest } from './nearest.ts'
import type { LogicWants, NodeBuild, TopBuild } from './node-build.ts'
import type { NodeSource } from './nodes/index.ts'
import type { Path } from './path.ts'
import { profileName } from './profile.ts'
import { unknownFields } from './profile-use.ts'
import { Report } from './report.ts'
import { builtInNames, members, moreNames, type Use } from './scope.ts'
import { leakOf } from './sensitive-leak.ts'
import type { ActionSignature } from './source.ts'
import type { FlowSignature } from './surroundings.ts'
import { compileTemplate, mostMemory, mostSteps, type Template, type Text, type TextForm } from './template.ts'
import { formerKey, textKey } from './texts/key.ts'
import { type Address, type Finds, type Localisation, noTexts, type Original } from './texts/localisation.ts'
import type { Declaration, VariableType } from './variable.ts'

const emptyText: Text = { uses: [], render: () => '', sensitive: false, languageFor: (wanted) => wanted }
const emptyLogic: Expression = {
  uses: [],
  type: 'dyn',
  outline: { kind: 'unknown' },
  proof: noProof,
  evaluate: () => undefined,
}

/** A variable that is read. */
export interface Read {
  readonly variable: string
  /** From the top of the file. */
  readonly path: Path
  /** `null`: it is fine where nothing is known of the variable. */
  readonly need: Exclude<Need, { readonly kind: 'nothing' }> | null
}

export class FlowBuild {
  readonly report = new Report()
  readonly texts = noTexts()
  readonly reads: Read[] = []
  readonly writes = new Set<string>()
  /** What was asked, and what the answer was. */
  readonly asked = new Map<Question, unknown>()
  readonly #facts: FlowFacts
  readonly #localisation: Localisation
  readonly #node: NodeSource | null
  /** Variables that have been assigned: what follows in the same node sees them. */
  readonly #assigned = new Set<string>()

  /** `node`: `null` for the flow's own settings. */
  constructor(facts: FlowFacts, localisation: Localisation, node: NodeSource | null) {
    this.#facts = facts
    this.#localisation = localisation
    this.#node = node
  }

  /** What the node `id` sees and reports through; its paths are inside the node. */
  node(id: string, exits: ReadonlyMap<string, string>): NodeBuild {
    const at = (path: Path): Path => ['nodes', id, ...path]
    const ask = () => this.#ask('intents')
    const askProfile = () => this.#ask('profile')
    const { around, name } = this.#facts
    return {
      ...this.#settings(at),
      address: (source, path) => this.#text(source, at(path), 'plain', 'address'),
      synonyms: (source, path) => this.#localisation.synonyms(this.#address(at(path)), source, this.texts),
      wordings: (path) => this.#localisation.wordings(this.#address(at(path)), this.texts),
      logic: (source, path, wants, more) => this.#logic(source, at(path), wants, more),
      assigns: (variable, source, path, more) => this.#assigns(variable, source, at(path), more),
      passes: (flow, variable, source, path) => this.#passes(flow, variable, source, at(path)),
      flow: (flow, path) => this.#flow(flow, at(path)),
      mayWriteAny: () => this.#mayWriteAny(),
      place: `${name}.${id}`,
      get recognizer() {
        ask()
        return around.recognizer
      },
      get intents() {
        ask()
        return around.intents
      },
      get profile() {
        askProfile()
        return around.profile
      },
      isLabelled: (intent) => this.#isLabelled(intent),
      idle: (rules, path) => compileIdle(rules, at(path), true, this.top()),
      locale: (stated, path) => checkLocale(stated, at(path), this.report) ?? this.#locale(),
      writes: (variable, path) => this.#writes(variable, at(path)),
      isSensitive: (variable) => this.#declared(variable)?.sensitive === true,
      declared: (variable) => this.#declared(variable) ?? null,
      choiceIds: (variable) => this.#choiceIds(variable),
      action: (action, path) => this.#action(action, at(path)),
      routed: (port) => exits.has(port),
      badLimit: (path, min, max) =>
        this.report.add('bad-limit', at(path), `The least, ${min}, is above the most, ${max}.`, 'Exchange the two.'),
      badPattern: (path, reason) =>
        this.report.add(
          'bad-pattern',
          at(path),
          `The pattern cannot be used: ${reason}.`,
          'Use RE2 syntax: no look-around, no back references.',
        ),
    }
  }

  /** What the flow's own settings see and report through; its paths are from the top of the file. */
  top(): TopBuild {
    return this.#settings((path) => path)
  }

  #settings(at: (path: Path) => Path): TopBuild {
    return {
      text: (source, path) => this.#text(source, at(path)),
      plain: (source, path) => this.#text(source, at(path), 'plain'),
      duration: (source, path) => this.#duration(source, at(path)),
      problem: (code, path, reason, repair) => this.report.add(code, at(path), reason, repair),
    }
  }

  /** Notes the question, so that another answer has this compiled again. */
  #ask(question: Question): void {
    if (!this.asked.has(question)) this.asked.set(question, this.#facts.answer(question))
  }

  #declared(variable: string): Declaration | undefined {
    this.#ask(`variable ${variable}`)
    return this.#facts.variables.get(variable)
  }

  #isLabelled(intent: string): boolean {
    this.#ask('labels')
    return this.#facts.isLabelled(intent)
  }

  #locale(): string | null {
    this.#ask('locale')
    return this.#facts.locale
  }

  #choiceIds(variable: string): readonly string[] {
    this.#ask(`choices ${variable}`)
    return this.#facts.choiceIds(variable)
  }

  /** How texts files name the text at `path`. */
  #address(path: Path): Address {
    const { name: flow, head } = this.#facts
    const [top, id] = path
    const inNode = top === 'nodes' && typeof id === 'string'
    if (!inNode) return { flow, node: null, key: textKey(head, path) }
    const key = textKey(this.#node, path.slice(2))
    const former = formerKey(path.slice(2))
    return { flow, node: id, key, ...(former === null ? {} : { former }) }
  }

  #text(source: string, path: Path, form: TextForm = 'markdown', use: Original['use'] = 'read'): Text {
    const template = compileTemplate(source, form, this.#localisation.languages.own)
    const address = this.#address(path)
    if ('reason' in template) {
      this.report.add('text-syntax', path, `This text is not Liquid: ${template.reason}.`, template.repair, template.at)
      // Its translations are meant for something all the same.
      this.#localisation.wordings(address, this.texts)
      return emptyText
    }
    const sensitive = this.#checkTemplate(template, path, this.report)
    this.#checkLength(source, path, this.report)
    const original = { ...address, text: source, use }
    return this.#localisation.text(
      original,
      { ...template, sensitive },
      form,
      this.texts,
      (translation, text, finds) => {
        this.#checkLength(text, path, finds)
        return this.#checkTemplate(translation, path, finds)
      },
    )
  }

  /** Checks what a text names and does; answers whether any of it is sensitive. */
  #checkTemplate({ uses, tree }: Template, path: Path, finds: Finds): boolean {
    const checked =
      tree === undefined
        ? null
        : checkText(piecesOf(tree), (name) => this.#declared(name), { steps: mostSteps, memory: mostMemory })
    for (const { code, reason, repair, at } of checked?.finds ?? []) finds.add(code, path, reason, repair, at)
    for (const use of uses) {
      const shown = checked?.shows.includes(use[0] ?? '') === true
      this.#use(use, path, builtInNames, shown ? this.#needOfText(path) : null, undefined, finds)
    }
    return uses.some(([name = '']) => this.#declared(name)?.sensitive === true)
  }

  #checkLength(source: string, path: Path, finds: Finds): void {
    this.#ask('channels')
    checkLength(source, path, this.#facts.channels, finds)
  }

  #needOfText(path: Path): Read['need'] {
    const need = this.#need(path)
    return need.kind === 'one of' ? need : { kind: 'value' }
  }

  /** The flow's own texts are said wherever the conversation is: what they may not know is not held against them. */
  #need(path: Path): Need {
    const node = this.#node
    if (node === null) return { kind: 'nothing' }
    if (node.kind === 'action') this.#ask(`action ${node.action}`)
    return needAt(node, path.slice(2), node.kind === 'action' ? this.#facts.action(node.action) : undefined)
  }

  #logic(source: string, path: Path, wants: LogicWants, more?: LogicMore): Expression {
    const sees = more?.kind === 'payload' ? 'payload' : more === undefined ? null : 'result'
    const expression = this.#facts.logic.compile(source, sees)
    const names = sees === null ? builtInNames : [...builtInNames, ...moreNames[sees]]
    if ('kind' in expression) {
      // What it is broken for may be what the variables are.
      for (const [name] of source.slice(0, 20_000).matchAll(/[a-zA-Z_]\w*/g)) this.#ask(`variable ${name}`)
      if (expression.kind === 'name' && expression.name !== undefined)
        this.#unknown(expression.name, path, names, expression.at)
      else if (expression.kind === 'member')
        for (const use of expression.uses ?? []) this.#use(use, path, names, null, more)
      else checkBroken(expression, path, this.report)
      return emptyLogic
    }
    const need = this.#need(path)
    const needed =
      need.kind === 'nothing' ? null : need.kind === 'parts' ? expression.proof.fails : expression.proof.needs
    for (const use of expression.uses)
      this.#use(use, path, names, need.kind !== 'nothing' && needed?.has(use[0] ?? '') === true ? need : null, more)
    checkLogicType(expression.type, wants, path, this.report)
    return expression
  }

  #assigns(variable: string, source: string, path: Path, more?: LogicMore): Expression {
    const type = this.#writes(variable, path)
    const expression = this.#logic(source, path, type ?? 'any', more)
    const output = /^\s*outputs\.(\w+)\s*$/.exec(source)?.[1] ?? ''
    const returned = more?.kind === 'called' ? more.variables?.get(output)?.type : undefined
    if (type !== null && returned !== undefined) checkLogicType(celTypes[returned], type, path, this.report)
    this.#checkLeak(expression, this.#declared(variable)?.sensitive !== false, variable, path, more)
    this.#assigned.add(variable)
    return expression
  }

  #passes(flow: string, variable: string, source: string, path: Path): Expression {
    this.#ask(`flow ${flow}`)
    const known = this.#facts.flow(flow)?.variables
    const declared = known?.get(variable)
    if (known !== undefined && declared === undefined)
      this.report.add(
        'undeclared-variable',
        path,
        `The flow "${flow}" has no variable "${variable}".`,
        `Declare it there. ${suggest(variable, known.keys())}`,
      )
    const expression = this.#logic(source, path, declared?.type ?? 'any')
    this.#checkLeak(expression, declared?.sensitive !== false, variable, path)
    return expression
  }

  #checkLeak(expression: Expression, isSafe: boolean, variable: string, path: Path, more?: LogicMore): void {
    const leaked = isSafe ? null : leakOf(expression, this.#facts.variables, more)
    if (leaked === null) return
    this.report.add(
      'sensitive-leak',
      path,
      `"${leaked}" is sensitive and "${variable}" is not, so that the answer would be shown and logged.`,
      `Declare "${variable}" as sensitive too, or do not copy it there.`,
    )
  }

  #flow(name: string, path: Path): FlowSignature | null {
    this.#ask(`flow ${name}`)
    const signature = this.#facts.flow(name)
    if (signature !== undefined) return signature
    this.#ask('flows')
    const repair = this.#facts.namesOf('flows').suggest(name)
    this.report.add('unknown-flow', path, `The solution has no flow "${name}".`, repair)
    return null
  }

  #mayWriteAny(): void {
    this.#ask('variables')
    for (const name of this.#facts.variables.keys()) this.writes.add(name)
  }

  #use(
    use: Use,
    path: Path,
    names: readonly string[],
    need: Read['need'],
    more?: LogicMore,
    finds: Finds = this.report,
  ): void {
    const [name = '', member, ...rest] = use
    if (name === profileName && this.#declared(name) === undefined) this.#useProfile(use, path, finds)
    else if (names.includes(name)) {
      if (member !== undefined) this.#useMember(name, member, rest, path, finds, more)
    } else if (this.#declared(name) !== undefined)
      this.reads.push({ variable: name, path, need: this.#assigned.has(name) ? null : need })
    else this.#unknown(name, path, names, null, finds)
  }

  #useMember(name: string, member: string, rest: readonly string[], path: Path, finds: Finds, more?: LogicMore): void {
    if (name === 'results') this.#useResult(member, rest, path, finds)
    else {
      const known = name === 'outputs' ? outputsOf(more) : members[name]
      if (known !== undefined && !known.includes(member))
        finds.add('unknown-name', path, `"${name}" has no "${member}".`, suggest(member, known))
      const [inner] = rest
      if (inner !== undefined && name === 'page') this.#useMember(`page.${member}`, inner, [], path, finds)
    }
  }

  #useProfile(use: Use, path: Path, finds: Finds): void {
    this.#ask('profile')
    for (const { reason, repair } of unknownFields(use, this.#facts.around.profile))
      finds.add('unknown-name', path, reason, repair)
  }

  #useResult(node: string, [member]: readonly string[], path: Path, finds: Finds): void {
    this.#ask(`result ${node}`)
    if (!this.#facts.leavesResult(node)) {
      this.#ask('results')
      finds.add('unknown-name', path, `"results" has no "${node}".`, this.#facts.namesOf('results').suggest(node))
    } else if (member !== undefined && !['outcome', 'outputs', 'error'].includes(member)) {
      const repair = suggest(member, ['outcome', 'outputs', 'error'])
      finds.add('unknown-name', path, `A result has no "${member}".`, repair)
    }
  }

  #unknown(name: string, path: Path, names: readonly string[], at: number | null, finds: Finds = this.report): void {
    this.#ask('variables')
    const near = this.#facts.namesWith(names).suggest(name)
    const repair = `Declare it under "variables", or use a name that exists. ${near}`
    finds.add('undeclared-variable', path, `There is no variable "${name}".`, repair, at)
  }

  #writes(variable: string, path: Path): VariableType | null {
    const declared = this.#declared(variable)
    this.writes.add(variable)
    if (declared !== undefined) return declared.type
    this.#ask('variables')
    const repair = `Declare it under "variables". ${this.#facts.namesWith([]).suggest(variable)}`
    this.report.add('undeclared-variable', path, `There is no variable "${variable}".`, repair)
    return null
  }

  #action(name: string, path: Path): ActionSignature | null {
    this.#ask(`action ${name}`)
    const signature = this.#facts.action(name)
    if (signature !== undefined) return signature
    this.#ask('actions')
    this.report.add(
      'unknown-action',
      path,
      `The solution has no action "${name}".`,
      name.startsWith(reservedActionPrefix)
        ? 'Calls of Braze have nodes of their own: "braze-track", "braze-look-up" and others.'
        : this.#facts.namesOf('actions').suggest(name),
    )
    return null
  }

  #duration(source: string, path: Path): number {
    const length = parseDuration(source)
    if (length !== null) return length
    this.report.add(
      'bad-duration',
      path,
      `"${source}" is not a duration.`,
      'Write a number and a unit, such as "30s", "10m", "2h" or "1d", up to 365 days.',
    )
    return 1
  }
}
