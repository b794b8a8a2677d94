/**
 * What words at an open question mean, beside or instead of its answer.
 *
 * Owns the order in which that is decided; what is done about it is `respond.ts`'s concern. It only decides: nothing is said and
 * nothing is set here, because the words have to enter the transcript first.
 *
 * FU7 an answer that can only be one is the answer; words that any question takes are looked at more closely
 */
import type { Reading } from '../answers/answer.ts'
import { type Answer, readAnswer } from '../answers/index.ts'
import type { AskBody } from '../nodes/ask.ts'
import type { Entity, Recognition } from '../recognizer.ts'
import type { Turn } from '../turn.ts'
import { type Correction, correctionsIn, mayCorrect } from './correction.ts'
import { entitiesIn, valueFor } from './entity.ts'
import { formFills } from './form-fill.ts'
import { foldPhrase } from './phrase.ts'
import { type Fill, fillable, fillsFrom, readEntity, type Slot, slotOf } from './slot.ts'
import { type SmallTalk, smallTalkIn } from './small-talk.ts'
import { type FoundWay, findWay, nearestUnderstanding } from './understanding.ts'

export type Meaning =
  /** The question is answered, and perhaps more than that. */
  | { readonly kind: 'answer'; readonly reading: Reading; readonly fills: readonly Fill[] }
  /** It is not answered, and something else is. */
  | { readonly kind: 'fill'; readonly fills: readonly Fill[] }
  /** Something that was known is another thing now. `reading`: the question is answered too. */
  | {
      readonly kind: 'correct'
      readonly corrections: readonly Correction[]
      readonly fills: readonly Fill[]
      readonly reading: Reading | null
    }
  | { readonly kind: 'intent'; readonly intent: string; readonly to: FoundWay }
  | { readonly kind: 'talk'; readonly word: SmallTalk }

/** `null`: nothing but what `reading` says already. */
export function listen(body: AskBody, turn: Turn, text: string, reading: Reading): Meaning | null {
  if (!body.understands) return null
  if (body.answer.type === 'form') return formFills(body, turn, text, reading) ?? meant(body, turn, text, reading)
  const plain = reading.kind !== 'wrong' && !takesAnything(body.answer)
  const slots = fillable(body, turn)
  const own = ownSlot(body, turn)
  const corrects = mayCorrect(turn)
  if (slots.length === 0 && own === null && !corrects) return plain ? null : meant(body, turn, text, reading)
  // FU7
  if (plain) return null
  const entities = entitiesIn(turn.recognize(text))
  const { corrections, confirms } = correctionsIn(text, entities, body, turn)
  const rest = entities.filter((entity) => !corrections.some((each) => each.entity === entity))
  const answered = own === null ? null : ownAnswer(body, own, rest, turn)
  const others = answered === null ? rest : rest.filter((entity) => entity !== answered.entity || isName(entity))
  if (corrections.length > 0)
    return { kind: 'correct', corrections, fills: fillsFrom(others, slots, turn), reading: answered?.reading ?? null }
  if (answered !== null) return { kind: 'answer', reading: answered.reading, fills: fillsFrom(others, slots, turn) }
  const intent = meant(body, turn, text, reading)
  if (intent !== null) return intent
  // What it says of the right kind is told apart from what says nothing of it.
  const refused = own === null || reading.kind !== 'wrong' ? null : refusal(body, own, rest, turn)
  if (refused !== null) return { kind: 'answer', reading: refused, fills: [] }
  // "Paris" may be a first name: what is nothing but one thing is an answer before it is anything else.
  if (reading.kind === 'value' && rest.some((entity) => isWhole(entity, text))) return null
  const fills = fillsFrom(rest, slots, turn)
  // Who says again what is known has given no wrong answer.
  if (fills.length === 0) return confirms && reading.kind === 'wrong' ? { kind: 'fill', fills } : null
  return reading.kind === 'value' && own === null ? { kind: 'answer', reading, fills } : { kind: 'fill', fills }
}

/** Whether any words whatever are an answer. */
function takesAnything(answer: Answer): boolean {
  switch (answer.type) {
    case 'text':
      return answer.pattern === null
    case 'location':
      return true
    case 'choice':
      return answer.other !== null
    default:
      return false
  }
}

/** What the question's own variable is filled from; nothing in flows that understand nothing. */
function ownSlot(body: AskBody, turn: Turn): Slot | null {
  const slot = slotOf(turn.flow.variables.get(body.variable))
  const listens = turn.flow.slots.size > 0 || body.fills !== null || nearestUnderstanding(turn) !== null
  const wanted = slot?.stated === true || listens
  return wanted && body.fills?.length !== 0 ? slot : null
}

function ownAnswer(
  body: AskBody,
  slot: Slot,
  entities: readonly Entity[],
  turn: Turn,
): { readonly reading: Reading; readonly entity: Entity } | null {
  for (const entity of entities) {
    const given = valueFor(entity, slot.type, slot.role) ?? null
    const value = given === null ? undefined : readEntity(body.answer, entity, given, turn)
    if (value === undefined) continue
    const reading = readAnswer(body.answer, { kind: 'text', text: String(value) }, turn)
    // The port is the answer's; what it reads is what the entity came to.
    return { reading: reading.kind === 'value' ? { ...reading, value } : { kind: 'value', value }, entity }
  }
  return null
}

/** Why the first thing of the right kind is no answer. */
function refusal(body: AskBody, slot: Slot, entities: readonly Entity[], turn: Turn): Reading | null {
  for (const entity of entities) {
    const given = valueFor(entity, slot.type, slot.role) ?? null
    if (given === null) continue
    const reading = readAnswer(body.answer, { kind: 'text', text: String(given) }, turn)
    if (reading.kind === 'wrong') return reading
  }
  return null
}

/** The intent that the words mean, where something is to be done about it; or small talk. */
function meant(body: AskBody, turn: Turn, text: string, reading: Reading): Meaning | null {
  const around = nearestUnderstanding(turn)
  if (around === null) return null
  const right = reading.kind !== 'wrong'
  // Where the words go on to be understood, that node decides what they mean.
  if (right && (!takesAnything(body.answer) || goesOnToUnderstand(turn))) return null
  const recognition = turn.recognize(text)
  const { intent } = recognition
  const to = intent === null ? null : findWay(turn, intent)
  // What is an answer is not asked for again.
  const does = to !== null && !(right && to.way.kind === 'again')
  if (intent !== null && does && isSure(recognition, right ? around.sure : (around.least ?? 0)))
    return { kind: 'intent', intent, to }
  const word = right || !around.smallTalk ? null : smallTalkIn(text, turn)
  return word === null ? null : { kind: 'talk', word }
}

function isSure({ confidence }: Recognition, least: number): boolean {
  return confidence >= least
}

function goesOnToUnderstand(turn: Turn): boolean {
  const next = turn.flow.nodes.get(turn.node.exits.get('next') ?? '')
  return next?.body.kind === 'understand' && next.body.text === null
}

const isName = ({ type }: Entity): boolean => type === 'name'

function isWhole(entity: Entity, text: string): boolean {
  return foldPhrase(entity.text) === foldPhrase(text)
}
