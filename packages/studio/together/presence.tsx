import { useContext, useEffect } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { defineWords } from '../app/words.ts'
import { reveal, useEditor } from '../editor/state.ts'
import { ProviderContext, useSaveState } from '../source/hooks.ts'
import { Avatar } from './avatar.tsx'
import { useOwnField } from './field-peers.tsx'
import { type Peer, usePeers } from './peers.ts'
import styles from './together.module.css'

const useWords = defineWords({
  en: {
    here: 'Also here',
    more: (count: number) => `and ${count} more`,
    at: (name: string, place: string) => `${name}, at ${place}. Go there`,
    in: (name: string) => `${name}. Go where they are`,
  },
  ko: {
    here: '함께 보는 사람',
    more: (count: number) => `외 ${count}명`,
    at: (name: string, place: string) => `${name}, ${place}. 그곳으로 이동`,
    in: (name: string) => `${name}. 있는 곳으로 이동`,
  },
})

const mostShown = 5
/** Characters of what a field is called that others are told. */
const longestField = 300

/** Who else has the solution open; a click goes where they are. */
export function Presence() {
  const words = useWords()
  const peers = onePerPerson(usePeers())
  const navigate = useNavigate()
  const base = useLocation().pathname.split('/').slice(0, 3).join('/')
  if (peers.length === 0) return null
  const go = ({ page, flow, nodes: [node] }: Peer) => {
    if (flow !== null && node !== undefined) reveal(flow, node)
    void navigate(
      flow === null ? `${base}/${page === 'flows' ? '' : page}` : `${base}/flows/${encodeURIComponent(flow)}`,
    )
  }
  return (
    <ul className={styles.peers} aria-label={words.here}>
      {peers.slice(0, mostShown).map((peer) => (
        <li key={peer.id}>
          <Avatar
            name={peer.name}
            colour={peer.colour}
            label={
              peer.flow === null
                ? words.in(peer.name)
                : words.at(peer.name, [peer.flow, ...peer.nodes.slice(0, 1)].join(' › '))
            }
            onPress={() => go(peer)}
          />
        </li>
      ))}
      {peers.length > mostShown ? <li className={styles.quiet}>{words.more(peers.length - mostShown)}</li> : null}
    </ul>
  )
}

/** The tab in which somebody is at a node says more than the others of theirs. */
function onePerPerson(peers: readonly Peer[]): readonly Peer[] {
  const people = new Map<string, Peer>()
  for (const peer of peers) {
    const known = people.get(peer.id)
    if (known === undefined || peer.nodes.length > known.nodes.length) people.set(peer.id, peer)
  }
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name))
}

/** Tells the others where whoever is here is. Stands once inside the solution's frame. */
export function Presenting() {
  const provider = useContext(ProviderContext)
  const { you } = useSaveState()
  const page = useLocation().pathname.split('/')[3] ?? 'flows'
  const flow = useEditor((state) => state.flow)
  const selection = useEditor((state) => state.selection)
  const field = useOwnField()
  useEffect(() => {
    if (you === null) return
    const isFlows = page === 'flows'
    provider?.present({
      page,
      ...(isFlows ? { flow, nodes: [...selection].slice(0, 20) } : {}),
      ...(field === null ? {} : { field: field.slice(0, longestField) }),
    })
  }, [provider, you, page, flow, selection, field])
  return null
}
