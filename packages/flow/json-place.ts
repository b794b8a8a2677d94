import type { Path } from './path.ts'

/**
 * Where the value at `path` begins, seen from the value that begins at `from`, or as much of the way as there is. The text is
 * known to be JSON. Of a member that is there twice, the last one counts.
 */
export function findInside(text: string, from: number, path: Path): number {
  let at = from
  for (const part of path) {
    const next = typeof part === 'number' ? itemAt(text, at, part) : memberAt(text, at, part)
    if (next === null) return at
    at = next
  }
  return at
}

function memberAt(text: string, from: number, name: string): number | null {
  if (text[from] !== '{') return null
  let found: number | null = null
  for (let at = skipSpace(text, from + 1); text[at] === '"'; ) {
    const end = skipString(text, at)
    const value = skipSpace(text, skipSpace(text, end) + 1)
    const raw = text.slice(at + 1, end - 1)
    if (raw === name || (raw.includes('\\') && JSON.parse(`"${raw}"`) === name)) found = value
    at = skipSpace(text, skipValue(text, value))
    if (text[at] === ',') at = skipSpace(text, at + 1)
  }
  return found
}

function itemAt(text: string, from: number, index: number): number | null {
  if (text[from] !== '[') return null
  let at = skipSpace(text, from + 1)
  for (let seen = 0; text[at] !== ']'; seen += 1) {
    if (seen === index) return at
    at = skipSpace(text, skipValue(text, at))
    if (text[at] === ',') at = skipSpace(text, at + 1)
  }
  return null
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (' \n\r\t'.includes(text[at] ?? '.')) at += 1
  return at
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
