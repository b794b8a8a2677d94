/**
 * Taking up again a conversation that somebody left.
 *
 * FR1 an abandoned conversation of a flow with `resume` is taken up when the person says something or returns in time
 * FR2 it says the resume's text and goes to its node, or goes on with the question that was open
 * FR3 who returns to an open question after half an hour or more hears the text and the question again
 * FR4 inside a called flow without `resume`, that of the flow that called it holds
 */
import { z } from 'zod'
import type { Event } from './event.ts'
import { scopeIn } from './menu.ts'
import type { TopBuild } from './node-build.ts'
import { contentOf } from './nodes/ask.ts'
import type { Move } from './nodes/node.ts'
import { type Enclosing, findOutward } from './outward.ts'
import type { Program } from './program.ts'
import type { State } from './state.ts'
import type { Text } from './template.ts'
import type { Turn } from './turn.ts'

export const resumeSource = z.strictObject({
  within: z
    .string()
    .meta({ description: 'How long after it was abandoned a conversation may be taken up again, "7d".' }),
  text: z.string().optional().meta({ description: 'Liquid; said before the conversation goes on.' }),
  to: z.string().optional().meta({ description: 'Id of the node to go on with; without it, the open question.' }),
})

export interface Resume {
  /** Milliseconds. */
  readonly within: number
  readonly text: Text | null
  readonly to: string | null
}

export function compileResume(source: z.infer<typeof resumeSource> | undefined, build: TopBuild): Resume | null {
  if (source === undefined) return null
  return {
    within: build.duration(source.within, ['resume', 'within']),
    text: source.text === undefined ? null : build.text(source.text, ['resume', 'text']),
    to: source.to ?? null,
  }
}

/** Silence after which somebody who returns is reminded of where they were. */
const longSilence = 30 * 60_000

/** Whether the person may take the abandoned conversation up again at that moment, epoch milliseconds. FR1 */
export function canResume(program: Program, state: State, at: number): boolean {
  if (state.phase.kind !== 'abandoned' || state.leftAt === null) return false
  const within = findResume(program, state)?.flow.resume?.within ?? null
  return within !== null && at - state.leftAt <= within
}

/** The first move of a conversation that is taken up again; `null`: nothing of its own, the event goes its usual way. FR2 */
export function takeUp(turn: Turn, event: Extract<Event, { kind: 'said' | 'returned' }>): Move | null {
  turn.phase = { kind: 'answer' }
  turn.idle = 0
  turn.restartIdle = true
  const greeted = greetOf(turn)
  if (greeted === null) return null
  const { found, greet } = greeted
  const to = found.flow.resume?.to ?? null
  if (event.kind === 'returned') {
    greet()
    return to === null ? null : { kind: 'go', to, within: found }
  }
  turn.greet = greet
  if (to === null) return null
  const { body } = turn.node
  turn.hear(contentOf(event.said), body.kind === 'ask' && body.sensitive)
  return { kind: 'go', to, within: found }
}

/** Whether somebody who returns now has been away from an open question for long. FR3 */
export function wasAway(turn: Turn): boolean {
  if (turn.phase.kind !== 'answer' || turn.leftAt === null || turn.at - turn.leftAt < longSilence) return false
  const greeted = greetOf(turn)
  greeted?.greet()
  return greeted !== null
}

function greetOf(turn: Turn): { readonly found: Enclosing; readonly greet: () => void } | null {
  const found = findResume(turn.program, { flow: turn.flow.name, frames: turn.frames })
  if (found === null) return null
  const text = found.flow.resume?.text ?? null
  const greet = () => {
    if (text !== null) turn.say(text, scopeIn(turn, found))
  }
  return { found, greet }
}

/** FR4 */
function findResume(program: Program, state: Pick<State, 'flow' | 'frames'>): Enclosing | null {
  return findOutward(program, state, (flow) => flow.resume !== null)
}
