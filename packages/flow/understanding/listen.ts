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
import { clean } from '../clean.ts'
import type { AskBody } from '../nodes/ask.ts'
import type { Alternative, Entity } from '../recognizer.ts'
import type { Turn } from '../turn.ts'
import type { Value } from '../value.ts'
import { type Correction, correctionsIn, mayCorrect } from './correction.ts'
import { doubtfulAside } from './doubt.ts'
import { mentionedIn, valueFor } from './entity.ts'
import { formFills } from './form-fill.ts'
import { foldPhrase, wordsBeside } from './phrase.ts'
import { type Fill, fillable, fillsFrom, isGuessedName, isNameType, readEntity, type Slot, slotOf } from './slot.ts'
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
  /** It is not answered, and people are asked which of several things they meant. FU25 */
  | { readonly kind: 'doubt'; readonly alternatives: readonly Alternative[] }

/** `null`: nothing but what `reading` says already. */
export function listen(body: AskBody, turn: Turn, text: string, reading: Reading): Meaning | null {
  if (!body.understands) return null
  const right = reading.kind !== 'wrong'
  if (body.answer.type === 'form')
    return formFills(body, turn, text, reading) ?? (right ? null : meant(turn, text, false))
  const plain = right && !takesAnything(body.answer) && !isPartly(reading)
  const slots = fillable(body, turn)
  const own = ownSlot(body, turn)
  const corrects = mayCorrect(turn)
  if (slots.length === 0 && own === null && !corrects) return plain ? null : meant(turn, text, right)
  // FU7
  if (plain) return null
  // Who says hello says no name.
  const talk = right && own !== null ? smallTalk(turn, text) : null
  if (talk !== null) return talk
  const mentioned = mentionedIn(text, turn)
  const isFree = right && own === null
  const { corrections, confirms } = correctionsIn(text, mentioned, body, turn, isFree)
  const rest = mentioned.meant.filter((entity) => !corrections.some((each) => each.entity === entity))
  const answered = own === null ? null : ownAnswer(body, own, rest, turn)
  const asksName = own !== null && isNameType(own.type)
  const others = rest.filter(
    (entity) =>
      (asksName || !isGuessedName(entity)) &&
      (entity !== answered?.entity || isNameType(entity.type)) &&
      // "Friday Street 12" says no number of people, and neither does "I don't have one".
      !(right && entity.type === 'number' && (isFree || isOne(entity))),
  )
  if (corrections.length > 0) {
    const other = corrections.some(({ beside }) => beside > few) ? meant(turn, text, right) : null
    if (other?.kind === 'intent') return other
    const kept = answered?.reading ?? (isPartly(reading) ? reading : null)
    return { kind: 'correct', corrections, fills: fillsFrom(others, slots, turn), reading: kept }
  }
  // "Can I bring two bags?" says no number of people.
  const asked = answered === null || wordsBeside(text, rest) < few ? null : meant(turn, text, true)
  if (asked?.kind === 'intent') return asked
  if (answered !== null) return { kind: 'answer', reading: answered.reading, fills: fillsFrom(others, slots, turn) }
  // "Not in Busan": what it is instead is still to be said.
  if (own !== null && mentioned.rejected.some(({ type }) => type === own.type))
    return { kind: 'fill', fills: fillsFrom(others, slots, turn) }
  const intent = meant(turn, text, right)
  if (intent !== null) return intent
  // What it says of the right kind is told apart from what says nothing of it.
  const refused = own === null || right ? null : refusal(body, own, rest, turn)
  if (refused !== null) return { kind: 'answer', reading: refused, fills: [] }
  const whole = rest.find((entity) => isWhole(entity, text))
  // "Paris" may be a first name: what is nothing but one thing is an answer before it is anything else.
  if (right && whole !== undefined && !goesOnToUnderstand(turn)) return null
  // A bare number that is no answer may be of anything.
  const fills = !right && whole?.type === 'number' ? [] : fillsFrom(others, slots, turn)
  // Who says again what is known has given no wrong answer.
  if (fills.length === 0) return confirms && !right ? { kind: 'fill', fills } : null
  if (!right) return { kind: 'fill', fills }
  if (own === null) return { kind: 'answer', reading, fills }
  const part = asksName ? partWithout(text, rest) : null
  const partReading = part === null ? null : readAnswer(body.answer, { kind: 'text', text: part }, turn)
  return partReading?.kind === 'value' ? { kind: 'answer', reading: partReading, fills } : { kind: 'fill', fills }
}

/** Words beside what is mentioned that may belong to it. */
const few = 2
/** A name has no more words. */
const longestName = 3

/** "Ada, from Seoul": the one part between commas that mentions nothing else. */
function partWithout(text: string, entities: readonly Entity[]): string | null {
  const words = clean(text)
  const parts: string[] = []
  let from = 0
  for (const part of words.split(/[,;\n，、]/u)) {
    const to = from + part.length
    if (!entities.some(({ start, end }) => start < to && end > from)) parts.push(part.trim())
    from = to + 1
  }
  const [only, ...more] = parts.filter((part) => part !== '')
  return only === undefined || more.length > 0 || only.split(/\s+/u).length > longestName ? null : only
}

/** "Yes, I'm Ada": the answer, and more. */
function isPartly(reading: Reading): boolean {
  return reading.kind === 'value' && reading.partly === true
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
    const given = valueFor(entity, slot.type, slot.role) ?? onlyName(entity, slot) ?? null
    const value = given === null ? undefined : readEntity(body.answer, entity, given, turn)
    if (value === undefined) continue
    const reading = readAnswer(body.answer, { kind: 'text', text: String(value) }, turn)
    // The port is the answer's; what it reads is what the entity came to.
    return { reading: reading.kind === 'value' ? { ...reading, value } : { kind: 'value', value }, entity }
  }
  return null
}

/** "It's Lovelace", where the last name is asked for. */
function onlyName({ type, value, resolution }: Entity, slot: Slot): Value | undefined {
  if (slot.type !== 'family_name') return undefined
  if (type === 'given_name') return value
  return type === 'name' && resolution?.family === undefined ? resolution?.given : undefined
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

/**
 * The intent that the words mean, where something is to be done about it; or small talk.
 *
 * @param right whether they are an answer as well
 */
function meant(turn: Turn, text: string, right: boolean): Meaning | null {
  const around = nearestUnderstanding(turn)
  if (around === null) return null
  // Where the words go on to be understood, that node decides what they mean.
  if (right && goesOnToUnderstand(turn)) return null
  const recognition = turn.recognize(text)
  const { intent, confidence } = recognition
  // Who was asked is not asked again.
  const isAsked = right || turn.doubt !== null
  const close = isAsked ? [] : doubtfulAside(recognition, (each) => findWay(turn, each) !== null)
  if (close.length > 0) return { kind: 'doubt', alternatives: close }
  const to = intent === null ? null : findWay(turn, intent)
  // What is an answer is not asked for again.
  const does = to !== null && !(right && to.way.kind === 'again')
  if (intent !== null && does && confidence >= (right ? around.sure : (around.least ?? 0))) {
    // What is led away from is given up.
    const isUnsure = to.way.kind === 'go' && around.least === null && confidence < sureToGo
    if (isUnsure && !isAsked) return { kind: 'doubt', alternatives: [{ intent, confidence }] }
    return { kind: 'intent', intent, to }
  }
  return right ? null : smallTalk(turn, text)
}

/** From here on an intent leads away from a question without asking. */
const sureToGo = 0.75

function smallTalk(turn: Turn, text: string): Meaning | null {
  const word = nearestUnderstanding(turn)?.smallTalk === true ? smallTalkIn(text, turn) : null
  return word === null ? null : { kind: 'talk', word }
}

function goesOnToUnderstand(turn: Turn): boolean {
  const next = turn.flow.nodes.get(turn.node.exits.get('next') ?? '')
  return next?.body.kind === 'understand' && next.body.text === null
}

/** Nothing but the entity, for all that people see. */
function isWhole({ text }: Entity, words: string): boolean {
  return words.length <= 2 * text.length + longestAround && foldPhrase(text) === foldPhrase(words)
}

/** Signs around it. */
const longestAround = 50

/** "One", which is seldom a number. */
function isOne({ value, text }: Entity): boolean {
  return value === 1 && !/\p{N}/u.test(text)
}
