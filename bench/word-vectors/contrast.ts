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
  const domains = grouped(requests)
  const table = new TurnedTable(base, requests)
  let right = 0
  for (let episode = 1; episode <= episodes; episode++) {
    const samples = draw(domains, random)
    const sums = samples.map(({ words }) => withLength(table.sumOf(words)))
    const { slopes, hits } = judge(
      samples,
      sums.map(({ unit }) => unit),
    )
    table.move(slopesOfWords(samples, sums, slopes), episode)
    right += hits
    if (episode % 100 === 0) {
      console.log(`episode ${episode}: ${right.toFixed(1)} % right`)
      right = 0
    }
  }
  return table.whole()
}

/** How likely each question finds its intent, by the mean of what is shown of every intent: how that changes with each direction. */
function judge(
  samples: readonly Sample[],
  units: readonly Float32Array[],
): { readonly slopes: readonly Float32Array[]; readonly hits: number } {
  const columns = units[0]?.length ?? 0
  const counts: number[] = []
  for (const { intent, isShown } of samples) counts[intent] = (counts[intent] ?? 0) + (isShown ? 1 : 0)
  const shareOf = (intent: number): number => 1 / (counts[intent] as number)
  const prototypes = counts.map(() => new Float32Array(columns))
  for (const [at, { intent, isShown }] of samples.entries())
    if (isShown) add(prototypes[intent] as Float32Array, units[at] as Float32Array, shareOf(intent))
  const prototypeSlopes = prototypes.map(() => new Float32Array(columns))
  const slopes = samples.map(() => new Float32Array(columns))
  const questions = samples.filter(({ isShown }) => !isShown).length
  let hits = 0
  for (const [at, { intent, isShown }] of samples.entries()) {
    if (isShown) continue
    const unit = units[at] as Float32Array
    const beliefs = softmax(prototypes.map((prototype) => sharpness * dot(unit, prototype)))
    if (beliefs.indexOf(Math.max(...beliefs)) === intent) hits += 1
    for (const [each, belief] of beliefs.entries()) {
      const slope = ((belief - (each === intent ? 1 : 0)) * sharpness) / questions
      add(slopes[at] as Float32Array, prototypes[each] as Float32Array, slope)
      add(prototypeSlopes[each] as Float32Array, unit, slope)
    }
  }
  for (const [at, { intent, isShown }] of samples.entries())
    if (isShown) add(slopes[at] as Float32Array, prototypeSlopes[intent] as Float32Array, shareOf(intent))
  return { slopes, hits: hits / questions }
}

/** From how a loss changes with the direction of sums to how it changes with the vectors of their words. */
function slopesOfWords(
  samples: readonly Sample[],
  sums: readonly Sum[],
  slopes: readonly Float32Array[],
): ReadonlyMap<number, Float32Array> {
  const words = new Map<number, Float32Array>()
  for (const [at, { words: heard }] of samples.entries()) {
    const { unit, length } = sums[at] as Sum
    const slope = slopes[at] as Float32Array
    add(slope, unit, -dot(slope, unit))
    for (const word of heard) {
      const into = words.get(word) ?? new Float32Array(unit.length)
      add(into, slope, 1 / length)
      words.set(word, into)
    }
  }
  return words
}

/** Vectors of words as one turn makes them of others, and something of its own for each word that requests have. */
class TurnedTable {
  readonly #base: Matrix
  readonly #turn: Matrix
  readonly #own: Matrix
  readonly #used: readonly number[]
  readonly #turnStep: Adam
  readonly #ownStep: Adam
  /** As the turn is now. */
  readonly #known = new Map<number, Float32Array>()

  constructor(base: Matrix, requests: readonly Request[]) {
    const { columns } = base
    this.#base = base
    this.#turn = matrix(columns, columns)
    for (let at = 0; at < columns; at++) this.#turn.values[at * columns + at] = 1
    this.#own = matrix(base.rows, columns)
    this.#used = [...new Set(requests.flatMap(({ words }) => [...words]))].sort((a, b) => a - b)
    this.#turnStep = new Adam(this.#turn.values)
    this.#ownStep = new Adam(this.#own.values)
  }

  sumOf(words: readonly number[]): Float32Array {
    const sum = new Float32Array(this.#base.columns)
    for (const word of words) add(sum, this.#vectorOf(word))
    return sum
  }

  move(slopes: ReadonlyMap<number, Float32Array>, episode: number): void {
    const rate = speed * Math.min(1, 2 * (1 - episode / episodes))
    const { columns } = this.#base
    const turnSlopes = matrix(columns, columns)
    for (const [word, slope] of slopes)
      for (const [at, from] of rowOf(this.#base, word).entries()) add(rowOf(turnSlopes, at), slope, from)
    for (let at = 0; at < turnSlopes.values.length; at++) {
      const rest = at % (columns + 1) === 0 ? 1 : 0
      const away = (this.#turn.values[at] as number) - rest
      turnSlopes.values[at] = (turnSlopes.values[at] as number) + pull.turn * away
    }
    this.#turnStep.take(turnSlopes.values, 0, rate, episode)
    for (const word of this.#used) {
      const ownSlopes = rowOf(this.#own, word).map((value) => (pull.own / this.#used.length) * value)
      const slope = slopes.get(word)
      if (slope !== undefined) add(ownSlopes, slope)
      this.#ownStep.take(ownSlopes, word * columns, rate, episode)
    }
    this.#known.clear()
  }

  whole(): Matrix {
    const made = matrix(this.#base.rows, this.#base.columns)
    for (let word = 0; word < made.rows; word++) rowOf(made, word).set(this.#made(word))
    return made
  }

  #vectorOf(word: number): Float32Array {
    const known = this.#known.get(word) ?? this.#made(word)
    this.#known.set(word, known)
    return known
  }

  #made(word: number): Float32Array {
    const made = new Float32Array(this.#turn.columns)
    for (const [at, from] of rowOf(this.#base, word).entries()) add(made, rowOf(this.#turn, at), from)
    add(made, rowOf(this.#own, word))
    return made
  }
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

function draw(domains: Domains, random: () => number): readonly Sample[] {
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
  return samples
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

  /** Moves the values from `first` on against the slopes. */
  take(slopes: Float32Array, first: number, rate: number, round: number): void {
    const [meanShare, squareShare] = [1 - 0.9 ** round, 1 - 0.999 ** round]
    for (const [index, slope] of slopes.entries()) {
      const at = first + index
      const mean = 0.9 * (this.#means[at] as number) + 0.1 * slope
      const square = 0.999 * (this.#squares[at] as number) + 0.001 * slope * slope
      this.#means[at] = mean
      this.#squares[at] = square
      const step = mean / meanShare / (Math.sqrt(square / squareShare) + 1e-7)
      this.#values[at] = (this.#values[at] as number) - rate * step
    }
  }
}
