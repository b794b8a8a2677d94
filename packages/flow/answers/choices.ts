import { z } from 'zod'
import { plainOfMarkdown } from '../markdown.ts'
import type { Value } from '../value.ts'
import { type AnswerKind, type Asking, picksOf, type Reading, wrong } from './answer.ts'
import { emptyPort, showOffer } from './choice.ts'
import { fold } from './fold.ts'
import type { Offer } from './offer.ts'
import { mostChoices, offerShape } from './offer-source.ts'
import { compileOffer, type Offering } from './offering.ts'
import { findPick, isNo } from './pick.ts'

export const choicesSource = z.strictObject({
  type: z.literal('choices').meta({ description: 'Several of several choices.' }),
  ...offerShape,
  min: z.int().min(0).max(mostChoices).optional().meta({ description: 'Fewest picks; default 1, 0: none will do.' }),
  max: z.int().min(1).max(mostChoices).optional().meta({ description: 'Most picks; default all.' }),
  style: z
    .enum(['buttons', 'list', 'tiles'])
    .optional()
    .meta({ description: 'How the choices are shown, where the channel can.' }),
})
type ChoicesSource = z.infer<typeof choicesSource>

export interface ChoicesAnswer {
  readonly type: 'choices'
  readonly offering: Offering
  readonly min: number
  readonly max: number
  readonly style: Exclude<ChoicesSource['style'], undefined> | null
  readonly search: boolean
  readonly empty: string | null
}

/** Longer than anybody types; ten labels of the longest kind. */
const longest = 2000
/** "Tea and the second one, please" */
const longestLoose = 200
/** Pieces of one label that itself holds commas or an "and". */
const mostPieces = 8

export const choicesAnswer: AnswerKind<ChoicesSource, ChoicesAnswer> = {
  source: choicesSource,
  holds: ['choices', 'json'],
  compile(source, build, path) {
    const { min = 1, max = mostChoices, choices } = source
    if (min > max) build.badLimit([...path, 'min'], min, max)
    else if (choices !== undefined && min > choices.length) {
      const reason = `Nobody can pick ${min} of ${choices.length} choices.`
      build.problem('bad-limit', [...path, 'min'], reason, 'Ask for fewer, or add choices.')
    }
    return {
      type: 'choices',
      offering: compileOffer(source, 'choices', '"choices" or "from"', build, path),
      min,
      max,
      style: source.style ?? null,
      search: source.search === true,
      empty: source.from === undefined ? null : emptyPort(build.routed),
    }
  },
  hint: (answer, asking) => ({ type: 'choices', ...boundsOf(answer, answer.offering.offer(asking)) }),
  show(answer, text, asking) {
    const offer = answer.offering.offer(asking)
    const bounds = boundsOf(answer, offer)
    return showOffer(offer, text, {
      ...(answer.style === null ? {} : { style: answer.style }),
      multiple: bounds,
      ...(answer.search ? { search: true } : {}),
      input: { type: 'choices', ...bounds },
    })
  },
  ports: (source) => (source.from === undefined ? {} : { besides: ['empty'] }),
  skips: (answer, asking) => {
    return answer.empty !== null && answer.offering.offer(asking).choices.length === 0 ? answer.empty : null
  },
  sensitive: (answer) => answer.offering.sensitive,
  read(answer, said, asking) {
    const offer = answer.offering.offer(asking)
    const picked = picksOf(said)
    if (picked !== null) return check(answer, offer, picked)
    return said.kind === 'text' ? readTyped(answer, said.text, offer, asking) : wrong('choices')
  },
  heard(answer, said, asking) {
    const picked = picksOf(said)
    const offer = answer.offering.offer(asking)
    if (picked === null || picked.length === 0 || !picked.every((id) => offer.has(id))) return null
    const picks = [...new Set(picked)]
    return { kind: 'picks', text: picks.map((id) => offer.label(id) ?? id).join(', '), picks }
  },
  readJson: (answer, given, asking) =>
    Array.isArray(given) ? check(answer, answer.offering.offer(asking), (given as Value[]).map(String)) : null,
}

function boundsOf({ min, max }: ChoicesAnswer, { choices }: Offer) {
  return { min, max: Math.min(max, Math.max(choices.length, 1)) }
}

/** In the order in which they are offered, each once. */
function check({ min, max }: ChoicesAnswer, offer: Offer, picked: readonly string[] | null): Reading {
  if (picked === null || picked.length > 10 * mostChoices || !picked.every((id) => offer.has(id)))
    return wrong('choices')
  const wanted = new Set(picked)
  if (wanted.size < min) return wanted.size === 0 ? wrong('choices') : wrong('choices_min', { min })
  if (wanted.size > max) return wrong('choices_max', { max })
  return { kind: 'value', value: offer.choices.filter(({ id }) => wanted.has(id)).map(({ id }) => id) }
}

function readTyped(answer: ChoicesAnswer, text: string, offer: Offer, asking: Asking): Reading {
  const picked = typedPicks(text, (part) => offer.find(part), asking)
  if (picked !== null || text.length > longestLoose) return check(answer, offer, picked)
  const whole = (part: string) => {
    const pick = findPick(offer, part, asking)
    return pick?.partly === false ? pick.id : undefined
  }
  return check(answer, offer, typedPicks(text, whole, asking) ?? (isNo(text, asking) ? [] : null))
}

/** What is typed picks by words and numbers, parted by commas, line ends and "and"; `null` when a part of it picks nothing. */
function typedPicks(
  text: string,
  find: (part: string) => string | undefined,
  asking: Asking,
): readonly string[] | null {
  if (text.length > longest) return null
  const whole = find(text)
  if (whole !== undefined) return [whole]
  if (wordList(asking, 'choices_none').includes(fold(text))) return []
  const pieces = piecesOf(text, asking)
  // What can be picked from each piece on: a label may itself hold a comma, "Fish, fried", so pieces are joined too.
  const found: (readonly string[] | null)[] = [...pieces.map(() => null), []]
  for (let from = pieces.length - 1; from >= 0; from--) {
    for (let to = Math.min(from + mostPieces, pieces.length); to > from; to--) {
      const rest = found[to]
      if (rest === null || rest === undefined) continue
      const id = find(text.slice(pieces[from]?.start, pieces[to - 1]?.end))
      if (id === undefined) continue
      found[from] = [id, ...rest]
      break
    }
  }
  return pieces.length === 0 ? null : (found[0] ?? null)
}

interface Piece {
  readonly start: number
  readonly end: number
}

const marks = String.raw`[,;\n、，；/&+]|\u060C`

/** Korean, Chinese and Japanese write "and" without spaces; elsewhere it stands alone. */
const joined = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u
const alone = (word: string): string => `(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`

function piecesOf(text: string, asking: Asking): readonly Piece[] {
  const words = wordList(asking, 'choices_and').map((word) => word.replace(/[^\p{L}\p{M}]/gu, ''))
  const joins = words.filter((word) => word !== '').map((word) => (joined.test(word) ? word : alone(word)))
  const parting = new RegExp([marks, ...joins].join('|'), 'giu')
  const pieces: Piece[] = []
  let start = 0
  for (const mark of text.matchAll(parting)) {
    pieces.push({ start, end: mark.index })
    start = mark.index + mark[0].length
  }
  pieces.push({ start, end: text.length })
  return pieces.filter((piece) => fold(text.slice(piece.start, piece.end)) !== '')
}

function wordList(asking: Asking, word: 'choices_and' | 'choices_none'): readonly string[] {
  return plainOfMarkdown(asking.word(word).text).split('|').map(fold)
}
