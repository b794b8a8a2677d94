import { useReactFlow, useStore } from '@xyflow/react'
import { type PointerEvent, useEffect, useMemo, useRef } from 'react'
import styles from './canvas.module.css'
import type { Box } from './card.ts'
import { coloursOf, type Picture, paintPicture, type Transform } from './painted.ts'
import { boxOf } from './scene.ts'
import { useTheme } from './use-theme.ts'
import { useCanvasWords } from './words.ts'

const width = 180
const height = 120
const margin = 6

/** How a box is shown whole in a picture of this size. */
export function shownWhole(box: Box, size: { readonly width: number; readonly height: number }): Transform {
  const zoom = Math.min(
    (size.width - 2 * margin) / Math.max(1, box.width),
    (size.height - 2 * margin) / Math.max(1, box.height),
  )
  return {
    x: (size.width - box.width * zoom) / 2 - box.x * zoom,
    y: (size.height - box.height * zoom) / 2 - box.y * zoom,
    zoom,
  }
}

/** The whole flow in the corner; a click or a drag goes there. It is drawn when the flow changes, not when one moves about. */
export function Minimap({ picture }: { readonly picture: Picture }) {
  const words = useCanvasWords()
  const canvas = useRef<HTMLCanvasElement>(null)
  const { setCenter, getZoom } = useReactFlow()
  const { scene } = picture
  const theme = useTheme()
  const whole = useMemo(
    () => shownWhole(boxOf(scene) ?? { x: 0, y: 0, width: 1, height: 1 }, { width, height }),
    [scene],
  )
  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    // A drag is over before anybody looks at the map.
    if (element === null || context === null || context === undefined || picture.drag !== null) return
    const scale = Math.min(2, window.devicePixelRatio)
    element.width = width * scale
    element.height = height * scale
    context.setTransform(scale, 0, 0, scale, 0, 0)
    paintPicture(context, picture, whole, { width, height }, coloursOf(element.parentElement ?? element))
  }, [picture, whole, theme])
  function go(event: PointerEvent<HTMLElement>): void {
    if (event.buttons === 0) return
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const x = (event.clientX - left - whole.x) / whole.zoom
    const y = (event.clientY - top - whole.y) / whole.zoom
    void setCenter(x, y, { zoom: getZoom() })
  }
  return (
    <div className={styles.minimap} role="img" aria-label={words.minimap} onPointerDown={go} onPointerMove={go}>
      <canvas ref={canvas} style={{ width, height }} />
      <Frame whole={whole} />
    </div>
  )
}

/** What of the flow is seen. */
function Frame({ whole }: { readonly whole: Transform }) {
  const [x, y, zoom] = useStore((state) => state.transform)
  const seenWidth = useStore((state) => state.width)
  const seenHeight = useStore((state) => state.height)
  const scale = whole.zoom / zoom
  return (
    <div
      className={styles.minimapFrame}
      style={{
        width: seenWidth * scale,
        height: seenHeight * scale,
        transform: `translate(${-x * scale + whole.x}px, ${-y * scale + whole.y}px)`,
      }}
    />
  )
}
