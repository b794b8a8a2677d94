import type { Candidate } from './candidate.ts'
import { foldWord, type SeenText } from './seen-text.ts'
import { featuresOf, tokensIn } from './tagger-features.ts'

/** What was learned of marked examples: a linear chain (conditional random field) over the tokens of a sentence. */
export interface EntityModel {
  /** What can be found: `city`, or `city#from` where it has a role. Tag 0 is "nothing"; label `i` begins with tag 2i+1 and goes on with 2i+2. */
  readonly labels: readonly string[]
  /** Features that say something, ascending. */
  readonly features: Uint32Array
  /** One number per tag and feature, in units of `scale`. */
  readonly weights: Int8Array
  readonly scale: number
  /** From tag (and, last, from the beginning) to tag. */
  readonly transitions: Float32Array
  /** What marked words come to where that is something else, folded. */
  readonly values: { readonly [word: string]: string }
}

/** Whether one tag may follow another: what goes on must have begun. */
function mayFollow(from: number, to: number): boolean {
  return to === 0 || to % 2 === 1 || from === to || from === to - 1
}

/** Finds what the model has learned, the likeliest reading of the whole sentence. */
export function createTagger(model: EntityModel): (seen: SeenText) => readonly Candidate[] {
  const rows = new Map<number, number>()
  for (const [row, feature] of model.features.entries()) rows.set(feature, row)
  const tags = model.labels.length * 2 + 1
  return (seen) => {
    if (model.labels.length === 0) return []
    const tokens = tokensIn(seen.folded)
    if (tokens.length === 0) return []
    const scores = emissions(featuresOf(seen.plain, seen.folded, tokens))
    const best = likeliest(scores, model.transitions, tags)
    const found: Candidate[] = []
    if (best.every((tag) => tag === 0)) return found
    const lattice = readLattice(scores, model.transitions, tags)
    for (let at = 0; at < tokens.length; at++) {
      const tag = best[at] ?? 0
      if (tag % 2 === 0) continue
      let last = at
      while (best[last + 1] === tag + 1) last++
      const start = tokens[at]?.start ?? 0
      const end = tokens[last]?.end ?? 0
      let confidence = 1
      for (let each = at; each <= last; each++) confidence = Math.min(confidence, lattice.share(each, best[each] ?? 0))
      found.push(named(seen, start, end, model.labels[(tag - 1) / 2] ?? '', confidence))
      at = last
    }
    return found
  }

  function emissions(features: readonly Uint32Array[]): readonly Float64Array[] {
    return features.map((list) => {
      const scores = new Float64Array(tags)
      for (const feature of list) {
        const row = rows.get(feature)
        if (row === undefined) continue
        for (let tag = 0; tag < tags; tag++)
          scores[tag] = (scores[tag] ?? 0) + (model.weights[row * tags + tag] ?? 0) * model.scale
      }
      return scores
    })
  }

  function named(seen: SeenText, start: number, end: number, label: string, confidence: number): Candidate {
    const [type = '', role = '', group = ''] = label.split('#')
    const written = seen.plain.slice(start, end)
    const value = model.values[foldWord(written)] ?? written
    const shown = Math.round(confidence * 1000) / 1000
    return {
      ...{ type, value, start, end, confidence: shown, own: true },
      ...(role === '' ? {} : { role }),
      ...(group === '' ? {} : { resolution: { group } }),
    }
  }
}

/** Of a sentence: how likely each tag of each token is. */
interface Lattice {
  readonly share: (token: number, tag: number) => number
  /** Of tags that follow each other, how likely they do at this token; for training. */
  readonly pair: (token: number, from: number, to: number) => number
}

const out = Number.NEGATIVE_INFINITY
/** Readings that hardly count are left out of sums. */
const nothing = 1e-9

/** Sums over all readings of a sentence (forward and backward), each token brought to a sum of one, so that nothing overflows. */
export function readLattice(scores: readonly Float64Array[], transitions: ArrayLike<number>, tags: number): Lattice {
  const length = scores.length
  const steps = new Float64Array((tags + 1) * tags)
  const { step, begin } = stepsOf(transitions, tags)
  for (let to = 0; to < tags; to++) {
    for (let from = 0; from < tags; from++) steps[from * tags + to] = Math.exp(step(from, to))
    steps[tags * tags + to] = Math.exp(begin(to))
  }
  const odds = new Float64Array(length * tags)
  const sums = new Float64Array(length)
  const forward = new Float64Array(length * tags)
  const backward = new Float64Array(length * tags)
  for (let at = 0; at < length; at++) {
    const row = scores[at] ?? new Float64Array(tags)
    let most = out
    for (const score of row) if (score > most) most = score
    let whole = 0
    for (let to = 0; to < tags; to++) {
      const odd = Math.exp((row[to] ?? 0) - most)
      odds[at * tags + to] = odd
      let sum = 0
      if (at === 0) sum = steps[tags * tags + to] ?? 0
      else
        for (let from = 0; from < tags; from++) {
          const came = forward[(at - 1) * tags + from] ?? 0
          if (came > nothing) sum += came * (steps[from * tags + to] ?? 0)
        }
      forward[at * tags + to] = sum * odd
      whole += sum * odd
    }
    sums[at] = whole
    // An odd so small that it is none in any reading: all are alike.
    for (let to = 0; to < tags; to++)
      forward[at * tags + to] = whole > 0 ? (forward[at * tags + to] ?? 0) / whole : 1 / tags
  }
  const ahead = new Float64Array(tags)
  for (let at = length - 1; at >= 0; at--) {
    for (let to = 0; to < tags && at < length - 1; to++)
      ahead[to] = (odds[(at + 1) * tags + to] ?? 0) * (backward[(at + 1) * tags + to] ?? 0)
    let whole = 0
    for (let from = 0; from < tags; from++) {
      let sum = at === length - 1 ? 1 : 0
      for (let to = 0; to < tags && at < length - 1; to++) {
        const goes = ahead[to] ?? 0
        if (goes > nothing) sum += (steps[from * tags + to] ?? 0) * goes
      }
      backward[at * tags + from] = sum
      whole += sum
    }
    for (let from = 0; from < tags; from++)
      backward[at * tags + from] = whole > 0 ? (backward[at * tags + from] ?? 0) / whole : 1 / tags
  }
  const wholes = new Float64Array(length)
  for (let at = 0; at < length; at++)
    for (let to = 0; to < tags; to++)
      wholes[at] = (wholes[at] ?? 0) + (forward[at * tags + to] ?? 0) * (backward[at * tags + to] ?? 0)
  return {
    share: (token, tag) =>
      ((forward[token * tags + tag] ?? 0) * (backward[token * tags + tag] ?? 0)) / (wholes[token] || 1),
    pair: (token, from, to) => joint(token, from, to) / ((wholes[token] ?? 0) * (sums[token] ?? 0) || 1),
  }

  function joint(at: number, from: number, to: number): number {
    return (
      (forward[(at - 1) * tags + from] ?? 0) *
      (steps[from * tags + to] ?? 0) *
      (odds[at * tags + to] ?? 0) *
      (backward[at * tags + to] ?? 0)
    )
  }
}

function stepsOf(transitions: ArrayLike<number>, tags: number) {
  return {
    step: (from: number, to: number) => (mayFollow(from, to) ? (transitions[from * tags + to] ?? 0) : out),
    begin: (to: number) => (to === 0 || to % 2 === 1 ? (transitions[tags * tags + to] ?? 0) : out),
  }
}

/** The likeliest tags of a sentence (Viterbi). */
function likeliest(scores: readonly Float64Array[], transitions: ArrayLike<number>, tags: number): readonly number[] {
  const { step, begin } = stepsOf(transitions, tags)
  let row = Array.from({ length: tags }, (_, to) => begin(to) + (scores[0]?.[to] ?? 0))
  const came: number[][] = []
  for (let at = 1; at < scores.length; at++) {
    const next: number[] = []
    const from: number[] = []
    for (let to = 0; to < tags; to++) {
      let best = 0
      let most = out
      for (let each = 0; each < tags; each++) {
        const score = (row[each] ?? out) + step(each, to)
        if (score > most) {
          most = score
          best = each
        }
      }
      next.push(most + (scores[at]?.[to] ?? 0))
      from.push(best)
    }
    came.push(from)
    row = next
  }
  let tag = row.indexOf(Math.max(...row))
  const path = [tag]
  for (let at = came.length - 1; at >= 0; at--) {
    tag = came[at]?.[tag] ?? 0
    path.push(tag)
  }
  return path.reverse()
}
