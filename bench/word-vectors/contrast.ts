import { createRandom, shuffle } from '../../packages/nlu/random.ts'
import { add, dot, type Matrix, matrix, rowOf } from './matrix.ts'
import type { Request } from './requests.ts'

/** Episodes: each takes the intents of a few domains, and asks which of them some requests mean, by the mean of some others. */
const episodes = 1000
const domainsAtOnce = 4
const shown = 8
const asked = 4
/** How often a word is not heard: no sentence may hang on one. */
const unheard = 0.15
/** Cosines times this are log odds. */
const sharpness = 12
const speed = 3e-3
/** How strongly the turn of all words, and what each word has of its own, are drawn back to none. */
const pull = { turn: 1e-3, own: 3 }

/**
 * Turns vectors of words so that requests which mean the same point the same way, and others do not: one turn of all, which words
 * without a request follow too, and something of its own for each that has requests (prototypical networks, Snell et al. 2017).
 */
export function contrast(base: Matrix, requests: readonly Request[]): Matrix {
  const random = createRandom(1)
  const { columns } = base
  const used = [...new Set(requests.flatMap(({ words }) => [...words]))].sort((a, b) => a - b)
  const turn = matrix(columns, columns)
  for (let at = 0; at < columns; at++) turn.values[at * columns + at] = 1
  const own = matrix(base.rows, columns)
  const turnStep = new Adam(turn.values)
  const ownStep = new Adam(own.values)
  const domains = grouped(requests)
  let right = 0
  for (let episode = 1; episode <= episodes; episode++) {
    const { samples, intents } = draw(domains, random)
    const slopes = new Map<number, Float32Array>()
    const words = new Map<number, Float32Array>()
    const vectorOf = (word: number): Float32Array => {
      const known = words.get(word)
      if (known !== undefined) return known
      const made = turned(base, turn, word)
      add(made, rowOf(own, word))
      words.set(word, made)
      return made
    }
    const sums = samples.map(({ words: heard }) => {
      const sum = new Float32Array(columns)
      for (const word of heard) add(sum, vectorOf(word))
      return withLength(sum)
    })
    const prototypes = Array.from({ length: intents }, () => new Float32Array(columns))
    const counts = new Float32Array(intents)
    for (const { intent, isShown } of samples) if (isShown) counts[intent] = (counts[intent] as number) + 1
    for (const [at, { intent, isShown }] of samples.entries())
      if (isShown)
        add(prototypes[intent] as Float32Array, sums[at]?.unit as Float32Array, 1 / (counts[intent] as number))
    const prototypeSlopes = prototypes.map(() => new Float32Array(columns))
    const unitSlopes = samples.map(() => new Float32Array(columns))
    const questions = samples.filter(({ isShown }) => !isShown).length
    let hits = 0
    for (const [at, { intent, isShown }] of samples.entries()) {
      if (isShown) continue
      const unit = sums[at]?.unit as Float32Array
      const beliefs = softmax(prototypes.map((prototype) => sharpness * dot(unit, prototype)))
      if (beliefs.indexOf(Math.max(...beliefs)) === intent) hits += 1
      for (const [each, belief] of beliefs.entries()) {
        const slope = ((belief - (each === intent ? 1 : 0)) * sharpness) / questions
        add(unitSlopes[at] as Float32Array, prototypes[each] as Float32Array, slope)
        add(prototypeSlopes[each] as Float32Array, unit, slope)
      }
    }
    for (const [at, { intent, isShown, words: heard }] of samples.entries()) {
      const slope = unitSlopes[at] as Float32Array
      if (isShown) add(slope, prototypeSlopes[intent] as Float32Array, 1 / (counts[intent] as number))
      const { unit, length } = sums[at] as Sum
      add(slope, unit, -dot(slope, unit))
      for (const word of heard) {
        const into = slopes.get(word) ?? new Float32Array(columns)
        add(into, slope, 1 / length)
        slopes.set(word, into)
      }
    }
    right += hits / questions
    if (episode % 100 === 0) {
      console.log(`episode ${episode}: ${right.toFixed(1)} % right`)
      right = 0
    }
    const turnSlopes = new Float32Array(turn.values.length)
    for (const [word, slope] of slopes) {
      const from = rowOf(base, word)
      for (let at = 0; at < columns; at++) add(rowOf({ ...turn, values: turnSlopes }, at), slope, from[at] as number)
    }
    for (let at = 0; at < turnSlopes.length; at++) {
      const rest = at % (columns + 1) === 0 ? 1 : 0
      turnSlopes[at] = (turnSlopes[at] as number) + pull.turn * ((turn.values[at] as number) - rest)
    }
    const rate = speed * Math.min(1, 2 * (1 - episode / episodes))
    turnStep.take(turnSlopes, rate, episode, [0, turnSlopes.length])
    const ownSlopes = new Float32Array(own.values.length)
    for (const word of used) {
      const into = rowOf({ ...own, values: ownSlopes }, word)
      add(into, rowOf(own, word), pull.own / used.length)
      const slope = slopes.get(word)
      if (slope !== undefined) add(into, slope)
    }
    for (const word of used) ownStep.take(ownSlopes, rate, episode, [word * columns, (word + 1) * columns])
  }
  const made = matrix(base.rows, columns)
  for (let word = 0; word < base.rows; word++) {
    rowOf(made, word).set(turned(base, turn, word))
    add(rowOf(made, word), rowOf(own, word))
  }
  return made
}

interface Sample {
  readonly words: readonly number[]
  readonly intent: number
  /** Or asked about. */
  readonly isShown: boolean
}

type Domains = readonly (readonly (readonly Request[])[])[]

function grouped(requests: readonly Request[]): Domains {
  const domains = new Map<string, Map<string, Request[]>>()
  for (const request of requests) {
    const intents = domains.get(request.domain) ?? new Map<string, Request[]>()
    domains.set(request.domain, intents)
    intents.set(request.intent, [...(intents.get(request.intent) ?? []), request])
  }
  return [...domains.values()].map((intents) => [...intents.values()])
}

function draw(
  domains: Domains,
  random: () => number,
): { readonly samples: readonly Sample[]; readonly intents: number } {
  const order = Int32Array.from(domains.keys())
  shuffle(order, order.length, random)
  const samples: Sample[] = []
  let intents = 0
  for (const place of order.slice(0, domainsAtOnce))
    for (const requests of domains[place] ?? []) {
      const own = Int32Array.from(requests.keys())
      shuffle(own, own.length, random)
      for (const [rank, at] of [...own].slice(0, shown + asked).entries()) {
        const heard = [...(requests[at]?.words ?? [])].filter(() => random() >= unheard)
        samples.push({ words: heard, intent: intents, isShown: rank < Math.min(shown, requests.length - 2) })
      }
      intents += 1
    }
  return { samples, intents }
}

function turned(base: Matrix, turn: Matrix, word: number): Float32Array {
  const made = new Float32Array(turn.columns)
  const from = rowOf(base, word)
  for (let at = 0; at < base.columns; at++) add(made, rowOf(turn, at), from[at] as number)
  return made
}

interface Sum {
  readonly unit: Float32Array
  readonly length: number
}

function withLength(sum: Float32Array): Sum {
  const length = Math.sqrt(dot(sum, sum)) + 1e-2
  return { unit: sum.map((value) => value / length), length }
}

function softmax(scores: readonly number[]): readonly number[] {
  const most = Math.max(...scores)
  const shares = scores.map((score) => Math.exp(score - most))
  const sum = shares.reduce((total, share) => total + share, 0)
  return shares.map((share) => share / sum)
}

/** Steps whose length follows how large and how steady the slopes are (Kingma and Ba 2015). */
class Adam {
  readonly #values: Float32Array
  readonly #means: Float32Array
  readonly #squares: Float32Array

  constructor(values: Float32Array) {
    this.#values = values
    this.#means = new Float32Array(values.length)
    this.#squares = new Float32Array(values.length)
  }

  take(slopes: Float32Array, rate: number, round: number, [from, to]: readonly [number, number]): void {
    const [meanShare, squareShare] = [1 - 0.9 ** round, 1 - 0.999 ** round]
    for (let at = from; at < to; at++) {
      const slope = slopes[at] as number
      const mean = 0.9 * (this.#means[at] as number) + 0.1 * slope
      const square = 0.999 * (this.#squares[at] as number) + 0.001 * slope * slope
      this.#means[at] = mean
      this.#squares[at] = square
      const step = mean / meanShare / (Math.sqrt(square / squareShare) + 1e-7)
      this.#values[at] = (this.#values[at] as number) - rate * step
    }
  }
}
