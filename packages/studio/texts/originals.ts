/** The texts of flows in the language that the flows are written in. */
import { textKey } from '@parley/flow/text-key'
import type { Path } from '../fields/path.ts'
import { flowSpots, spotsOf } from '../inspector/roles.ts'
import type { FlowFile, NodeFile } from '../source/flow-file.ts'
import type { Json } from '../source/json.ts'

/** A text as its flow has it. */
export interface Original {
  readonly flow: string
  /** `null`: of the flow itself. */
  readonly node: string | null
  /** As texts files name it inside the node. */
  readonly key: string
  /** Where it stands in the node, or in the flow. */
  readonly path: Path
  readonly text: string
  /** `read`: people read it; `typed`: people may type it, several with commas; `address`: neither. */
  readonly use: 'read' | 'typed' | 'address'
}

/** Members that people do not read. */
const addresses = new Set(['url', 'image', 'poster', 'skill', 'brief'])

const ofNode = new WeakMap<NodeFile, readonly Omit<Original, 'flow' | 'node'>[]>()

/** Of each node what it says first; what is offered and typed comes after it. */
export function originalsOf(name: string, flow: FlowFile): readonly Original[] {
  return [
    ...flowSpots(flow).map(({ path, text }) => ({
      flow: name,
      node: null,
      key: textKey(flow, path),
      path,
      text,
      use: 'read' as const,
    })),
    ...Object.entries(flow.nodes).flatMap(([node, file]) =>
      textsOf(file).map((text) => ({ flow: name, node, ...text })),
    ),
  ]
}

function textsOf(node: NodeFile): readonly Omit<Original, 'flow' | 'node'>[] {
  const known = ofNode.get(node)
  if (known !== undefined) return known
  const said = spotsOf(node)
    .filter(({ role, text }) => role === 'text' && text.trim() !== '')
    .map(({ path, text }) => ({ key: textKey(node, path), path, text, use: useOf(node, path) }))
  const typed = synonymsIn(node, []).map(({ path, text }) => ({
    key: textKey(node, path),
    path,
    text,
    use: 'typed' as const,
  }))
  const texts = [...said, ...typed].toSorted((a, b) => Number(a.key !== 'text') - Number(b.key !== 'text'))
  ofNode.set(node, texts)
  return texts
}

function useOf(node: NodeFile, path: Path): Original['use'] {
  const last = path.at(-1)
  return node.kind.startsWith('braze-') || (typeof last === 'string' && addresses.has(last)) ? 'address' : 'read'
}

function synonymsIn(value: Json | undefined, path: Path): readonly { readonly path: Path; readonly text: string }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => synonymsIn(item, [...path, index]))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([member, inner]) => {
    if (member === 'meta') return []
    const isWords = member === 'synonyms' && Array.isArray(inner) && inner.every((each) => typeof each === 'string')
    return isWords ? [{ path: [...path, member], text: inner.join(', ') }] : synonymsIn(inner, [...path, member])
  })
}

/** Whether there is anything to translate: letters outside of Liquid and addresses. */
export function hasWords(text: string): boolean {
  return /\p{L}/u.test(text.replace(/\{\{.*?\}\}|\{%.*?%\}|\]\([^()\s]*\)|https?:\/\/\S+/gs, ''))
}
