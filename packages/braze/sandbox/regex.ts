import { createContext, Script } from 'node:vm'

/**
 * Patterns that strangers wrote, tried on texts that strangers wrote.
 *
 * A pattern may take for ever on some text. One that cannot, because it repeats at most once and the text is short, is tried as it is;
 * every other in an interpreter that can be stopped, and all of those together for a bounded time.
 */

/** One text. Milliseconds. */
const ONE_MS = 250
/** All texts within a window: beyond it nothing matches until the next begins. A segment of many profiles asks once for each. */
const WINDOW = { ms: 20_000, spent: 2000 }
/** Characters of a text that a pattern which repeats once cannot get lost in. */
const SHORT = 1000

const script = new Script('new RegExp(pattern).test(text)')
const context = createContext({ pattern: '', text: '' })
let windowEnds = 0
let spent = 0

/** Whether the pattern is found in the text. One that is no pattern, or takes too long, is not. */
export function matchesPattern(pattern: string, text: string): boolean {
  try {
    return text.length <= SHORT && isTame(pattern) ? new RegExp(pattern).test(text) : testWithin(pattern, text)
  } catch {
    return false
  }
}

/** Whether the pattern has at most one repetition or option, not of a group, and refers to nothing that it found before. */
function isTame(pattern: string): boolean {
  if (/\\[1-9k]|\)[*+?{]/.test(pattern)) return false
  // The question mark of `(?:` and `(?<name>` is no option, that of `(?=` looks elsewhere.
  return (pattern.replaceAll(/\(\?(:|<\w)/g, '(').match(/[*+?{]/g) ?? []).length <= 1
}

function testWithin(pattern: string, text: string): boolean {
  const started = performance.now()
  if (started >= windowEnds) {
    windowEnds = started + WINDOW.ms
    spent = 0
  }
  const left = WINDOW.spent - spent
  if (left < 1) return false
  Object.assign(context, { pattern, text })
  try {
    return script.runInContext(context, { timeout: Math.ceil(Math.min(ONE_MS, left)) }) === true
  } finally {
    spent += performance.now() - started
  }
}
