/** Where new things go on the canvas. */
import type { FlowFile } from '../source/flow-file.ts'
import type { Board } from './board.ts'
import type { Adding } from './board-state.ts'
import { type Card, cardOf, cardWidth, overlaps, type Point } from './card.ts'
import { moveNodes } from './edit.ts'
import { freeExit, usualExits } from './exits.ts'
import { layerGap } from './layers.ts'
import { freeFrom } from './layout.ts'
import { middleOf } from './viewing.ts'

/** What a new note measures. */
export const noteSize = { width: 220, height: 120 }
/** Smaller nobody can take hold of a sticker. */
export const smallestSticker = { width: 80, height: 40 }

/** After a card: at an exit that is free, else before what follows it. */
export function addingAfter({ id, exits }: Card): Adding {
  const port = freeExit(exits)
  if (port !== undefined) return { from: { node: id, port } }
  const [only, ...others] = usualExits(exits)
  return only === undefined || others.length > 0 ? {} : { edge: { node: id, port: only.name } }
}

/** Where a new node goes: behind the one it follows, else into the middle of what is seen, beside nothing else. */
export function placeFor(board: Board, { from, edge }: Adding): Point {
  const { scene } = board
  const after = from ?? edge
  const card = after === undefined ? undefined : scene.cards.get(after.node)
  const corners = [...scene.cards.values()]
  if (card === undefined) return freeFrom(middleOf(board), corners)
  const at = { x: card.x + card.width + layerGap, y: card.y }
  return edge === undefined ? freeFrom(at, corners) : at
}

/** Whether a node that is put into an edge would lie on others where it was let go. */
export function isCramped({ scene }: Board, { at, edge }: Adding): boolean {
  if (at === undefined || edge === undefined) return false
  const box = { ...at, width: cardWidth + layerGap / 2, height: 80 }
  return [...scene.cards.values()].some((card) => overlaps(box, card))
}

/** Moves what stands behind an inserted node out of its way. */
export function madeRoom({ scene }: Board, flow: FlowFile, id: string, target: string): FlowFile {
  const node = flow.nodes[id]
  const first = scene.cards.get(target)
  const at = node?.meta?.studio
  if (node === undefined || first === undefined || at === undefined) return flow
  const inserted = cardOf(id, node, undefined, at)
  const needed = inserted.x + inserted.width + layerGap - first.x
  if (needed <= 0 || first.x <= inserted.x - cardWidth) return flow
  const moved = [...scene.cards.values()].filter(({ x }) => x >= first.x)
  return moveNodes(flow, new Map(moved.map(({ id: each, x, y }) => [each, { x: x + needed, y }])))
}

/** Where a note covers nothing: at a place or above it. */
export function freeAbove({ x, y }: Point, { scene }: Board): Point {
  const others = [...scene.cards.values(), ...scene.stickers.values()]
  const isFree = (top: number): boolean => !others.some((other) => overlaps({ x, y: top, ...noteSize }, other))
  let top = y
  for (let tries = 0; tries < 100 && !isFree(top); tries += 1) top -= 40
  return { x, y: top }
}
