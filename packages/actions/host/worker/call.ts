import type { CallContext, LogLevel } from '../frame.ts'
import { create, NativeController, storedCall } from './intrinsics.ts'

/** One running action, as the worker sees it. */
export interface Call {
  readonly id: number
  readonly context: CallContext
  readonly controller: AbortController
  /** What it has logged so far, and what was left out. */
  readonly logged: { lines: number; characters: number; cut: number }
  readonly log: (level: LogLevel, parts: readonly unknown[]) => void
}

/** Running calls by number. Without a prototype, so that no action can put itself between. */
const calls = create(null) as Record<number, Call>

export function openCall(
  id: number,
  context: CallContext,
  log: (call: Call, level: LogLevel, parts: readonly unknown[]) => void,
): Call {
  const call: Call = {
    id,
    context,
    controller: new NativeController(),
    logged: { lines: 0, characters: 0, cut: 0 },
    log: (level, parts) => {
      if (calls[id] === call) log(call, level, parts)
    },
  }
  calls[id] = call
  return call
}

/** False when it was closed before. */
export function closeCall(id: number): boolean {
  const open = calls[id] !== undefined
  delete calls[id]
  return open
}

export function findCall(id: number): Call | undefined {
  return calls[id]
}

/** The call whose code is running, when it is still open. */
export function currentCall(): Call | undefined {
  const call = storedCall() as Call | undefined
  return call && calls[call.id] === call ? call : undefined
}
