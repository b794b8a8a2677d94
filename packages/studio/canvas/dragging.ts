/** Moving things with the pointer. Nothing is written while they move; once, when they are dropped. */
import type { Board } from './board.ts'
import { isNodeId, portOfEdge, startId, stickerId, stickerOf } from './canvas-id.ts'
import { type Box, contains, type Point } from './card.ts'
import type { Commands } from './commands.ts'
import { insertOnEdge, moveNodes, putStickers } from './edit.ts'
import { freeExit } from './exits.ts'
import { leadingTo } from './order.ts'
import type { Scene } from './scene.ts'

/** What moves when `lead` is dragged: it, what is selected with it, and what stands in groups among them. */
export function movedWith(
  scene: Pick<Scene, 'cards' | 'stickers'>,
  lead: string,
  selected: ReadonlySet<string>,
): ReadonlyMap<string, Point> {
  const origins = new Map<string, Point>()
  const boxOf = (id: string): Box | undefined => {
    const sticker = stickerOf(id)
    return sticker === null ? scene.cards.get(id) : scene.stickers.get(sticker)
  }
  const take = (id: string): void => {
    const box = boxOf(id)
    if (box === undefined || origins.has(id)) return
    origins.set(id, { x: box.x, y: box.y })
    const sticker = stickerOf(id)
    if (sticker === null || scene.stickers.get(sticker)?.kind !== 'group') return
    for (const card of scene.cards.values()) if (contains(box, card)) take(card.id)
    for (const [inner, each] of scene.stickers) if (inner !== sticker && contains(box, each)) take(stickerId(inner))
  }
  for (const id of selected.has(lead) ? selected : [lead]) take(id)
  return origins
}

/** The edge that lies at a point of the window, beneath whatever covers it. */
export function edgeAt(x: number, y: number): string | null {
  for (const element of document.elementsFromPoint(x, y)) {
    const id = element.closest('.react-flow__edge')?.getAttribute('data-id')
    if (id !== null && id !== undefined && id !== startId) return id
  }
  return null
}

export function createDragging(get: () => Board, commands: Commands) {
  const end = (): void => {
    window.removeEventListener('pointerup', late)
    get().state.setState({ drag: null, over: null })
  }

  const drop = (): void => {
    const { state, scene } = get()
    const { drag, over } = state.getState()
    if (drag === null) return
    const { dx, dy } = drag
    if (dx !== 0 || dy !== 0) {
      const moved = [...drag.origins].map(([id, { x, y }]) => [id, { x: x + dx, y: y + dy }] as const)
      const nodes = new Map(moved.filter(([id]) => isNodeId(id)))
      const stickers = moved.flatMap(([id, at]) => {
        const sticker = stickerOf(id)
        const before = sticker === null ? undefined : scene.stickers.get(sticker)
        return sticker === null || before === undefined ? [] : [[sticker, { ...before, ...at }] as const]
      })
      const lead = scene.cards.get(drag.lead)
      commands.edit((flow) => {
        const placed = moveNodes(flow, nodes)
        const noted = stickers.length === 0 ? placed : putStickers(placed, Object.fromEntries(stickers))
        return over === null || lead === undefined
          ? noted
          : insertOnEdge(noted, portOfEdge(over), drag.lead, freeExit(lead.exits))
      })
    }
    end()
  }
  /** The dragged card may be gone by the time the pointer is let go, and with it the one who would tell. */
  const late = (): void => void setTimeout(drop)

  return {
    begin(lead: string): void {
      const { scene, selection, state, edit } = get()
      if (edit === null) return
      const { stickers } = state.getState()
      const selected = new Set([...selection, ...[...stickers].map(stickerId)])
      const origins = movedWith(scene, lead, selected)
      state.setState({ drag: { lead, origins, dx: 0, dy: 0 } })
      window.addEventListener('pointerup', late)
    },

    /** The dragged things stand at these places now. */
    move(places: Iterable<{ readonly id: string; readonly position?: Point | undefined }>): void {
      const { state } = get()
      const { drag } = state.getState()
      if (drag === null) return
      for (const { id, position } of places) {
        const origin = drag.origins.get(id)
        if (origin === undefined || position === undefined) continue
        const dx = position.x - origin.x
        const dy = position.y - origin.y
        if (dx !== drag.dx || dy !== drag.dy) state.setState({ drag: { ...drag, dx, dy } })
        return
      }
    },

    /** A card that nothing leads to may be dropped onto an edge. */
    look(x: number, y: number): void {
      const { state, scene } = get()
      const { drag, over } = state.getState()
      if (drag === null || drag.origins.size !== 1 || !isNodeId(drag.lead)) return
      if (leadingTo(scene, drag.lead).length > 0 || scene.start === drag.lead) return
      const found = edgeAt(x, y)
      const now = found !== null && portOfEdge(found).node !== drag.lead ? found : null
      if (now !== over) state.setState({ over: now })
    },

    drop,

    /** Somebody else removed the card that is being dragged: what moves with it stays where it is now. */
    leadGone(): void {
      commands.say(get().words.goneWhileDragging)
      drop()
    },
  }
}
