import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from '@xyflow/react'
import { Plus, X } from 'lucide-react'
import { memo, useState } from 'react'
import { useBoardActions } from './board-actions.ts'
import { useBoardState } from './board-state.ts'
import styles from './canvas.module.css'
import { portOfEdge, startId } from './canvas-id.ts'
import type { BoardEdge } from './elements.ts'
import { useCanvasWords } from './words.ts'

/** Thickness of a line that everybody takes, and of one that hardly anybody does. */
const widest = 9
const thinnest = 1.5

export const LineEdge = memo(DrawnLine)

function DrawnLine(props: EdgeProps<BoardEdge>) {
  const { id, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, selected, data } = props
  const [isHovered, setHovered] = useState(false)
  const detail = useBoardState((state) => state.detail)
  const [path, x, y] = getBezierPath({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition })
  const width = data?.share === undefined ? undefined : thinnest + data.share * (widest - thinnest)
  const isLabelled = data?.label !== undefined && detail === 'full'
  const hasTools = (isHovered || selected === true) && detail === 'full'
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its buttons show while the pointer is on it; the exits of its node have them too
    <g
      className={styles.line}
      data-selected={selected || undefined}
      data-tone={data?.tone}
      data-over={data?.isOver || undefined}
      onMouseEnter={() => setHovered(true)}
      onMouseLeave={() => setHovered(false)}
    >
      <BaseEdge path={path} interactionWidth={24} {...(width === undefined ? {} : { style: { strokeWidth: width } })} />
      {isLabelled || hasTools ? (
        <EdgeLabelRenderer>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: keeps its buttons while the pointer is on them */}
          <div
            className={`${styles.lineLabel} nodrag nopan`}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
            onMouseEnter={() => setHovered(true)}
            onMouseLeave={() => setHovered(false)}
          >
            {isLabelled ? <span className={styles.paintLabel}>{data?.label}</span> : null}
            {hasTools ? <LineTools id={id} /> : null}
          </div>
        </EdgeLabelRenderer>
      ) : null}
    </g>
  )
}

function LineTools({ id }: { readonly id: string }) {
  const words = useCanvasWords()
  const { mayEdit, commands } = useBoardActions()
  if (!mayEdit || id === startId) return null
  return (
    <>
      <button
        type="button"
        className={styles.lineTool}
        aria-label={words.insertHere}
        title={words.insertHere}
        onClick={() => commands.beginAdding({ edge: portOfEdge(id) })}
      >
        <Plus size={16} aria-hidden />
      </button>
      <button
        type="button"
        className={styles.lineTool}
        aria-label={words.disconnect}
        title={words.disconnect}
        onClick={() => commands.disconnect([id])}
      >
        <X size={16} aria-hidden />
      </button>
    </>
  )
}
