import type { Value } from '@parley/flow'

// C0 without tab and newline, DEL, C1. Nobody types these; they come along when text is pasted out of a terminal or a PDF,
// so they are taken out instead of refused.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/

export const hasControls = (text: string): boolean => control.test(text) || !text.isWellFormed()

/** Text as it may enter the system: line ends are `\n`, no other control characters, lone surrogates are U+FFFD. */
export function cleanText(text: string): string {
  if (!hasControls(text)) return text
  return text.replace(/\r\n?/g, '\n').replace(controls, '').toWellFormed()
}

/** Counts what people call characters closely enough: code points. */
export const lengthOf = (text: string): number => [...text].length

/** Deeper than any form or page tag; shallow enough that no recursion over it can exhaust a stack. */
const maxDepth = 16

/**
 * A JSON value with every text and key in it cleaned; `undefined` when it is nested too deeply or holds a number that JSON
 * cannot hold (`1e999`). The key `__proto__` is dropped: copied carelessly, it would change the copy's prototype.
 */
export function cleanValue(value: unknown, depth = 0): Value | undefined {
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'string') return cleanText(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value !== 'object' || depth === maxDepth) return undefined
  if (Array.isArray(value)) {
    const items = value.map((item) => cleanValue(item, depth + 1))
    return items.some((item) => item === undefined) ? undefined : (items as Value[])
  }
  const entries: [string, Value][] = []
  for (const [key, item] of Object.entries(value)) {
    const clean = cleanValue(item, depth + 1)
    if (clean === undefined) return undefined
    const name = cleanText(key)
    if (name !== '__proto__') entries.push([name, clean])
  }
  return Object.fromEntries(entries)
}
