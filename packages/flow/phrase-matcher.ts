/**
 * The recognizer that a solution has without any other: it compares what was said with the intents' example phrases, word
 * by word. It understands nothing: no synonyms, no grammar, no negation, and it finds no entities.
 *
 * FU3 an example said literally, but for case, accents and punctuation, is its intent with confidence 1
 * FU4 otherwise the example that shares most words counts, rare words more than common ones, from the threshold on
 */
import type { Alternative, Intents, Recognition, Recognizer } from './recognizer.ts'
import { foldPhrase } from './understanding/phrase.ts'

/** Below this nothing is recognized; in between 0 and 1 as confidence is. */
const usualThreshold = 0.5
/** Intents that are named as what may have been meant. */
const mostRanked = 5
/** A message, not a document. */
const longestText = 4096

interface Example {
  readonly intent: string
  readonly folded: string
  readonly tokens: ReadonlySet<string>
}

const nothing: Recognition = { intent: null, confidence: 0, entities: {} }

/** `threshold`: the least similarity, from 0 to 1, that counts as meant. */
export function createPhraseMatcher(intents: Intents, threshold: number = usualThreshold): Recognizer {
  const examples = Object.entries(intents).flatMap(([intent, phrases]) =>
    phrases.map((phrase): Example => {
      const folded = foldPhrase(phrase)
      return { intent, folded, tokens: tokensOf(folded) }
    }),
  )
  // The first intent that has a phrase keeps it.
  const literal = new Map<string, string>()
  const holders = new Map<string, number[]>()
  for (const [index, { intent, folded, tokens }] of examples.entries()) {
    if (folded !== '' && !literal.has(folded)) literal.set(folded, intent)
    for (const token of tokens) {
      const known = holders.get(token)
      if (known === undefined) holders.set(token, [index])
      else known.push(index)
    }
  }
  const weights = weigh(examples)
  const weightOf = (token: string) => weights.get(token) ?? 1
  const sums = examples.map(({ tokens }) => total(tokens, weightOf))

  return {
    recognize(text) {
      const folded = foldPhrase(text.slice(0, longestText))
      const intent = literal.get(folded)
      if (intent !== undefined) return { intent, confidence: 1, entities: {} }
      const tokens = tokensOf(folded)
      const shared = new Map<number, number>()
      for (const token of tokens)
        for (const index of holders.get(token) ?? []) shared.set(index, (shared.get(index) ?? 0) + weightOf(token))
      const said = total(tokens, weightOf)
      const likeness = new Map<string, number>()
      for (const [index, weight] of [...shared].sort((a, b) => a[0] - b[0])) {
        const { intent = '' } = examples[index] ?? {}
        const confidence = Math.min((2 * weight) / (said + (sums[index] ?? 0)), 1)
        if (confidence > (likeness.get(intent) ?? 0)) likeness.set(intent, confidence)
      }
      const ranked = [...likeness]
        .sort((one, other) => other[1] - one[1])
        .slice(0, mostRanked)
        .map(([intent, confidence]): Alternative => ({ intent, confidence: rounded(confidence) }))
      const [best, ...others] = ranked
      if (best === undefined) return nothing
      const meant = (likeness.get(best.intent) ?? 0) >= threshold
      return meant
        ? { ...best, entities: {}, alternatives: others }
        : { intent: null, confidence: best.confidence, entities: {}, alternatives: ranked }
    },
  }
}

/** Scripts whose words are not set apart, or carry their endings with them: there, pairs of letters are compared. */
const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

function tokensOf(folded: string): ReadonlySet<string> {
  const tokens = new Set<string>()
  for (const word of folded.split(' ')) {
    if (word === '') continue
    const letters = unspaced.test(word) ? [...word] : []
    if (letters.length < 3) tokens.add(word)
    else for (let index = 0; index + 1 < letters.length; index++) tokens.add(letters.slice(index, index + 2).join(''))
  }
  return tokens
}

/** A word weighs less the more intents use it. */
function weigh(examples: readonly Example[]): ReadonlyMap<string, number> {
  const users = new Map<string, Set<string>>()
  for (const { intent, tokens } of examples)
    for (const token of tokens) users.set(token, (users.get(token) ?? new Set()).add(intent))
  const intents = new Set(examples.map(({ intent }) => intent)).size
  return new Map([...users].map(([token, by]) => [token, Math.log(1 + intents / by.size)]))
}

function total(tokens: ReadonlySet<string>, weightOf: (token: string) => number): number {
  let sum = 0
  for (const token of tokens) sum += weightOf(token)
  return sum
}

function rounded(confidence: number): number {
  return Math.round(confidence * 1000) / 1000
}
