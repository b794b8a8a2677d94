/**
 * Takes a conversation from one version of a solution to another.
 *
 * Owns what "the same place" means. Who may be moved, and when, is the operator's and the runtime's concern.
 *
 * FM1 pure and total: a state of the one program becomes a state of the other, or there is a reason why not
 * FM2 the conversation rests where it rested: at a node of the same kind, with the same type of answer or the same action
 * FM3 no value is lost in silence: each has a variable that it fits in, or the mapping gives it up
 * FM4 a value of a sensitive variable goes into a sensitive variable only
 * FM5 what has happened stays as it is: turn, tries, contact, page, and the results of nodes that still leave results
 */
import type { Flow, Program } from './program.ts'
import type { CallFrame, State } from './state.ts'
import { mismatch, type StateMapping } from './state-mapping.ts'
import type { Value, Values } from './value.ts'
import { type Declaration, fit } from './variable.ts'

export type MigratedState =
  | { readonly kind: 'moved'; readonly state: State }
  | { readonly kind: 'stays'; readonly reason: string; readonly lacks?: Lack }

/** What the mapping would have to name so that a conversation can go: a node or a variable, `<flow>.<name>`. */
export interface Lack {
  readonly member: keyof StateMapping
  readonly name: string
}

/** Where one flow of a conversation stands: the present one, or one that waits for a flow it called. */
type Standing = CallFrame

/** Raised inside this file only. */
class Stays extends Error {
  readonly lacks: Lack | undefined

  constructor(reason: string, lacks?: Lack) {
    super(reason)
    this.lacks = lacks
  }
}

export interface StateMigration {
  readonly from: Program
  readonly to: Program
  /** Without problems, see `checkMapping`. */
  readonly mapping: StateMapping
}

/** The state as the other program would have it. FM1 */
export function migrateState(migration: StateMigration, state: State): MigratedState {
  try {
    if (state.phase.kind === 'ended' || state.phase.kind === 'abandoned') throw new Stays('It is over.')
    const standing = moveStanding(migration, state)
    const frames = state.frames.map((frame) => moveStanding(migration, frame))
    checkCalls(migration.to, [...frames, standing])
    checkDraft(migration.to, standing, state.draft)
    return { kind: 'moved', state: { ...state, ...standing, frames } }
  } catch (error) {
    if (error instanceof Stays)
      return { kind: 'stays', reason: error.message, ...(error.lacks === undefined ? {} : { lacks: error.lacks }) }
    throw error
  }
}

function moveStanding(migration: StateMigration, standing: Standing): Standing {
  const { from, to, mapping } = migration
  const name = `${standing.flow}.${standing.node}`
  const old = from.flows.get(standing.flow)
  const node = old?.nodes.get(standing.node)
  if (old === undefined || node === undefined)
    throw new Stays(`It stands at "${name}", which its own version does not have.`)
  const place = readName(mapping.nodes[name] ?? name)
  const flow = to.flows.get(place.flow)
  const next = flow?.nodes.get(place.id)
  if (flow === undefined || next === undefined)
    throw new Stays(`It stands at "${name}", which the other version does not have. Map the node to another one.`, {
      member: 'nodes',
      name,
    })
  const reason = mismatch(node.body, next.body)
  if (reason !== null)
    throw new Stays(`It stands at "${name}". ${reason} Map the node to another one.`, { member: 'nodes', name }) // FM2
  const results = moveResults(migration, old, flow, standing.results)
  const variables = moveVariables(migration, old, flow, standing.variables)
  // What was said before it was asked counts as long as it is known.
  const filled = standing.filled
    ?.map((name) => readName(mapping.variables[`${old.name}.${name}`] ?? `${flow.name}.${name}`).id)
    .filter((name) => (variables[name] ?? null) !== null)
  const kept = {
    ...(filled === undefined ? {} : { filled }),
    ...(standing.aside === undefined ? {} : { aside: standing.aside }),
  }
  return { flow: flow.name, node: next.id, variables, results, ...kept }
}

/** FM2: a flow returns to a node that called it. */
function checkCalls(to: Program, standings: readonly Standing[]): void {
  standings.slice(1).forEach(({ flow }, index) => {
    const caller = standings[index]
    const body = caller && to.flows.get(caller.flow)?.nodes.get(caller.node)?.body
    if (body?.kind === 'call' && body.flow !== flow)
      throw new Stays(`It stands in the flow "${flow}", and "${caller?.flow}.${caller?.node}" calls "${body.flow}".`)
  })
}

/** FM3: what was answered of a form that is not whole yet. */
function checkDraft(to: Program, { flow, node }: Standing, draft: State['draft']): void {
  if (draft === null) return
  const body = to.flows.get(flow)?.nodes.get(node)?.body
  const fields =
    body?.kind === 'ask' && body.answer.type === 'form' ? body.answer.fields.map((field) => field.name) : []
  const lost = Object.keys(draft).find((field) => !fields.includes(field))
  if (lost !== undefined)
    throw new Stays(`The field "${lost}" of the form "${flow}.${node}" was answered, and is not there any more.`)
}

function moveVariables({ mapping }: StateMigration, old: Flow, flow: Flow, values: Values): Values {
  const moved = new Map<string, Value>()
  const taken = new Map<string, string>()
  for (const [name, { default: value }] of flow.variables) if (value !== null) moved.set(name, value)
  for (const name of old.variables.keys()) {
    const source = `${old.name}.${name}`
    const target = Object.hasOwn(mapping.variables, source) ? mapping.variables[source] : `${flow.name}.${name}`
    if (target === null || target === undefined) continue
    const value = values[name] ?? null
    const place = readName(target)
    const declared = place.flow === flow.name ? flow.variables.get(place.id) : undefined
    if (value !== null)
      checkValue({ source, target, value, sensitive: old.variables.get(name)?.sensitive === true }, declared)
    if (declared === undefined) continue
    const other = taken.get(place.id)
    if (value !== null && other !== undefined)
      throw new Stays(`Its variables "${other}" and "${source}" both go to "${target}".`)
    if (value !== null) taken.set(place.id, source)
    if (value !== null) moved.set(place.id, fit(declared.type, value) ?? null)
    // What was not known is not known afterwards, whatever the other version would begin with.
    else if (other === undefined && Object.hasOwn(values, name)) moved.set(place.id, null)
    else if (other === undefined) moved.delete(place.id)
  }
  return Object.fromEntries(moved)
}

/** FM3, FM4 */
function checkValue(
  given: { readonly source: string; readonly target: string; readonly value: Value; readonly sensitive: boolean },
  declared: Declaration | undefined,
): void {
  const { source, target, value, sensitive } = given
  if (declared === undefined)
    throw new Stays(
      `Its variable "${source}" has a value and no variable to go to. Map it to one, or to null to give it up.`,
      { member: 'variables', name: source },
    )
  if (fit(declared.type, value) === undefined)
    throw new Stays(`The value of its variable "${source}" does not fit "${target}" of type ${declared.type}.`)
  if (sensitive && !declared.sensitive)
    throw new Stays(`Its variable "${source}" is sensitive, and "${target}" is not.`)
}

/** FM5 */
function moveResults({ mapping }: StateMigration, old: Flow, flow: Flow, results: State['results']): State['results'] {
  return Object.fromEntries(
    Object.entries(results).flatMap(([node, result]) => {
      const place = readName(mapping.nodes[`${old.name}.${node}`] ?? `${flow.name}.${node}`)
      return place.flow === flow.name && flow.actionNodes.includes(place.id) ? [[place.id, result] as const] : []
    }),
  )
}

function readName(name: string): { readonly flow: string; readonly id: string } {
  const dot = name.indexOf('.')
  return { flow: name.slice(0, dot), id: name.slice(dot + 1) }
}

/** Places of the other program that what a mapping lacks could be mapped to, those of the same flow first. */
export function placesFor(
  { from, to }: Pick<StateMigration, 'from' | 'to'>,
  { member, name }: Lack,
): readonly string[] {
  const { flow: home, id } = readName(name)
  const flows = [...to.flows.values()].sort((a, b) => Number(b.name === home) - Number(a.name === home))
  if (member === 'nodes') {
    const node = from.flows.get(home)?.nodes.get(id)
    if (node === undefined) return []
    return flows.flatMap((flow) =>
      [...flow.nodes.values()]
        .filter(({ body }) => mismatch(node.body, body) === null)
        .map((each) => `${flow.name}.${each.id}`),
    )
  }
  const old = from.flows.get(home)?.variables.get(id)
  return flows.flatMap((flow) =>
    [...flow.variables]
      .filter(([, { type, sensitive }]) => type === old?.type && (sensitive || !old.sensitive))
      .map(([variable]) => `${flow.name}.${variable}`),
  )
}
