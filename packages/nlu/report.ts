/** Figures of how well people are understood: by intent, by confidence, by threshold. */
import { type Confusion, tally } from './evaluation.ts'
import type { JudgedSentence } from './judged-sentences.ts'

export interface ReportedIntent {
  /** `null`: out of scope. */
  readonly intent: string | null
  readonly examples: number
  readonly precision: number | null
  readonly recall: number | null
  /** The harmonic mean of both. */
  readonly f1: number | null
}

/** Sentences whose confidence lies from `from` up to `to`. */
export interface ConfidenceBin {
  readonly from: number
  readonly to: number
  readonly right: number
  readonly wrong: number
  /** That mean nothing that any intent is for. */
  readonly outside: number
  /** Of those that mean something, the mean confidence. */
  readonly confidence: number | null
}

/** What a threshold does. Shares from 0 to 1. */
export interface ThresholdPoint {
  readonly threshold: number
  /** Of sentences that mean something: understood rightly. */
  readonly kept: number
  /** … taken for something else. */
  readonly mistaken: number
  /** Of sentences out of scope: not taken for anything; `null`: there are none. */
  readonly refused: number | null
}

export interface Report {
  readonly total: number
  readonly right: number
  readonly accuracy: number
  /** Mean of the intents' F1. */
  readonly macroF1: number
  readonly intents: readonly ReportedIntent[]
  readonly confusions: readonly Confusion[]
  readonly confidences: readonly ConfidenceBin[]
  /** How far confidence and share of right answers lie apart, on average over the sentences. */
  readonly calibrationError: number
  readonly thresholds: readonly ThresholdPoint[]
  /** How often a sentence in scope has more confidence than one out of scope; `null`: there are none. */
  readonly auroc: number | null
  /** How many sentences were out of scope, be it that they were asked or that their intents were held out. */
  readonly outside: number
  /** Sentences that were misunderstood with the most confidence. */
  readonly mistakes: readonly JudgedSentence[]
}

const bins = 10
const steps = 50
const mostMistakes = 200

/** @param outside sentences of intents that the model did not know: they count for thresholds and confidences only. */
export function reportOf(judged: readonly JudgedSentence[], outside: readonly JudgedSentence[] = []): Report {
  const { total, right, accuracy, intents, confusions } = tally(judged)
  const inside = judged.filter(({ intent }) => intent !== null)
  const strange = [...judged.filter(({ intent }) => intent === null), ...outside]
  const reported = intents.map((each) => ({ ...each, f1: f1Of(each.precision, each.recall) }))
  const scored = reported.filter(({ intent, examples }) => intent !== null && examples > 0)
  const confidences = binsOf(inside, strange)
  return {
    total,
    right,
    accuracy,
    macroF1: scored.reduce((sum, { f1 }) => sum + (f1 ?? 0), 0) / Math.max(scored.length, 1),
    intents: reported,
    confusions,
    confidences,
    calibrationError: calibrationErrorOf(confidences, inside.length),
    thresholds: thresholdsOf(inside, strange),
    auroc: aurocOf(inside, strange),
    outside: strange.length,
    mistakes: judged
      .filter(({ intent, taken }) => intent !== taken)
      .sort((one, other) => other.confidence - one.confidence)
      .slice(0, mostMistakes),
  }
}

function f1Of(precision: number | null, recall: number | null): number | null {
  if (recall === null) return null
  const sum = (precision ?? 0) + recall
  return sum === 0 ? 0 : (2 * (precision ?? 0) * recall) / sum
}

function binsOf(inside: readonly JudgedSentence[], outside: readonly JudgedSentence[]): readonly ConfidenceBin[] {
  const made = Array.from({ length: bins }, () => ({ right: 0, wrong: 0, outside: 0, sum: 0 }))
  const binOf = (confidence: number) => made[Math.min(Math.floor(confidence * bins), bins - 1)]
  for (const { intent, best, confidence } of inside) {
    const bin = binOf(confidence)
    if (bin === undefined) continue
    bin.sum += confidence
    if (best === intent) bin.right++
    else bin.wrong++
  }
  for (const { confidence } of outside) {
    const bin = binOf(confidence)
    if (bin !== undefined) bin.outside++
  }
  return made.map(({ right, wrong, outside: strange, sum }, index) => ({
    from: index / bins,
    to: (index + 1) / bins,
    right,
    wrong,
    outside: strange,
    confidence: right + wrong === 0 ? null : sum / (right + wrong),
  }))
}

function calibrationErrorOf(confidences: readonly ConfidenceBin[], total: number): number {
  const apart = confidences.map(({ right, wrong, confidence }) => Math.abs((confidence ?? 0) * (right + wrong) - right))
  return apart.reduce((sum, each) => sum + each, 0) / Math.max(total, 1)
}

function thresholdsOf(
  inside: readonly JudgedSentence[],
  outside: readonly JudgedSentence[],
): readonly ThresholdPoint[] {
  return Array.from({ length: steps + 1 }, (_, step) => {
    const threshold = step / steps
    const answered = inside.filter(({ best, confidence }) => best !== null && confidence >= threshold)
    const kept = answered.filter(({ intent, best }) => intent === best).length
    const refused = outside.filter(({ best, confidence }) => best === null || confidence < threshold).length
    return {
      threshold,
      kept: kept / Math.max(inside.length, 1),
      mistaken: (answered.length - kept) / Math.max(inside.length, 1),
      refused: outside.length === 0 ? null : refused / outside.length,
    }
  })
}

/** By ranks, ties shared. */
function aurocOf(inside: readonly JudgedSentence[], outside: readonly JudgedSentence[]): number | null {
  if (inside.length === 0 || outside.length === 0) return null
  const all = [
    ...inside.map(({ confidence }) => [confidence, 1] as const),
    ...outside.map(({ confidence }) => [confidence, 0] as const),
  ]
  all.sort(([one], [other]) => one - other)
  let ranks = 0
  for (let at = 0; at < all.length; ) {
    let end = at
    while (end < all.length && all[end]?.[0] === all[at]?.[0]) end++
    for (let each = at; each < end; each++) ranks += (all[each]?.[1] ?? 0) * ((at + end + 1) / 2)
    at = end
  }
  const count = inside.length
  return (ranks - (count * (count + 1)) / 2) / (count * outside.length)
}

/** Sentences that are taken otherwise than before. */
export interface Changed {
  readonly count: number
  /** The first of them. */
  readonly sentences: readonly JudgedSentence[]
}

/** What became of the same sentences from one model to another. */
export interface Comparison {
  readonly before: Report
  readonly now: Report
  /** Misunderstood before, and understood now. */
  readonly mended: Changed
  /** Understood before, and not any more: with what it is taken for now. */
  readonly lost: Changed
  /** By how much recall changed, most first; intents that changed only. */
  readonly intents: readonly {
    readonly intent: string | null
    readonly before: number | null
    readonly now: number | null
  }[]
}

const mostCompared = 200

/** Both of the same sentences, in the same order. */
export function compareJudged(before: readonly JudgedSentence[], now: readonly JudgedSentence[]): Comparison {
  const [one, other] = [reportOf(before), reportOf(now)]
  const isRight = ({ intent, taken }: JudgedSentence) => intent === taken
  const mended = now.filter((each, index) => isRight(each) && !isRight(before[index] ?? each))
  const lost = now.filter((each, index) => !isRight(each) && isRight(before[index] ?? each))
  const recalls = new Map(one.intents.map(({ intent, recall }) => [intent, recall]))
  const intents = other.intents
    .map(({ intent, recall }) => ({ intent, before: recalls.get(intent) ?? null, now: recall }))
    .filter((each) => each.before !== each.now)
    .sort((a, b) => Math.abs((b.now ?? 0) - (b.before ?? 0)) - Math.abs((a.now ?? 0) - (a.before ?? 0)))
  return { before: one, now: other, mended: changed(mended), lost: changed(lost), intents }
}

const changed = (sentences: readonly JudgedSentence[]): Changed => ({
  count: sentences.length,
  sentences: sentences.slice(0, mostCompared),
})
