/**
 * The small Markdown that bots write: bold, italic, links, lists. Read into a tree of plain values, which is shown as elements and
 * text nodes only, so that nothing in a text can ever become markup or script.
 */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bold' | 'italic'; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] }

export type Block =
  | { readonly kind: 'paragraph'; readonly lines: readonly (readonly Inline[])[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }

const safeLink = /^(https?:\/\/|mailto:|tel:)[^\s<>"]+$/i
const marks =
  /\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|(?<![\p{L}\p{N}_])_([^_]+)_(?![\p{L}\p{N}_])|\[([^[\]]+)\]\(([^()\s]+)\)/gu

// A backslash makes a mark literal, as in what a person typed and the bot repeats. While a text is read, 32 code points that no text
// holds (noncharacters) stand for the 32 marks of ASCII.
const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
const firstStandIn = 0xfdd0
const standIns = /[\uFDD0-\uFDEF]/g
const hide = (text: string): string =>
  text
    .replace(standIns, '')
    .replace(/\\([!-/:-@[-`{-~])/g, (_, mark: string) => String.fromCharCode(firstStandIn + punctuation.indexOf(mark)))
const reveal = (text: string): string =>
  text.replace(standIns, (it) => punctuation[it.charCodeAt(0) - firstStandIn] ?? '')
const item = /^\s{0,3}(?:[-*+]|(\d{1,3})[.)])\s+(.*)$/

const maxDepth = 3

function readInline(text: string, depth = 0): readonly Inline[] {
  if (depth > maxDepth) return [{ kind: 'text', text: reveal(text) }]
  const nodes: Inline[] = []
  let end = 0
  for (const match of text.matchAll(marks)) {
    const node = inlineOf(match, depth)
    if (node === null) continue
    if (match.index > end) nodes.push({ kind: 'text', text: reveal(text.slice(end, match.index)) })
    nodes.push(node)
    end = match.index + match[0].length
  }
  if (end < text.length) nodes.push({ kind: 'text', text: reveal(text.slice(end)) })
  return nodes
}

function inlineOf([, bold, star, line, label, hidden]: readonly (string | undefined)[], depth: number): Inline | null {
  if (bold !== undefined) return { kind: 'bold', children: readInline(bold, depth + 1) }
  const italic = star ?? line
  if (italic !== undefined) return { kind: 'italic', children: readInline(italic, depth + 1) }
  const href = reveal(hidden ?? '')
  return safeLink.test(href) ? { kind: 'link', href, children: readInline(label ?? '', depth + 1) } : null
}

/** What one line is: of a list of either sort, of a paragraph, or nothing. */
function readLine(line: string): { readonly sort: 'ordered' | 'plain' | 'paragraph'; readonly text: string } | null {
  const match = item.exec(line)
  if (match !== null) return { sort: match[1] === undefined ? 'plain' : 'ordered', text: match[2] ?? '' }
  return line.trim() === '' ? null : { sort: 'paragraph', text: line }
}

export function readMarkdown(text: string): readonly Block[] {
  const blocks: Block[] = []
  let sort = ''
  let rows: (readonly Inline[])[] = []
  for (const line of hide(text).split('\n')) {
    const found = readLine(line)
    if (found === null) {
      sort = ''
      continue
    }
    if (found.sort !== sort) {
      rows = []
      sort = found.sort
      blocks.push(
        found.sort === 'paragraph'
          ? { kind: 'paragraph', lines: rows }
          : { kind: 'list', ordered: found.sort === 'ordered', items: rows },
      )
    }
    rows.push(readInline(found.text))
  }
  return blocks
}
