import type { NodeSource } from '../nodes/index.ts'
import type { Path } from '../path.ts'
import type { ActionSignature } from '../source.ts'

/**
 * How much logic at some place of a node needs what it reads.
 *
 * `value`: it is there for its value, and null is none. `parts`: null would do, a failure would not. `nothing`: what fails or is
 * null is left out, as the author may well mean it to be. `one of`: of several, one that is known is enough.
 */
export type Need =
  | { readonly kind: 'value' | 'parts' | 'nothing' }
  /** `group`: what they are alternatives for; `way`: which of them this is. */
  | { readonly kind: 'one of'; readonly group: string; readonly way: string }

const value: Need = { kind: 'value' }
const parts: Need = { kind: 'parts' }
const nothing: Need = { kind: 'nothing' }

/** Settings of Braze nodes that are left out of the call when they are null. FB4 */
const leftOut = ['attributes', 'properties', 'context', 'trigger_properties', 'time', 'send_to_existing_only']

/** `path` inside the node; `action`: what its action declares, where it has one. */
export function needAt(node: NodeSource, path: Path, action: ActionSignature | undefined): Need {
  const [first, second] = path
  if (first === 'save' || first === 'set' || first === 'language') return parts
  switch (node.kind) {
    case 'branch':
    case 'wait':
    case 'call':
      return parts
    case 'action':
      return first === 'input' && isRequired(action, second) ? value : nothing
    case 'ask':
      return first === 'answer' && Object.hasOwn(node.to, 'empty') ? nothing : value
    default:
      return node.kind.startsWith('braze-') ? needOfBraze(path) : value
  }
}

function needOfBraze(path: Path): Need {
  const user = path.indexOf('user')
  if (user !== -1) {
    const group = path.slice(0, user + 1).join('.')
    return { kind: 'one of', group, way: String(path[user + 1] ?? '') }
  }
  return path.some((part) => typeof part === 'string' && leftOut.includes(part)) ? nothing : value
}

/** Whether the action cannot do without the input: it is required, and has no default. */
function isRequired(action: ActionSignature | undefined, input: string | number | undefined): boolean {
  const { required, properties } = action?.input ?? {}
  if (typeof input !== 'string' || !Array.isArray(required) || !required.includes(input)) return false
  const schema: unknown =
    typeof properties === 'object' && properties !== null ? Reflect.get(properties, input) : undefined
  return typeof schema !== 'object' || schema === null || !('default' in schema)
}
