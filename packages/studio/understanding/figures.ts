/** What the judged examples come to at a threshold: pure, so that the slider answers at once. */
import type { JudgedExample, Quality } from '../worker/quality.ts'

export interface Figures {
  readonly total: number
  readonly right: number
  /** Taken for another intent. */
  readonly wrong: number
  /** Not sure enough of anything. */
  readonly unknown: number
  /** Of sentences that mean no intent that is known, the share that is turned away; `null`: too few intents to say. */
  readonly turnedAway: number | null
  readonly intents: readonly IntentFigures[]
  /** Most frequent first. `taken`: `null` where it was sure of nothing. */
  readonly confusions: readonly Confusion[]
}

export interface IntentFigures {
  readonly intent: string
  readonly examples: number
  /** Of those taken for it, how many mean it; `null`: none was. */
  readonly precision: number | null
  readonly recall: number
}

export interface Confusion {
  readonly intent: string
  readonly taken: string | null
  readonly count: number
  readonly texts: readonly string[]
}

const mostTexts = 5

/** `of`: which of the two models that were compared. */
export function figuresOf(quality: Quality, threshold: number, of: 'own' | 'live' = 'own'): Figures {
  const judged = quality.judged.map((each) => ({ ...each, taken: takenIn(each, threshold, of) }))
  const counts = new Map<string, { examples: number; taken: number; right: number }>()
  const countOf = (intent: string) => {
    const count = counts.get(intent) ?? { examples: 0, taken: 0, right: 0 }
    counts.set(intent, count)
    return count
  }
  const confusions = new Map<string, { intent: string; taken: string | null; count: number; texts: string[] }>()
  for (const { text, intent, taken } of judged) {
    countOf(intent).examples += 1
    if (taken !== null) countOf(taken).taken += 1
    if (taken === intent) {
      countOf(intent).right += 1
      continue
    }
    const key = JSON.stringify([intent, taken])
    const known = confusions.get(key) ?? { intent, taken, count: 0, texts: [] }
    known.count += 1
    if (known.texts.length < mostTexts) known.texts.push(text)
    confusions.set(key, known)
  }
  const right = judged.filter(({ intent, taken }) => intent === taken).length
  const unknown = judged.filter(({ taken }) => taken === null).length
  const { strangers } = quality
  return {
    total: judged.length,
    right,
    wrong: judged.length - right - unknown,
    unknown,
    turnedAway:
      strangers.length === 0 || of === 'live'
        ? null
        : strangers.filter((confidence) => confidence < threshold).length / strangers.length,
    intents: [...counts]
      .filter(([, { examples }]) => examples > 0)
      .map(([intent, count]) => ({
        intent,
        examples: count.examples,
        precision: count.taken === 0 ? null : count.right / count.taken,
        recall: count.right / count.examples,
      }))
      .sort((a, b) => a.recall - b.recall || (a.intent < b.intent ? -1 : 1)),
    confusions: [...confusions.values()].sort((a, b) => b.count - a.count),
  }
}

function takenIn(each: JudgedExample, threshold: number, of: 'own' | 'live'): string | null {
  const { taken, confidence } = of === 'live' ? (each.live ?? { taken: null, confidence: 0 }) : each
  return confidence >= threshold ? taken : null
}

/** Examples that are surely taken for another intent: one of the two is wrong, or the intents are too close. */
export function lookAlikes(quality: Quality, most = 50): readonly JudgedExample[] {
  return quality.judged
    .filter(({ intent, taken, confidence }) => taken !== null && taken !== intent && confidence >= quality.threshold)
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, most)
}

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
