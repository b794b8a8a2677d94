/**
 * Variables that the words of a question fill besides its own, and what becomes of the questions that would have asked for them.
 *
 * FU8 a question is passed over, once, when the person said what it asks for before it was asked
 * FU9 `skip_known` passes it over whenever its variable is known, whoever said so; `false` always asks
 */
import type { ChoiceAnswer } from '../answers/choice.ts'
import type { NodeBuild } from '../node-build.ts'
import type { AskBody } from '../nodes/ask.ts'
import type { Turn } from '../turn.ts'
import type { Value } from '../value.ts'
import { slotOf } from './slot.ts'

/** Those that something can fill. */
export function compileFills(fills: readonly string[] | undefined, build: NodeBuild): readonly string[] | null {
  if (fills === undefined) return null
  return fills.filter((variable, index) => {
    const type = build.writes(variable, ['fills', index])
    if (type === null) return false
    if (slotOf(build.declared(variable) ?? undefined) !== null) return true
    build.problem(
      'bad-understanding',
      ['fills', index],
      `Nothing that people mention fills "${variable}" of type ${type}.`,
      'Declare the variable with the "entity" that fills it.',
    )
    return false
  })
}

/** The port by which a question is passed over whose variable is known already; `null`: it is asked. */
export function knownPort({ variable, skipKnown, answer }: AskBody, turn: Turn): string | null {
  const filled = turn.filled.includes(variable)
  if (filled) turn.filled = turn.filled.filter((name) => name !== variable)
  if (!(skipKnown ?? filled)) return null
  const known = turn.variables[variable] ?? null
  if (known === null) return null
  if (filled) turn.note('answered')
  return (answer.type === 'choice' ? portOfChoice(answer, known) : null) ?? 'next'
}

function portOfChoice({ ports }: ChoiceAnswer, known: Value): string | null {
  const reading = ports.get(String(known))
  return reading?.kind === 'value' ? (reading.port ?? null) : null
}
