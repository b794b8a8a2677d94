/**
 * Who is in a document: what members say of themselves, as y-protocols carries it.
 *
 * 1. A connection speaks for one client, the first that it names; of frames that name another one, or several, nothing is taken.
 * 2. Nobody speaks for somebody else's client. One's own is taken over: whoever comes back is there before the old connection is found dead.
 */
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { Member } from './room.ts'

export interface RoomPresence {
  /** `null`: another server tells of its members. @throws when it cannot be read */
  take(update: Uint8Array, from: Member | null): void
  /** The id of whoever is this client, on whichever server; absent: nobody who is here. */
  whose(client: number): string | undefined
  /** Who is here; `null`: nobody. */
  all(): Uint8Array | null
  forget(member: Member): void
  close(): void
}

/** Of what other servers say of their members. */
const elsewhere = { origin: 'another server' }

/** @param onPresence told what members of this server say */
export function createPresence(
  doc: Y.Doc,
  members: ReadonlySet<Member>,
  onPresence: (update: Uint8Array) => void,
): RoomPresence {
  const awareness = new Awareness(doc)
  awareness.setLocalState(null)
  const clients = new Map<Member, number>()
  const speakers = new Map<number, Member>()

  awareness.on('update', (changes: { added: number[]; updated: number[]; removed: number[] }, origin: unknown) => {
    const update = encodeAwarenessUpdate(awareness, [...changes.added, ...changes.updated, ...changes.removed])
    for (const member of members) if (member !== origin) member.presence(update)
    if (origin !== elsewhere) onPresence(update)
  })

  function maySpeak(member: Member, client: number): boolean {
    const own = clients.get(member)
    if (own !== undefined) return own === client // 1
    const other = speakers.get(client)
    return other === undefined || (other.by !== undefined && other.by === member.by) // 2
  }

  return {
    take(update, from) {
      if (from === null) {
        applyAwarenessUpdate(awareness, update, elsewhere)
        return
      }
      const client = onlyClientOf(update)
      if (client === null || !maySpeak(from, client)) return
      const before = speakers.get(client)
      if (before !== undefined && before !== from) clients.delete(before)
      clients.set(from, client)
      speakers.set(client, from)
      applyAwarenessUpdate(awareness, update, from)
    },
    whose: (client) => (awareness.getStates().get(client) as { readonly user?: { readonly id?: string } })?.user?.id,
    all() {
      const present = [...awareness.getStates().keys()]
      return present.length === 0 ? null : encodeAwarenessUpdate(awareness, present)
    },
    forget(member) {
      const client = clients.get(member)
      if (client === undefined) return
      clients.delete(member)
      speakers.delete(client)
      removeAwarenessStates(awareness, [client], member)
    },
    close: () => awareness.destroy(),
  }
}

/** The client that an update is of: behind the number of clients, both as variable-length integers. `null`: it is of none, or of several. */
function onlyClientOf(update: Uint8Array): number | null {
  if (update[0] !== 1) return null
  let client = 0
  let unit = 1
  for (const byte of update.subarray(1, 9)) {
    client += (byte & 127) * unit
    if (byte < 128) return client
    unit *= 128
  }
  return null
}
