import type { LogLine } from './deployment.ts'
import { type LogLevel, logLimits } from './frame.ts'
import type { RequestLine } from './request-line.ts'

export interface Journal {
  readonly lines: readonly LogLine[]
  add(level: LogLevel, text: string): void
  /** Of a call that is traced; empty otherwise. */
  readonly requests: readonly RequestLine[]
  addRequest(line: RequestLine): void
  /** The most memory that the call's process was seen to hold, bytes; 0 when nobody looked. */
  memoryBytes: number
}

/** Requests that one call keeps: an action that makes more than this is understood from the first ones. */
const mostRequests = 100

/** Collects what one call logs. Bounded again here, since a child could be made to ignore its own bounds. `onLine` is told each line as it comes. */
export function createJournal(clean: (text: string) => string, onLine?: (line: LogLine) => void): Journal {
  const lines: LogLine[] = []
  const requests: RequestLine[] = []
  let characters = 0
  return {
    lines,
    requests,
    memoryBytes: 0,
    addRequest(line) {
      if (requests.length < mostRequests) requests.push(line)
    },
    add(level, text) {
      // Room for the worker's note about what it left out, and for the host's own lines.
      if (lines.length >= logLimits.lines + 5 || characters >= logLimits.characters + 3 * logLimits.lineCharacters)
        return
      const kept = clean(text)
      characters += kept.length
      const line = { level, text: kept, at: Date.now() }
      lines.push(line)
      onLine?.(line)
    },
  }
}
