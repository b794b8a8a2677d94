import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import { accentColours, type Colour, readHex } from './colour.ts'
import type { Look } from './look.ts'

/** Follows a media query. */
export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const list = matchMedia(query)
    const follow = (): void => setMatches(list.matches)
    follow()
    list.addEventListener('change', follow)
    return () => list.removeEventListener('change', follow)
  }, [query])
  return matches
}

export function useTheme(theme: Look['theme']): 'light' | 'dark' {
  const dark = useMedia('(prefers-color-scheme: dark)')
  if (theme === 'light' || theme === 'dark') return theme
  return dark ? 'dark' : 'light'
}

/** Sets the accent's colours on the root, fitted to the grounds that the theme and the page's own variables give it. */
export function useAccent(
  root: RefObject<HTMLElement | null>,
  given: string | undefined,
  theme: 'light' | 'dark',
): void {
  // Another theme has other grounds.
  useLayoutEffect(() => {
    const element = root.current
    if (element === null) return
    const set = getComputedStyle(element)
    const read = (name: string): Colour | null => readColour(set.getPropertyValue(name).trim())
    const accent = readColour(given ?? '') ?? read('--parley-accent') ?? read('--given')
    const [surface, sunken] = [read('--surface'), read('--sunken')]
    if (accent === null || surface === null || sunken === null) return
    const made = accentColours(accent, [surface, sunken])
    element.style.setProperty('--accent', made.accent)
    element.style.setProperty('--accent-strong', made.strong)
    element.style.setProperty('--on-accent', made.onAccent)
    element.style.setProperty('--accent-text', made.text)
  }, [root, given, theme])
}

/** Any CSS colour; what is none, or shines through, is `null`. */
function readColour(text: string): Colour | null {
  const plain = readHex(text)
  if (plain !== null || text === '' || !CSS.supports('color', text)) return plain
  const pen = new OffscreenCanvas(1, 1).getContext('2d')
  if (pen === null) return null
  pen.fillStyle = text
  // Names and functions of sRGB come back as hexadecimal; for the others the pixel is asked.
  const written = readHex(pen.fillStyle)
  if (written !== null) return written
  pen.fillRect(0, 0, 1, 1)
  const [r = 0, g = 0, b = 0, alpha] = pen.getImageData(0, 0, 1, 1).data
  return alpha === 255 ? [r, g, b] : null
}
