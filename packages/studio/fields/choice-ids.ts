import type { FlowFile } from '../source/flow-file.ts'
import type { Json, JsonObject } from '../source/json.ts'

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])

/** What can be in a variable because a question offers it: ids of choices, in order, each once. Of `results.<call>.outcome` and the like, nothing. */
export function choiceIdsOf(flow: FlowFile, variable: string): readonly string[] {
  const ids = Object.values(flow.nodes).flatMap(({ kind, variable: target, answer }) => {
    if (kind !== 'ask' || !isObject(answer)) return []
    const fields = answer.type === 'form' ? listOf(answer.fields).filter(isObject) : []
    const inFields = fields.flatMap((field) =>
      field.variable === variable && isObject(field.answer) ? offeredIn(field.answer) : [],
    )
    return target === variable ? [...offeredIn(answer), ...inFields] : inFields
  })
  return [...new Set(ids)]
}

/** Ids of the choices and cards of an answer. */
function offeredIn(answer: JsonObject): readonly string[] {
  const onCards = listOf(answer.cards).flatMap((card) => (isObject(card) ? listOf(card.choices) : []))
  return [...listOf(answer.choices), ...onCards].flatMap((choice) =>
    isObject(choice) && typeof choice.id === 'string' && choice.id !== '' ? [choice.id] : [],
  )
}
