/**
 * A flow as the canvas sees it: cards with their sizes and places, and the lines between them. Made anew from each snapshot of the
 * document; what has not changed stays the same object, so that nothing of it is drawn again.
 */
import type { FlowFile, NodeFile, Sticker } from '../source/flow-file.ts'
import type { Analysis, Port } from '../worker/protocol.ts'
import { around, type Box, type Card, cardOf, type Point } from './card.ts'
import { exitsOf } from './exits.ts'

/** An edge. */
export interface Line {
  /** `<node>.<port>`: a port leads to one node. */
  readonly id: string
  readonly source: string
  readonly port: string
  readonly target: string
}

export interface Scene {
  readonly start: string
  readonly cards: ReadonlyMap<string, Card>
  readonly lines: ReadonlyMap<string, Line>
  readonly stickers: ReadonlyMap<string, Sticker>
}

export type Places = ReadonlyMap<string, Point>

export const emptyScene: Scene = { start: '', cards: new Map(), lines: new Map(), stickers: new Map() }

/** Where a file says that a node stands. */
export function placeOf(file: NodeFile): Point | null {
  const layout = file.meta?.studio
  return typeof layout?.x === 'number' && typeof layout.y === 'number' ? layout : null
}

/** Where a node stands: as it was saved, else as it was laid out (`laid`), else nowhere yet. */
const standing = (id: string, file: NodeFile, laid: Places): Point => placeOf(file) ?? laid.get(id) ?? { x: 0, y: 0 }

/** @param before the scene made last, whose unchanged parts are kept */
export function sceneOf(file: FlowFile, analysis: Analysis | undefined, laid: Places, before: Scene): Scene {
  const cards = new Map<string, Card>()
  const lines = new Map<string, Line>()
  for (const [id, node] of Object.entries(file.nodes)) {
    const ports = analysis?.ports[id]
    const at = standing(id, node, laid)
    const known = before.cards.get(id)
    const card = known !== undefined && isSame(known, node, ports, at) ? known : cardOf(id, node, ports, at)
    cards.set(id, card)
  }
  for (const { id: source, exits } of cards.values())
    for (const { name: port, to: target } of exits) {
      if (target === undefined || !cards.has(target)) continue
      const id = `${source}.${port}`
      const known = before.lines.get(id)
      lines.set(id, known?.target === target ? known : { id, source, port, target })
    }
  return { start: file.start, cards, lines, stickers: stickersOf(file) }
}

const cardPorts = new WeakMap<Card, readonly Port[] | undefined>()

/** The compiler gives new lists each time it has looked; they count as the same when they say the same. */
function isSame(card: Card, node: NodeFile, ports: readonly Port[] | undefined, at: Point): boolean {
  if (card.file !== node || card.x !== at.x || card.y !== at.y) return false
  if (cardPorts.has(card) && cardPorts.get(card) === ports) return true
  const now = exitsOf(node, ports)
  const same =
    now.length === card.exits.length &&
    now.every(({ name, required, stray }, index) => {
      const exit = card.exits[index]
      return exit?.name === name && exit.required === required && exit.stray === stray
    })
  if (same) cardPorts.set(card, ports)
  return same
}

function stickersOf(file: FlowFile): ReadonlyMap<string, Sticker> {
  return new Map(
    Object.entries(file.meta?.studio?.stickers ?? {}).filter(([, { x, y, width, height }]) =>
      [x, y, width, height].every((each) => typeof each === 'number'),
    ),
  )
}

const boxes = new WeakMap<Scene, Box | null>()

/** The box around all cards and stickers; `null` of an empty flow. */
export function boxOf(scene: Scene): Box | null {
  const known = boxes.get(scene)
  if (known !== undefined) return known
  const box = around([...scene.cards.values(), ...scene.stickers.values()])
  boxes.set(scene, box)
  return box
}

/** Curves leave their ends' box by so much at most. */
const curl = 120

/** What of a scene is near enough to be drawn. */
export interface Near {
  readonly cards: ReadonlySet<string>
  readonly lines: readonly Line[]
  /** Cards out of sight at which a line in sight ends. */
  readonly ends: ReadonlySet<string>
}

/** @param kept cards that are drawn wherever they are */
export function nearOf(scene: Scene, view: Box, kept: ReadonlySet<string>): Near {
  const cards = new Set<string>()
  for (const card of scene.cards.values())
    if (isNear(view, card.x, card.y, card.width, card.height) || kept.has(card.id)) cards.add(card.id)
  const lines: Line[] = []
  const ends = new Set<string>()
  for (const line of scene.lines.values()) {
    if (!cards.has(line.source) && !cards.has(line.target) && !crosses(scene, line, view)) continue
    lines.push(line)
    if (!cards.has(line.source)) ends.add(line.source)
    if (!cards.has(line.target)) ends.add(line.target)
  }
  return { cards, lines, ends }
}

/** Whether a line between two cards out of sight may be in sight: told from the cards, not from the very place of its port. */
function crosses(scene: Scene, line: Line, view: Box): boolean {
  const source = scene.cards.get(line.source)
  const target = scene.cards.get(line.target)
  if (source === undefined || target === undefined) return false
  const x = Math.min(source.x + source.width, target.x) - curl
  const y = Math.min(source.y, target.y) - curl
  const right = Math.max(source.x + source.width, target.x) + curl
  const bottom = Math.max(source.y + source.height, target.y + target.height) + curl
  return isNear(view, x, y, right - x, bottom - y)
}

const isNear = (view: Box, x: number, y: number, width: number, height: number): boolean =>
  x < view.x + view.width && view.x < x + width && y < view.y + view.height && view.y < y + height
