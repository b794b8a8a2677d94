/**
 * Decides how far a verdict is to be trusted, and from where on it is not an answer. Learned by holding some intents out whole, so
 * that their sentences are out of scope, and some sentences of every other intent; where they are known, what people ask elsewhere is out
 * of scope too. N7
 */
import { heldBack } from './elsewhere.ts'
import type { Fit } from './fit-intents.ts'
import type { Trust } from './intent-model.ts'
import { Judge } from './judge.ts'
import { createRandom, shuffle } from './random.ts'
import type { Example } from './train-intents.ts'

/**
 * Where there are too few examples to learn from: the weights that large public sets come to, and the threshold that keeps about 93 of
 * 100 right answers of three to five intents drawn from them, as learned ones do.
 */
const usualTrust: Trust = { weights: [-2.3, 1, 2.6, 2.4, 0.2], threshold: 0.35 }

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
/** What the usual weights count, in sentences. */
const priorStrength = 20
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

export function learnTrust(examples: readonly Example[], intents: readonly string[], seed: number, fit: Fit): Trust {
  if (intents.length < fewestIntents || examples.length < Math.max(fewestExamples, fewestOfIntent * intents.length))
    return usualTrust
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
  return tried.filter(({ outside }) => outside !== 'far').length < fewestExamples ? usualTrust : learned(tried)
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
  const model = fit(training, [...new Set(training.map(({ intent }) => intent))], seed)
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

function learned(tried: readonly Tried[]): Trust {
  const [inside, near, far] = [null, 'near', 'far'].map(
    (kind) => tried.filter(({ outside }) => outside === kind).length,
  )
  if (!inside || !near) return usualTrust
  const nearShare = far ? 1 - farShare : 1
  const worths = {
    inside: ((1 - outsideShare) * tried.length) / inside,
    near: (outsideShare * nearShare * tried.length) / near,
    far: far ? (outsideShare * farShare * tried.length) / far : 0,
  }
  const worth = ({ outside }: Tried): number => worths[outside ?? 'inside']
  const weights = regress(tried, worth)
  return { weights, threshold: thresholdOf(tried, weights, worth) }
}

/** Logistic regression by gradient steps, drawn towards the usual weights. */
function regress(tried: readonly Tried[], worth: (each: Tried) => number): readonly number[] {
  const usual = usualTrust.weights
  const weights = [...usual]
  const total = tried.reduce((sum, each) => sum + worth(each), 0) + priorStrength
  for (let round = 0; round < 400; round++) {
    const slopes = weights.map((weight, index) => (weight - (usual[index] ?? 0)) * priorStrength * 0.1)
    for (const each of tried) {
      const miss = (trustIn(each.signals, weights) - (each.right ? 1 : 0)) * worth(each)
      for (let index = 0; index < slopes.length; index++)
        slopes[index] = (slopes[index] as number) + miss * (each.signals[index] as number)
    }
    for (const [index, slope] of slopes.entries()) weights[index] = (weights[index] ?? 0) - (0.5 * slope) / total
    // Being asked here never speaks against an answer: where a few examples say so, it is chance.
    weights[here] = Math.max(0, weights[here] ?? 0)
  }
  return weights.map((weight) => Math.round(weight * 1e6) / 1e6)
}

/** Where right answers kept and strangers turned away are most together, while 93 of 100 right answers are kept. */
function thresholdOf(tried: readonly Tried[], weights: readonly number[], worth: (each: Tried) => number): number {
  const right = tried.filter((each) => each.right).map(({ signals }) => trustIn(signals, weights))
  const outside = tried
    .filter((each) => each.outside !== null)
    .map((each) => ({ trust: trustIn(each.signals, weights), worth: worth(each) }))
  const all = outside.reduce((sum, each) => sum + each.worth, 0)
  let best = usualTrust.threshold
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

export function trustIn(signals: readonly number[], weights: readonly number[]): number {
  let sum = 0
  for (let index = 0; index < weights.length; index++) sum += (signals[index] as number) * (weights[index] as number)
  return 1 / (1 + Math.exp(-sum))
}
