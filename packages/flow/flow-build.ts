import { reservedActionPrefix } from './braze-facts.ts'
import { parseDuration } from './duration.ts'
import { createLogic, type Expression, isFreeName, type Logic } from './expression.ts'
import type { FlowHead } from './flow-file.ts'
import { idForm } from './id.ts'
import { defaultIdle, type IdleRule, type IdleSource } from './idle.ts'
import { isLocale } from './locale.ts'
import { suggest } from './nearest.ts'
import type { LogicWants, NodeBuild } from './node-build.ts'
import { kindOf, type NodeSource } from './nodes/index.ts'
import type { Path } from './path.ts'
import type { Report } from './report.ts'
import { builtInNames, members, resultNames, type Use } from './scope.ts'
import type { ActionSignature } from './source.ts'
import { compileTemplate, type Text } from './template.ts'
import { type Declaration, fit, type VariableType } from './variable.ts'

const emptyText: Text = { uses: [], render: () => '', sensitive: false }
const emptyLogic: Expression = { uses: [], type: 'dyn', outline: { kind: 'unknown' }, evaluate: () => undefined }

/** CEL types that fit what logic is for; `dyn` always may. */
const fitting: { readonly [wants in LogicWants]: readonly string[] | null } = {
  any: null,
  json: null,
  condition: ['bool'],
  boolean: ['bool', 'null'],
  number: ['int', 'double', 'null'],
  text: ['string', 'null'],
  email: ['string', 'null'],
  phone: ['string', 'null'],
  date: ['string', 'null'],
  choice: ['string', 'null'],
}

/** A flow while it is compiled: its declarations, and which names its nodes read and write. */
export class FlowBuild {
  readonly variables: ReadonlyMap<string, Declaration>
  readonly #head: FlowHead
  readonly #nodes: ReadonlyMap<string, NodeSource>
  readonly #actions: { readonly [name: string]: ActionSignature }
  readonly #report: Report
  readonly #logic: Logic
  readonly #locale: string | null
  readonly #reads: { readonly variable: string; readonly path: Path }[] = []
  readonly #written = new Set<string>()

  constructor(
    head: FlowHead,
    nodes: ReadonlyMap<string, NodeSource>,
    actions: { readonly [name: string]: ActionSignature },
    report: Report,
  ) {
    this.#head = head
    this.#nodes = nodes
    this.#actions = actions
    this.#report = report
    this.variables = this.#declare()
    this.#logic = createLogic(new Map([...this.variables].filter(([name]) => isFreeName(name) && !isBuiltIn(name))))
    this.#locale = this.#checkLocale(head.locale, ['locale'])
  }

  /** What the node `id` sees and reports through; its paths are inside the node. */
  node(id: string, exits: ReadonlyMap<string, string>): NodeBuild {
    const at = (path: Path): Path => ['nodes', id, ...path]
    const report = this.#report
    return {
      text: (source, path) => this.#text(source, at(path)),
      logic: (source, path, wants, withResult) => this.#compileLogic(source, at(path), wants, withResult),
      duration: (source, path) => this.#duration(source, at(path)),
      idle: (rules, path) => this.#idle(rules, at(path), true),
      locale: (stated, path) => this.#checkLocale(stated, at(path)) ?? this.#locale,
      writes: (variable, path) => this.#writes(variable, at(path)),
      isSensitive: (variable) => this.variables.get(variable)?.sensitive === true,
      declared: (variable) => this.variables.get(variable) ?? null,
      choiceIds: (variable) => this.#choiceIds(variable),
      action: (name, path) => this.#action(name, at(path)),
      routed: (port) => exits.has(port),
      problem: (code, path, reason, repair) => report.add(code, at(path), reason, repair),
      badLimit: (path, min, max) =>
        report.add('bad-limit', at(path), `The least, ${min}, is above the most, ${max}.`, 'Exchange the two.'),
      badPattern: (path, reason) =>
        report.add(
          'bad-pattern',
          at(path),
          `The pattern cannot be used: ${reason}.`,
          'Use RE2 syntax: no look-around, no back references.',
        ),
    }
  }

  flowIdle(): readonly IdleRule[] {
    return this.#head.idle === undefined ? defaultIdle : this.#idle(this.#head.idle, ['idle'], false)
  }

  actionNodes(): readonly string[] {
    return [...this.#nodes].filter(([, node]) => kindOf(node.kind).leavesResult?.(node)).map(([id]) => id)
  }

  /** Warns of variables that are read and that nothing sets. `whole`: every node could be read. */
  checkUses(whole: boolean): void {
    if (!whole) return
    for (const { variable, path } of this.#reads) {
      const initial = this.#head.variables?.[variable]?.default
      if (initial !== undefined || this.#written.has(variable)) continue
      // Once per variable is enough.
      this.#written.add(variable)
      this.#report.add(
        'never-set-variable',
        path,
        `Nothing in this flow sets "${variable}".`,
        'Ask for it, set it, give it a default, or pass it in when the conversation starts.',
      )
    }
  }

  #choiceIds(variable: string): readonly string[] {
    return [...this.#nodes.values()].flatMap((node) =>
      node.kind === 'ask' && node.variable === variable && node.answer.type === 'choice'
        ? node.answer.choices.map(({ id }) => id)
        : [],
    )
  }

  #declare(): ReadonlyMap<string, Declaration> {
    const variables = new Map<string, Declaration>()
    for (const [name, { type, sensitive, default: initial }] of Object.entries(this.#head.variables ?? {})) {
      const path = ['variables', name]
      if (!idForm.test(name))
        this.#report.add(
          'bad-id',
          path,
          `The variable name "${name}" is not an id.`,
          'Use a lower-case letter, then up to 63 letters, digits and "_".',
        )
      else if (isBuiltIn(name) || !isFreeName(name))
        this.#report.add(
          'reserved-name',
          path,
          `"${name}" already means something in texts and logic.`,
          'Give the variable another name.',
        )
      const fitted = initial === undefined ? null : fit(type, initial)
      if (fitted === undefined)
        this.#report.add(
          'bad-default',
          [...path, 'default'],
          `The default of "${name}" is not a value of type ${type}.`,
          `Write a value of type ${type}, or remove the default.`,
        )
      variables.set(name, { type, sensitive: sensitive === true, default: fitted ?? null })
    }
    return variables
  }

  #text(source: string, path: Path): Text {
    const template = compileTemplate(source)
    if ('reason' in template) {
      this.#report.add(
        'text-syntax',
        path,
        `This text is not Liquid: ${template.reason}.`,
        'Close every {{ and {%, and use only the tags and filters of Liquid.',
        template.at,
      )
      return emptyText
    }
    for (const use of template.uses) this.#use(use, path, builtInNames)
    const sensitive = template.uses.some(([name = '']) => this.variables.get(name)?.sensitive === true)
    return { ...template, sensitive }
  }

  #compileLogic(source: string, path: Path, wants: LogicWants, withResult?: ActionSignature): Expression {
    const expression = this.#logic.compile(source, withResult !== undefined)
    const names = withResult === undefined ? builtInNames : [...builtInNames, ...resultNames]
    if ('kind' in expression) {
      if (expression.kind === 'name' && expression.name !== undefined)
        this.#unknown(expression.name, path, names, expression.at)
      else this.#badLogic(expression.kind, expression.reason, path, expression.at)
      return emptyLogic
    }
    for (const use of expression.uses) this.#use(use, path, names, withResult)
    if (['bytes', 'type', 'google.protobuf.Duration'].includes(expression.type)) {
      this.#report.add(
        'logic-type',
        path,
        `This yields ${expression.type}, which cannot be kept.`,
        'Convert it: string(…), double(…), int(…).',
      )
      return expression
    }
    const allowed = fitting[wants]
    if (allowed !== null && expression.type !== 'dyn' && !allowed.includes(expression.type)) {
      const what = wants === 'condition' ? 'a condition is true or false' : `the variable is of type ${wants}`
      this.#report.add(
        'logic-type',
        path,
        `This yields ${expression.type}, and ${what}.`,
        wants === 'condition'
          ? 'Compare it with something.'
          : 'Convert it: string(…), double(…), or choose another variable.',
      )
    }
    return expression
  }

  #badLogic(kind: 'syntax' | 'type' | 'pattern' | 'name', reason: string, path: Path, at: number): void {
    const place = `, at character ${at + 1}`
    if (kind === 'syntax')
      this.#report.add(
        'logic-syntax',
        path,
        `This is not CEL: ${reason}${place}.`,
        'Compare with ==, join conditions with && and ||, and quote texts.',
        at,
      )
    else if (kind === 'pattern')
      this.#report.add(
        'bad-pattern',
        path,
        `The pattern cannot be used: ${reason}.`,
        'Write a literal pattern in RE2 syntax: no look-around, no back references.',
        at,
      )
    else
      this.#report.add(
        'logic-type',
        path,
        `The types do not fit: ${reason}${place}.`,
        'Compare and join values of the same type; convert with string(…), double(…), int(…).',
        at,
      )
  }

  #use(use: Use, path: Path, names: readonly string[], withResult?: ActionSignature): void {
    const [name = '', member, ...rest] = use
    if (names.includes(name)) {
      if (member !== undefined) this.#useMember(name, member, rest, path, withResult)
    } else if (this.variables.has(name)) this.#reads.push({ variable: name, path })
    else this.#unknown(name, path, names, null)
  }

  #useMember(name: string, member: string, rest: readonly string[], path: Path, withResult?: ActionSignature): void {
    const known = name === 'results' ? this.actionNodes() : name === 'outputs' ? outputsOf(withResult) : members[name]
    if (known !== undefined && !known.includes(member)) {
      this.#report.add('unknown-name', path, `"${name}" has no "${member}".`, suggest(member, known))
    } else if (name === 'results' && rest[0] !== undefined && !['outcome', 'outputs', 'error'].includes(rest[0])) {
      this.#report.add(
        'unknown-name',
        path,
        `A result has no "${rest[0]}".`,
        suggest(rest[0], ['outcome', 'outputs', 'error']),
      )
    }
  }

  #unknown(name: string, path: Path, names: readonly string[], at: number | null): void {
    const repair = `Declare it under "variables", or use a name that exists. ${suggest(name, [...this.variables.keys(), ...names])}`
    this.#report.add('undeclared-variable', path, `There is no variable "${name}".`, repair, at)
  }

  #writes(variable: string, path: Path): VariableType | null {
    this.#written.add(variable)
    const declared = this.variables.get(variable)
    if (declared !== undefined) return declared.type
    this.#report.add(
      'undeclared-variable',
      path,
      `There is no variable "${variable}".`,
      `Declare it under "variables". ${suggest(variable, this.variables.keys())}`,
    )
    return null
  }

  #action(name: string, path: Path): ActionSignature | null {
    const signature = Object.hasOwn(this.#actions, name) ? this.#actions[name] : undefined
    if (signature !== undefined) return signature
    this.#report.add(
      'unknown-action',
      path,
      `The solution has no action "${name}".`,
      name.startsWith(reservedActionPrefix)
        ? 'Calls of Braze have nodes of their own: "braze-track", "braze-look-up" and others.'
        : suggest(name, Object.keys(this.#actions)),
    )
    return null
  }

  #duration(source: string, path: Path): number {
    const length = parseDuration(source)
    if (length !== null) return length
    this.#report.add(
      'bad-duration',
      path,
      `"${source}" is not a duration.`,
      'Write a number and a unit, such as "30s", "10m", "2h" or "1d", up to 365 days.',
    )
    return 1
  }

  #idle(rules: readonly IdleSource[], path: Path, atNode: boolean): readonly IdleRule[] {
    return rules.map((rule, index): IdleRule => {
      const here = [...path, index]
      const after = this.#duration(rule.after, [...here, 'after'])
      const said = [rule.remind, rule.abandon, rule.port].filter((each) => each !== undefined).length
      if (said !== 1)
        this.#report.add(
          'bad-idle',
          here,
          'An idle rule does exactly one thing.',
          `Give it one of "remind", "abandon"${atNode ? ' and "port"' : ''}.`,
        )
      else if (rule.port !== undefined && !atNode)
        this.#report.add(
          'bad-idle',
          here,
          'Only the idle rules of a question can leave by a port.',
          'Move the rule to the question, or abandon.',
        )
      else if (rule.remind === undefined && index < rules.length - 1)
        this.#report.add('bad-idle', here, 'The rules after this one never come.', 'Make it the last rule.')
      if (rule.remind !== undefined)
        return { after, does: { kind: 'remind', text: this.#text(rule.remind, [...here, 'remind']) } }
      return { after, does: rule.port === undefined ? { kind: 'abandon' } : { kind: 'leave' } }
    })
  }

  #checkLocale(stated: string | undefined, path: Path): string | null {
    if (stated === undefined || isLocale(stated)) return stated ?? null
    this.#report.add('bad-locale', path, `"${stated}" is not a locale.`, 'Use a BCP 47 tag such as "en-GB" or "ko-KR".')
    return null
  }
}

function isBuiltIn(name: string): boolean {
  return (builtInNames as readonly string[]).includes(name) || (resultNames as readonly string[]).includes(name)
}

/** The outputs that an action declares; `undefined` when it may answer with others too. */
function outputsOf(signature: ActionSignature | undefined): readonly string[] | undefined {
  const properties = signature?.outputs?.properties
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return undefined
  return signature?.outputs?.additionalProperties === true ? undefined : Object.keys(properties)
}
