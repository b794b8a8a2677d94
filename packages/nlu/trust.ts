/**
 * Decides how far a verdict is to be trusted, and from where on it is not an answer. Learned by holding some intents out whole, so
 * that their sentences are out of scope, and some sentences of every other intent; where they are known, what people ask elsewhere is out
 * of scope too. N7
 */
import { heldBack } from './elsewhere.ts'
import type { Fit, Fitted } from './fit-intents.ts'
import type { Trust } from './intent-model.ts'
import { Judge } from './judge.ts'
import { logistic, logisticWeights, type Outcome } from './logistic.ts'
import { createRandom, shuffle } from './random.ts'
import type { Example } from './train-intents.ts'
import { usualTrust } from './usual-trust.ts'

/** The place of the signal that tells here from elsewhere. */
const here = 4

const fewestIntents = 6
const fewestExamples = 40
/** On average; with fewer, hardly an intent has one to spare. */
const fewestOfIntent = 3
/** Enough to tell a handful of numbers; more would only take time. */
const mostExamples = 3000
/** Fewer are tried three times, with other ones held out. */
const enoughAtOnce = 300
/** Every fifth intent, and every fifth sentence of the others. */
const part = 5
/** How strongly weights are drawn to the usual ones. */
const priorStrength = 60
/** Share of what people say that no intent is meant for, and of that what is far. */
const outsideShare = 0.25
const farShare = 0.5

/** Out of scope: near, as an intent that is held out, or far, as what is asked elsewhere. */
type Outside = 'near' | 'far'

interface Tried {
  readonly signals: readonly number[]
  readonly right: boolean
  readonly outside: Outside | null
}

/** Whether there are enough examples to learn from; with fewer the usual numbers hold. */
export function canLearnTrust(intents: number, examples: number): boolean {
  return intents >= fewestIntents && examples >= Math.max(fewestExamples, fewestOfIntent * intents)
}

/** @param model of all examples */
export function learnTrust(examples: readonly Example[], model: Fitted, seed: number, fit: Fit): Trust {
  const { intents } = model
  const usual = usualTrust(intents.length, examples.length, model.vectors !== null)
  if (!canLearnTrust(intents.length, examples.length)) return usual
  const random = createRandom(seed ^ 0x5bd1e995)
  const order = Int32Array.from(examples.keys())
  shuffle(order, order.length, random)
  const places = Int32Array.from(intents.keys())
  shuffle(places, places.length, random)
  const some = [...order].slice(0, mostExamples).map((index) => examples[index] as Example)
  const rounds = some.length > enoughAtOnce ? 1 : 3
  const tried: Tried[] = []
  for (let round = 0; round < rounds; round++) {
    const hidden = new Set([...places].filter((_, at) => at % part === round).map((place) => intents[place] ?? ''))
    tried.push(...tryOut(some, hidden, round, seed, fit))
  }
  return tried.filter(({ outside }) => outside !== 'far').length < fewestExamples ? usual : learned(tried, usual)
}

function tryOut(
  examples: readonly Example[],
  hidden: ReadonlySet<string>,
  round: number,
  seed: number,
  fit: Fit,
): readonly Tried[] {
  const training: Example[] = []
  const asked: Example[] = []
  const counts = new Map<string, number>()
  for (const example of examples) {
    const before = counts.get(example.intent) ?? 0
    counts.set(example.intent, before + 1)
    if (hidden.has(example.intent) || before % part === round + 1) asked.push(example)
    else training.push(example)
  }
  const model = fit(training, [...new Set(training.map(({ intent }) => intent))], seed, false)
  const judge = new Judge(model)
  const strangers = round > 0 ? [] : heldBack(model.vectors?.requests ?? []).map((text) => ({ text, intent: null }))
  return [...asked, ...strangers].flatMap(({ text, intent }) => {
    const verdict = judge.judge(text)
    if (verdict === null) return []
    const right = model.intents[verdict.intent] === intent
    const outside = intent === null ? 'far' : hidden.has(intent) ? 'near' : null
    return [{ signals: verdict.signals, right, outside }]
  })
}

/** @param usual what holds as far as little was tried */
function learned(tried: readonly Tried[], usual: Trust): Trust {
  const [inside, near, far] = [null, 'near', 'far'].map(
    (kind) => tried.filter(({ outside }) => outside === kind).length,
  )
  if (!inside || !near) return usual
  const nearShare = far ? 1 - farShare : 1
  const worths = {
    inside: ((1 - outsideShare) * tried.length) / inside,
    near: (outsideShare * nearShare * tried.length) / near,
    far: far ? (outsideShare * farShare * tried.length) / far : 0,
  }
  const worth = ({ outside }: Tried): number => worths[outside ?? 'inside']
  const outcomes = tried.map((each) => ({ terms: each.signals, right: each.right, worth: worth(each) }))
  const weights = regress(outcomes, usual.weights)
  return { weights, threshold: thresholdOf(tried, weights, worth, usual.threshold) }
}

/** Being asked here never speaks against an answer: where a few examples say so, it is chance. */
function regress(outcomes: readonly Outcome[], usual: readonly number[]): readonly number[] {
  const weights = logisticWeights(outcomes, usual, priorStrength)
  const sane =
    (weights[here] ?? 0) >= 0 ? weights : logisticWeights(outcomes, usual.with(here, 0), priorStrength, new Set([here]))
  return sane.map((weight) => Math.round(weight * 1e6) / 1e6)
}

/** Where right answers kept and strangers turned away are most together, while 93 of 100 right answers are kept. */
function thresholdOf(
  tried: readonly Tried[],
  weights: readonly number[],
  worth: (each: Tried) => number,
  usual: number,
): number {
  const right = tried.filter((each) => each.right).map(({ signals }) => logistic(signals, weights))
  const outside = tried
    .filter((each) => each.outside !== null)
    .map((each) => ({ trust: logistic(each.signals, weights), worth: worth(each) }))
  const all = outside.reduce((sum, each) => sum + each.worth, 0)
  let best = usual
  let most = -1
  for (let step = 4; step <= 70; step++) {
    const threshold = step / 100
    const kept = right.filter((trust) => trust >= threshold).length / Math.max(right.length, 1)
    const turned = outside.reduce((sum, each) => sum + (each.trust < threshold ? each.worth : 0), 0) / (all || 1)
    if (kept >= 0.93 && kept + turned > most) {
      most = kept + turned
      best = threshold
    }
  }
  return best
}
