import { mayEnd } from './seen-text.ts'

/** Phrases that are looked for in texts, sorted, so that those that begin alike stand side by side. */
export class PhraseTable {
  readonly #phrases: readonly string[]
  readonly #items: readonly (readonly number[])[]

  /** Each phrase as it stands in folded texts, with the number of what it means; several may mean different things. */
  constructor(phrases: Iterable<readonly [phrase: string, item: number]>) {
    const byPhrase = new Map<string, number[]>()
    for (const [phrase, item] of phrases) {
      const known = byPhrase.get(phrase)
      if (known === undefined) byPhrase.set(phrase, [item])
      else if (!known.includes(item)) known.push(item)
    }
    byPhrase.delete('')
    this.#phrases = [...byPhrase.keys()].sort()
    this.#items = this.#phrases.map((phrase) => byPhrase.get(phrase) ?? [])
  }

  get size(): number {
    return this.#phrases.length
  }

  phrase(index: number): string {
    return this.#phrases[index] ?? ''
  }

  items(index: number): readonly number[] {
    return this.#items[index] ?? []
  }

  /** The longest phrase that begins at this place of the text and ends where a word may end; -1: none. */
  longestAt(text: string, at: number, ends: (text: string, end: number) => boolean = mayEnd): number {
    let from = 0
    let to = this.#phrases.length
    let best = -1
    for (let length = 0; at + length < text.length; length++) {
      const code = text.charCodeAt(at + length)
      from = this.#first(from, to, length, code)
      to = this.#first(from, to, length, code + 1)
      if (from >= to) break
      if (this.#phrases[from]?.length === length + 1 && ends(text, at + length + 1)) best = from
    }
    return best
  }

  /** The first phrase of the range whose letter at `place` is `code` or later; the shorter phrase has none and comes first. */
  #first(from: number, to: number, place: number, code: number): number {
    let low = from
    let high = to
    while (low < high) {
      const middle = (low + high) >> 1
      const phrase = this.#phrases[middle] ?? ''
      const found = place < phrase.length ? phrase.charCodeAt(place) : -1
      if (found < code) low = middle + 1
      else high = middle
    }
    return low
  }
}
