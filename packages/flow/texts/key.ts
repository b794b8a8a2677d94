import type { Path } from '../path.ts'

/**
 * How texts files name a text of a node: its path, with list items by their id (or, fields of a form, their name; intents, their
 * own) where they have one, else by their place from 0; `answer.choices.ios`. The label of an item is what the item is named by.
 */
export function textKey(node: unknown, path: Path): string {
  const parts: string[] = []
  let at: unknown = node
  let inList = false
  for (const [index, part] of path.entries()) {
    at = memberOf(at, part)
    const id = typeof part === 'number' ? idOf(at) : null
    if (part === 'label' && inList && index === path.length - 1) break
    parts.push(id ?? String(part))
    inList = typeof part === 'number'
  }
  return parts.join('.')
}

/** How the text was named before intents were named by themselves; `null`: as it is now. */
export function formerKey([list, index, member]: Path): string | null {
  return list === 'intents' && typeof index === 'number' && member === 'label' ? `intents.${index}` : null
}

function memberOf(value: unknown, part: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
  return (value as { readonly [member: string | number]: unknown })[part]
}

/** Of an item of a list. What holds a dot would be read as two parts of a path. */
function idOf(item: unknown): string | null {
  const id = memberOf(item, 'id') ?? memberOf(item, 'name') ?? memberOf(item, 'intent')
  return typeof id === 'string' && id !== '' && !id.includes('.') ? id : null
}
