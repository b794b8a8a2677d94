import type { Board } from './board.ts'
import { cardWidth, type Point } from './card.ts'
import { boxOf } from './scene.ts'

/** How long the view glides, milliseconds. */
export const quick = (): number => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 200)

/** Below this zoom a flow cannot be read. */
const readable = 0.55

/** Shows all of a flow; `readably`: from its beginning, when all of it would be too small. */
export function fit({ scene, view, element }: Board, duration = 0, readably = false): void {
  const box = boxOf(scene)
  if (box === null || element === null) return
  const room = { x: box.x - 150, y: box.y - 20, width: box.width + 170, height: box.height + 40 }
  const zoom = Math.min(1, element.clientWidth / room.width, element.clientHeight / room.height)
  const start = scene.cards.get(scene.start)
  if (readably && zoom < readable && start !== undefined) {
    const y = element.clientHeight / 2 - (start.y + 40) * 0.8
    void view.setViewport({ x: 180 - start.x * 0.8, y, zoom: 0.8 }, { duration })
    return
  }
  const x = element.clientWidth / 2 - (room.x + room.width / 2) * zoom
  const y = element.clientHeight / 2 - (room.y + room.height / 2) * zoom
  void view.setViewport({ x, y, zoom }, { duration })
}

/** The place at which a card stands in the middle of what is seen. */
export function middleOf({ view, element }: Board): Point {
  const { x, y, zoom } = view.getViewport()
  const { clientWidth: width = 0, clientHeight: height = 0 } = element ?? {}
  return { x: Math.round((width / 2 - x) / zoom - cardWidth / 2), y: Math.round((height / 2 - y) / zoom - 40) }
}

/** Shows a card where it is not seen whole, large enough to be read. */
export function bringIntoView({ scene, view, element }: Board, id: string): void {
  const card = scene.cards.get(id)
  if (card === undefined || element === null) return
  const { x, y, zoom } = view.getViewport()
  const left = card.x * zoom + x
  const top = card.y * zoom + y
  const margin = 40
  const isSeen =
    left >= margin &&
    top >= margin &&
    left + card.width * zoom <= element.clientWidth - margin &&
    top + card.height * zoom <= element.clientHeight - margin
  if (isSeen && zoom >= 0.4) return
  const centre = { x: card.x + card.width / 2, y: card.y + card.height / 2 }
  void view.setCenter(centre.x, centre.y, { zoom: Math.max(zoom, 0.7), duration: quick() })
}
