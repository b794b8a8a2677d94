import type { NodeFile } from '../source/flow-file.ts'
import { isObject, type Json, type JsonObject } from '../source/json.ts'
import type { SourceStore } from '../source/store.ts'
import type { Overwritten } from './overwritten.ts'

/** Puts back what somebody else's edit took the place of, as an edit of its own. */
export function takeBack(store: SourceStore, { flow, node, member, mine }: Overwritten): void {
  store.editFlow(flow, (file) => {
    const before = file.nodes[node]
    if (before === undefined && member.length > 0) return file
    return { ...file, nodes: { ...file.nodes, [node]: withMember(before, member, mine) as NodeFile } }
  })
}

function withMember(value: Json | undefined, [member, ...rest]: readonly string[], mine: Json): Json {
  if (member === undefined) return mine
  const object: JsonObject = isObject(value) ? value : {}
  return { ...object, [member]: withMember(object[member], rest, mine) }
}
