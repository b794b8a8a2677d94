/**
 * What the canvas library is given to draw. Every element stays the same object until something that it shows changes: the library and
 * React then pass over it.
 */
import type { Problem } from '@parley/flow'
import { type Edge, type Node, Position } from '@xyflow/react'
import type { Paint, PaintTone } from '../editor/state.ts'
import type { Sticker } from '../source/flow-file.ts'
import type { Drag } from './board-state.ts'
import { startId, stickerId } from './canvas-id.ts'
import { type Card, entryAt, type Point, portAt } from './card.ts'
import type { Line, Near, Scene } from './scene.ts'

/** Somebody else who is at a node. */
export interface Peer {
  readonly name: string
  readonly colour: string
}

/** What stands on a card besides the node. */
export interface Marks {
  readonly problems: readonly Problem[]
  readonly tone?: PaintTone
  readonly label?: string
  readonly lit: boolean
  readonly isStart: boolean
  readonly isUnreachable: boolean
  readonly isCurrent: boolean
  readonly peers: readonly Peer[]
  readonly comments: number
}

export type CardNode = Node<{ readonly card: Card; readonly marks: Marks }, 'card'>
export type StickerNode = Node<{ readonly sticker: Sticker; readonly id: string }, 'sticker'>
export type StartNode = Node<Record<string, never>, 'start'>
export type BoardNode = CardNode | StickerNode | StartNode

export interface EdgeMarks {
  readonly tone?: PaintTone
  readonly label?: string
  readonly share?: number
  readonly isOver: boolean
  readonly [more: string]: unknown
}
export type BoardEdge = Edge<EdgeMarks, 'line'>

const handle = 12
const noMarks: Marks = {
  problems: [],
  lit: false,
  isStart: false,
  isUnreachable: false,
  isCurrent: false,
  peers: [],
  comments: 0,
}
const nobody: readonly Peer[] = []
const startSize = { width: 84, height: 36 }
const startGap = 60

export interface Shown {
  readonly flow: string
  readonly scene: Scene
  readonly near: Near
  readonly drag: Drag | null
  readonly selection: ReadonlySet<string>
  readonly problems: ReadonlyMap<string, readonly Problem[]>
  readonly unreachable: ReadonlySet<string>
  readonly lit: string | null
  readonly current: string | null
  readonly paint: Paint | null
  readonly peers: ReadonlyMap<string, readonly Peer[]>
  readonly comments: ReadonlyMap<string, number>
}

const sameMarks = (one: Marks, other: Marks): boolean =>
  one.problems === other.problems &&
  one.tone === other.tone &&
  one.label === other.label &&
  one.lit === other.lit &&
  one.isStart === other.isStart &&
  one.isUnreachable === other.isUnreachable &&
  one.isCurrent === other.isCurrent &&
  one.peers === other.peers &&
  one.comments === other.comments

function marksOf(id: string, shown: Shown): Marks {
  const painted = shown.paint?.nodes.get(`${shown.flow}.${id}`)
  return {
    problems: shown.problems.get(id) ?? noMarks.problems,
    ...(painted === undefined ? {} : { tone: painted.tone }),
    ...(painted?.label === undefined ? {} : { label: painted.label }),
    lit: shown.lit === id,
    isStart: shown.scene.start === id,
    isUnreachable: shown.unreachable.has(id),
    isCurrent: shown.current === id,
    peers: shown.peers.get(id) ?? nobody,
    comments: shown.comments.get(id) ?? 0,
  }
}

export function placeNow(id: string, at: Point, drag: Drag | null): Point {
  const origin = drag?.origins.get(id)
  return drag === null || origin === undefined ? at : { x: origin.x + drag.dx, y: origin.y + drag.dy }
}

function handlesOf(card: Card): NonNullable<CardNode['handles']> {
  const at = (id: string | null, type: 'source' | 'target', { x, y }: Point) => ({
    id,
    type,
    position: type === 'source' ? Position.Right : Position.Left,
    x: x - handle / 2,
    y: y - handle / 2,
    width: handle,
    height: handle,
  })
  return [at(null, 'target', entryAt), ...card.exits.map(({ name }) => at(name, 'source', portAt(card, name)))]
}

function cardNode(card: Card, shown: Shown, isHidden: boolean, before: CardNode | undefined): CardNode {
  const position = placeNow(card.id, card, shown.drag)
  const selected = shown.selection.has(card.id)
  const marks = marksOf(card.id, shown)
  const same =
    before !== undefined &&
    before.data.card === card &&
    before.hidden === isHidden &&
    before.selected === selected &&
    before.position.x === position.x &&
    before.position.y === position.y
  if (same && sameMarks(before.data.marks, marks)) return before
  const data =
    before !== undefined && before.data.card === card && sameMarks(before.data.marks, marks)
      ? before.data
      : { card, marks }
  const { width, height } = card
  const handles = before?.data.card === card && before.handles !== undefined ? before.handles : handlesOf(card)
  return {
    id: card.id,
    type: 'card',
    position,
    data,
    selected,
    hidden: isHidden,
    width,
    height,
    measured: { width, height },
    handles,
    zIndex: selected ? 3 : 2,
    domAttributes: { 'aria-roledescription': undefined } as NonNullable<CardNode['domAttributes']>,
  }
}

/** Makes the nodes and edges of one canvas, each time from what it made before. */
export class Elements {
  #nodes = new Map<string, BoardNode>()
  #edges = new Map<string, BoardEdge>()

  nodes(
    shown: Shown,
    stickers: ReadonlySet<string>,
    resized: { readonly id: string; readonly box: Point & { width: number; height: number } } | null,
  ): BoardNode[] {
    const { scene, near } = shown
    const nodes = new Map<string, BoardNode>()
    for (const [id, sticker] of scene.stickers) {
      const node = this.#sticker(id, sticker, shown, stickers.has(id), resized?.id === id ? resized.box : null)
      nodes.set(node.id, node)
    }
    const start = this.#start(shown)
    if (start !== null) nodes.set(start.id, start)
    for (const [hidden, ids] of [[false, near.cards] as const, [true, near.ends] as const])
      for (const id of ids) {
        const card = scene.cards.get(id)
        if (card === undefined) continue
        const before = this.#nodes.get(id)
        nodes.set(id, cardNode(card, shown, hidden, before?.type === 'card' ? before : undefined))
      }
    this.#nodes = nodes
    return [...nodes.values()]
  }

  edges(shown: Shown, selected: ReadonlySet<string>, over: string | null): BoardEdge[] {
    const edges = new Map<string, BoardEdge>()
    const { start } = shown.scene
    if (this.#nodes.has(startId) && this.#nodes.has(start))
      edges.set(
        startId,
        this.#edge({ id: startId, source: startId, port: 'start', target: start }, shown, selected, over),
      )
    for (const line of shown.near.lines) edges.set(line.id, this.#edge(line, shown, selected, over))
    this.#edges = edges
    return [...edges.values()]
  }

  #edge(line: Line, shown: Shown, selections: ReadonlySet<string>, over: string | null): BoardEdge {
    const before = this.#edges.get(line.id)
    const painted = shown.paint?.edges.get(`${shown.flow}.${line.id}`)
    const selected = selections.has(line.id)
    const isOver = over === line.id
    const data = before?.data
    if (
      before !== undefined &&
      before.target === line.target &&
      before.selected === selected &&
      data?.tone === painted?.tone &&
      data?.label === painted?.label &&
      data?.share === painted?.share &&
      data?.isOver === isOver
    )
      return before
    return {
      id: line.id,
      type: 'line',
      source: line.source,
      sourceHandle: line.port,
      target: line.target,
      selected,
      data: { ...painted, isOver },
      reconnectable: line.id === startId ? 'target' : true,
      domAttributes: { 'aria-roledescription': undefined } as NonNullable<BoardEdge['domAttributes']>,
    }
  }

  #sticker(
    id: string,
    sticker: Sticker,
    { drag }: Shown,
    selected: boolean,
    box: (Point & { width: number; height: number }) | null,
  ): StickerNode {
    const canvasId = stickerId(id)
    const before = this.#nodes.get(canvasId)
    const { x, y } = box ?? placeNow(canvasId, sticker, drag)
    const { width, height } = box ?? sticker
    if (
      before?.type === 'sticker' &&
      before.data.sticker === sticker &&
      before.selected === selected &&
      before.position.x === x &&
      before.position.y === y &&
      before.width === width &&
      before.height === height
    )
      return before
    return {
      id: canvasId,
      type: 'sticker',
      position: { x, y },
      data: { sticker, id },
      selected,
      width,
      height,
      measured: { width, height },
      connectable: false,
      // Groups lie below everything; notes above the lines.
      zIndex: sticker.kind === 'group' ? -1 : 1,
      dragHandle: '[data-drag]',
      domAttributes: { 'aria-roledescription': undefined } as NonNullable<StickerNode['domAttributes']>,
    }
  }

  /** The marker stands before the first node and goes where that goes. */
  #start({ scene, near, drag }: Shown): StartNode | null {
    const first = scene.cards.get(scene.start)
    if (scene.cards.size === 0 || (first !== undefined && !near.cards.has(first.id))) return null
    const at = first === undefined ? { x: 0, y: 0 } : placeNow(first.id, first, drag)
    const position = { x: at.x - startSize.width - startGap, y: at.y }
    const before = this.#nodes.get(startId)
    if (before?.type === 'start' && before.position.x === position.x && before.position.y === position.y) return before
    return {
      id: startId,
      type: 'start',
      position,
      data: {},
      ...startSize,
      measured: startSize,
      draggable: false,
      selectable: false,
      handles: [
        {
          id: 'start',
          type: 'source',
          position: Position.Right,
          x: startSize.width - handle / 2,
          y: startSize.height / 2 - handle / 2,
          width: handle,
          height: handle,
        },
      ],
      zIndex: 2,
      domAttributes: { 'aria-roledescription': undefined } as NonNullable<StartNode['domAttributes']>,
    }
  }
}
