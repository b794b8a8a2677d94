/** What may happen to a conversation that rests, going by what it waits for. */
import type { Said } from '../event.ts'
import type { NodeBody } from '../nodes/index.ts'
import type { FlowNode, Program } from '../program.ts'
import type { ActionResult } from '../result.ts'
import type { Value, Values } from '../value.ts'
import type { Hints } from './hints.ts'
import { likelyAnswers } from './likely.ts'
import { type Happening, nextTimer } from './moment.ts'
import type { Found } from './search.ts'

/** Something that may happen, and when. */
export interface Option {
  readonly happening: Happening
  /** Epoch milliseconds. */
  readonly at: number
}

/** As many values are tried for one thing. */
const mostVariants = 40

export function optionsAt(program: Program, { moment, question }: Found, hints: Hints): readonly Option[] {
  const { state, at } = moment
  const node = program.flows.get(state.flow)?.nodes.get(state.node)
  if (node === undefined) return []
  const now = (happening: Happening): Option => ({ happening, at })
  const due = nextTimer(moment)
  const timer: readonly Option[] =
    due === null ? [] : [{ happening: { kind: 'timer-fired', timer: due.timer }, at: Math.max(at, due.at) }]
  const menu = state.menu.map(({ id }) => now({ kind: 'said', said: { kind: 'choice', choice: id } }))
  switch (state.phase.kind) {
    case 'answer': {
      const said = answers(program, node, question, hints, at).map((each) => now({ kind: 'said', said: each }))
      return [...said, ...menu, ...timer]
    }
    case 'action': {
      const { effect } = state.phase
      return results(program, state.flow, node, hints).map((result) => now({ kind: 'action-finished', effect, result }))
    }
    case 'time':
      return [...timer, ...reply(node).map(now), ...menu]
    case 'event':
      return [...arrivals(node.body, hints).map(now), ...timer, ...reply(node).map(now), ...menu]
    case 'agent':
      return [
        now({ kind: 'hand-over-ended', outcome: 'done' }),
        now({ kind: 'hand-over-ended', outcome: 'unavailable' }),
        ...timer,
      ]
    case 'abandoned':
      return [
        { happening: { kind: 'returned' }, at: at + 1000 },
        { happening: { kind: 'said', said: { kind: 'text', text: 'Hello again' } }, at: at + 1000 },
      ]
    default:
      return []
  }
}

const reply = ({ exits }: FlowNode): readonly Happening[] =>
  exits.has('reply') ? [{ kind: 'said', said: { kind: 'text', text: 'Hello' } }] : []

function answers(
  program: Program,
  { body }: FlowNode,
  question: Found['question'],
  hints: Hints,
  at: number,
): readonly Said[] {
  // One that asks which was meant offers what it asks about.
  if (body.kind === 'understand') return likelyAnswers(question, at).right
  if (body.kind !== 'ask') return []
  const compared = hints.valuesOf(body.variable).map(String)
  // Words may mean something at any question of flows that understand.
  const open = body.answer.type === 'text' || (program.understands && body.understands)
  const phrases = open ? [...hints.phrases, 'qwertyuiop'] : []
  const { right, wrong } = likelyAnswers(question, at, [...compared, ...(hints.phrases.length > 0 ? phrases : [])])
  // A wrong answer leads somewhere only where tries are counted, and shows the question again everywhere.
  return [...right, ...wrong].slice(0, mostVariants * 2)
}

/** One way for each outcome, and for the first ones what their outputs may be. */
function results(program: Program, flow: string, node: FlowNode, hints: Hints): readonly ActionResult[] {
  const { body, id, exits } = node
  const ports = [...exits.keys()]
  const outcomes = ports.includes('success') ? ['success', ...ports.filter((port) => port !== 'success')] : ports
  return outcomes.flatMap((outcome): readonly ActionResult[] => {
    if (outcome === 'error')
      return [{ outcome, outputs: {}, error: { kind: 'unavailable', message: 'It did not work.', retry: 'no' } }]
    const decided = body.kind === 'action' && body.decision !== null ? { [body.decision]: outcome } : null
    const named = decided === null ? outcome : 'success'
    const all = outputsOf(program, flow, id, body, hints).map((outputs) => ({ ...outputs, ...decided }))
    return [...all, { ...decided }].map((outputs) => ({ outcome: named, outputs }))
  })
}

function outputsOf(program: Program, flow: string, node: string, body: NodeBody, hints: Hints): readonly Values[] {
  if (body.kind === 'braze-look-up') return profiles(program, flow, body, hints)
  if (body.kind !== 'action') return [{}]
  const declared = hints.outputsOf(body.action)
  const inResults = `results.${node}.outputs`
  const names = [...Object.keys(declared), ...hints.membersOf('outputs'), ...hints.membersOf(inResults)]
  const members = [...new Set(names)].map((name): Candidates => {
    const compared = [...hints.valuesOf(`${inResults}.${name}`), ...hints.valuesOf(`outputs.${name}`)]
    const known = declared[name] ?? []
    const guessed = compared.length === 0 && known.length === 0 ? [true, false, 'text'] : []
    const other = known.length === 0 && compared.length > 0 ? ['other'] : []
    return { name, values: [...known, ...compared, ...guessed, ...other] }
  })
  return variants(members)
}

function profiles(
  program: Program,
  flow: string,
  { read }: Extract<NodeBody, { kind: 'braze-look-up' }>,
  hints: Hints,
): readonly Values[] {
  const variables = program.flows.get(flow)?.variables
  const samples: { readonly [type: string]: Value } = {
    number: 1,
    boolean: true,
    date: '1990-05-03',
    email: 'ada@example.com',
  }
  const members = read.map(({ variable, field }): Candidates => {
    const sample = samples[variables?.get(variable)?.type ?? 'text'] ?? 'text'
    return { name: field, values: [sample, ...hints.valuesOf(variable), ...(sample === true ? [false] : [])] }
  })
  return variants(members).map((values) => ({ profile: nested(values) }))
}

const custom = 'custom_attributes.'

function nested(values: Values): Values {
  const attributes: { [name: string]: Value } = {}
  const profile: { [name: string]: Value } = {}
  for (const [field, value] of Object.entries(values)) {
    if (field.startsWith(custom)) attributes[field.slice(custom.length)] = value
    else profile[field] = value
  }
  return Object.keys(attributes).length === 0 ? profile : { ...profile, custom_attributes: attributes }
}

function arrivals(body: NodeBody, hints: Hints): readonly Happening[] {
  if (body.kind !== 'wait') return []
  const members = hints.membersOf('payload').map((name): Candidates => {
    const compared = hints.valuesOf(`payload.${name}`)
    return { name, values: compared.length > 0 ? [...compared, 'other'] : ['text', 1, true] }
  })
  const payloads = variants(members)
  const { webhook, event } = body
  if (webhook !== null) return payloads.map((payload) => ({ kind: 'webhook', name: webhook, payload }))
  if (event === null) return []
  return payloads.map((properties) => ({ kind: 'page-event', name: event.name, properties }))
}

interface Candidates {
  readonly name: string
  readonly values: readonly Value[]
}

/** The first value of each, and then every other value, one at a time. */
function variants(members: readonly Candidates[]): readonly Values[] {
  const base = Object.fromEntries(members.map(({ name, values }) => [name, values[0] ?? null]))
  const others = members.flatMap(({ name, values }) => values.slice(1).map((value) => ({ ...base, [name]: value })))
  return [base, ...others].slice(0, mostVariants)
}
