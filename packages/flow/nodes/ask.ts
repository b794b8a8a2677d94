import { z } from 'zod'
import {
  type Answer,
  answerPorts,
  answerSource,
  choicesOf,
  compileAnswer,
  hintOf,
  holdersOf,
  readAnswer,
} from '../answers/index.ts'
import type { Said } from '../event.ts'
import { type IdleRule, idleSource } from '../idle.ts'
import type { Content } from '../message.ts'
import type { Text } from '../template.ts'
import type { Turn } from '../turn.ts'
import { edges, note } from './edges.ts'
import { leave, type Move, type NodeKind } from './node.ts'

export const askSource = z.strictObject({
  kind: z.literal('ask'),
  text: z.string().meta({ description: 'Liquid; the question.' }),
  answer: answerSource,
  variable: z.string().meta({ description: 'Where the normalised answer goes.' }),
  retry: z.string().optional().meta({ description: 'Liquid; said after a wrong answer instead of the usual words.' }),
  tries: z.int().min(1).max(100).optional().meta({ description: 'That many wrong answers lead to the port "failed".' }),
  idle: z.array(idleSource).max(20).optional().meta({ description: "Instead of the flow's idle rules." }),
  to: edges,
  note,
})
type AskSource = z.infer<typeof askSource>

export interface AskBody {
  readonly kind: 'ask'
  readonly text: Text
  readonly answer: Answer
  readonly variable: string
  readonly sensitive: boolean
  readonly retry: Text | null
  readonly tries: number
  /** `null`: the flow's. */
  readonly idle: readonly IdleRule[] | null
}

export const ask: NodeKind<AskSource, AskBody> = {
  source: askSource,
  ports(source) {
    const own = answerPorts(source.answer)
    const routed = own.filter((port) => Object.hasOwn(source.to, port))
    const required = own.length > 0 && routed.length === own.length ? [] : ['next']
    if (source.tries !== undefined) required.push('failed')
    if (source.idle?.some((rule) => rule.port !== undefined)) required.push('idle')
    return { required, optional: own.length > 0 ? ['next', ...own] : [] }
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
    return {
      kind: 'ask',
      text: build.text(source.text, ['text']),
      answer: compileAnswer(source.answer, build, ['answer']),
      variable: source.variable,
      sensitive: build.isSensitive(source.variable),
      retry: source.retry === undefined ? null : build.text(source.retry, ['retry']),
      tries: source.tries ?? Number.POSITIVE_INFINITY,
      idle: source.idle === undefined ? null : build.idle(source.idle, ['idle']),
    }
  },
  pauses: () => true,
  enter(body, turn) {
    turn.tries = 0
    turn.send(question(body, turn, turn.render(body.text)), body.text.sensitive)
    return answerMove
  },
  said(body, turn, said) {
    turn.hear(heard(body, said), body.sensitive)
    const reading = readAnswer(body.answer, said, turn.at)
    if (reading.kind === 'value') {
      turn.set(body.variable, reading.value)
      return leave(reading.port ?? 'next')
    }
    turn.tries += 1
    if (turn.tries >= body.tries) return leave('failed')
    const words = body.retry === null ? '' : turn.render(body.retry)
    if (words.trim() === '') turn.send(question(body, turn, reading.say), false)
    else turn.send(question(body, turn, words), body.retry?.sensitive === true)
    return answerMove
  },
}

const answerMove: Move = { kind: 'stay', phase: { kind: 'answer' } }

function question(body: AskBody, turn: Turn, text: string): Content {
  const input = hintOf(body.answer, turn.at)
  const choices = choicesOf(body.answer)
  return choices.length === 0 ? { kind: 'text', text, input } : { kind: 'choices', text, choices, input }
}

/** The person's own words, a pick with the label that they saw. */
function heard(body: AskBody, said: Said): Content {
  const picked =
    said.kind === 'choice'
      ? said.choice
      : said.kind === 'choices' && said.choices.length === 1
        ? said.choices[0]
        : undefined
  const choice = picked === undefined ? undefined : choicesOf(body.answer).find((each) => each.id === picked)
  if (choice !== undefined) return { kind: 'choice', text: choice.label, choice: choice.id }
  return contentOf(said)
}

/** What was said as a transcript shows it when no question gives it meaning. */
export function contentOf(said: Said): Content {
  switch (said.kind) {
    case 'text':
      return { kind: 'text', text: said.text }
    case 'choice':
      return { kind: 'text', text: said.choice }
    case 'choices':
      return { kind: 'text', text: said.choices.join(', ') }
    case 'form':
      return {
        kind: 'text',
        text: Object.entries(said.form)
          .map(([field, given]) => `${field}: ${typeof given === 'string' ? given : JSON.stringify(given)}`)
          .join('\n'),
      }
    case 'file':
      return { kind: 'text', text: said.file }
  }
}
