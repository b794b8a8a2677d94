/**
 * Compiles a solution again and again while it is edited, and looks only at what has changed.
 *
 * Owns the order of the checks and what they mean for each other. What a kind of node demands is the kind's concern (`nodes/`),
 * the shape of the whole graph `graph.ts`'s, what a node asks of its surroundings `flow-facts.ts`'s.
 *
 * FC1 every problem says where it is, why it is one and what to do
 * FC2 one mistake does not hide another: each node is read and checked on its own, and all files are read before any is
 *     checked, because flows call each other
 * FC3 a program comes out exactly when no problem is an error
 * FC5 after any edits the answer is the one that compiling the same files for the first time gives
 */
import { reservedActionPrefix } from './braze-facts.ts'
import type { ChannelName } from './channels.ts'
import { type CompiledFlow, compileFlow } from './compile-flow.ts'
import { type FlowScope, type FlowView, scopeOf, viewFlow } from './flow-view.ts'
import { Lines } from './lines.ts'
import { suggest } from './nearest.ts'
import { createPhraseMatcher } from './phrase-matcher.ts'
import type { Problem } from './problem.ts'
import { isFatal, problemCodes } from './problem-code.ts'
import { isProfileField, profileFieldNames } from './profile.ts'
import type { Program } from './program.ts'
import { type ReadFlow, readFlow } from './read-flow.ts'
import type { Recognizer } from './recognizer.ts'
import type { Reporting } from './reporting.ts'
import { compileReporting } from './reporting-compile.ts'
import { findSecrets, mayHoldSecret, secretFind } from './secret.ts'
import type { SolutionSource } from './source.ts'
import { spliceNode } from './splice.ts'
import { type Surroundings, surroundingsOf } from './surroundings.ts'
import { Localisation, type Original } from './texts/localisation.ts'
import { type CompiledIntentTexts, compileIntentTexts } from './understanding/intent-texts.ts'
import type { Values } from './value.ts'

export interface CompileOptions {
  /** Tells what people mean; default: a plain comparison with the intents' phrases. */
  readonly recognizer?: Recognizer
  /** Whether this is a version that was deployed before: what only newer checks find does not keep it from running. FC15 */
  readonly stored?: boolean
}

export interface Compiled {
  /** `null` when any problem is an error; of a stored version, when it cannot run. */
  readonly program: Program | null
  readonly problems: readonly Problem[]
  /** Every text of the flows that could be read, as far as it is Liquid. */
  readonly texts: readonly Original[]
}

/** One edit of a flow. */
export type FlowEdit =
  /** The whole file; `null` removes the flow. A flow of that name need not be there before. */
  | { readonly flow: string; readonly text: string | null }
  /** One node, which need not be there before; `null` removes it. Everything else in the file stays as it is written. */
  | { readonly flow: string; readonly node: string; readonly value: Values | null }

export interface Checker {
  /** The solution as it is now. */
  readonly source: SolutionSource
  readonly compiled: Compiled
  /** Edits a flow. Throws a RangeError when a node is to be edited in a flow that is not there or whose file is no JSON. */
  edit(edit: FlowEdit): Compiled
  /** The solution as it is after any change, to its flows or to anything else. */
  update(source: SolutionSource): Compiled
  /** A flow as an editor shows it; `null`: there is none of the name, or its file holds no nodes. */
  view(flow: string): FlowView | null
  /** What texts and logic of a node can name, of the flow's own texts with `null`; `null`: there is no such flow. */
  scope(flow: string, node: string | null): FlowScope | null
}

/** A checker of a solution, which has just compiled it. Pure and total: whatever the source holds, there is an answer. */
export function createChecker(source: SolutionSource, options: CompileOptions = {}): Checker {
  let present = compileAgain(source, options, null)
  const update = (now: SolutionSource): Compiled => {
    present = compileAgain(now, options, present)
    return present.compiled
  }
  return {
    get source() {
      return present.source
    },
    get compiled() {
      return present.compiled
    },
    update,
    edit: (edit) => update(editedSource(present, edit)),
    view: (flow) => {
      const reading = present.readings.get(flow)
      return reading === undefined ? null : viewFlow(reading, present.around)
    },
    scope: (flow, node) => {
      const reading = present.readings.get(flow)
      return reading === undefined ? null : scopeOf(reading, node, present.around)
    },
  }
}

/** Everything that a compilation came to, kept for the next one. */
interface Compilation {
  readonly source: SolutionSource
  readonly settings: Settings
  readonly around: Surroundings
  readonly readings: ReadonlyMap<string, ReadFlow>
  readonly flows: ReadonlyMap<string, CompiledFlow>
  readonly compiled: Compiled
}

/** What all flows of a solution share. Kept as long as nothing of it changes, so that it can be compared by identity. */
interface Settings {
  readonly actions: SolutionSource['actions']
  readonly intents: readonly string[] | null
  readonly entities: readonly string[]
  readonly intentTexts: CompiledIntentTexts
  readonly recognizer: Recognizer
  readonly localisation: Localisation
  readonly profile: readonly string[]
  readonly channels: readonly ChannelName[]
}

function compileAgain(source: SolutionSource, options: CompileOptions, before: Compilation | null): Compilation {
  const settings = settingsOf(source, options, before)
  const readings = new Map<string, ReadFlow>()
  for (const [name, { file, text }] of Object.entries(source.flows))
    readings.set(name, readFlow(name, file, text, before?.readings.get(name) ?? null))
  const { actions, intents, entities, intentTexts, recognizer, localisation, profile, channels } = settings
  const read = new Map([...readings].map(([name, reading]) => [name, reading.read]))
  const understood = { intents, entities, labelled: intentTexts.labelled, silent: silentIn(source), recognizer }
  const around = surroundingsOf(read, { actions, profile, ...understood }, before?.around ?? null)
  const flows = new Map<string, CompiledFlow>()
  for (const [name, reading] of readings) {
    const known = before?.settings.localisation === localisation ? (before.flows.get(name) ?? null) : null
    flows.set(
      name,
      compileFlow(name, reading, { around, channels, localisation, stored: options.stored === true }, known),
    )
  }
  const problems = [...flows.values()].flatMap((flow) => flow.problems)
  for (const problem of localisation.problems) problems.push(problem)
  for (const problem of intentTexts.problems) problems.push(problem)
  const localised = [...flows.values()].flatMap((flow) => flow.localised ?? [])
  for (const problem of localisation.check(localised, [...readings.keys()])) problems.push(problem)
  problems.push(
    ...secretsInTexts(source),
    ...reservedActions(source),
    ...missingStart(source),
    ...unknownFields(source),
  )
  const readable = [...flows.values()].flatMap(({ kept, localised }) =>
    kept === null || localised === null ? [] : [{ facts: kept.facts, ids: localised.nodes }],
  )
  const { reporting, problems: reported } = compileReporting(source, readable, localisation)
  for (const problem of reported) problems.push(problem)
  const failed = problems.some((problem) => isFatal(problem, options.stored === true)) // FC3
  const compiled = {
    program: failed ? null : assemble(source, flows, reporting, settings),
    problems,
    // Few ask for them, and there are thousands.
    get texts() {
      return localised.flatMap(({ texts }) => texts.flatMap(({ originals }) => originals))
    },
  }
  return { source, settings, around, readings, flows, compiled }
}

function settingsOf(source: SolutionSource, options: CompileOptions, before: Compilation | null): Settings {
  const same = (...members: readonly (keyof SolutionSource)[]): boolean =>
    before !== null && members.every((member) => isSame(before.source[member], source[member]))
  const known = before?.settings
  const { intents, leastConfidence } = source
  const localisation =
    known !== undefined && same('language', 'fallbacks', 'texts', 'strictTexts')
      ? known.localisation
      : new Localisation(source)
  return {
    actions: known !== undefined && same('actions') ? known.actions : source.actions,
    // Another recognizer may know intents that nobody else does.
    intents: intents === undefined && options.recognizer !== undefined ? null : Object.keys(intents ?? {}),
    recognizer:
      options.recognizer ??
      source.recognizer ??
      (known !== undefined && before?.source.recognizer === undefined && same('intents', 'leastConfidence')
        ? known.recognizer
        : createPhraseMatcher(intents ?? {}, leastConfidence)),
    localisation,
    entities: known !== undefined && same('entities') ? known.entities : (source.entities ?? []),
    intentTexts:
      known?.localisation === localisation && same('intentTexts', 'profile')
        ? known.intentTexts
        : compileIntentTexts(source, localisation.languages),
    profile: known !== undefined && same('profile') ? known.profile : (source.profile ?? []),
    channels: known !== undefined && same('channels') ? known.channels : (source.channels ?? []),
  }
}

/** Without an example nothing is ever taken for it, unless another recognizer knows better. */
function silentIn({ intents = {} }: SolutionSource): ReadonlySet<string> {
  return new Set(Object.entries(intents).flatMap(([intent, phrases]) => (phrases.length === 0 ? [intent] : [])))
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}

function editedSource({ source, readings }: Compilation, edit: FlowEdit): SolutionSource {
  const { flow } = edit
  const known = Object.hasOwn(source.flows, flow) ? source.flows[flow] : undefined
  if ('node' in edit) {
    const document = readings.get(flow)?.document ?? null
    const text = document === null ? null : spliceNode(document, edit.node, edit.value)
    if (known === undefined || text === null) throw new RangeError(`There is no flow "${flow}" that can be edited.`)
    return { ...source, flows: { ...source.flows, [flow]: { ...known, text } } }
  }
  if (edit.text !== null) {
    const file = known?.file ?? `flows/${flow}.flow.json`
    return { ...source, flows: { ...source.flows, [flow]: { file, text: edit.text } } }
  }
  const { [flow]: _, ...others } = source.flows
  return { ...source, flows: others }
}

function assemble(
  { name, start, profile = [] }: SolutionSource,
  compiled: ReadonlyMap<string, CompiledFlow>,
  reporting: Reporting | null,
  settings: Settings,
): Program {
  const flows = new Map([...compiled].flatMap(([each, { flow }]) => (flow === null ? [] : [[each, flow] as const])))
  const webhooks = new Set<string>()
  let keepsWords = false
  for (const flow of flows.values())
    for (const { body } of flow.nodes.values()) {
      if (body.kind === 'wait' && body.webhook !== null) webhooks.add(body.webhook)
      if (body.kind === 'understand' && body.text === null) keepsWords = true
    }
  const understands = [...flows.values()].some(({ understanding, slots }) => understanding !== null || slots.size > 0)
  const { recognizer, intentTexts } = settings
  const told = { recognizer, understands, intentTexts: intentTexts.texts }
  return { name, start, flows, profile, webhooks, reporting, ...told, keepsWords }
}

function secretsInTexts({ texts = {} }: SolutionSource): readonly Problem[] {
  return Object.values(texts).flatMap(({ file, text }) => {
    if (!mayHoldSecret(text)) return []
    const lines = new Lines(text)
    return findSecrets(text).map(({ at, what }) => ({
      code: 'secret-in-source',
      severity: problemCodes['secret-in-source'],
      place: { file, ...lines.at(at) },
      ...secretFind(what),
    }))
  })
}

function reservedActions(source: SolutionSource): readonly Problem[] {
  return Object.keys(source.actions)
    .filter((name) => name.startsWith(reservedActionPrefix))
    .map((name) => ({
      code: 'reserved-action',
      severity: problemCodes['reserved-action'],
      place: {},
      reason: `The action "${name}" has a name that stands for a call of Braze.`,
      repair: `Give it a name that does not begin with "${reservedActionPrefix}".`,
    }))
}

function unknownFields({ profile = [] }: SolutionSource): readonly Problem[] {
  return profile
    .filter((field) => !isProfileField(field))
    .map((field) => ({
      code: 'braze-field',
      severity: problemCodes['braze-field'],
      place: { file: 'solution.ts', field: 'insight.fields' },
      reason: `A profile has no field "${field}".`,
      repair: `Custom attributes are "custom_attributes.${field}". ${suggest(field, profileFieldNames)}`,
    }))
}

function missingStart({ start, flows }: SolutionSource): readonly Problem[] {
  if (Object.hasOwn(flows, start)) return []
  return [
    {
      code: 'missing-start',
      severity: 'error',
      place: {},
      reason: `The solution starts with the flow "${start}", which does not exist.`,
      repair: suggest(start, Object.keys(flows)),
    },
  ]
}
