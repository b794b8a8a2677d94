/** The settings `report` and `retarget` of a solution, held against its flows and what Braze takes. */
import { type Change, compileAttributes } from './braze/attributes.ts'
import { isLong } from './braze/name.ts'
import { pointsOf } from './braze/points.ts'
import { compileProperties, type Properties } from './braze/properties.ts'
import { compileRecipient, type Recipient } from './braze/recipients.ts'
import { campaign, canvas, type Trigger } from './braze/trigger.ts'
import { compileUser, type User } from './braze/user.ts'
import { parseDuration } from './duration.ts'
import type { Expression } from './expression.ts'
import { FlowBuild } from './flow-build.ts'
import type { FlowFacts } from './flow-facts.ts'
import { suggest } from './nearest.ts'
import type { NodeBuild } from './node-build.ts'
import { dotted, type Path } from './path.ts'
import type { Problem } from './problem.ts'
import { problemCodes } from './problem-code.ts'
import { type Find, Report as Finds } from './report.ts'
import type { ByFlow, Report, Reporting, Retarget } from './reporting.ts'
import { eventNames, type MomentName, type ReportSource, type RetargetSource } from './reporting-source.ts'
import { leakOf } from './sensitive-leak.ts'
import type { SolutionSource } from './source.ts'
import type { Localisation } from './texts/localisation.ts'

/** Finds by which something is of another flow's variables rather than wrong. */
const elsewhere: readonly string[] = ['undeclared-variable', 'unknown-name']

/** Asked for with `events: true`. An event at each answer is many, and is asked for by name. */
const usual: readonly MomentName[] = ['started', 'completed', 'abandoned', 'handed_over', 'rated', 'idle']

interface CompiledReporting {
  readonly reporting: Reporting | null
  readonly problems: readonly Problem[]
}

/** A flow that could be read. */
interface ReadableFlow {
  readonly facts: FlowFacts
  /** Of all nodes, also of those that cannot be read. */
  readonly ids: readonly string[]
}

/** `readable`: of the solution's flows. What may be in one that is not is not held to be wrong. */
export function compileReporting(
  { report, retarget = [], start, flows }: Pick<SolutionSource, 'report' | 'retarget' | 'start' | 'flows'>,
  readable: readonly ReadableFlow[],
  localisation: Localisation,
): CompiledReporting {
  if ((report === undefined && retarget.length === 0) || readable.length === 0) return { reporting: null, problems: [] }
  const build = new ReportingBuild(readable, Object.keys(flows), start, localisation)
  const reporting = {
    report: report === undefined ? null : compileReport(report, build),
    retargets: retarget.map((rule, index) => compileRetarget(rule, ['retarget', index], build)),
  }
  checkNames(retarget, build)
  return { reporting, problems: build.finds.finds.map(problemOf) }
}

const problemOf = ({ code, path, reason, repair }: Find): Problem => ({
  code,
  severity: problemCodes[code],
  place: { file: 'solution.ts', field: dotted(path) },
  reason,
  repair,
})

class ReportingBuild {
  readonly finds = new Finds()
  readonly flows: readonly ReadableFlow[]
  /** Names of all flows. */
  readonly names: readonly string[]
  readonly #start: FlowFacts | undefined
  readonly #localisation: Localisation

  constructor(flows: readonly ReadableFlow[], names: readonly string[], start: string, localisation: Localisation) {
    this.flows = flows
    this.names = names
    this.#start = (flows.find(({ facts }) => facts.name === start) ?? flows[0])?.facts
    this.#localisation = localisation
  }

  /** Whether all flows could be read. */
  get whole(): boolean {
    return this.flows.length === this.names.length
  }

  problem(code: Find['code'], path: Path, reason: string, repair: string): void {
    this.finds.add(code, path, reason, repair)
  }

  /** What is compiled in each flow that has the variables it names; it is a mistake if none has. */
  inFlows<T>(compile: (build: NodeBuild, facts: FlowFacts) => T): ByFlow<T> {
    const found = new Map<string, T>()
    let missing: readonly Find[] | null = null
    for (const { facts } of this.flows) {
      const { made, finds } = this.#compile(facts, compile)
      if (!finds.some(({ code }) => elsewhere.includes(code))) {
        found.set(facts.name, made)
        this.#take(finds)
      } else if (missing === null || facts === this.#start) missing = finds
    }
    if (found.size === 0 && missing !== null && this.whole) this.#take(missing)
    return found
  }

  /** What is the same in all flows. */
  once<T>(compile: (build: NodeBuild) => T): T | null {
    if (this.#start === undefined) return null
    const { made, finds } = this.#compile(this.#start, compile)
    this.#take(finds)
    return made
  }

  #compile<T>(facts: FlowFacts, compile: (build: NodeBuild, facts: FlowFacts) => T) {
    const build = new FlowBuild(facts, this.#localisation, null)
    const made = compile(build.node('', new Map()), facts)
    return { made, finds: build.report.finds }
  }

  #take(finds: readonly Find[]): void {
    // Those of a node have its place before their own.
    for (const { code, path, reason, repair, inText } of finds)
      this.finds.add(code, path.slice(2), reason, repair, inText)
  }
}

function compileReport({ events, attributes = {}, if: condition }: ReportSource, build: ReportingBuild): Report {
  const mapped = Object.entries(attributes).map(([name, logic]) =>
    build.inFlows((node, facts) => {
      const changes = compileAttributes({ [name]: logic }, node, ['report', 'attributes'])
      for (const { value } of changes)
        if (value !== null) checkLeak(value, facts, `attribute "${name}"`, ['report', 'attributes', name], node)
      return changes
    }),
  )
  return {
    events: compileEvents(events, build),
    attributes: mapped,
    if: compileCondition(condition, ['report', 'if'], build),
    points: mapped.map(costOf).reduce((sum, each) => sum + each, 0),
    user: build.once(compileContact) ?? [],
  }
}

const compileContact = (node: NodeBuild): User =>
  compileUser(undefined, ['external_id', 'braze_id', 'alias', 'email', 'phone'], node, ['report'])

/** The most that it costs in any flow. */
function costOf(byFlow: ByFlow<readonly Change[]>): number {
  const costs = [...byFlow.values()].map((changes) => changes.map(pointsOf).reduce((sum, each) => sum + each, 0))
  return Math.max(0, ...costs)
}

function compileEvents(events: ReportSource['events'], build: ReportingBuild): Report['events'] {
  const compiled = new Map<MomentName, string>()
  for (const moment of Object.keys(eventNames) as MomentName[]) {
    const given = events === true ? usual.includes(moment) : (events?.[moment] ?? false)
    if (given === false) continue
    const name = given === true ? eventNames[moment] : given.trim()
    const path = ['report', 'events', moment]
    if (name === '')
      build.problem('braze-name', path, 'The event name is blank.', 'Write the event name as it is in Braze.')
    else if (isLong(name))
      build.problem('braze-limit', path, 'The event name is longer than 255 characters.', 'Make it shorter.')
    compiled.set(moment, name)
  }
  return compiled
}

function checkLeak(logic: Expression, { name, variables }: FlowFacts, what: string, path: Path, node: NodeBuild): void {
  const leaked = leakOf(logic, variables)
  if (leaked === null) return
  node.problem(
    'sensitive-leak',
    path,
    `"${leaked}" is sensitive in the flow "${name}", and the ${what} would tell it with every conversation.`,
    'Leave it out, or write it on purpose with a "braze-track" node.',
  )
}

function compileRetarget(rule: RetargetSource, path: Path, build: ReportingBuild): Retarget {
  const trigger: Trigger = rule.campaign === undefined ? canvas : campaign
  const id = rule.campaign ?? rule.canvas ?? ''
  checkPlace(rule, path, build)
  if (rule.canvas !== undefined && rule.campaign !== undefined)
    build.problem('bad-retarget', path, `"${rule.name}" names a Canvas and a campaign.`, 'Leave one of them out.')
  const context = Object.entries(rule.context ?? {}).map(([name, logic]) => compileContext(name, logic, path, build))
  return {
    name: rule.name,
    when: rule.when,
    flow: rule.flow ?? null,
    at: rule.at === undefined ? null : new Set(rule.at),
    if: compileCondition(rule.if, [...path, 'if'], build),
    after: compileDuration(rule.after, [...path, 'after'], build),
    once: compileDuration(rule.once, [...path, 'once'], build),
    trigger,
    id: {
      sandbox: compileId(typeof id === 'string' ? id : id.sandbox, trigger, path, build),
      prod: compileId(typeof id === 'string' ? id : id.prod, trigger, path, build),
    },
    context,
    recipient: build.once((node) => compileRecipient({}, trigger.properties, node, path)) ?? nobody,
  }
}

function compileCondition(logic: string | undefined, path: Path, build: ReportingBuild): ByFlow<Expression> | null {
  return logic === undefined ? null : build.inFlows((node) => node.logic(logic, path, 'condition'))
}

const nobody: Recipient = { user: [], attributes: [], existingOnly: null, properties: [] }

function compileContext(name: string, logic: string, path: Path, build: ReportingBuild): ByFlow<Properties> {
  const at = [...path, 'context']
  return build.inFlows((node, facts) => {
    const properties = compileProperties({ [name]: logic }, [], node, at)
    for (const [, value] of properties) checkLeak(value, facts, `context "${name}"`, [...at, name], node)
    return properties
  })
}

function compileId(id: string, trigger: Trigger, path: Path, build: ReportingBuild): string {
  const member = trigger.id === 'canvas_id' ? 'canvas' : 'campaign'
  if (id.trim() === '')
    build.problem('braze-name', [...path, member], `The id of the ${trigger.what} is blank.`, 'Copy it from Braze.')
  return id.trim()
}

function compileDuration(source: string, path: Path, build: ReportingBuild): number {
  const length = parseDuration(source)
  if (length !== null) return length
  build.problem(
    'bad-duration',
    path,
    `"${source}" is not a duration.`,
    'Write a number and a unit, such as "30s", "10m", "2h" or "1d", up to 365 days.',
  )
  return 1
}

function checkPlace({ flow, at = [] }: RetargetSource, path: Path, build: ReportingBuild): void {
  if (flow !== undefined && !build.names.includes(flow)) {
    const repair = suggest(flow, build.names)
    build.problem('unknown-flow', [...path, 'flow'], `The solution has no flow "${flow}".`, repair)
    return
  }
  const meant = flow === undefined ? build.flows : build.flows.filter(({ facts }) => facts.name === flow)
  if (flow === undefined ? !build.whole : meant.length === 0) return
  const known = new Set(meant.flatMap(({ ids }) => ids))
  for (const [index, node] of at.entries()) {
    if (known.has(node)) continue
    const reason = flow === undefined ? `No flow has a node "${node}".` : `The flow "${flow}" has no node "${node}".`
    build.problem('bad-retarget', [...path, 'at', index], reason, suggest(node, known))
  }
}

/** How often a rule went to somebody is remembered by its name. */
function checkNames(rules: readonly RetargetSource[], build: ReportingBuild): void {
  const seen = new Set<string>()
  for (const [index, { name }] of rules.entries()) {
    if (seen.has(name))
      build.problem(
        'bad-retarget',
        ['retarget', index, 'name'],
        `Two rules are called "${name}".`,
        'Rename one of them.',
      )
    seen.add(name)
  }
}
