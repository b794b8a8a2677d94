import { useStore, useStoreApi } from '@xyflow/react'
import { useCallback, useEffect, useRef } from 'react'
import { useDrawn } from '../editor/use-drawn.ts'
import type { Board } from './board.ts'
import { type Detail, useBoardState } from './board-state.ts'
import type { Box } from './card.ts'
import type { Scene } from './scene.ts'

/** Of the seen width and height, drawn beyond each edge, so that moving about draws nothing new most of the time. */
const beyond = 0.3
/** Zoom below which words on cards cannot be read. */
const readable = 0.5
/** So many cards in sight are drawn one by one; more are painted as one picture. */
const mostDrawn = 100

/** After so long without a move the view rests, milliseconds. */
const restMs = 120
/** A flow with no more cards is drawn anew at each size. */
const fewCards = 150

interface Seen {
  readonly x: number
  readonly y: number
  readonly zoom: number
  readonly width: number
  readonly height: number
}

function seenBox({ x, y, zoom, width, height }: Seen): Box {
  return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom }
}

const grown = (box: Box, by: number): Box => ({
  x: box.x - box.width * by,
  y: box.y - box.height * by,
  width: box.width * (1 + 2 * by),
  height: box.height * (1 + 2 * by),
})

function detailOf(scene: Scene, seen: Box, zoom: number): Detail {
  if (zoom >= readable) return 'full'
  let count = 0
  for (const { x, y, width, height } of scene.cards.values()) {
    if (x < seen.x + seen.width && seen.x < x + width && y < seen.y + seen.height && seen.y < y + height) count += 1
    if (count > mostDrawn) return 'overview'
  }
  return 'plain'
}

/** Whether what is drawn still covers what is seen, and not far more than that. */
const isEnough = (near: Box, seen: Box): boolean =>
  near.x <= seen.x &&
  near.y <= seen.y &&
  near.x + near.width >= seen.x + seen.width &&
  near.y + near.height >= seen.y + seen.height &&
  near.width <= seen.width * (1 + 4 * beyond)

/** Keeps what is drawn near what is seen. Answers with what to call when the view has moved. */
export function useNear(get: () => Board): () => void {
  const store = useStoreApi()
  const width = useStore((each) => each.width)
  const height = useStore((each) => each.height)
  const lastZoom = useRef(1)
  const rest = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const look = useCallback(() => {
    const { transform, width: seenWidth, height: seenHeight } = store.getState()
    const [x, y, zoom] = transform
    if (seenWidth === 0) return
    const { scene, state } = get()
    const seen = seenBox({ x, y, zoom, width: seenWidth, height: seenHeight })
    const { near, detail, isSweeping, isOpen } = state.getState()
    const now = detailOf(scene, seen, zoom)
    const isDue = now !== detail || !isEnough(near, seen)
    const isZooming = lastZoom.current !== zoom
    lastZoom.current = zoom
    // What is beyond the edges is drawn afterwards.
    if (!isOpen) state.setState({ detail: now, near: seen })
    // A gesture through many sizes draws cards once, when it rests.
    else if (isZooming && (isSweeping || isDue) && scene.cards.size > fewCards) {
      clearTimeout(rest.current)
      rest.current = setTimeout(look, restMs)
      if (!isSweeping) state.setState({ isSweeping: true })
    } else if (isDue || isSweeping) state.setState({ detail: now, near: grown(seen, beyond), isSweeping: false })
  }, [store, get])
  useEffect(() => () => clearTimeout(rest.current), [])
  useEffect(() => {
    if (width > 0 && height > 0) look()
  }, [look, width, height])
  const isDrawn = useDrawn()
  const isOpen = useBoardState((each) => each.isOpen)
  useEffect(() => {
    const { state } = get()
    const { near } = state.getState()
    if (isDrawn && isOpen) state.setState({ near: grown(near, beyond) })
  }, [isDrawn, isOpen, get])
  return look
}
