/**
 * Braze's dialect of Liquid, rewritten as plain Liquid.
 *
 * Braze names its own variables in `${}`, and lets `{{ … }}` stand inside a tag. Neither is Liquid: `{{${first_name}}}` closes one brace
 * too early. Owns the rewriting, which looks at each character once. Leaves the meaning of names to `scope.ts`, of tags to `tag/`.
 *
 * L1 `${name}` is a member of what stands before it, of the profile when nothing does, whatever characters the name has.
 * L2 `{{ … }}` inside a tag is the expression in it. `connected_content` and `catalog_items` are left as they are: there it is a text.
 * L3 What stands between `raw` and `endraw` is not touched. HTML comments are gone before anything is read.
 */
import { LiquidProblem } from './problem.ts'

/** The variable that holds the profile's own fields: `${first_name}` is `braze_profile["first_name"]`. */
export const PROFILE = 'braze_profile'

/** Blocks within blocks, as Shopify's Liquid allows them. */
const DEPTH = 100
const blocks: ReadonlySet<string> = new Set(['if', 'unless', 'case', 'for', 'tablerow', 'capture', 'translation'])
/** Tags whose arguments are texts with Liquid in them. */
const textTags: ReadonlySet<string> = new Set(['connected_content', 'catalog_items', 'message_extras'])

/** The text as plain Liquid. Throws a {@link LiquidProblem} when blocks are nested too deeply. */
export function translate(source: string): string {
  const text = removeComments(source)
  let translated = ''
  let at = 0
  let depth = 0
  while (at < text.length) {
    const open = findOpening(text, at)
    translated += text.slice(at, open)
    if (open === text.length) break
    const piece = text.startsWith('{{', open) ? readOutput(text, open) : readTag(text, open)
    if (piece.name !== undefined && blocks.has(piece.name)) depth += 1
    if (piece.name?.startsWith('end') === true) depth -= 1
    if (depth > DEPTH) throw new LiquidProblem('Nesting too deep')
    translated += piece.text
    at = piece.end
  }
  return translated
}

interface Piece {
  readonly text: string
  readonly end: number
  readonly name?: string
}

function findOpening(text: string, from: number): number {
  for (let at = text.indexOf('{', from); at !== -1; at = text.indexOf('{', at + 1)) {
    if (text[at + 1] === '{' || text[at + 1] === '%') return at
  }
  return text.length
}

/** An output from `{{` on. Unclosed, it is left for the parser to complain about. */
function readOutput(text: string, open: number): Piece {
  let inner = ''
  let at = open + 2
  while (at < text.length) {
    if (text.startsWith('}}', at)) return { text: `{{${inner}}}`, end: at + 2 }
    const part = readPart(text, at, text.length)
    inner = join(inner, part)
    at = part.end
  }
  return { text: text.slice(open), end: text.length }
}

function readTag(text: string, open: number): Piece {
  const close = text.indexOf('%}', open + 2)
  if (close === -1) return { text: text.slice(open), end: text.length }
  const end = close + 2
  const name = /^\{%-?\s*(\w+)/.exec(text.slice(open, Math.min(end, open + 100)))?.[1]
  if (name === undefined || textTags.has(name)) return { text: text.slice(open, end), end, name: name ?? '' } // L2
  if (name === 'raw') return readRaw(text, open, end)
  let inner = ''
  let at = open + 2
  while (at < close) {
    if (text.startsWith('{{', at) || text.startsWith('}}', at)) {
      inner += ' ' // L2
      at += 2
      continue
    }
    const part = readPart(text, at, close)
    inner = join(inner, part)
    at = part.end
  }
  return { text: `{%${inner}%}`, end, name }
}

/** Everything up to the end of `endraw`. */
function readRaw(text: string, open: number, end: number): Piece {
  const found = /\{%-?\s*endraw\s*-?%\}/.exec(text.slice(end))
  const stop = found === null ? text.length : end + found.index + found[0].length
  return { text: text.slice(open, stop), end: stop } // L3
}

type Part = { readonly end: number } & ({ readonly plain: string } | { readonly member: string })

/** One quoted text, one `${name}` or one character. */
function readPart(text: string, at: number, end: number): Part {
  const first = text[at] ?? ''
  if (first === "'" || first === '"') {
    const close = text.indexOf(first, at + 1)
    if (close !== -1 && close < end) return { plain: text.slice(at, close + 1), end: close + 1 }
  }
  if (first === '$' && text[at + 1] === '{') {
    const close = text.indexOf('}', at)
    if (close !== -1 && close < end) return { member: text.slice(at + 2, close).trim(), end: close + 1 }
  }
  return { plain: first, end: at + 1 }
}

function join(before: string, part: Part): string {
  if ('plain' in part) return before + part.plain
  const owner = before.endsWith('.') ? before.slice(0, -1) : `${before}${PROFILE}`
  return `${owner}[${JSON.stringify(part.member)}]` // L1
}

function removeComments(text: string): string {
  let kept = ''
  let at = 0
  for (let open = text.indexOf('<!--'); open !== -1; open = text.indexOf('<!--', at)) {
    const close = text.indexOf('-->', open + 4)
    if (close === -1) break
    kept += text.slice(at, open)
    at = close + 3
  }
  return kept + text.slice(at)
}
