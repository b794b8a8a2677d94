import { getAt, setAt } from '../../fields/path.ts'
import type { JsonObject } from '../../source/json.ts'
import { withPort } from './change-port.ts'

/** A node that understands with another intent at a place of its list. Where it leads goes with it, unless another one leads by that port too. */
export function changeIntent(node: JsonObject, index: number, to: string): JsonObject {
  const item = getAt(node, ['intents', index]) as JsonObject | undefined
  const changed = setAt(node, ['intents', index, 'intent'], to)
  const from = item?.intent
  if (typeof from !== 'string' || item?.port !== undefined) return changed
  const listed = changed.intents as readonly JsonObject[]
  const isShared = listed.some(({ intent, port }, at) => at !== index && (port ?? intent) === from)
  return isShared ? changed : withPort(changed, from, to)
}
