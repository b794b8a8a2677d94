import { useStore } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { useBoardState } from './board-state.ts'
import styles from './canvas.module.css'
import { coloursOf, type Picture, paintPicture } from './painted.ts'
import { useTheme } from './use-theme.ts'

/** The canvas as one picture, when too many cards are in sight. Cards under the pointer and selected ones are drawn over it. */
export function Overview({ picture }: { readonly picture: Picture }) {
  const isShown = useBoardState((state) => state.detail === 'overview' || state.isSweeping)
  return isShown ? <Drawn picture={picture} /> : null
}

function Drawn({ picture }: { readonly picture: Picture }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [x, y, zoom] = useStore((state) => state.transform)
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  const theme = useTheme()
  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (element === null || context === null || context === undefined) return
    const scale = Math.min(2, window.devicePixelRatio)
    if (element.width !== Math.round(width * scale)) element.width = Math.round(width * scale)
    if (element.height !== Math.round(height * scale)) element.height = Math.round(height * scale)
    context.setTransform(scale, 0, 0, scale, 0, 0)
    paintPicture(context, picture, { x, y, zoom }, { width, height }, coloursOf(element.parentElement ?? element))
  }, [picture, x, y, zoom, width, height, theme])
  return <canvas ref={canvas} className={styles.overview} style={{ width, height }} aria-hidden />
}
