import { RE2JS } from 're2js'

/** A regular expression in RE2's syntax. It runs in time linear in the text, so no answer can stall a server. */
export interface Pattern {
  /** Whether the whole of `text` matches. */
  matchesAll(text: string): boolean
  /** Whether any part of `text` matches. */
  matchesSome(text: string): boolean
}

/** A pattern, or why `source` is not one. RE2 has no look-around and no back references; those are refused here. */
export function compilePattern(source: string): Pattern | string {
  try {
    const compiled = RE2JS.compile(source)
    return {
      matchesAll: (text) => compiled.matches(text),
      matchesSome: (text) => compiled.matcher(text).find(),
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
