import type { Reading } from '../answers/answer.ts'
import { readAnswer } from '../answers/index.ts'
import type { AskBody } from '../nodes/ask.ts'
import type { Turn } from '../turn.ts'
import type { Value, Values } from '../value.ts'
import { mentionedIn, naturalEntity, valueFor } from './entity.ts'
import type { Meaning } from './listen.ts'
import { readEntity, slotOf } from './slot.ts'

/** Of a form that is typed: what the words fill of its fields, beside the one that is asked for. `null`: nothing more. FU11 */
export function formFills(body: AskBody, turn: Turn, text: string, reading: Reading): Meaning | null {
  const { answer } = body
  if (answer.type !== 'form' || body.fills?.length === 0) return null
  const draft: Values = turn.draft ?? {}
  const open = answer.fields.filter(({ name }) => !Object.hasOwn(draft, name))
  if (open.length < 2) return null
  const found: { [name: string]: Value } = {}
  const left = new Set(mentionedIn(text, turn).meant)
  for (const { name, variable, answer: wanted } of open) {
    const slot = variable === null ? null : slotOf(turn.flow.variables.get(variable))
    const type = slot?.type ?? naturalEntity(wanted.type)
    if (type === null) continue
    for (const entity of left) {
      const given = valueFor(entity, type, slot?.role ?? null) ?? null
      const value = given === null ? undefined : readEntity(wanted, entity, given, turn)
      if (value === undefined) continue
      found[name] = value
      if (entity.type === type) left.delete(entity)
      break
    }
  }
  const names = Object.keys(found)
  const [first] = open
  // One thing that is the answer to what was asked needs no more than that.
  if (
    names.length === 0 ||
    (names.length === 1 && first !== undefined && names[0] === first.name && reading.kind !== 'wrong')
  )
    return null
  const now = { ...draft, ...found }
  const whole = answer.fields.every(({ name }) => Object.hasOwn(now, name))
  if (!whole) return { kind: 'answer', reading: { kind: 'more', draft: now }, fills: [] }
  return { kind: 'answer', reading: readAnswer(answer, { kind: 'form', form: now }, turn), fills: [] }
}
