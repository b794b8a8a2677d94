// The small Markdown that bots write: bold, italic, links, lists. Read into a tree of plain values, then built with
// createElement and textContent only, so that nothing in a text can ever become markup or script.

/**
 * @typedef {{ kind: 'text', text: string } | { kind: 'bold' | 'italic', children: Inline[] } | { kind: 'link', href: string, children: Inline[] }} Inline
 * @typedef {{ kind: 'paragraph', lines: Inline[][] } | { kind: 'list', ordered: boolean, items: Inline[][] }} Block
 */

const safeLink = /^(https?:\/\/|mailto:|tel:)[^\s<>"]+$/i
const marks =
  /\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|(?<![\p{L}\p{N}_])_([^_]+)_(?![\p{L}\p{N}_])|\[([^[\]]+)\]\(([^()\s]+)\)/gu

// A backslash makes a mark literal, as in what a person typed and the bot repeats. While a text is read, 32 code points that no text
// holds (noncharacters) stand for the 32 marks of ASCII.
const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
const firstStandIn = 0xfdd0
const standIns = /[\uFDD0-\uFDEF]/g
const hide = (text) =>
  text
    .replace(standIns, '')
    .replace(/\\([!-/:-@[-`{-~])/g, (_, mark) => String.fromCharCode(firstStandIn + punctuation.indexOf(mark)))
const reveal = (text) => text.replace(standIns, (it) => punctuation[it.charCodeAt(0) - firstStandIn])
const item = /^\s{0,3}(?:[-*+]|(\d{1,3})[.)])\s+(.*)$/

/** @param {string} text @param {number} depth @returns {Inline[]} */
function readInline(text, depth = 0) {
  if (depth > 3) return [{ kind: 'text', text: reveal(text) }]
  const nodes = []
  let end = 0
  for (const match of text.matchAll(marks)) {
    const [whole, bold, star, line, label, href] = match
    const node = inlineOf({ bold, italic: star ?? line, label, href }, depth)
    if (node === null) continue
    if (match.index > end) nodes.push({ kind: 'text', text: reveal(text.slice(end, match.index)) })
    nodes.push(node)
    end = match.index + whole.length
  }
  if (end < text.length) nodes.push({ kind: 'text', text: reveal(text.slice(end)) })
  return nodes
}

function inlineOf({ bold, italic, label, href: hidden }, depth) {
  const href = reveal(hidden ?? '')
  if (bold !== undefined) return { kind: 'bold', children: readInline(bold, depth + 1) }
  if (italic !== undefined) return { kind: 'italic', children: readInline(italic, depth + 1) }
  return safeLink.test(href) ? { kind: 'link', href, children: readInline(label, depth + 1) } : null
}

/** What one line belongs to: a list of either sort, a paragraph, or nothing. */
function readLine(line) {
  const match = item.exec(line)
  if (match) return { block: { kind: 'list', ordered: match[1] !== undefined, items: [] }, text: match[2] }
  return line.trim() === '' ? null : { block: { kind: 'paragraph', lines: [] }, text: line }
}

/** @param {string} text @returns {Block[]} */
export function readMarkdown(text) {
  const blocks = []
  let open = null
  for (const line of hide(text).split('\n')) {
    const found = readLine(line)
    if (found === null) {
      open = null
      continue
    }
    if (open?.kind !== found.block.kind || open.ordered !== found.block.ordered) {
      open = found.block
      blocks.push(open)
    }
    const rows = open.kind === 'list' ? open.items : open.lines
    rows.push(readInline(found.text))
  }
  return blocks
}

function buildInline(nodes) {
  return nodes.map((node) => {
    if (node.kind === 'text') return document.createTextNode(node.text)
    const element = document.createElement({ bold: 'strong', italic: 'em', link: 'a' }[node.kind])
    if (node.kind === 'link') {
      element.href = node.href
      element.target = '_blank'
      element.rel = 'noopener noreferrer'
    }
    element.append(...buildInline(node.children))
    return element
  })
}

/** @param {Block[]} blocks @returns {HTMLElement[]} */
export function buildMarkdown(blocks) {
  return blocks.map((block) => {
    if (block.kind === 'paragraph') {
      const paragraph = document.createElement('p')
      block.lines.forEach((line, index) => {
        if (index > 0) paragraph.append(document.createElement('br'))
        paragraph.append(...buildInline(line))
      })
      return paragraph
    }
    const list = document.createElement(block.ordered ? 'ol' : 'ul')
    for (const entry of block.items) {
      const element = document.createElement('li')
      element.append(...buildInline(entry))
      list.append(element)
    }
    return list
  })
}
