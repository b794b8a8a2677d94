import { RE2JS } from 're2js'
import type { EntityDefinition } from '../nlu-content.ts'
import type { Candidate, Finder } from './candidate.ts'

/** What one pattern may find in one text. */
const mostFound = 20
/** Steps of all patterns on one text: instructions times characters. Patterns that would go beyond it are not tried. */
const mostSteps = 3_000_000

/**
 * Finds what the solution's own regular expressions match, in capitals or small letters unless they say `(?-i)`; those that are none
 * find nothing. RE2: linear in the text.
 */
export function createPatternFinder(entities: { readonly [entity: string]: EntityDefinition }): Finder {
  const compiled = Object.entries(entities).flatMap(([type, { patterns = [] }]) =>
    patterns.flatMap((source) => {
      const pattern = compile(source)
      return pattern === null ? [] : [{ type, pattern, size: pattern.programSize() }]
    }),
  )
  if (compiled.length === 0) return () => []
  return ({ plain }) => {
    const found: Candidate[] = []
    let steps = 0
    for (const { type, pattern, size } of compiled) {
      steps += size * plain.length
      if (steps > mostSteps) break
      const matcher = pattern.matcher(plain)
      for (let count = 0; count < mostFound && matcher.find(); count++) {
        const [start, end] = [matcher.start(), matcher.end()]
        // An empty match is none, and the next would be the same.
        if (end > start) found.push({ type, value: plain.slice(start, end), start, end, confidence: 0.95, own: true })
      }
    }
    return found
  }
}

function compile(source: string): RE2JS | null {
  try {
    return RE2JS.compile(source, RE2JS.CASE_INSENSITIVE)
  } catch {
    return null
  }
}
