import type { Flow, Program } from './program.ts'
import type { CallFrame, State } from './state.ts'

/** A flow that the conversation is in. `frame`: where it waits; `null` for the present one. */
export interface Enclosing {
  readonly flow: Flow
  /** How many flows wait for this one to return. */
  readonly depth: number
  readonly frame: CallFrame | null
}

/** The innermost flow that the conversation is in and that has what is looked for: the present one, or one that waits for it. */
export function findOutward(
  program: Program,
  { flow, frames }: Pick<State, 'frames'> & { readonly flow: string },
  has: (flow: Flow) => boolean,
): Enclosing | null {
  const present = program.flows.get(flow)
  if (present !== undefined && has(present)) return { flow: present, depth: frames.length, frame: null }
  for (let depth = frames.length - 1; depth >= 0; depth--) {
    const frame = frames[depth]
    const waiting = frame === undefined ? undefined : program.flows.get(frame.flow)
    if (frame !== undefined && waiting !== undefined && has(waiting)) return { flow: waiting, depth, frame }
  }
  return null
}
