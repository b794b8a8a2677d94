import type { Box, Point } from './card.ts'

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom' | 'across' | 'down'

/** Places that line up, or have equal gaps between them (`across`, `down`, from three on). */
export function align(boxes: ReadonlyMap<string, Box>, alignment: Alignment): ReadonlyMap<string, Point> {
  if (alignment === 'across') return distribute(boxes, 'x', 'width')
  if (alignment === 'down') return distribute(boxes, 'y', 'height')
  const all = [...boxes.values()]
  const left = Math.min(...all.map(({ x }) => x))
  const right = Math.max(...all.map(({ x, width }) => x + width))
  const top = Math.min(...all.map(({ y }) => y))
  const bottom = Math.max(...all.map(({ y, height }) => y + height))
  const to: { readonly [each in Exclude<Alignment, 'across' | 'down'>]: (box: Box) => Point } = {
    left: ({ y }) => ({ x: left, y }),
    centre: ({ y, width }) => ({ x: Math.round((left + right - width) / 2), y }),
    right: ({ y, width }) => ({ x: right - width, y }),
    top: ({ x }) => ({ x, y: top }),
    middle: ({ x, height }) => ({ x, y: Math.round((top + bottom - height) / 2) }),
    bottom: ({ x, height }) => ({ x, y: bottom - height }),
  }
  return new Map([...boxes].map(([id, box]) => [id, to[alignment](box)]))
}

function distribute(
  boxes: ReadonlyMap<string, Box>,
  axis: 'x' | 'y',
  size: 'width' | 'height',
): ReadonlyMap<string, Point> {
  const sorted = [...boxes].toSorted(([, one], [, other]) => one[axis] - other[axis])
  const first = sorted[0]?.[1]
  const last = sorted.at(-1)?.[1]
  if (first === undefined || last === undefined || sorted.length < 3) return new Map()
  const filled = sorted.reduce((sum, [, box]) => sum + box[size], 0)
  const gap = (last[axis] + last[size] - first[axis] - filled) / (sorted.length - 1)
  let at = first[axis]
  return new Map(
    sorted.map(([id, box]) => {
      const place = { x: box.x, y: box.y, [axis]: Math.round(at) }
      at += box[size] + gap
      return [id, place]
    }),
  )
}
