import type { NumberWords } from './languages/number-words.ts'

/** What words of a number come to so far. Refuses a word that does not go on with the number, so that "two three" is two. */
export class NumberSum {
  readonly #words: NumberWords
  #total = 0
  /** Below the next thousand. */
  #part = 0
  #said = false
  #begun = false
  #scale = Number.POSITIVE_INFINITY

  constructor(words: NumberWords) {
    this.#words = words
  }

  get value(): number {
    return this.#total + this.#part
  }

  /** Whether "and" may follow. */
  get joins(): boolean {
    if (!this.#begun) return false
    const rest = this.#part % 100
    if (this.#words.reversed && rest > 0 && rest < 10) return true
    if (rest === 0) return true
    return this.#words.andAfterTens && rest % 10 === 0 && rest >= 20
  }

  add(value: number, afterAnd: boolean): boolean {
    const added =
      value >= 1000 ? this.#multiply(value) : value === 100 ? this.#hundred() : this.#extend(value, afterAnd)
    if (added) this.#begun = true
    return added
  }

  #extend(value: number, afterAnd: boolean): boolean {
    if (!this.#fits(value, afterAnd)) return false
    this.#part += value
    this.#said = true
    return true
  }

  #fits(value: number, afterAnd: boolean): boolean {
    if (!this.#said) return value !== 0 || !this.#begun
    const rest = this.#part % 100
    if (this.#part === 0 || value === 0) return false
    if (value >= 200) return false
    if (rest === 0) return true
    if (value < 10) return rest >= 20 && rest % 10 === 0
    // Soixante-dix, quatre-vingt-dix.
    if (value < 20) return rest === 60 || rest === 80
    return this.#words.reversed && afterAnd && rest < 10
  }

  #hundred(): boolean {
    if (this.#said && (this.#part < 1 || this.#part > 99)) return false
    this.#part = this.#said ? this.#part * 100 : 100
    this.#said = true
    return true
  }

  #multiply(scale: number): boolean {
    if (this.#said && this.#part === 0) return false
    if (scale < this.#scale) {
      this.#total += (this.#said ? this.#part : 1) * scale
      this.#scale = scale
    } else if (this.#scale === 1000 && scale > 1000 && this.#total < 1e6) {
      // Mil millones.
      this.#total = (this.#total + this.#part) * scale
      this.#scale = scale
    } else return false
    this.#part = 0
    this.#said = false
    return true
  }
}
