import { useContext, useSyncExternalStore } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type { Presence } from '../api/document.ts'
import { ProviderContext } from '../source/hooks.ts'

/** Somebody else who has the solution open; a person with two tabs is there twice. */
export interface Peer {
  readonly client: number
  readonly id: string
  readonly name: string
  /** The same everywhere; white is readable on it, and it shows on light and on dark. */
  readonly colour: string
  /** Part of the Studio, `flows`, `texts`. */
  readonly page: string
  readonly flow: string | null
  readonly nodes: readonly string[]
  /** That they write in. */
  readonly field: string | null
}

const colours = ['#c2410c', '#0e7490', '#7c3aed', '#c026d3', '#15803d', '#2563eb', '#a16207', '#dc2626'] as const

export function colourOf(id: string): string {
  let sum = 0
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0
  return colours[sum % colours.length] ?? colours[0]
}

/** What others said of themselves may be anything: it came over the network. */
export function peersOf(states: ReadonlyMap<number, unknown>, own: number): readonly Peer[] {
  return [...states].flatMap(([client, state]) => {
    if (client === own || typeof state !== 'object' || state === null) return []
    const { user, page, flow, nodes, field } = state as Partial<Presence>
    if (typeof user?.id !== 'string' || typeof user.name !== 'string') return []
    return {
      client,
      id: user.id,
      name: user.name,
      colour: colourOf(user.id),
      page: typeof page === 'string' ? page : '',
      flow: typeof flow === 'string' ? flow : null,
      nodes: Array.isArray(nodes) ? nodes.filter((node) => typeof node === 'string').slice(0, 50) : [],
      field: typeof field === 'string' ? field : null,
    }
  })
}

const known = new WeakMap<Awareness, { text: string; peers: readonly Peer[] }>()
const nobody: readonly Peer[] = []

function read(awareness: Awareness): readonly Peer[] {
  const peers = peersOf(awareness.getStates(), awareness.clientID)
  const text = JSON.stringify(peers)
  const before = known.get(awareness)
  if (before?.text === text) return before.peers
  known.set(awareness, { text, peers })
  return peers
}

/** Everybody else who is here, the same list until somebody moves. */
export function usePeers(): readonly Peer[] {
  const awareness = useContext(ProviderContext)?.awareness
  return useSyncExternalStore(
    (listener) => {
      awareness?.on('change', listener)
      return () => awareness?.off('change', listener)
    },
    () => (awareness === undefined ? nobody : read(awareness)),
  )
}
