import { z } from 'zod'
import { clean } from '../clean.ts'
import type { Content } from '../message.ts'
import { type AnswerKind, type Asking, type Reading, wordsOf, wrong } from './answer.ts'
import type { Offer } from './offer.ts'
import { cardsShape, offerShape, pickSources } from './offer-source.ts'
import { compileOffer, type Offering } from './offering.ts'
import { findPick, type Pick } from './pick.ts'

export const choiceSource = z.strictObject({
  type: z.literal('choice').meta({ description: 'One of several choices.' }),
  ...offerShape,
  ...cardsShape,
  style: z
    .enum(['buttons', 'quick-replies', 'list', 'tiles', 'carousel'])
    .optional()
    .meta({ description: 'How the choices are shown, where the channel can.' }),
  other: z
    .boolean()
    .optional()
    .meta({ description: 'Whether words that name no choice are an answer too, which leaves by the port "other".' }),
})
type ChoiceSource = z.infer<typeof choiceSource>

export interface ChoiceAnswer {
  readonly type: 'choice'
  readonly offering: Offering
  /** Ids that leave by a port of their own → the ready reading. */
  readonly ports: ReadonlyMap<string, Reading>
  readonly style: Exclude<ChoiceSource['style'], undefined> | null
  readonly search: boolean
  /** The port that is taken when there is nothing to pick. */
  readonly empty: string | null
  /** The port of words that name no choice; `null`: such words are wrong. */
  readonly other: 'other' | 'next' | null
}

/** Longer than any label. */
const longestPick = 400
/** As long as a text that is asked for. */
const longestOther = 4096

/** A question with its choices as the message that asks it. */
export function showOffer(
  offer: Offer,
  text: string,
  more: Omit<Extract<Content, { kind: 'choices' }>, 'kind' | 'text' | 'choices'>,
): Content {
  if (offer.choices.length === 0)
    return { kind: 'text', text, ...(more.input === undefined ? {} : { input: more.input }) }
  if (offer.cards === null) return { kind: 'choices', text, choices: offer.choices, ...more }
  return {
    kind: 'carousel',
    text,
    cards: offer.cards,
    choices: offer.choices,
    ...(more.input === undefined ? {} : { input: more.input }),
  }
}

/** The port that is taken when there is nothing to pick: `empty`, else `failed`, where one of them leads somewhere. */
export function emptyPort(routed: (port: string) => boolean): string | null {
  return ['empty', 'failed'].find(routed) ?? null
}

const hint = { type: 'choice' } as const

export const choiceAnswer: AnswerKind<ChoiceSource, ChoiceAnswer> = {
  source: choiceSource,
  holds: ['choice', 'text', 'json'],
  compile(source, build, path) {
    const { style = null } = source
    if (style === 'carousel' && source.choices !== undefined) {
      const reason = 'A carousel shows cards.'
      build.problem(
        'bad-choice',
        [...path, 'style'],
        reason,
        'Write "cards" instead of "choices", or take another style.',
      )
    }
    const ports = new Map<string, Reading>()
    for (const { id } of pickSources(source)) {
      const port = `choice.${id}`
      if (build.routed(port)) ports.set(id, { kind: 'value', value: id, port })
    }
    return {
      type: 'choice',
      offering: compileOffer(
        source,
        style === 'carousel' ? 'cards' : 'choices',
        '"choices", "cards" or "from"',
        build,
        path,
      ),
      ports,
      style,
      search: source.search === true,
      empty: source.from === undefined ? null : emptyPort(build.routed),
      other: source.other !== true ? null : build.routed('other') ? 'other' : 'next',
    }
  },
  hint: () => hint,
  show(answer, text, asking) {
    const { style, search } = answer
    return showOffer(answer.offering.offer(asking), text, {
      ...(style === null || style === 'carousel' ? {} : { style }),
      ...(search ? { search } : {}),
      input: hint,
    })
  },
  ports: (source) => ({
    instead: [...pickSources(source).map(({ id }) => `choice.${id}`), ...(source.other === true ? ['other'] : [])],
    besides: source.from === undefined ? [] : ['empty'],
  }),
  skips: (answer, asking) => {
    return answer.empty !== null && answer.offering.offer(asking).choices.length === 0 ? answer.empty : null
  },
  sensitive: (answer) => answer.offering.sensitive,
  read(answer, said, asking) {
    const pick = pickOf(answer, said, asking)
    if (pick !== undefined) {
      const reading = answer.ports.get(pick.id) ?? { kind: 'value', value: pick.id }
      return pick.partly && reading.kind === 'value' ? { ...reading, partly: true } : reading
    }
    return otherWords(answer, said) ?? wrong('choice')
  },
  heard(answer, said, asking) {
    const id = said.kind === 'text' ? undefined : pickOf(answer, said, asking)?.id
    const label = id === undefined ? undefined : answer.offering.offer(asking).label(id)
    return id === undefined || label === undefined ? null : { kind: 'choice', text: label, choice: id }
  },
  // A form sends the ids of what was picked; a label that is another choice's id must not be taken for it.
  readJson: (answer, given, asking) =>
    typeof given === 'string' && answer.offering.offer(asking).has(given) ? { kind: 'value', value: given } : null,
}

/** Words that name no choice, where such are an answer. FA26 */
function otherWords({ other }: ChoiceAnswer, said: Parameters<typeof wordsOf>[0]): Reading | null {
  const words = other === null || said.kind !== 'text' ? '' : clean(said.text).normalize('NFC').trim()
  return other === null || words === ''
    ? null
    : { kind: 'value', value: words.slice(0, longestOther).trimEnd().toWellFormed(), port: other }
}

function pickOf(answer: ChoiceAnswer, said: Parameters<typeof wordsOf>[0], asking: Asking): Pick | undefined {
  const words = wordsOf(said)
  if (words === null || words.length > longestPick) return undefined
  const offer = answer.offering.offer(asking)
  if (said.kind !== 'text') return offer.has(words) ? { id: words, partly: false } : undefined
  const pick = findPick(offer, words, asking)
  // Where other words are an answer too, those that say more than a choice are one. FA26
  return pick?.partly === true && answer.other !== null ? undefined : pick
}
