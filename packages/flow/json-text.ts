/**
 * Reads JSON text and remembers where everything stands.
 *
 * The platform's parser says neither where a value is nor that a member is there twice (two nodes with one id: the second
 * silently wins). Authors need both, so flow files are read here. What the values mean is the compiler's concern.
 *
 * Where a value begins and ends is noted for the values two levels down (the nodes of a flow) and above; anything deeper is
 * looked up when it is asked for, because problems are few and values are many. Of a text that was read before in another state,
 * objects two levels down that are the same are taken over.
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

/** Reads one JSON document; broken text is an answer, not an exception. `before`: an earlier state of the same document. */
export function readJson(text: string, before: JsonDocument | null = null): JsonReading {
  const reader = new Reader(text, before)
  try {
    const { value, span } = reader.document()
    return { kind: 'document', document: createDocument(text, value, span, reader.repeated) }
  } catch (error) {
    if (!(error instanceof Broken)) throw error
    return { kind: 'broken', reason: error.message, position: new Lines(text).at(error.offset) }
  }
}

function createDocument(text: string, value: Value, span: Span, repeated: readonly Path[]): JsonDocument {
  const lines = new Lines(text)
  const places = new JsonPlaces(text)
  return { text, value, span, repeated, position: (path) => lines.at(offsetOf(places, span, path)) }
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

function memberOf(value: Value | undefined, name: string | number): Value | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return (value as { readonly [name: string | number]: Value })[name]
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
  /** Offset in the text. */
  at: number
  readonly #text: string
  readonly #before: JsonDocument | null
  /** Names and indexes on the way to the present value. */
  readonly #path: (string | number)[] = []

  constructor(text: string, before: JsonDocument | null) {
    this.#text = text
    // A member that is there twice is to be found again.
    this.#before = before?.repeated.length === 0 ? before : null
    this.at = text.startsWith('\ufeff') ? 1 : 0
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
    const value = (depth === noted ? this.#known() : undefined) ?? this.#read(depth, inside)
    around?.set(this.#path.at(-1) ?? '', { start, end: this.at, inside })
    return value
  }

  /** The object here as it was read before, where it is written the same: between its braces it means the same. */
  #known(): Value | undefined {
    const before = this.#before
    const [group = '', name = ''] = this.#path
    const span = before?.span.inside?.get(group)?.inside?.get(name)
    if (before === null || span === undefined || before.text[span.start] !== '{') return undefined
    const written = before.text.slice(span.start, span.end)
    if (!this.#text.startsWith(written, this.at)) return undefined
    const known = memberOf(memberOf(before.value, group), name)
    if (known !== undefined) this.at += written.length
    return known
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
