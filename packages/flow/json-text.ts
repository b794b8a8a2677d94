/**
 * Reads JSON text and remembers where everything stands.
 *
 * The platform's parser says neither where a value is nor that a member is there twice (two nodes with one id: the second
 * silently wins). Authors need both, so flow files are read here. What the values mean is the compiler's concern.
 *
 * Where a value begins and ends is noted for the values two levels down (the nodes of a flow) and above; anything deeper is
 * looked up when it is asked for, because problems are few and values are many.
 *
 * FJ1 accepts exactly what RFC 8259 accepts, save FJ2 and FJ3
 * FJ2 refuses nesting deeper than 64, so that no input exhausts the stack
 * FJ3 refuses the member name `__proto__`
 */
import { JsonPlaces } from './json-place.ts'
import { Lines, type Position } from './lines.ts'
import type { Path } from './path.ts'
import type { Value } from './value.ts'

export type { Position } from './lines.ts'

/** Where a value begins and ends, offsets in the text. */
export interface Span {
  readonly start: number
  /** After its last character. */
  readonly end: number
  /** Of an object or list no deeper than a level down, what is in it; of a member that is there twice, the last. */
  readonly inside: ReadonlyMap<string | number, Span> | null
}

export interface JsonDocument {
  readonly text: string
  readonly value: Value
  readonly span: Span
  /** Members that appear twice or more in one object; the last one counts. */
  readonly repeated: readonly Path[]
  /** Where the value at `path`, or its nearest surrounding value that exists, begins. */
  position(path: Path): Position
}

export type JsonReading =
  | { readonly kind: 'document'; readonly document: JsonDocument }
  | { readonly kind: 'broken'; readonly reason: string; readonly position: Position }

const deepest = 64
/** Levels of which the places are noted: flow, "nodes", a node. */
const noted = 2

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
    const { value, span } = reader.document()
    return { kind: 'document', document: createDocument(text, value, span, reader.repeated) }
  } catch (error) {
    if (!(error instanceof Broken)) throw error
    return { kind: 'broken', reason: error.message, position: new Lines(text).at(error.offset) }
  }
}

export function createDocument(text: string, value: Value, span: Span, repeated: readonly Path[]): JsonDocument {
  const lines = new Lines(text)
  const places = new JsonPlaces(text)
  return { text, value, span, repeated, position: (path) => lines.at(offsetOf(places, span, path)) }
}

/**
 * The value between two offsets of a text, as it would be read `depth` levels down in a document; `null` when that is not
 * exactly one value, or one with a member that is there twice.
 */
export function readPart(text: string, start: number, end: number, depth: number): { readonly value: Value } | null {
  const reader = new Reader(text, start)
  try {
    const value = reader.value(depth)
    return reader.at === end && reader.repeated.length === 0 ? { value } : null
  } catch (error) {
    if (error instanceof Broken) return null
    throw error
  }
}

function offsetOf(places: JsonPlaces, whole: Span, path: Path): number {
  let span = whole
  for (const [depth, part] of path.entries()) {
    const next = span.inside?.get(part)
    if (next === undefined) return span.inside === null ? places.find(span.start, path.slice(depth)) : span.start
    span = next
  }
  return span.start
}

const numberForm = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
/** What a string cannot hold as it is, or ends with. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const special = /["\\\u0000-\u001f]/g
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
  readonly repeated: Path[] = []
  at: number
  readonly #text: string
  /** Names and indexes on the way to the present value. */
  readonly #path: (string | number)[] = []

  constructor(text: string, from = text.startsWith('\ufeff') ? 1 : 0) {
    this.#text = text
    this.at = from
  }

  document(): { readonly value: Value; readonly span: Span } {
    const top = new Map<string | number, Span>()
    const value = this.value(0, top)
    this.#space()
    if (this.at < this.#text.length) throw new Broken('There is text after the end of the JSON value.', this.at)
    const span = top.get('')
    if (span === undefined) throw new Broken('The text ends where a value should be.', this.at)
    return { value, span }
  }

  /** `around`: takes the place of the value, by its name in what surrounds it. */
  value(depth: number, around: Map<string | number, Span> | null = null): Value {
    if (depth > deepest) throw new Broken(`Values are nested deeper than ${deepest} levels.`, this.at) // FJ2
    this.#space()
    const start = this.at
    const inside = around === null || depth >= noted ? null : new Map<string | number, Span>()
    const value = this.#read(depth, inside)
    around?.set(this.#path.at(-1) ?? '', { start, end: this.at, inside })
    return value
  }

  #read(depth: number, inside: Map<string | number, Span> | null): Value {
    switch (this.#text.charCodeAt(this.at)) {
      case 0x7b:
        return this.#object(depth, inside)
      case 0x5b:
        return this.#list(depth, inside)
      case 0x22:
        return this.#string()
    }
    for (const [word, value] of words) {
      if (this.#text.startsWith(word, this.at)) {
        this.at += word.length
        return value
      }
    }
    return this.#number()
  }

  #object(depth: number, inside: Map<string | number, Span> | null): Value {
    const object: { [key: string]: Value } = {}
    this.at += 1
    if (this.#taken(0x7d)) return object
    do {
      this.#space()
      const at = this.at
      if (this.#text.charCodeAt(at) !== 0x22) throw new Broken('Expected a member name in double quotes.', at)
      const name = this.#string()
      if (name === '__proto__') throw new Broken('The member name "__proto__" is not allowed.', at) // FJ3
      this.#path.push(name)
      if (Object.hasOwn(object, name)) this.repeated.push([...this.#path])
      if (!this.#taken(0x3a)) throw new Broken(`Expected ":" after the member name "${name}".`, this.at)
      object[name] = this.value(depth + 1, inside)
      this.#path.pop()
    } while (this.#taken(0x2c))
    if (!this.#taken(0x7d)) throw new Broken('Expected "," or "}" in an object.', this.at)
    return object
  }

  #list(depth: number, inside: Map<string | number, Span> | null): Value {
    const list: Value[] = []
    this.at += 1
    if (this.#taken(0x5d)) return list
    do {
      this.#path.push(list.length)
      list.push(this.value(depth + 1, inside))
      this.#path.pop()
    } while (this.#taken(0x2c))
    if (!this.#taken(0x5d)) throw new Broken('Expected "," or "]" in a list.', this.at)
    return list
  }

  #string(): string {
    const start = this.at
    let text = ''
    for (this.at += 1; ; ) {
      special.lastIndex = this.at
      if (!special.test(this.#text)) throw new Broken('This string has no closing quote.', start)
      const end = special.lastIndex - 1
      text += this.#text.slice(this.at, end)
      this.at = end
      const letter = this.#text[end]
      if (letter === '"') {
        this.at += 1
        return text
      }
      if (letter !== '\\')
        throw new Broken('A string holds a line break or control character; write it as \\n or \\uXXXX.', this.at)
      text += this.#escape()
      this.at += 1
    }
  }

  #escape(): string {
    this.at += 1
    const letter = this.#text[this.at] ?? ''
    if (letter !== 'u') {
      const plain = escapes[letter]
      if (plain === undefined) throw new Broken(`"\\${letter}" is not an escape in JSON.`, this.at - 1)
      return plain
    }
    const code = this.#text.slice(this.at + 1, this.at + 5)
    if (!/^[0-9a-fA-F]{4}$/.test(code)) throw new Broken('"\\u" needs four hexadecimal digits.', this.at - 1)
    this.at += 4
    return String.fromCharCode(Number.parseInt(code, 16))
  }

  #number(): Value {
    numberForm.lastIndex = this.at
    const found = numberForm.exec(this.#text)
    if (found === null) {
      const letter = this.#text[this.at]
      throw new Broken(
        letter === undefined ? 'The text ends where a value should be.' : `Unexpected "${letter}".`,
        this.at,
      )
    }
    this.at += found[0].length
    return Number(found[0])
  }

  #space(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.at)
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
      this.at += 1
    }
  }

  #taken(code: number): boolean {
    this.#space()
    if (this.#text.charCodeAt(this.at) !== code) return false
    this.at += 1
    return true
  }
}
