import type { Path } from './path.ts'

/** Finds where values stand in a text that is known to be JSON. What an object or a list holds is looked through once. */
export class JsonPlaces {
  readonly #text: string
  /** Where an object or a list begins → where what is in it does. */
  readonly #inside = new Map<number, ReadonlyMap<string | number, number>>()

  constructor(text: string) {
    this.#text = text
  }

  /**
   * Where the value at `path` begins, seen from the value that begins at `from`, or as much of the way as there is. Of a member
   * that is there twice, the last one counts.
   */
  find(from: number, path: Path): number {
    let at = from
    for (const part of path) {
      const next = this.#insideOf(at).get(part)
      if (next === undefined) return at
      at = next
    }
    return at
  }

  #insideOf(start: number): ReadonlyMap<string | number, number> {
    const known = this.#inside.get(start)
    if (known !== undefined) return known
    const first = this.#text[start]
    const made = first === '{' ? membersOf(this.#text, start) : first === '[' ? itemsOf(this.#text, start) : new Map()
    this.#inside.set(start, made)
    return made
  }
}

function membersOf(text: string, start: number): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (let at = skipSpace(text, start + 1); text[at] === '"'; ) {
    const end = skipString(text, at)
    const value = skipSpace(text, skipSpace(text, end) + 1)
    const raw = text.slice(at + 1, end - 1)
    found.set(raw.includes('\\') ? String(JSON.parse(`"${raw}"`)) : raw, value)
    at = skipComma(text, skipValue(text, value))
  }
  return found
}

function itemsOf(text: string, start: number): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  for (let at = skipSpace(text, start + 1); text[at] !== ']'; ) {
    found.set(found.size, at)
    at = skipComma(text, skipValue(text, at))
  }
  return found
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (' \n\r\t'.includes(text[at] ?? '.')) at += 1
  return at
}

function skipComma(text: string, from: number): number {
  const at = skipSpace(text, from)
  return text[at] === ',' ? skipSpace(text, at + 1) : at
}

/** The offset after the string that begins at `from`. */
function skipString(text: string, from: number): number {
  let at = from + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at + 1
}

/** The offset after the value that begins at `from`. */
function skipValue(text: string, from: number): number {
  let open = 0
  for (let at = from; at < text.length; ) {
    const letter = text[at] ?? ''
    if (letter === '"') at = skipString(text, at)
    else {
      if ('[{'.includes(letter)) open += 1
      // The end of what surrounds a number or a word is not part of it.
      else if (open === 0 && ',]} \n\r\t'.includes(letter)) return at
      else if (']}'.includes(letter)) open -= 1
      at += 1
    }
    if (open === 0 && '"]}'.includes(letter)) return at
  }
  return text.length
}
