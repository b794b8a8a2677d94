import { useStore, useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { tellOpened } from '../editor/use-drawn.ts'
import type { Board } from './board.ts'
import { useBoardState } from './board-state.ts'
import type { BoardProps } from './board-view.tsx'
import type { Scene } from './scene.ts'
import type { BoardHandle } from './use-board.ts'
import { fit } from './viewing.ts'

/**
 * What is seen first: the whole flow; and what somebody asks to be shown. Nothing is drawn before it is known what is seen.
 *
 * @param look the view has moved
 * @returns whether it is known
 */
export function useOpening(
  get: () => Board,
  scene: Scene,
  reveal: BoardProps['reveal'],
  { commands }: BoardHandle,
  look: () => void,
): boolean {
  const isOpen = useBoardState((state) => state.isOpen)
  const store = useStoreApi()
  const width = useStore((state) => state.width)
  const isPlaced =
    scene.cards.size === 0 || [...scene.cards.values()].some(({ x, y }) => x !== 0 || y !== 0) || scene.cards.size === 1
  useEffect(() => {
    // The library has measured by now, whether or not it was drawn with that.
    if (isOpen || !isPlaced || Math.max(width, store.getState().width) === 0) return
    fit(get(), 0, true)
    look()
    get().state.setState({ isOpen: true })
    tellOpened()
  }, [isOpen, isPlaced, width, store, get, look])
  const shown = useRef(0)
  useEffect(() => {
    if (reveal === null || reveal.count === shown.current || !isOpen || !scene.cards.has(reveal.node)) return
    shown.current = reveal.count
    requestAnimationFrame(() =>
      requestAnimationFrame(() => commands.goTo(reveal.node, { select: false, focus: false })),
    )
  }, [reveal, isOpen, scene, commands])
  return isOpen
}
