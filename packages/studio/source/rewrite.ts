/**
 * Writes a changed JSON value into the text that it was read from: what did not change stays as somebody wrote it, with its order, blanks
 * and line breaks.
 */
import { isObject, isSame, type Json, type JsonObject } from './json.ts'

/** Where a value stands in the text, and what is in it. */
interface Part {
  readonly start: number
  readonly end: number
  /** Of an object: where each member begins (its name), and its value. */
  readonly members: ReadonlyMap<string, { readonly start: number; readonly part: Part }> | null
  readonly items: readonly Part[] | null
}

/** Longest object on one line that gets another member there. */
const longestLine = 100

/**
 * @param text valid JSON without members that are there twice
 * @param loose names of objects on the way from the top whose order means nothing: there the text's order stays. `''` is the whole.
 */
export function rewriteJson(text: string, value: Json, loose: ReadonlySet<string> = new Set()): string {
  const before = JSON.parse(text) as Json
  const part = scan(text, 0)
  const unit = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  '
  const writer = new Writer(text, unit, loose)
  return text.slice(0, part.start) + writer.write(part, before, value, '') + text.slice(part.end)
}

class Writer {
  readonly #text: string
  readonly #unit: string
  readonly #loose: ReadonlySet<string>

  constructor(text: string, unit: string, loose: ReadonlySet<string>) {
    this.#text = text
    this.#unit = unit
    this.#loose = loose
  }

  write(part: Part, before: Json | undefined, value: Json, name: string | null): string {
    if (isSame(before, value)) return this.#text.slice(part.start, part.end)
    if (part.members !== null && isObject(before) && isObject(value)) return this.#object(part, before, value, name)
    if (part.items !== null && Array.isArray(before) && Array.isArray(value) && before.length === value.length)
      return this.#inPlace(
        part,
        part.items.map((item, index) => [item, this.write(item, before[index], value[index], null)]),
      )
    return this.#print(value, this.#indentAt(part.start))
  }

  #object(part: Part, before: JsonObject, value: JsonObject, name: string | null): string {
    const members = part.members ?? new Map()
    const written = [...members.keys()]
    const names = Object.keys(value).filter((member) => value[member] !== undefined)
    const order = this.#order(written, names, name)
    const textOf = (member: string): string => {
      const { part: inner } = members.get(member) ?? { part }
      return this.write(inner, before[member], value[member] ?? null, this.#nameIn(name, member))
    }
    if (isSame(order, written))
      return this.#inPlace(
        part,
        written.map((member) => [members.get(member)?.part ?? part, textOf(member)]),
      )
    const inner = this.#innerIndent(part)
    const pieces = order.map((member) => {
      const known = members.get(member)
      if (known === undefined) return `${JSON.stringify(member)}: ${this.#print(value[member] ?? null, inner)}`
      return this.#text.slice(known.start, known.part.start) + textOf(member)
    })
    const line = `{ ${pieces.join(', ')} }`
    const isOneLine = written.length > 0 && !this.#text.slice(part.start, part.end).includes('\n')
    if (pieces.length === 0) return '{}'
    if (isOneLine && !line.includes('\n') && line.length <= longestLine) return line
    return `{\n${pieces.map((piece) => inner + piece).join(',\n')}\n${this.#indentAt(part.start)}}`
  }

  /** Only the whole and its members have names that {@link rewriteJson} knows. */
  #nameIn(name: string | null, member: string): string | null {
    return name === '' ? member : null
  }

  #order(written: readonly string[], names: readonly string[], name: string | null): readonly string[] {
    const kept = written.filter((member) => names.includes(member))
    const inValue = names.filter((member) => kept.includes(member))
    if (!(name !== null && this.#loose.has(name)) && !isSame(kept, inValue)) return names
    const order = [...kept]
    for (const [index, member] of names.entries()) {
      if (order.includes(member)) continue
      const previous = names.slice(0, index).findLast((each) => order.includes(each))
      order.splice(previous === undefined ? 0 : order.indexOf(previous) + 1, 0, member)
    }
    return order
  }

  #inPlace(part: Part, pieces: readonly (readonly [Part, string])[]): string {
    let text = ''
    let at = part.start
    for (const [piece, replacement] of pieces) {
      text += this.#text.slice(at, piece.start) + replacement
      at = piece.end
    }
    return text + this.#text.slice(at, part.end)
  }

  #print(value: Json, indent: string): string {
    return JSON.stringify(value, null, this.#unit).replaceAll('\n', `\n${indent}`)
  }

  /** Of the line in which a value begins. */
  #indentAt(at: number): string {
    const line = this.#text.lastIndexOf('\n', at - 1) + 1
    return /^[ \t]*/.exec(this.#text.slice(line, at))?.[0] ?? ''
  }

  #innerIndent(part: Part): string {
    const [first] = part.members?.values() ?? []
    const own = first === undefined ? null : /\n([ \t]*)$/.exec(this.#text.slice(part.start, first.start))
    return own?.[1] ?? this.#indentAt(part.start) + this.#unit
  }
}

const space = /[ \t\r\n\ufeff]*/y
const string = /"(?:[^"\\]|\\.)*"/y
const scalar = /[^\s,\]}]+/y

function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

function scan(text: string, from: number): Part {
  const start = after(space, text, from)
  if (text[start] === '{') return scanObject(text, start)
  if (text[start] === '[') return scanList(text, start)
  const end = after(text[start] === '"' ? string : scalar, text, start)
  return { start, end, members: null, items: null }
}

function scanObject(text: string, start: number): Part {
  const members = new Map<string, { readonly start: number; readonly part: Part }>()
  let at = after(space, text, start + 1)
  while (text[at] === '"') {
    const end = after(string, text, at)
    const part = scan(text, after(space, text, end) + 1)
    members.set(JSON.parse(text.slice(at, end)) as string, { start: at, part })
    at = after(space, text, part.end)
    if (text[at] === ',') at = after(space, text, at + 1)
  }
  return { start, end: at + 1, members, items: null }
}

function scanList(text: string, start: number): Part {
  const items: Part[] = []
  let at = after(space, text, start + 1)
  while (text[at] !== ']') {
    const part = scan(text, at)
    items.push(part)
    at = after(space, text, part.end)
    if (text[at] === ',') at = after(space, text, at + 1)
  }
  return { start, end: at + 1, members: null, items }
}
