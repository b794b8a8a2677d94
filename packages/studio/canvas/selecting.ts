import type { NodeChange } from '@xyflow/react'
import type { Board } from './board.ts'
import { isNodeId, stickerOf } from './canvas-id.ts'

/** Takes over what the canvas library says was selected and unselected. `more`: beside what is selected already. */
export function selectChanged(
  board: Board,
  changes: readonly NodeChange[],
  drawn: ReadonlySet<string>,
  more: boolean,
): void {
  const selects = changes.filter((change) => change.type === 'select')
  if (selects.length === 0) return
  // The library knows only what is drawn; what is selected out of sight is unselected with the rest.
  const nodes = new Set([...board.selection].filter((id) => more || drawn.has(id)))
  const stickers = new Set(board.state.getState().stickers)
  for (const { id, selected } of selects) {
    const sticker = stickerOf(id)
    const set = sticker === null ? nodes : stickers
    const key = sticker ?? id
    if (sticker === null && !isNodeId(id)) continue
    if (selected) set.add(key)
    else set.delete(key)
  }
  board.state.setState({ stickers })
  board.select(nodes)
  const added = selects.filter(({ id, selected }) => selected && isNodeId(id))
  if (added.length === 1 && added[0] !== undefined) board.state.setState({ current: added[0].id })
}
