import type { SayRequest } from '../protocol.ts'
import type { Store } from './store.ts'

/** A conversation that can be resumed. */
export interface Session {
  readonly id: string
  readonly token: string
  /** Epoch milliseconds; absent: nobody said. */
  readonly expiresAt?: number
  /** Marks the signed link that it began with. */
  readonly link?: string
}

/** What was said and has not reached the server. */
export interface Unsent {
  /** The client message id: however often it is sent, it counts once. */
  readonly id: string
  readonly said: SayRequest
  readonly shown: string
  readonly state: 'sending' | 'waiting' | 'failed'
  readonly at: number
}

/** What the tabs of a browser keep of one conversation. */
export interface Shelf {
  /** The name of the place, the same in every tab. */
  readonly name: string
  session(): Session | null
  keep(session: Session): void
  unsent(session: Pick<Session, 'id'>): readonly Unsent[]
  keepUnsent(session: Pick<Session, 'id'>, unsent: readonly Unsent[]): void
  clear(): void
}

export function createShelf(store: Store, name: string): Shelf {
  const unsentName = `${name}:unsent`
  return {
    name,
    session: () => readSession(store.get(name)),
    keep: (session) => store.set(name, session),
    unsent({ id }) {
      const kept = store.get(unsentName) as Partial<KeptUnsent> | undefined
      return kept?.id === id && Array.isArray(kept.unsent) ? kept.unsent.filter(isUnsent) : []
    },
    keepUnsent({ id }, unsent) {
      if (unsent.length === 0) store.remove(unsentName)
      else store.set(unsentName, { id, unsent } satisfies KeptUnsent)
    },
    clear() {
      store.remove(name)
      store.remove(unsentName)
    },
  }
}

interface KeptUnsent {
  readonly id: string
  readonly unsent: readonly Unsent[]
}

// Other scripts of the page can write there too.
function readSession(kept: unknown): Session | null {
  const { id, token, expiresAt, link } = (kept ?? {}) as Partial<Session>
  if (typeof id !== 'string' || typeof token !== 'string') return null
  return {
    id,
    token,
    ...(typeof expiresAt === 'number' ? { expiresAt } : {}),
    ...(typeof link === 'string' ? { link } : {}),
  }
}

function isUnsent(kept: Partial<Unsent> | null): kept is Unsent {
  return typeof kept?.id === 'string' && typeof kept.shown === 'string' && typeof kept.said === 'object'
}
