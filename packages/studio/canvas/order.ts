import type { Card } from './card.ts'
import type { Scene } from './scene.ts'

export type Direction = 'left' | 'right' | 'up' | 'down'

/** All nodes as they follow each other from the start, then those that nothing leads to as the file has them. */
export function readingOrder(scene: Pick<Scene, 'start' | 'cards'>): readonly string[] {
  const order = new Set<string>()
  for (const root of [scene.start, ...scene.cards.keys()]) {
    const ahead = [root]
    for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
      const card = scene.cards.get(id)
      if (card === undefined || order.has(id)) continue
      order.add(id)
      for (const { to } of card.exits.toReversed()) if (to !== undefined) ahead.push(to)
    }
  }
  return [...order]
}

/** Whom a node follows. */
export function leadingTo(scene: Pick<Scene, 'cards'>, id: string): readonly Card[] {
  return [...scene.cards.values()].filter(({ exits }) => exits.some(({ to }) => to === id))
}

/**
 * The node that an arrow key goes to. Right goes along the first edge that leads somewhere, left back to where one comes from; up and down, and where there is no edge, to the nearest that
 * stands in that direction. `null` when there is none.
 */
export function neighbour(scene: Pick<Scene, 'cards'>, from: string, direction: Direction): string | null {
  const card = scene.cards.get(from)
  if (card === undefined) return null
  if (direction === 'right') {
    const next = card.exits.find(({ to }) => to !== undefined && to !== from && scene.cards.has(to))?.to
    if (next !== undefined) return next
  }
  if (direction === 'left') {
    const before = leadingTo(scene, from).filter(({ id }) => id !== from)
    const nearest = before.toSorted((one, other) => distance(card, one) - distance(card, other))[0]
    if (nearest !== undefined) return nearest.id
  }
  return nearestTowards(scene, card, direction)
}

const distance = (one: Card, other: Card): number => Math.hypot(one.x - other.x, one.y - other.y)

function nearestTowards({ cards }: Pick<Scene, 'cards'>, from: Card, direction: Direction): string | null {
  const sideways = direction === 'left' || direction === 'right'
  const sign = direction === 'right' || direction === 'down' ? 1 : -1
  let nearest: string | null = null
  let least = Number.POSITIVE_INFINITY
  for (const card of cards.values()) {
    if (card === from) continue
    const dx = card.x - from.x
    const dy = card.y + card.height / 2 - from.y - from.height / 2
    const along = (sideways ? dx : dy) * sign
    if (along <= 0) continue
    // What stands aside counts as further away.
    const far = along + 2 * Math.abs(sideways ? dy : dx)
    if (far < least) {
      least = far
      nearest = card.id
    }
  }
  return nearest
}
