/**
 * Reads JSON text and remembers where everything stands.
 *
 * The platform's parser says neither where a value is nor that a member is there twice (two nodes with one id: the second
 * silently wins). Authors need both, so flow files are read here. What the values mean is the compiler's concern.
 *
 * FJ1 accepts exactly what RFC 8259 accepts, save FJ2 and FJ3
 * FJ2 refuses nesting deeper than 64, so that no input exhausts the stack
 * FJ3 refuses the member name `__proto__`
 */
import { dotted, type Path } from './path.ts'
import type { Value } from './value.ts'

/** 1-based. */
export interface Position {
  readonly line: number
  readonly column: number
}

export interface JsonDocument {
  readonly value: Value
  /** Members that appear twice or more in one object; the last one counts. */
  readonly repeated: readonly Path[]
  /** Where the value at `path`, or its nearest surrounding value that exists, begins. */
  position(path: Path): Position
}

export type JsonReading =
  | { readonly kind: 'document'; readonly document: JsonDocument }
  | { readonly kind: 'broken'; readonly reason: string; readonly position: Position }

const deepest = 64

class Broken extends Error {
  readonly offset: number
  constructor(reason: string, offset: number) {
    super(reason)
    this.offset = offset
  }
}

/** Reads one JSON document; broken text is an answer, not an exception. */
export function readJson(text: string): JsonReading {
  const reader = new Reader(text)
  try {
    const value = reader.document()
    const { offsets, repeated } = reader
    const position = (path: Path): Position => {
      for (let length = path.length; length > 0; length--) {
        const offset = offsets.get(dotted(path.slice(0, length)))
        if (offset !== undefined) return positionAt(text, offset)
      }
      return positionAt(text, offsets.get('') ?? 0)
    }
    return { kind: 'document', document: { value, repeated, position } }
  } catch (error) {
    if (error instanceof Broken)
      return { kind: 'broken', reason: error.message, position: positionAt(text, error.offset) }
    throw error
  }
}

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return { line, column: offset - before.lastIndexOf('\n') }
}

const numberForm = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const escapes: { readonly [letter: string]: string } = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}
const words: readonly (readonly [string, Value])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
]

class Reader {
  readonly offsets = new Map<string, number>()
  readonly repeated: Path[] = []
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
    if (text.startsWith('\ufeff')) this.#at = 1
  }

  document(): Value {
    const value = this.#value([])
    this.#space()
    if (this.#at < this.#text.length) throw new Broken('There is text after the end of the JSON value.', this.#at)
    return value
  }

  #value(path: Path): Value {
    if (path.length > deepest) throw new Broken(`Values are nested deeper than ${deepest} levels.`, this.#at) // FJ2
    this.#space()
    this.offsets.set(dotted(path), this.#at)
    const first = this.#text[this.#at]
    if (first === '{') return this.#object(path)
    if (first === '[') return this.#list(path)
    if (first === '"') return this.#string()
    for (const [word, value] of words) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length
        return value
      }
    }
    return this.#number()
  }

  #object(path: Path): Value {
    const object: { [key: string]: Value } = {}
    this.#at += 1
    if (this.#taken('}')) return object
    do {
      this.#space()
      const at = this.#at
      if (this.#text[at] !== '"') throw new Broken('Expected a member name in double quotes.', at)
      const name = this.#string()
      if (name === '__proto__') throw new Broken('The member name "__proto__" is not allowed.', at) // FJ3
      const inside = [...path, name]
      if (Object.hasOwn(object, name)) this.repeated.push(inside)
      if (!this.#taken(':')) throw new Broken(`Expected ":" after the member name "${name}".`, this.#at)
      object[name] = this.#value(inside)
    } while (this.#taken(','))
    if (!this.#taken('}')) throw new Broken('Expected "," or "}" in an object.', this.#at)
    return object
  }

  #list(path: Path): Value {
    const list: Value[] = []
    this.#at += 1
    if (this.#taken(']')) return list
    do list.push(this.#value([...path, list.length]))
    while (this.#taken(','))
    if (!this.#taken(']')) throw new Broken('Expected "," or "]" in a list.', this.#at)
    return list
  }

  #string(): string {
    const start = this.#at
    let text = ''
    for (this.#at += 1; ; this.#at += 1) {
      const letter = this.#text[this.#at]
      if (letter === undefined) throw new Broken('This string has no closing quote.', start)
      if (letter === '"') {
        this.#at += 1
        return text
      }
      if (letter < ' ')
        throw new Broken('A string holds a line break or control character; write it as \\n or \\uXXXX.', this.#at)
      text += letter === '\\' ? this.#escape() : letter
    }
  }

  #escape(): string {
    this.#at += 1
    const letter = this.#text[this.#at] ?? ''
    if (letter !== 'u') {
      const plain = escapes[letter]
      if (plain === undefined) throw new Broken(`"\\${letter}" is not an escape in JSON.`, this.#at - 1)
      return plain
    }
    const code = this.#text.slice(this.#at + 1, this.#at + 5)
    if (!/^[0-9a-fA-F]{4}$/.test(code)) throw new Broken('"\\u" needs four hexadecimal digits.', this.#at - 1)
    this.#at += 4
    return String.fromCharCode(Number.parseInt(code, 16))
  }

  #number(): Value {
    numberForm.lastIndex = this.#at
    const found = numberForm.exec(this.#text)
    if (found === null) {
      const letter = this.#text[this.#at]
      throw new Broken(
        letter === undefined ? 'The text ends where a value should be.' : `Unexpected "${letter}".`,
        this.#at,
      )
    }
    this.#at += found[0].length
    return Number(found[0])
  }

  #space(): void {
    while (' \n\r\t'.includes(this.#text[this.#at] ?? '.')) this.#at += 1
  }

  #taken(letter: string): boolean {
    this.#space()
    if (this.#text[this.#at] !== letter) return false
    this.#at += 1
    return true
  }
}
