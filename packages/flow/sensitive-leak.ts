import type { Expression } from './expression.ts'
import { type LogicMore, sensitiveOutput } from './logic-more.ts'
import type { Declaration } from './variable.ts'

/**
 * The sensitive answer that logic hands on, by the name under which it reads it; `null` when there is none. A yes or no
 * about an answer is not the answer.
 */
export function leakOf(
  { uses, type }: Expression,
  variables: ReadonlyMap<string, Declaration>,
  more?: LogicMore,
): string | null {
  if (type === 'bool') return null
  for (const use of uses) {
    const [name = ''] = use
    const leaked = variables.get(name)?.sensitive === true ? name : sensitiveOutput(use, more)
    if (leaked !== null) return leaked
  }
  return null
}
