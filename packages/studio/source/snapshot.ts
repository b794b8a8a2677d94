import * as Y from 'yjs'
import { isObject, type Json, type JsonObject, membersOf, readJson, readMember } from './json.ts'

interface Changes {
  has(member: string): boolean
}

/**
 * A snapshot after something in it changed: what did not change stays the same objects.
 *
 * @param shared what the snapshot is of, as it is now
 * @param path to the object that changed
 * @param changed which of that object's members did
 * @param own objects that were made for this snapshot and that nobody has seen: of several changes only the first one copies
 */
export function refreshed(
  before: JsonObject,
  shared: Y.Map<unknown>,
  path: readonly string[],
  changed: Changes,
  own: Set<object>,
): JsonObject {
  const [member, ...rest] = path
  if (member === undefined) return keepOwn(withMembers(before, shared, changed), own)
  const inner = shared.get(member)
  const known = before[member]
  // Whoever put something else in its place is heard of by an event of its own.
  if (!(inner instanceof Y.Map)) return before
  const now: Json = isObject(known) ? refreshed(known, inner, rest, changed, own) : readJson(inner)
  if (now === known) return before
  if (!own.has(before)) return keepOwn({ ...before, [member]: now }, own)
  ;(before as { [name: string]: Json | undefined })[member] = now
  return before
}

function keepOwn(made: JsonObject, own: Set<object>): JsonObject {
  own.add(made)
  return made
}

function withMembers(before: JsonObject, shared: Y.Map<unknown>, changed: Changes): JsonObject {
  return Object.fromEntries(
    membersOf(shared).map((member) => {
      const known = before[member]
      const stays = known !== undefined && !changed.has(member)
      return [member, stays ? known : readMember(shared.get(member))]
    }),
  )
}
