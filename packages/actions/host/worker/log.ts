import type { LogLevel } from '../frame.ts'
import { type Call, currentCall } from './call.ts'
import { inspect, textSlice } from './intrinsics.ts'
import { send } from './wire.ts'

// The host's `logLimits`; this file cannot import it at run time, as the worker loads nothing but its own folder.
const lineCharacters = 4096
const lines = 200
const characters = 64 * 1024

const shape = { depth: 4, colors: false, strAbbreviateSize: 1000, iterableLimit: 50 }

function render(parts: readonly unknown[]): string {
  let line = ''
  for (let i = 0; i < parts.length && line.length <= lineCharacters; i++) {
    const part = parts[i]
    let text: string
    try {
      text = typeof part === 'string' ? part : inspect(part, shape)
    } catch {
      text = '[cannot be shown]'
    }
    line += i === 0 ? text : ` ${text}`
  }
  return line.length > lineCharacters ? `${textSlice(line, 0, lineCharacters)}… (line cut)` : line
}

/** Sends one line of a call, within its limits; the host says at the end how much was left out. */
export function writeLog(call: Call, level: LogLevel, parts: readonly unknown[]): void {
  const { logged } = call
  if (logged.lines >= lines || logged.characters >= characters) {
    logged.cut += 1
    return
  }
  const text = render(parts)
  logged.lines += 1
  logged.characters += text.length
  send({ kind: 'log', call: call.id, level, text })
}

/** Says how many lines were left out, as the last line. */
export function finishLog(call: Call): void {
  if (call.logged.cut === 0) return
  const text = `${call.logged.cut} more lines were left out: a run keeps ${lines} lines and ${characters} characters.`
  send({ kind: 'log', call: call.id, level: 'warn', text })
}

const levels: Readonly<Record<string, LogLevel>> = {
  debug: 'debug',
  trace: 'debug',
  log: 'info',
  info: 'info',
  dir: 'info',
  table: 'info',
  warn: 'warn',
  error: 'error',
}

/** A console that writes to the log of the call it is used in. */
export function createConsole(): Record<string, (...parts: readonly unknown[]) => void> {
  const made: Record<string, (...parts: readonly unknown[]) => void> = {}
  for (const name in levels) {
    const level = levels[name] ?? 'info'
    made[name] = (...parts) => currentCall()?.log(level, parts)
  }
  made.assert = (fine, ...parts) => {
    if (!fine) currentCall()?.log('error', ['Assertion failed', ...parts])
  }
  for (const name of [
    'group',
    'groupCollapsed',
    'groupEnd',
    'time',
    'timeEnd',
    'timeLog',
    'count',
    'countReset',
    'clear',
  ]) {
    made[name] = () => {}
  }
  return made
}
