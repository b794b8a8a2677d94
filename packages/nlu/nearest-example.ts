import type { ExampleIndex } from './intent-model.ts'

/** How like a sentence is to the examples of an intent, by the words they share, rare ones before common ones. */
export class NearestExample {
  readonly #examples: ExampleIndex
  readonly #lengths: Float32Array
  /** Examples that have word `w`: `#holders` from `#starts[w]` to `#starts[w + 1]`. */
  readonly #starts: Uint32Array
  readonly #holders: Uint32Array
  readonly #idf: Float32Array
  readonly #shared: Float32Array

  constructor(examples: ExampleIndex, idf: Float32Array) {
    this.#examples = examples
    this.#idf = idf
    const count = examples.intents.length
    this.#lengths = new Float32Array(count)
    this.#shared = new Float32Array(count)
    this.#starts = new Uint32Array(idf.length + 2)
    for (const word of examples.words) this.#starts[word + 2] = (this.#starts[word + 2] ?? 0) + 1
    for (let word = 2; word < this.#starts.length; word++)
      this.#starts[word] = (this.#starts[word] ?? 0) + (this.#starts[word - 1] ?? 0)
    this.#holders = new Uint32Array(examples.words.length)
    for (let example = 0; example < count; example++) {
      let squares = 0
      for (let at = examples.starts[example] ?? 0; at < (examples.starts[example + 1] ?? 0); at++) {
        const word = examples.words[at] ?? 0
        const place = this.#starts[word + 1] ?? 0
        this.#holders[place] = example
        this.#starts[word + 1] = place + 1
        squares += (idf[word] ?? 0) ** 2
      }
      this.#lengths[example] = Math.sqrt(squares)
    }
  }

  /** `words`: ids, none twice; `length`: of the sentence, what is unknown included. From 0 to 1. */
  likeness(words: readonly number[], length: number, intent: number): number {
    const touched: number[] = []
    for (const word of words) {
      const square = (this.#idf[word] ?? 0) ** 2
      for (let at = this.#starts[word] ?? 0; at < (this.#starts[word + 1] ?? 0); at++) {
        const example = this.#holders[at] as number
        if (this.#examples.intents[example] !== intent) continue
        const before = this.#shared[example] as number
        if (before === 0) touched.push(example)
        this.#shared[example] = before + square
      }
    }
    let best = 0
    for (const example of touched) {
      best = Math.max(best, (this.#shared[example] ?? 0) / ((this.#lengths[example] ?? 1) * length))
      this.#shared[example] = 0
    }
    return Math.min(best, 1)
  }
}
