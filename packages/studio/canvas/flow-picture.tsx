import { useEffect, useRef, useState } from 'react'
import type { FlowFile } from '../source/flow-file.ts'
import styles from './canvas.module.css'
import { around, type Point } from './card.ts'
import { graphOf, isUnplaced, layOut, placeMissing } from './layout.ts'
import { shownWhole } from './minimap.tsx'
import { coloursOf, paintPicture } from './painted.ts'
import { emptyScene, sceneOf } from './scene.ts'
import { useTheme } from './use-theme.ts'

const size = { width: 880, height: 420 }

/** A flow drawn small, to look into it. */
export function FlowPicture({ flow, file }: { readonly flow: string; readonly file: FlowFile }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [laid, setLaid] = useState<ReadonlyMap<string, Point>>(new Map())
  const theme = useTheme()
  useEffect(() => {
    let isOver = false
    const places = isUnplaced(file)
      ? layOut(graphOf(file.start, sceneOf(file, undefined, new Map(), emptyScene).cards))
      : Promise.resolve(placeMissing(file, new Map()))
    void places.then((now) => {
      if (!isOver) setLaid(now)
    })
    return () => {
      isOver = true
    }
  }, [file])
  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    const scene = sceneOf(file, undefined, laid, emptyScene)
    const box = around(scene.cards.values())
    if (element === null || context === null || context === undefined || box === null) return
    const picture = {
      flow,
      scene,
      drag: null,
      selection: new Set<string>(),
      problems: new Map(),
      lit: null,
      paint: null,
    }
    context.setTransform(2, 0, 0, 2, 0, 0)
    paintPicture(context, picture, shownWhole(box, size), size, coloursOf(element.parentElement ?? element))
  }, [flow, file, laid, theme])
  return (
    <div className={styles.peek}>
      <canvas ref={canvas} width={size.width * 2} height={size.height * 2} role="img" aria-label={flow} />
    </div>
  )
}
