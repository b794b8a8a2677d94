/**
 * Where everything on a card is, in pixels at zoom 1. Sizes follow from what a node says, so that nothing has to be drawn to be
 * measured: a flow of thousands of nodes is laid out, searched and painted from these numbers alone. `canvas.module.css` keeps to them.
 */
import type { NodeFile } from '../source/flow-file.ts'
import type { Port } from '../worker/protocol.ts'
import { type Exit, exitsOf, shownExits } from './exits.ts'
import { summaryOf } from './kind-view.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Box extends Point {
  readonly width: number
  readonly height: number
}

/** A node as it stands on the canvas. */
export interface Card extends Box {
  readonly id: string
  readonly file: NodeFile
  readonly exits: readonly Exit[]
  /** Those that have a row, in order. */
  readonly shown: readonly Exit[]
  /** Exits without a row. */
  readonly more: number
  readonly summary: string
  /** Lines that the summary takes: none, one or two. */
  readonly lines: 0 | 1 | 2
}

export const cardWidth = 240
export const headHeight = 36
const lineHeight = 18
const linesPadding = 12
export const rowHeight = 26
const rowsPadding = 6
/** A wide letter counts twice. */
const lineLetters = 33

/** A single way on needs no row of its own: its port is beside the head. */
const hasRows = (shown: readonly Exit[]): boolean =>
  shown.length > 1 || (shown[0] !== undefined && shown[0].name !== 'next')

export function cardOf(id: string, file: NodeFile, ports: readonly Port[] | undefined, at: Point): Card {
  const exits = exitsOf(file, ports)
  const { shown, more } = shownExits(exits)
  const summary = summaryOf(file)
  const lines = summary === '' ? 0 : widthOf(summary) <= lineLetters ? 1 : 2
  const rows = hasRows(shown) ? shown.length + (more > 0 ? 1 : 0) : 0
  const height =
    headHeight +
    (lines === 0 ? 0 : lines * lineHeight + linesPadding) +
    (rows === 0 ? 0 : rows * rowHeight + rowsPadding)
  return { id, file, exits, shown, more, summary, lines, x: at.x, y: at.y, width: cardWidth, height }
}

function widthOf(words: string): number {
  let width = 0
  for (const letter of words) width += letter > '\u2e7f' ? 2 : 1
  return width
}

/** Where rows begin, below the top of the card; `null` when its exit is beside the head. */
export function rowsTop(card: Card): number | null {
  if (!hasRows(card.shown)) return null
  return headHeight + (card.lines === 0 ? 0 : card.lines * lineHeight + linesPadding)
}

/** The middle of a port, from the card's corner. Ports without a row come out beside the last one. */
export function portAt(card: Card, port: string): Point {
  const top = rowsTop(card)
  if (top === null) return { x: card.width, y: headHeight / 2 }
  const index = card.shown.findIndex(({ name }) => name === port)
  const row = index === -1 ? card.shown.length : index
  return { x: card.width, y: top + row * rowHeight + rowHeight / 2 }
}

/** Where edges come in, from the card's corner. */
export const entryAt: Point = { x: 0, y: headHeight / 2 }

export const overlaps = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height

export const contains = (outer: Box, inner: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height

/** The smallest box around all of them; `null` of none. */
export function around(boxes: Iterable<Box>): Box | null {
  let left = Number.POSITIVE_INFINITY
  let top = Number.POSITIVE_INFINITY
  let right = Number.NEGATIVE_INFINITY
  let bottom = Number.NEGATIVE_INFINITY
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  return left > right ? null : { x: left, y: top, width: right - left, height: bottom - top }
}
