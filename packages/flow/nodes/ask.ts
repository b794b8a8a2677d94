import { z } from 'zod'
import type { Reading } from '../answers/answer.ts'
import {
  type Answer,
  answerPorts,
  answerSource,
  compileAnswer,
  heardAnswer,
  holdersOf,
  questionOf,
  readAnswer,
  showsSensitive,
  skipPort,
} from '../answers/index.ts'
import { contentOf } from '../content/heard.ts'
import type { Said } from '../event.ts'
import { type IdleRule, idleSource } from '../idle.ts'
import type { NodeBuild } from '../node-build.ts'
import type { Doubt } from '../state.ts'
import type { Text } from '../template.ts'
import type { Turn } from '../turn.ts'
import { fillSensitive, fillsBeside } from '../understanding/beside.ts'
import {
  hearPick,
  isSure,
  type Picked,
  pickOf,
  poseDoubt,
  proposeAsked,
  proposeUnsure,
  rankedIn,
  usualAsking,
} from '../understanding/doubt.ts'
import { compileFills, knownPort } from '../understanding/fills.ts'
import { listen, type Meaning } from '../understanding/listen.ts'
import { answerIntent, confirmFills, correct, fillIn, holdsSensitive, sayWord } from '../understanding/respond.ts'
import { findWay } from '../understanding/understanding.ts'
import type { Value } from '../value.ts'
import { edges, meta, note } from './edges.ts'
import { leave, type Move, type NodeKind } from './node.ts'

export { contentOf } from '../content/heard.ts'

export const askSource = z.strictObject({
  kind: z.literal('ask'),
  text: z.string().meta({ description: 'Liquid; the question.' }),
  answer: answerSource.meta({ description: 'What it takes for an answer.' }),
  variable: z.string().meta({ description: 'Where the normalised answer goes.' }),
  retry: z.string().optional().meta({ description: 'Liquid; said after a wrong answer instead of the usual words.' }),
  fills: z.array(z.string()).max(100).optional().meta({
    description:
      'Variables that words at this question may fill besides its own; default: all that name an entity. [] for none.',
  }),
  understood: z
    .string()
    .optional()
    .meta({ description: "Liquid; said when words here filled further variables, instead of the flow's words." }),
  skip_known: z.boolean().optional().meta({
    description:
      'Whether it is passed over when its variable is known; default: only where the person said it before being asked.',
  }),
  understands: z
    .boolean()
    .optional()
    .meta({ description: 'Whether words here may mean something else than the answer; default true.' }),
  tries: z.int().min(1).max(100).optional().meta({ description: 'That many wrong answers lead to the port "failed".' }),
  idle: z.array(idleSource).max(20).optional().meta({ description: "Instead of the flow's idle rules." }),
  to: edges,
  note,
  meta,
})
type AskSource = z.infer<typeof askSource>

export interface AskBody {
  readonly kind: 'ask'
  readonly text: Text
  readonly answer: Answer
  readonly variable: string
  /** Whether what the person says here is sensitive. */
  readonly sensitive: boolean
  /** Whether what is shown beside the text uses a sensitive variable. */
  readonly showsSensitive: boolean
  readonly retry: Text | null
  /** What else words here may fill; `null`: whatever names an entity. */
  readonly fills: readonly string[] | null
  readonly understood: Text | null
  /** `null`: where the person said it before they were asked. */
  readonly skipKnown: boolean | null
  /** Whether words may mean something else than the answer. */
  readonly understands: boolean
  readonly tries: number
  /** `null`: the flow's. */
  readonly idle: readonly IdleRule[] | null
}

export const ask: NodeKind<AskSource, AskBody> = {
  source: askSource,
  ports(source) {
    const { instead = [], besides = [] } = answerPorts(source.answer)
    const routed = instead.filter((port) => Object.hasOwn(source.to, port))
    const required = instead.length > 0 && routed.length === instead.length ? [] : ['next']
    if (source.tries !== undefined) required.push('failed')
    if (source.idle?.some((rule) => rule.port !== undefined)) required.push('idle')
    return { required, optional: [...(instead.length > 0 ? ['next', ...instead] : []), ...besides, 'corrected'] }
  },
  compile(source, build) {
    const type = build.writes(source.variable, ['variable'])
    const holders = holdersOf(source.answer.type)
    if (type !== null && !holders.includes(type)) {
      build.problem(
        'wrong-variable-type',
        ['variable'],
        `An answer of type ${source.answer.type} does not fit the variable "${source.variable}" of type ${type}.`,
        `Declare the variable as ${holders.join(' or ')}, or ask for something else.`,
      )
    }
    const answer = compileAnswer(source.answer, build, ['answer'])
    checkFieldLeaks(source, build)
    return {
      kind: 'ask',
      text: build.text(source.text, ['text']),
      answer,
      variable: source.variable,
      sensitive: [source.variable, ...furtherVariables(source.answer)].some((name) => build.isSensitive(name)),
      showsSensitive: showsSensitive(answer),
      retry: source.retry === undefined ? null : build.text(source.retry, ['retry']),
      fills: compileFills(source.fills, build),
      understood: source.understood === undefined ? null : build.text(source.understood, ['understood']),
      skipKnown: source.skip_known ?? null,
      understands: source.understands !== false,
      tries: source.tries ?? Number.POSITIVE_INFINITY,
      idle: source.idle === undefined ? null : build.idle(source.idle, ['idle']),
    }
  },
  // One that is passed over whenever its variable is known asks nobody the second time.
  pauses: ({ skip_known: skips }) => skips !== true,
  known: (body, port) => (withoutAnswer.includes(port) ? [] : [body.variable, ...answerVariables(body.answer)]),
  enter(body, turn) {
    turn.tries = 0
    turn.draft = null
    turn.doubt = null
    const port = knownPort(body, turn) ?? skipPort(body.answer, turn)
    if (port !== null) return leave(port)
    pose(body, turn, null)
    return answerMove
  },
  said(body, turn, said) {
    // One of a node that understands was left open when the conversation went on.
    const doubt = turn.doubt?.aside === true ? turn.doubt : null
    const picked = doubt === null ? null : pickOf(usualAsking, turn, doubt, said)
    // "Neither, I want to …" says it anew.
    if (doubt !== null && picked !== null && !(picked.intent === null && picked.partly))
      return takePick(body, turn, doubt, picked, said)
    const reading = readAnswer(body.answer, said, turn)
    const listens = turn.program.understands && said.kind === 'text'
    const meaning = listens ? listen(body, turn, said.text, reading) : null
    const beside = meaning?.kind === 'intent' || meaning?.kind === 'doubt' ? (contentOf(said).text ?? '') : ''
    const fills = fillsBeside(turn, beside, body.sensitive)
    const sensitive = body.sensitive || holdsSensitive(meaning, turn) || fillSensitive(turn, fills)
    turn.hear(heardAnswer(body.answer, said, turn) ?? contentOf(said), sensitive)
    turn.doubt = null
    if (doubt !== null) proposeAsked(turn, doubt, picked, settledBy(turn, doubt, said, meaning))
    if (meaning?.kind === 'doubt' && said.kind === 'text') {
      turn.doubt = { text: said.text, alternatives: meaning.alternatives, sensitive, aside: true }
      poseDoubt(usualAsking, turn, turn.doubt)
      return answerMove
    }
    if (meaning === null) return take(body, turn, reading)
    // What was asked about is proposed already.
    if (meaning.kind === 'intent' && said.kind === 'text' && said.text !== doubt?.text)
      proposeMeant(turn, said.text, meaning.intent, sensitive)
    return respond(body, turn, meaning)
  },
  repeat(body, turn) {
    if (turn.doubt === null) pose(body, turn, null)
    else poseDoubt(usualAsking, turn, turn.doubt)
  },
  returned(body, turn) {
    pose(body, turn, null)
    return answerMove
  },
}

/** What other words say that was meant, if they do; the same words again say no more. FU19 */
function settledBy(turn: Turn, doubt: Doubt, said: Said, meaning: Meaning | null): string | null {
  if (meaning?.kind !== 'intent' || said.kind !== 'text') return null
  return isSure(turn.recognize(said.text), said.text, doubt) ? meaning.intent : null
}

/** Does what people meant who were asked at a question. FU25 */
function takePick(body: AskBody, turn: Turn, doubt: Doubt, picked: Picked, said: Said): Move {
  turn.doubt = null
  hearPick(turn, picked, said, body.sensitive || doubt.sensitive)
  proposeAsked(turn, doubt, picked, null)
  const { intent } = picked
  const way = intent === null ? null : findWay(turn, intent)
  const move =
    intent === null || way === null ? null : answerIntent(turn, intent, way, doubt.sensitive ? '' : doubt.text)
  if (move !== null) return move
  pose(body, turn, null)
  return answerMove
}

/** What the reading of an answer does. */
function take(body: AskBody, turn: Turn, reading: Reading): Move {
  if (reading.kind === 'value') {
    turn.draft = null
    turn.set(body.variable, reading.value)
    for (const [variable, value] of reading.sets ?? []) turn.set(variable, value)
    turn.note('answered')
    if (body.answer.type === 'rating') rate(body, turn, reading.value, body.answer.max)
    return leave(reading.port ?? 'next')
  }
  if (reading.draft !== undefined) turn.draft = reading.draft
  if (reading.kind === 'wrong') {
    turn.tries += 1
    if (turn.tries >= body.tries) {
      turn.draft = null
      return leave('failed')
    }
  }
  poseAgain(body, turn, reading)
  return answerMove
}

/** FU19 */
function proposeMeant(turn: Turn, text: string, intent: string, sensitive: boolean): void {
  const ranked = rankedIn(turn.recognize(text))
  const meant = ranked.find((each) => each.intent === intent)
  if (meant !== undefined) proposeUnsure(turn, text, ranked, meant, sensitive)
}

/** What words that mean more than the answer, or something else, do. */
function respond(body: AskBody, turn: Turn, meaning: Meaning): Move {
  const again = (): Move => {
    pose(body, turn, null)
    return answerMove
  }
  switch (meaning.kind) {
    case 'answer':
    case 'fill': {
      fillIn(turn, meaning.fills)
      if (meaning.kind === 'answer' && meaning.reading.kind === 'value') turn.set(body.variable, meaning.reading.value)
      confirmFills(body, turn, meaning.fills)
      return meaning.kind === 'fill' ? again() : take(body, turn, meaning.reading)
    }
    case 'correct': {
      fillIn(turn, meaning.fills)
      const move = correct(turn, meaning.corrections)
      if (meaning.reading === null) return move ?? again()
      if (move === null || meaning.reading.kind !== 'value') return move ?? take(body, turn, meaning.reading)
      // It leads elsewhere, and has answered this question all the same.
      turn.set(body.variable, meaning.reading.value)
      turn.filled = [...turn.filled, body.variable]
      return move
    }
    case 'intent':
      return answerIntent(turn, meaning.intent, meaning.to) ?? again()
    case 'doubt':
      return again()
    case 'talk':
      sayWord(turn, `talk_${meaning.word}`)
      return again()
  }
}

function rate({ sensitive }: AskBody, turn: Turn, rating: Value, most: number): void {
  turn.note('rated', sensitive ? {} : { rating })
  if (!sensitive && typeof rating === 'number')
    turn.trail?.push({ kind: 'rate', flow: turn.flow.name, node: turn.node.id, rating, most })
}

/** Ports by which a question is left unanswered. */
const withoutAnswer = ['failed', 'idle', 'empty', 'cancel']

/** The variables that fields of a form fill. */
function answerVariables(answer: Answer): readonly string[] {
  return answer.type === 'form' ? answer.fields.flatMap(({ variable }) => variable ?? []) : []
}

const answerMove: Move = { kind: 'stay', phase: { kind: 'answer' } }

/** The question with its own words. */
function pose(body: AskBody, turn: Turn, reading: Reading | null): void {
  show(body, turn, reading, turn.render(body.text), body.text)
}

/** The question again: with `retry`, or with words that say what is wrong, or the next part of it. */
function poseAgain(body: AskBody, turn: Turn, reading: Reading): void {
  const words = reading.kind !== 'wrong' || body.retry === null ? '' : turn.render(body.retry)
  if (reading.kind !== 'wrong') pose(body, turn, reading)
  else if (words.trim() !== '') show(body, turn, reading, words, body.retry)
  else {
    const { text, language } = turn.word(reading.word, reading.values)
    turn.send(questionOf(body.answer, text, turn, reading), body.showsSensitive || keepsSensitive(body, turn), language)
  }
}

function show(body: AskBody, turn: Turn, reading: Reading | null, words: string, text: Text | null): void {
  const sensitive = text?.sensitive === true || body.showsSensitive || keepsSensitive(body, turn)
  turn.send(questionOf(body.answer, words, turn, reading), sensitive, text?.languageFor(turn.language))
}

/** A form that is shown again holds what was right in it. */
function keepsSensitive(body: AskBody, turn: Turn): boolean {
  return body.sensitive && turn.draft !== null
}

/** A form holds what its fields hold: what is sensitive in a field must not be plain in the whole. */
function checkFieldLeaks({ answer, variable }: AskSource, build: NodeBuild): void {
  if (answer.type !== 'form' || build.isSensitive(variable)) return
  answer.fields.forEach((field, index) => {
    if (field.variable === undefined || !build.isSensitive(field.variable)) return
    const reason = `"${field.variable}" is sensitive and "${variable}", which holds the whole form, is not.`
    const repair = `Declare "${variable}" as sensitive too, or ask for this field in a question of its own.`
    build.problem('sensitive-leak', ['answer', 'fields', index, 'variable'], reason, repair)
  })
}

/** The variables that fields of a form fill. */
function furtherVariables(answer: AskSource['answer']): readonly string[] {
  return answer.type === 'form' ? answer.fields.flatMap(({ variable }) => variable ?? []) : []
}
