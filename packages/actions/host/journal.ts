import type { LogLine } from './deployment.ts'
import { type LogLevel, logLimits } from './frame.ts'

export interface Journal {
  readonly lines: readonly LogLine[]
  add(level: LogLevel, text: string): void
}

/** Collects what one call logs. Bounded again here, since a child could be made to ignore its own bounds. */
export function createJournal(clean: (text: string) => string): Journal {
  const lines: LogLine[] = []
  let characters = 0
  return {
    lines,
    add(level, text) {
      // Room for the worker's note about what it left out, and for the host's own lines.
      if (lines.length >= logLimits.lines + 5 || characters >= logLimits.characters + 3 * logLimits.lineCharacters)
        return
      const kept = clean(text)
      characters += kept.length
      lines.push({ level, text: kept, at: Date.now() })
    },
  }
}
