import { gramsOf, sentenceKey } from './grams.ts'
import { HiddenLayer } from './hidden-layer.ts'
import type { IntentModel } from './intent-model.ts'
import { NearestExample } from './nearest-example.ts'
import { foldedOf } from './text.ts'
import { Vectorizer } from './vocabulary.ts'

/** What speaks for an answer. */
export interface Verdict {
  readonly intent: number
  /**
   * One, the log odds of the intent, likeness of its nearest example, share of the words that are known, log odds of being asked here and not
   * elsewhere (0: nothing is known of elsewhere).
   */
  readonly signals: readonly number[]
}

/** How many there are. */
export const signals = 5
/** Beyond these odds the linear model knows nothing more. */
const mostLogOdds = 12
const mostHere = 6

/** Judges sentences by a model, without deciding whether the verdict is to be trusted. */
export class Judge {
  readonly #model: Omit<IntentModel, 'trust'>
  readonly #vectorizer: Vectorizer
  readonly #nearest: NearestExample
  readonly #literal: ReadonlyMap<number, number>
  readonly #scores: Float64Array
  /** Of the linear classifiers alone. */
  readonly #linear: Float64Array
  readonly #networks: readonly HiddenLayer[]
  readonly #unknownIdf: number

  constructor(model: Omit<IntentModel, 'trust'>) {
    this.#model = model
    const { intents, examples, vocabulary, vectors, networks } = model
    this.#vectorizer = new Vectorizer(vocabulary, vectors, examples.intents.length / Math.max(intents.length, 1))
    this.#nearest = new NearestExample(model.examples, model.vocabulary.idf)
    this.#scores = new Float64Array(model.scales.length)
    this.#linear = new Float64Array(model.scales.length)
    const features = vocabulary.hashes.length + (vectors?.dimensions ?? 0)
    this.#networks = networks.map((network) => new HiddenLayer(network, features))
    // Nothing is rarer than what is unknown; where unlabelled sentences were learned from, rarity is among them too.
    this.#unknownIdf = model.vocabulary.idf.reduce(
      (most, idf) => Math.max(most, idf),
      Math.log(1 + model.examples.intents.length) + 1,
    )
    const literal = new Map<number, number>()
    for (const [example, key] of model.examples.keys.entries())
      if (!literal.has(key)) literal.set(key, model.examples.intents[example] ?? 0)
    this.#literal = literal
  }

  /** The intent that has this very sentence as an example; the first of several. N8 */
  literal(text: string): number | null {
    const folded = foldedOf(text)
    return folded === '' ? null : (this.#literal.get(sentenceKey(folded)) ?? null)
  }

  /** `null`: the text has nothing in it that training has seen. N9 */
  judge(text: string): Verdict | null {
    const grams = gramsOf(text)
    const { size, ids, values, meaning } = this.#vectorizer.vectorOf(grams)
    if (size === 0) return null
    const { weights, scales, intents } = this.#model
    const count = scales.length
    const scores = this.#scores
    const bias = weights.length - count
    for (let intent = 0; intent < count; intent++) scores[intent] = weights[bias + intent] as number
    for (let index = 0; index < size; index++) {
      const base = (ids[index] as number) * count
      const value = values[index] as number
      for (let intent = 0; intent < count; intent++)
        scores[intent] = (scores[intent] as number) + value * (weights[base + intent] as number)
    }
    for (let intent = 0; intent < count; intent++)
      scores[intent] = (scores[intent] as number) * (scales[intent] as number)
    this.#linear.set(scores)
    for (const network of this.#networks) network.addTo(scores, intents.length, ids, values, size)
    let best = 0
    for (let intent = 1; intent < intents.length; intent++)
      if ((scores[intent] as number) > (scores[best] as number)) best = intent
    // Of what is asked elsewhere in other languages nothing is known.
    const here = meaning === 1 ? (scores[intents.length] as number) : 0
    return {
      intent: best,
      signals: [
        1,
        this.#logOdds(best),
        ...this.#likenessAndCoverage(grams.words, best),
        Math.max(-mostHere, Math.min(mostHere, here)),
      ],
    }
  }

  /** The likeliest intents of the verdict before, by how likely they are beside each other: the first has 1. */
  ranked(most: number): readonly { readonly intent: number; readonly share: number }[] {
    const scores = this.#scores
    const order: number[] = []
    for (let intent = 0; intent < this.#model.intents.length; intent++) {
      const score = scores[intent] as number
      if (order.length === most && score <= (scores[order[most - 1] as number] as number)) continue
      let place = order.length
      while (place > 0 && (scores[order[place - 1] as number] as number) < score) place -= 1
      order.splice(place, 0, intent)
      if (order.length > most) order.pop()
    }
    const top = scores[order[0] ?? 0] as number
    return order.map((intent) => ({ intent, share: Math.exp(((scores[intent] as number) - top) * scoreToLogOdds) }))
  }

  /** By the linear classifiers: networks are as sure of what they have never seen. */
  #logOdds(best: number): number {
    const scores = this.#linear
    let others = 0
    const most = scores[best] as number
    for (let intent = 0; intent < this.#model.intents.length; intent++)
      if (intent !== best) others += Math.exp(((scores[intent] as number) - most) * scoreToLogOdds)
    return Math.min(-Math.log(others + Math.exp(-mostLogOdds)), mostLogOdds)
  }

  #likenessAndCoverage(hashes: readonly number[], intent: number): readonly [number, number] {
    const known: number[] = []
    let all = 0
    let covered = 0
    let squares = 0
    for (const hash of new Set(hashes)) {
      const id = this.#vectorizer.idOf(hash)
      const idf = id < 0 ? this.#unknownIdf : (this.#model.vocabulary.idf[id] as number)
      all += idf
      squares += idf * idf
      if (id < 0) continue
      covered += idf
      known.push(id)
    }
    if (all === 0) return [0, 0]
    return [this.#nearest.likeness(known, Math.sqrt(squares), intent), covered / all]
  }
}

/** The summed scores of both losses count evidence twice and more; this brings them to the size of log odds. */
const scoreToLogOdds = 0.5
