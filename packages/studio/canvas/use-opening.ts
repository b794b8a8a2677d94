import { useEffect, useRef } from 'react'
import type { Board } from './board.ts'
import type { BoardProps } from './board-view.tsx'
import type { Scene } from './scene.ts'
import type { BoardHandle } from './use-board.ts'
import { fit } from './viewing.ts'

/** What is seen first: the whole flow; and what somebody asks to be shown. */
export function useOpening(
  get: () => Board,
  scene: Scene,
  flow: string,
  reveal: BoardProps['reveal'],
  { commands }: BoardHandle,
): void {
  const opened = useRef<string | null>(null)
  const isPlaced =
    scene.cards.size === 0 || [...scene.cards.values()].some(({ x, y }) => x !== 0 || y !== 0) || scene.cards.size === 1
  useEffect(() => {
    if (!isPlaced || opened.current === flow) return
    opened.current = flow
    requestAnimationFrame(() => fit(get(), 0, true))
  }, [isPlaced, flow, get])
  const shown = useRef(0)
  useEffect(() => {
    if (reveal === null || reveal.count === shown.current || !isPlaced || !scene.cards.has(reveal.node)) return
    shown.current = reveal.count
    requestAnimationFrame(() =>
      requestAnimationFrame(() => commands.goTo(reveal.node, { select: false, focus: false })),
    )
  }, [reveal, isPlaced, scene, commands])
}
