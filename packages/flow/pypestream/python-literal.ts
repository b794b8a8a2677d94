/** The literals of a Python file, with their places: just enough to find what `PARAMS` of an `app.py` says. */
import type { Value } from '../value.ts'

export interface Literal {
  /** `undefined`: an expression that only Python can work out. */
  readonly value: Value | undefined
  readonly start: number
  readonly end: number
  /** Of a dictionary: its members in order. */
  readonly members: readonly { readonly key: string; readonly literal: Literal }[] | null
}

const deepest = 20

class Broken extends Error {}

/** The literal that begins at `start`; `null` when there is none that can be read. */
export function readLiteral(text: string, start: number): Literal | null {
  try {
    return new Reader(text, start).value(0)
  } catch (error) {
    if (error instanceof Broken) return null
    throw error
  }
}

class Reader {
  readonly #text: string
  #at: number

  constructor(text: string, at: number) {
    this.#text = text
    this.#at = at
  }

  value(depth: number): Literal {
    this.#space()
    const start = this.#at
    const literal = this.#literal(depth, start)
    this.#space()
    const next = this.#text[this.#at]
    if (literal !== null && (next === undefined || ',:}])\n'.includes(next))) return literal
    if (literal !== null && depth === 0) return literal
    this.#at = start
    this.#expression()
    return { value: undefined, start, end: this.#trimmedEnd(start), members: null }
  }

  #literal(depth: number, start: number): Literal | null {
    if (depth > deepest) throw new Broken()
    const first = this.#text[start]
    if (first === '{') return this.#dictionary(depth, start)
    if (first === '[' || first === '(') return this.#list(depth, start, first === '[' ? ']' : ')')
    const text = this.#strings()
    if (text !== null) return { value: text, start, end: this.#at, members: null }
    const word = /(?:True|False|None|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y
    word.lastIndex = start
    const found = word.exec(this.#text)?.[0]
    if (found === undefined) return null
    this.#at = start + found.length
    const value = found === 'None' ? null : found === 'True' || found === 'False' ? found === 'True' : Number(found)
    return { value, start, end: this.#at, members: null }
  }

  #dictionary(depth: number, start: number): Literal {
    const members: { key: string; literal: Literal }[] = []
    this.#at += 1
    for (;;) {
      this.#space()
      if (this.#taken('}')) break
      const key = this.value(depth + 1)
      this.#space()
      if (!this.#taken(':')) throw new Broken()
      const literal = this.value(depth + 1)
      if (typeof key.value === 'string' && key.value !== '__proto__') members.push({ key: key.value, literal })
      this.#space()
      if (!this.#taken(',') && this.#text[this.#at] !== '}') throw new Broken()
    }
    const whole = members.every(({ literal }) => literal.value !== undefined)
    const value = whole
      ? Object.fromEntries(members.map(({ key, literal }) => [key, literal.value as Value]))
      : undefined
    return { value, start, end: this.#at, members }
  }

  #list(depth: number, start: number, close: string): Literal {
    const items: Literal[] = []
    this.#at += 1
    for (;;) {
      this.#space()
      if (this.#taken(close)) break
      items.push(this.value(depth + 1))
      this.#space()
      if (!this.#taken(',') && this.#text[this.#at] !== close) throw new Broken()
    }
    const whole = items.every(({ value }) => value !== undefined)
    return { value: whole ? items.map(({ value }) => value as Value) : undefined, start, end: this.#at, members: null }
  }

  /** Texts that stand one after the other are one. */
  #strings(): string | null {
    let whole: string | null = null
    for (;;) {
      const before = this.#at
      if (whole !== null) this.#space()
      const part = this.#string()
      if (part === null) {
        this.#at = before
        return whole
      }
      whole = (whole ?? '') + part
    }
  }

  #string(): string | null {
    const opening = /([rRuU]?)('''|"""|'|")/y
    opening.lastIndex = this.#at
    const [all, prefix, quote] = opening.exec(this.#text) ?? []
    if (all === undefined || quote === undefined) return null
    let text = ''
    for (let at = this.#at + all.length; at < this.#text.length; at++) {
      const letter = this.#text[at] ?? ''
      if (this.#text.startsWith(quote, at)) {
        this.#at = at + quote.length
        return text
      }
      if (letter === '\n' && quote.length === 1) throw new Broken()
      if (letter === '\\') {
        at += 1
        text += prefix?.toLowerCase() === 'r' ? `\\${this.#text[at] ?? ''}` : escaped(this.#text[at] ?? '')
      } else text += letter
    }
    throw new Broken()
  }

  /** Over whatever Python says here, to the end of this member. */
  #expression(): void {
    let depth = 0
    while (this.#at < this.#text.length) {
      if (this.#string() !== null) continue
      const letter = this.#text[this.#at] ?? ''
      if (letter === '#') {
        this.#space()
        continue
      }
      if ('([{'.includes(letter)) depth += 1
      if (')]}'.includes(letter) && depth-- === 0) return
      if ((letter === ',' || letter === ':') && depth === 0) return
      this.#at += 1
    }
  }

  #trimmedEnd(start: number): number {
    return start + this.#text.slice(start, this.#at).trimEnd().length
  }

  #space(): void {
    const blank = /(?:\s|#[^\n]*|\\\n)*/y
    blank.lastIndex = this.#at
    this.#at += blank.exec(this.#text)?.[0].length ?? 0
  }

  #taken(letter: string): boolean {
    if (this.#text[this.#at] !== letter) return false
    this.#at += 1
    return true
  }
}

function escaped(letter: string): string {
  const plain: { readonly [letter: string]: string } = { n: '\n', t: '\t', r: '\r', '\n': '' }
  return plain[letter] ?? letter
}
