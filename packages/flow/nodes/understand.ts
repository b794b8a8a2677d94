import { z } from 'zod'
import { isSmall } from '../bounded-result.ts'
import type { Expression } from '../expression.ts'
import { suggest } from '../nearest.ts'
import type { NodeBuild } from '../node-build.ts'
import type { Alternative, Recognition, Recognizer } from '../recognizer.ts'
import type { Doubt } from '../state.ts'
import type { Text } from '../template.ts'
import type { Turn } from '../turn.ts'
import { fillSensitive, fillsBeside } from '../understanding/beside.ts'
import {
  type Asking,
  doubtful,
  heardSensitive,
  hearPick,
  pickOf,
  poseDoubt,
  propose,
  proposeAsked,
  proposeUnsure,
  rankedIn,
} from '../understanding/doubt.ts'
import { answerIntent, confirmFills, fillIn, sayWord } from '../understanding/respond.ts'
import { smallTalkIn } from '../understanding/small-talk.ts'
import { findWay, nearestUnderstanding } from '../understanding/understanding.ts'
import type { Values } from '../value.ts'
import { edges, meta, note } from './edges.ts'
import { leave, type Move, type NodeKind } from './node.ts'

const confidence = z.number().min(0).max(1)

const ambiguousSource = z.strictObject({
  text: z.string().optional().meta({ description: 'Liquid; the question, instead of the usual words.' }),
  none: z.string().min(1).max(200).optional().meta({ description: 'Liquid; the choice for something else.' }),
  within: confidence
    .optional()
    .meta({ description: 'How close to the likeliest intent others must be to be asked about; default 0.2.' }),
  least: confidence.optional().meta({ description: 'How likely an intent must be to be asked about; default 0.2.' }),
  most: z.int().min(1).max(9).optional().meta({ description: 'As many are asked about; default 3.' }),
})

export const understandSource = z.strictObject({
  kind: z.literal('understand'),
  text: z
    .string()
    .optional()
    .meta({ description: 'CEL; the text to be understood, default: what the person said last.' }),
  intents: z
    .array(
      z.strictObject({
        intent: z.string().min(1).max(64).meta({ description: 'Name of an intent of the solution.' }),
        port: z.string().min(1).max(64).optional().meta({ description: 'Its port, default: the name of the intent.' }),
        label: z
          .string()
          .min(1)
          .max(200)
          .optional()
          .meta({ description: 'Liquid; what it is called where people are asked which they meant.' }),
      }),
    )
    .min(1)
    .max(200)
    .meta({ description: 'The intents that have a way of their own.' }),
  least: confidence
    .optional()
    .meta({ description: "The least confidence that counts as meant; default: the recognizer's own." }),
  only_listed: z.boolean().optional().meta({
    description: 'Whether intents that are not listed are passed over for the likeliest that is; default false.',
  }),
  ambiguous: ambiguousSource
    .optional()
    .meta({ description: 'Where several intents are close, or none is sure, people are asked which they meant.' }),
  to: edges.meta({
    description:
      'One port per intent, and "else" for everything else; "unknown" for what means nothing, "answered" for what was answered.',
  }),
  note,
  meta,
})
type UnderstandSource = z.infer<typeof understandSource>

export interface UnderstandBody {
  readonly kind: 'understand'
  /** `null`: what the person said last. */
  readonly text: Expression | null
  /** Whether that text may hold a sensitive answer. */
  readonly sensitive: boolean
  readonly ports: ReadonlyMap<string, string>
  /** `null`: the recognizer's own. */
  readonly least: number | null
  readonly onlyListed: boolean
  /** `null`: nobody is asked. */
  readonly asking: Asking | null
  readonly recognizer: Recognizer
}

/** A message, not a document. */
const longestText = 4096
/** Of intents that are listed, where the recognizer itself takes none of them. */
const usualLeast = 0.5

export const understand: NodeKind<UnderstandSource, UnderstandBody> = {
  source: understandSource,
  ports: (source) => ({
    required: [...new Set([...source.intents.map(({ intent, port }) => port ?? intent), 'else'])],
    optional: ['unknown', 'answered'],
  }),
  compile(source, build) {
    const text = source.text === undefined ? null : build.logic(source.text, ['text'], 'text')
    return {
      kind: 'understand',
      text,
      sensitive: text?.uses.some(([name = '']) => build.isSensitive(name)) === true,
      ports: compilePorts(source, build),
      least: source.least ?? null,
      onlyListed: source.only_listed === true,
      asking: compileAsking(source, build),
      recognizer: build.recognizer,
    }
  },
  pauses: () => false,
  leavesResult: () => true,
  enter(body, turn) {
    turn.doubt = null
    const given = body.text === null ? turn.heard : body.text.evaluate(turn)
    const text = typeof given === 'string' ? given.slice(0, longestText) : ''
    const sensitive = body.text === null ? heardSensitive(turn) : body.sensitive
    return decide(body, turn, text, sensitive, body.asking)
  },
  said(body, turn, said) {
    const { doubt } = turn
    turn.doubt = null
    if (doubt === null || body.asking === null) return understand.enter(body, turn)
    const text = said.kind === 'text' ? said.text : ''
    const fills = fillsBeside(turn, text, doubt.sensitive)
    const picked = pickOf(body.asking, turn, doubt, said)
    const sensitive = doubt.sensitive || fillSensitive(turn, fills)
    hearPick(turn, picked, said, sensitive)
    proposeAsked(turn, doubt, picked, picked === null ? (meantIn(body, turn, text).meant?.intent ?? null) : null)
    fillIn(turn, fills)
    confirmFills(nothingOwn, turn, fills)
    // Other words say it anew, and are not asked about again: "neither, I want to …" does so too.
    if (picked === null || (picked.intent === null && picked.partly)) return decide(body, turn, text, sensitive, null)
    const recognition = turn.recognize(doubt.text)
    const meant = doubt.alternatives.find(({ intent }) => intent === picked.intent) ?? null
    return settle(body, turn, doubt, meant, { ...outputsOf(recognition, doubt.alternatives, meant), asked: true })
  },
  returned: (_, turn) => leave(answeredPort(turn)),
  repeat(body, turn) {
    if (turn.doubt !== null && body.asking !== null) poseDoubt(body.asking, turn, turn.doubt)
  },
}

function compilePorts(source: UnderstandSource, build: NodeBuild): ReadonlyMap<string, string> {
  const ports = new Map<string, string>()
  for (const [index, { intent, port }] of source.intents.entries()) {
    const path = ['intents', index, 'intent']
    if (ports.has(intent))
      build.problem('unknown-intent', path, `The intent "${intent}" is here twice.`, 'Remove one of the two.')
    else if (build.intents !== null && !build.intents.includes(intent))
      build.problem(
        'unknown-intent',
        path,
        `The solution has no intent "${intent}".`,
        `Add it to nlu/intents.yaml with phrases that mean it. ${suggest(intent, build.intents)}`,
      )
    ports.set(intent, port ?? intent)
  }
  return ports
}

function compileAsking({ intents, ambiguous }: UnderstandSource, build: NodeBuild): Asking | null {
  const labels = new Map<string, Text>()
  for (const [index, { intent, label }] of intents.entries()) {
    if (label !== undefined) labels.set(intent, build.plain(label, ['intents', index, 'label']))
    else if (ambiguous !== undefined && !build.isLabelled(intent))
      build.problem(
        'missing-label',
        ['intents', index],
        `People may be asked whether they meant "${intent}", which has no label.`,
        'Give it a "label" here, under "understanding" of the flow, or in the files of understanding.',
      )
  }
  if (ambiguous === undefined) return null
  const { text, none, within = 0.2, least = 0.2, most = 3 } = ambiguous
  return {
    text: text === undefined ? null : build.text(text, ['ambiguous', 'text']),
    none: none === undefined ? null : build.plain(none, ['ambiguous', 'none']),
    within,
    least,
    most,
    labels,
  }
}

const nothingOwn = { understood: null }
const nothing: Recognition = { intent: null, confidence: 0, entities: {} }

/** FU1, FU18. `asking`: `null` where it is not to be asked. */
function decide(body: UnderstandBody, turn: Turn, text: string, sensitive: boolean, asking: Asking | null): Move {
  const { recognition, ranked, meant } = meantIn(body, turn, text)
  const talk =
    recognition.confidence < 1 && nearestUnderstanding(turn)?.smallTalk === true ? smallTalkIn(text, turn) : null
  if (talk !== null) {
    sayWord(turn, `talk_${talk}`)
    turn.setResult({ outcome: answeredPort(turn), outputs: outputsOf(recognition, [], null) })
    return leave(answeredPort(turn))
  }
  const leads = (intent: string) => body.ports.has(intent) || isAnswered(turn, intent)
  // What is as likely wrong as right is asked about where people can be asked, unless the author says otherwise.
  const taken = meant !== null && (body.least !== null || meant.confidence >= usualLeast) ? meant : null
  const alternatives = asking === null ? [] : doubtful(ranked, taken, asking, leads)
  const doubt: Doubt = { text, alternatives, sensitive }
  if (asking !== null && alternatives.length > 0) {
    turn.doubt = doubt
    poseDoubt(asking, turn, doubt)
    return { kind: 'stay', phase: { kind: 'answer' } }
  }
  if (meant === null) propose(turn, { ...doubt, alternatives: ranked.slice(0, mostKept) }, 'unknown', null)
  else if (leads(meant.intent)) proposeUnsure(turn, text, ranked, meant, sensitive)
  return settle(body, turn, doubt, meant, outputsOf(recognition, ranked, meant))
}

interface Understood {
  readonly recognition: Recognition
  readonly ranked: readonly Alternative[]
  readonly meant: Alternative | null
}

function meantIn(body: UnderstandBody, turn: Turn, text: string): Understood {
  const recognition = text.trim() === '' ? nothing : turn.recognize(text)
  const all = rankedIn(recognition)
  const ranked = body.onlyListed ? all.filter(({ intent }) => body.ports.has(intent)) : all
  return { recognition, ranked, meant: meantBy(body, recognition, ranked) }
}

function meantBy(body: UnderstandBody, { intent }: Recognition, ranked: readonly Alternative[]): Alternative | null {
  const [top] = ranked
  if (top === undefined) return null
  if (body.least !== null) return top.confidence >= body.least ? top : null
  return top.intent === intent || (intent !== null && top.confidence >= usualLeast) ? top : null
}

/** Leaves by the way of what was meant, or does what the flow says of it. */
function settle(
  body: UnderstandBody,
  turn: Turn,
  { text, sensitive }: Pick<Doubt, 'text' | 'sensitive'>,
  meant: Alternative | null,
  outputs: Values,
): Move {
  const intent = meant?.intent ?? null
  turn.trail?.push({ kind: 'understand', flow: turn.flow.name, node: turn.node.id, intent })
  const own = intent === null ? undefined : body.ports.get(intent)
  const elsewhere = intent === null || own !== undefined ? null : wayOf(turn, intent)
  const port =
    own ?? (elsewhere !== null ? answeredPort(turn) : intent === null && turn.hasExit('unknown') ? 'unknown' : 'else')
  turn.setResult({ outcome: port, outputs })
  if (intent === null || elsewhere === null) return leave(port)
  const move = answerIntent(turn, intent, elsewhere, sensitive ? '' : text)
  // A flow that answers is called from here as from any node.
  if (move?.kind !== 'call') return move ?? leave(port)
  const { aside: _, ...call } = move
  return call
}

function wayOf(turn: Turn, intent: string): ReturnType<typeof findWay> {
  return nearestUnderstanding(turn) === null ? null : findWay(turn, intent)
}

function isAnswered(turn: Turn, intent: string): boolean {
  return wayOf(turn, intent) !== null
}

const answeredPort = (turn: Turn): string => (turn.hasExit('answered') ? 'answered' : 'else')

/** Alternatives that flows see. */
const mostKept = 5

function outputsOf(recognition: Recognition, ranked: readonly Alternative[], meant: Alternative | null): Values {
  const { confidence, entities, extracted = [] } = recognition
  const alternatives = ranked
    .filter(({ intent }) => intent !== meant?.intent)
    .slice(0, mostKept)
    .map(({ intent, confidence }) => ({ intent, confidence }))
  const named: { [type: string]: Values[string] } = {}
  for (const { type, value } of extracted) if (!Object.hasOwn(named, type) && type !== '__proto__') named[type] = value
  const found = { ...named, ...entities }
  return {
    intent: meant?.intent ?? null,
    confidence: meant?.confidence ?? confidence,
    entities: isSmall(found) ? found : {},
    alternatives,
  }
}
