/**
 * A brand's colour, made fit to be read: what is written on it, and what it is written in on light and on dark ground.
 * Contrast as WCAG 2.2 reckons it (relative luminance, 1.4.3 and 1.4.11).
 */

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number]

const black: Colour = [0, 0, 0]
const white: Colour = [255, 255, 255]

/** Of text (AA), and of what is not text. */
const textContrast = 4.5
const shapeContrast = 3

export function readHex(text: string): Colour | null {
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(text)
  const [, r, g, b] = short ?? /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(text) ?? []
  if (r === undefined || g === undefined || b === undefined) return null
  const part = (hex: string): number => Number.parseInt(short === null ? hex : hex + hex, 16)
  return [part(r), part(g), part(b)]
}

export function writeHex(colour: Colour): string {
  return `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`
}

/** 1 to 21. */
export function contrast(one: Colour, other: Colour): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

function luminance(colour: Colour): number {
  const [r = 0, g = 0, b = 0] = colour.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

export interface AccentColours {
  /** Behind text. */
  readonly accent: string
  /** The same under a pointer. */
  readonly strong: string
  /** On either of them: black or white, one of which always has 4.5 : 1. */
  readonly onAccent: string
  /** Text, and lines around what has the focus, in the accent's colour on each of the grounds. */
  readonly text: string
}

/** `grounds` are what the accent is seen on: all light, or all dark. */
export function accentColours(given: Colour, grounds: readonly Colour[]): AccentColours {
  const dark = grounds.every((ground) => contrast(ground, white) > contrast(ground, black))
  const away = dark ? white : black
  // A dark brand colour would sink into the dark theme; a light one on light ground is told by its text.
  const accent = dark ? moveUntil(given, white, grounds, shapeContrast) : given
  const onAccent = contrast(accent, white) >= textContrast ? white : black
  return {
    accent: writeHex(accent),
    strong: writeHex(mix(accent, onAccent === white ? black : white, 0.14)),
    onAccent: writeHex(onAccent),
    text: writeHex(moveUntil(given, away, grounds, textContrast)),
  }
}

/** Mixes in `towards`, no more than needed. */
function moveUntil(colour: Colour, towards: Colour, grounds: readonly Colour[], least: number): Colour {
  for (let share = 0; share < 1; share += 0.04) {
    const mixed = mix(colour, towards, share).map(Math.round) as unknown as Colour
    if (grounds.every((ground) => contrast(mixed, ground) >= least)) return mixed
  }
  return towards
}

function mix(one: Colour, other: Colour, share: number): Colour {
  const part = (at: 0 | 1 | 2): number => one[at] + (other[at] - one[at]) * share
  return [part(0), part(1), part(2)]
}
