import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { BoardStore } from './board-state.ts'
import type { BoardProps } from './board-view.tsx'
import { Elements, type Shown } from './elements.ts'
import type { Picture } from './painted.ts'
import { type Near, nearOf, type Scene } from './scene.ts'

/** Selected cards that are drawn over an overview. */
const mostOver = 12

const noLines: Near = { cards: new Set(), lines: [], ends: new Set() }

/** What is drawn of a scene at this moment. */
export function useElements(props: BoardProps, scene: Scene, state: BoardStore) {
  const { flow, selection, problems, lit, paint, peers, comments, analysis } = props
  const [elements] = useState(() => new Elements())
  const { near: view, detail, drag, current, edges: chosen, stickers, resized, hovered, over } = useStore(state)
  const kept = drag?.lead ?? null
  const near = useMemo(() => {
    if (view.width === 0) return noLines
    if (detail === 'overview') {
      const over = [...selection].slice(0, mostOver)
      return {
        ...noLines,
        cards: new Set([...over, hovered ?? '', current ?? '', kept ?? ''].filter((id) => scene.cards.has(id))),
      }
    }
    return nearOf(scene, view, new Set([kept ?? '', current ?? '']))
  }, [scene, view, detail, selection, hovered, current, kept])
  const unreachable = useMemo(() => new Set(analysis?.unreachable), [analysis])
  const shown: Shown = {
    flow,
    scene,
    near,
    drag,
    selection,
    problems,
    unreachable,
    lit,
    current,
    paint,
    peers,
    comments,
  }
  const picture = useMemo<Picture>(
    () => ({ flow, scene, drag, selection, problems, lit, paint }),
    [flow, scene, drag, selection, problems, lit, paint],
  )
  const nodes = elements.nodes(shown, stickers, resized)
  const edges = elements.edges(shown, chosen, over)
  return { nodes, edges, near, picture }
}
