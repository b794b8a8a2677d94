/** A whole flow as one picture: for the map, for looking into a sub-flow, and for the canvas when too many cards are in sight to draw each. */
import type { Paint, PaintTone } from '../editor/state.ts'
import type { Drag } from './board-state.ts'
import { portAt } from './card.ts'
import { placeNow } from './elements.ts'
import { type KindGroup, viewOf } from './kind-view.ts'
import type { Scene } from './scene.ts'
import { themeNow } from './use-theme.ts'

export interface Transform {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

export interface Colours {
  readonly groups: { readonly [group in KindGroup]: string }
  readonly tones: { readonly [tone in PaintTone]: string }
  readonly line: string
  readonly text: string
  readonly frame: string
}

export interface Picture {
  readonly flow: string
  readonly scene: Scene
  readonly drag: Drag | null
  readonly selection: ReadonlySet<string>
  readonly problems: ReadonlyMap<string, readonly unknown[]>
  readonly lit: string | null
  readonly paint: Paint | null
}

/** Below this zoom nobody sees at which port a line begins. */
const portLess = 0.2
/** Words smaller than this many pixels are not read by anybody. */
const smallestWords = 7
const letterHeight = 22

/** @param size of the drawing in pixels */
export function paintPicture(
  context: CanvasRenderingContext2D,
  picture: Picture,
  { x, y, zoom }: Transform,
  size: { readonly width: number; readonly height: number },
  colours: Colours,
): void {
  context.clearRect(0, 0, size.width, size.height)
  const { scene, drag } = picture
  const sees = (left: number, top: number, width: number, height: number): boolean =>
    left < size.width && top < size.height && left + width > 0 && top + height > 0
  for (const sticker of scene.stickers.values()) {
    context.strokeStyle = colours.frame
    context.strokeRect(sticker.x * zoom + x, sticker.y * zoom + y, sticker.width * zoom, sticker.height * zoom)
  }
  context.strokeStyle = colours.line
  context.lineWidth = 1
  context.beginPath()
  for (const line of scene.lines.values()) {
    const source = scene.cards.get(line.source)
    const target = scene.cards.get(line.target)
    if (source === undefined || target === undefined) continue
    const from = placeNow(source.id, source, drag)
    const to = placeNow(target.id, target, drag)
    const port = zoom < portLess ? { x: source.width, y: source.height / 2 } : portAt(source, line.port)
    const startX = (from.x + port.x) * zoom + x
    const startY = (from.y + port.y) * zoom + y
    const endX = to.x * zoom + x
    const endY = (to.y + 18) * zoom + y
    if (!sees(Math.min(startX, endX), Math.min(startY, endY), Math.abs(startX - endX) + 1, Math.abs(startY - endY) + 1))
      continue
    context.moveTo(startX, startY)
    context.lineTo(endX, endY)
  }
  context.stroke()
  const hasWords = letterHeight * zoom >= smallestWords
  if (hasWords) context.font = `600 ${letterHeight * zoom}px system-ui, sans-serif`
  for (const card of scene.cards.values()) {
    const at = placeNow(card.id, card, drag)
    const left = at.x * zoom + x
    const top = at.y * zoom + y
    const width = card.width * zoom
    const height = card.height * zoom
    if (!sees(left, top, width, height)) continue
    const tone = picture.paint?.nodes.get(`${picture.flow}.${card.id}`)?.tone
    context.fillStyle = tone === undefined ? colours.groups[viewOf(card.file)?.group ?? 'end'] : colours.tones[tone]
    context.fillRect(left, top, Math.max(2, width), Math.max(2, height))
    if (picture.problems.has(card.id)) {
      context.fillStyle = colours.tones.bad
      context.fillRect(left, top, Math.max(2, width * 0.12), Math.max(2, height))
    }
    if (picture.selection.has(card.id) || picture.lit === card.id) {
      context.strokeStyle = picture.lit === card.id ? colours.tones.good : colours.tones.accent
      context.lineWidth = 2
      context.strokeRect(left - 1, top - 1, width + 2, height + 2)
    }
    if (hasWords) {
      context.fillStyle = colours.text
      context.fillText(card.id, left + 6 * zoom, top - 4 * zoom, width * 1.3)
    }
  }
}

let kept: { readonly theme: string; readonly colours: Colours } | null = null

/** The theme's colours as numbers: what a picture is drawn with knows no style sheets. */
export function coloursOf(element: HTMLElement): Colours {
  const theme = themeNow()
  if (kept?.theme === theme) return kept.colours
  const probe = document.createElement('span')
  element.append(probe)
  const of = (name: string): string => {
    probe.style.color = `var(${name})`
    return getComputedStyle(probe).color
  }
  const colours: Colours = {
    groups: {
      talk: of('--group-talk'),
      logic: of('--group-logic'),
      system: of('--group-system'),
      braze: of('--group-braze'),
      end: of('--group-end'),
    },
    tones: { good: of('--good'), warn: of('--warn'), bad: of('--bad'), muted: of('--border'), accent: of('--accent') },
    line: of('--border-strong'),
    text: of('--text'),
    frame: of('--border-strong'),
  }
  probe.remove()
  kept = { theme, colours }
  return colours
}
