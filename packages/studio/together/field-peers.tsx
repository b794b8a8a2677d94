import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useLocation } from 'react-router'
import { solutionPageId } from '../app/page-title.ts'
import { defineWords } from '../app/words.ts'
import { useEditor } from '../editor/state.ts'
import { type Peer, usePeers } from './peers.ts'
import styles from './together.module.css'

const useWords = defineWords({
  en: { writes: (names: string) => `${names} is here`, write: (names: string) => `${names} are here` },
  ko: {
    writes: (names: string) => `${names}님이 여기에 있습니다`,
    write: (names: string) => `${names}님이 여기에 있습니다`,
  },
})

/** Fields that something is written in. */
const writable =
  'textarea, [role=textbox], [contenteditable]:not([contenteditable=false]), input:not([type=checkbox]):not([type=radio])'

function fieldOf(element: EventTarget | null): string | null {
  if (!(element instanceof HTMLElement) || !element.matches(writable)) return null
  return element.closest<HTMLElement>('[data-field]')?.dataset.field ?? null
}

/** The field that whoever is here writes in, by its `data-field`. */
export function useOwnField(): string | null {
  const [field, setField] = useState<string | null>(null)
  useEffect(() => {
    const enter = ({ target }: FocusEvent) => setField(fieldOf(target))
    const leave = ({ relatedTarget }: FocusEvent) => setField(fieldOf(relatedTarget))
    document.addEventListener('focusin', enter)
    document.addEventListener('focusout', leave)
    return () => {
      document.removeEventListener('focusin', enter)
      document.removeEventListener('focusout', leave)
    }
  }, [])
  return field
}

/** Writes the names of others onto the fields that they are in. Stands once inside the solution's frame. */
export function FieldPeers() {
  const page = useLocation().pathname.split('/')[3] ?? 'flows'
  const flow = useEditor((state) => state.flow)
  const node = useEditor(({ selection }) => [...selection].join(' '))
  const isFlows = page === 'flows'
  const here = usePeers().filter(
    (peer) =>
      peer.field !== null &&
      peer.page === page &&
      (!isFlows || (peer.flow === flow && [...peer.nodes].join(' ') === node)),
  )
  const fields = [...Map.groupBy(here, ({ field }) => field ?? '')]
  const boxes = useBoxes(fields.map(([field]) => field))
  return fields.flatMap(([field, peers]) => {
    const box = boxes.get(field)
    return box === undefined ? [] : [createPortal(<Names peers={peers} />, box, field)]
  })
}

/** What stands on the page for each field, as long as it stands there. */
function useBoxes(fields: readonly string[]): ReadonlyMap<string, Element> {
  const [boxes, setBoxes] = useState<ReadonlyMap<string, Element>>(new Map())
  const wanted = JSON.stringify(fields)
  useEffect(() => {
    const names: readonly string[] = JSON.parse(wanted)
    const page = document.getElementById(solutionPageId)
    if (names.length === 0 || page === null) return setBoxes(new Map())
    const look = (): void => {
      const found = names.flatMap((name) => {
        const box = page.querySelector(`[data-field="${CSS.escape(name)}"]`)
        return box === null ? [] : [[name, box] as const]
      })
      setBoxes((before) => {
        const isSame = before.size === found.length && found.every(([name, box]) => before.get(name) === box)
        return isSame ? before : new Map(found)
      })
    }
    look()
    const observer = new MutationObserver(look)
    observer.observe(page, { childList: true, subtree: true })
    return () => observer.disconnect()
  }, [wanted])
  return boxes
}

function Names({ peers }: { readonly peers: readonly Peer[] }) {
  const words = useWords()
  const names = [...new Set(peers.map(({ name }) => name))]
  const text = (names.length === 1 ? words.writes : words.write)(names.join(', '))
  return (
    <span className={styles.fieldPeers} style={{ borderColor: peers[0]?.colour }}>
      <span style={{ background: peers[0]?.colour }}>{text}</span>
    </span>
  )
}
