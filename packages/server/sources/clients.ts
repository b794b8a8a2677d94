/**
 * Who writes as which client of a document. Yjs numbers what a client does, and takes what comes under a number that is there for what is
 * there already: an edit under somebody else's number would make theirs vanish without a word.
 *
 * 1. A client is whoever's first wrote as it, or says in their presence that they are it; nobody else writes as it.
 * 2. What comes under a number that is there is the same as what is there: what was sent twice. Anything else is refused, never dropped.
 */
import * as Y from 'yjs'
import { Refusal } from '../http/refusal.ts'

export interface Clients {
  /** An update that is to be applied to this document. @throws Refusal */
  take(doc: Y.Doc, update: Uint8Array, by: string): void
  /** An update that is stored already. */
  heard(update: Uint8Array, by: string): void
}

/** @param present whose presence names this client */
export function createClients(present: (client: number) => string | undefined): Clients {
  const owners = new Map<number, string>()

  /** Catching up may carry what several wrote, which says of none whose it is. */
  function own(clients: ReadonlySet<number>, by: string): void {
    const [client] = clients
    if (client !== undefined && clients.size === 1 && !owners.has(client)) owners.set(client, by)
  }

  return {
    take(doc, update, by) {
      const clients = newClients(doc, structsIn(update))
      for (const client of clients) {
        const owner = owners.get(client) ?? present(client)
        if (owner !== undefined && owner !== by)
          throw new Refusal('update-refused', 'The change was made under the number of somebody else’s page.') // 1
      }
      own(clients, by)
    },
    heard: (update, by) => own(new Set(structsIn(update).map(({ id }) => id.client)), by),
  }
}

type Struct = Y.Item | Y.GC | Y.Skip

function structsIn(update: Uint8Array): readonly Struct[] {
  try {
    return Y.decodeUpdate(update).structs
  } catch (cause) {
    throw new Refusal('update-refused', 'The change could not be read.', { cause })
  }
}

/** The clients of which it brings something new. */
function newClients(doc: Y.Doc, structs: readonly Struct[]): ReadonlySet<number> {
  const clients = new Set<number>()
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue
    const { client, clock } = struct.id
    const known = Y.getState(doc.store, client)
    if (clock + struct.length > known) clients.add(client)
    if (clock < known && struct instanceof Y.Item && !isThere(doc, struct, known))
      throw new Refusal('update-refused', 'Another page made other changes under the same number.') // 2
  }
  return clients
}

/** Whether all of an item that has a number before `known` is in the document. What its own author removed is no loss. */
function isThere(doc: Y.Doc, item: Y.Item, known: number): boolean {
  if (item.content instanceof Y.ContentDeleted) return true
  const { client, clock } = item.id
  const stored = doc.store.clients.get(client) ?? []
  const end = Math.min(clock + item.length, known)
  for (let from = clock, index = Y.findIndexSS(stored, clock); from < end; index += 1) {
    const piece = stored[index]
    if (!(piece instanceof Y.Item)) return false
    const to = Math.min(end, piece.id.clock + piece.length)
    if (!isSame(item, piece, from, to)) return false
    from = to
  }
  return true
}

function isSame(item: Y.Item, stored: Y.Item, from: number, to: number): boolean {
  const place = from === item.id.clock && item.origin === null && item.rightOrigin === null
  if (place && from === stored.id.clock && placeOf(item) !== placeOf(stored)) return false
  return (
    idText(originAt(item, from)) === idText(originAt(stored, from)) &&
    contentOf(item, from, to) === contentOf(stored, from, to)
  )
}

/** What it follows: within an item, the one before. */
const originAt = ({ id, origin }: Y.Item, clock: number): Y.ID | null =>
  clock === id.clock ? origin : Y.createID(id.client, clock - 1)

const idText = (id: Y.ID | null): string => (id === null ? '' : `${id.client}/${id.clock}`)

/** Where it is: in an update a parent is named, in a document it is there itself. */
function placeOf({ parent, parentSub }: Y.Item): string {
  if (typeof parent === 'string') return `${parent}#${parentSub}`
  if (parent instanceof Y.ID) return `${idText(parent)}#${parentSub}`
  const item = parent?._item
  return `${item == null ? (parent === null ? '' : Y.findRootTypeKey(parent)) : idText(item.id)}#${parentSub}`
}

function contentOf({ id, content }: Y.Item, from: number, to: number): string {
  const values =
    content instanceof Y.ContentType
      ? [content.type.constructor.name]
      : content.getContent().slice(from - id.clock, to - id.clock)
  return `${content.constructor.name}${JSON.stringify(values)}`
}
