/**
 * The Markdown of the bot's texts: bold, italic, links, lists, and a backslash before whatever is meant as it is.
 *
 * Owns what keeps a value from becoming Markdown, and texts without their marks. Building something to look at is each
 * channel's concern.
 */

/** ASCII punctuation, all of which a backslash makes literal (CommonMark 2.4). */
const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
/** The 32 noncharacters (Unicode 23.7) that stand for literal marks while a text is read; no text holds them. */
const firstStandIn = 0xfdd0
/** Before a value, until the text around it is known. */
const valueStart = '\uFFFE'
const reserved = /[\uFDD0-\uFDEF\uFFFE]/g

/** What is Markdown anywhere in a text. An underline inside a word is none, so that addresses stay as they are. */
const marks = /[\\`*[\]<]|(?<![\p{L}\p{N}_])_+|_+(?![\p{L}\p{N}_])/gu
/** What begins a list, a heading or a quotation at the beginning of a line. */
const starts = String.raw`[-+](?=\s)|#{1,6}(?=\s)|>|\d{1,9}(?=[.)]\s)`
const lineStarts = new RegExp(`(\\n[ \\t]{0,3})(${starts})`, 'g')
const valueStarts = new RegExp(`((?:^|\\n)[ \\t]{0,3})${valueStart}(${starts})`, 'g')

const literal = (_: string, before: string, start: string): string =>
  /\d/.test(start) ? `${before}${start}\\` : `${before}\\${start}`

/** A value so that the text around it shows it as it is. The whole text then goes through `settleValues`. */
export function escapeMarkdown(value: string): string {
  return (
    valueStart +
    value
      .replace(reserved, '')
      .replace(marks, (found) => found.replace(/./g, '\\$&'))
      .replace(lineStarts, literal)
  )
}

/** Settles what only the text around a value can: whether the value begins a line. */
export function settleValues(text: string): string {
  return text.includes(valueStart) ? text.replace(valueStarts, literal).replaceAll(valueStart, '') : text
}

/** A bot's text as it reads without its marks, a link as "label (address)". */
export function plainOfMarkdown(text: string): string {
  return text
    .replace(reserved, '')
    .replace(/\\([!-/:-@[-`{-~])/g, (_, mark: string) => String.fromCharCode(firstStandIn + punctuation.indexOf(mark)))
    .replace(/\[([^[\]]+)\]\(([^()\s]+)\)/g, (_, label: string, address: string) =>
      label === address ? address : `${label} (${address})`,
    )
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/\*([^*\s][^*]*)\*/g, '$1')
    .replace(/(?<![\p{L}\p{N}_])_([^_]+)_(?![\p{L}\p{N}_])/gu, '$1')
    .replace(/[\uFDD0-\uFDEF]/g, (standIn) => punctuation[standIn.charCodeAt(0) - firstStandIn] ?? '')
}
