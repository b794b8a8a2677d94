/** The small Markdown of the bot's texts, read into plain values: nothing in a text can become markup. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bold' | 'italic'; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] }

export interface Block {
  readonly kind: 'paragraph' | 'list' | 'ordered'
  readonly lines: readonly (readonly Inline[])[]
}

const safeLink = /^(https?:\/\/|mailto:|tel:)[^\s<>"]+$/i
const marks =
  /\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|(?<![\p{L}\p{N}_])_([^_]+)_(?![\p{L}\p{N}_])|\[([^[\]]+)\]\(([^()\s]+)\)/gu
const item = /^\s{0,3}(?:[-*+]|(\d{1,3})[.)])\s+(.*)$/
const deepest = 3

// A backslash makes a mark literal. While a text is read, noncharacters, which no text holds, stand for the 32 marks of ASCII.
const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
const firstStandIn = 0xfdd0
const standIns = /[\uFDD0-\uFDEF]/g
const hide = (text: string): string =>
  text
    .replace(standIns, '')
    .replace(/\\([!-/:-@[-`{-~])/g, (_, mark: string) => String.fromCharCode(firstStandIn + punctuation.indexOf(mark)))
const show = (text: string): string =>
  text.replace(standIns, (each) => punctuation[each.charCodeAt(0) - firstStandIn] ?? '')

export function readMarkdown(text: string): readonly Block[] {
  const blocks: { readonly kind: Block['kind']; readonly lines: (readonly Inline[])[] }[] = []
  let kind: Block['kind'] | null = null
  for (const line of hide(text).split('\n')) {
    if (line.trim() === '') {
      kind = null
      continue
    }
    const match = item.exec(line)
    const next = match === null ? 'paragraph' : match[1] === undefined ? 'list' : 'ordered'
    if (next !== kind) blocks.push({ kind: next, lines: [] })
    kind = next
    blocks.at(-1)?.lines.push(readInline(match?.[2] ?? line, 0))
  }
  return blocks
}

function readInline(text: string, depth: number): readonly Inline[] {
  if (depth > deepest) return [{ kind: 'text', text: show(text) }]
  const found: Inline[] = []
  let end = 0
  for (const match of text.matchAll(marks)) {
    const inline = inlineOf(match, depth)
    if (inline === null) continue
    if (match.index > end) found.push({ kind: 'text', text: show(text.slice(end, match.index)) })
    found.push(inline)
    end = match.index + match[0].length
  }
  if (end < text.length) found.push({ kind: 'text', text: show(text.slice(end)) })
  return found
}

function inlineOf([, bold, star, under, label, target]: readonly (string | undefined)[], depth: number): Inline | null {
  if (bold !== undefined) return { kind: 'bold', children: readInline(bold, depth + 1) }
  const italic = star ?? under
  if (italic !== undefined) return { kind: 'italic', children: readInline(italic, depth + 1) }
  const href = show(target ?? '')
  return safeLink.test(href) ? { kind: 'link', href, children: readInline(label ?? '', depth + 1) } : null
}
