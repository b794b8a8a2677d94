import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import styles from './editor.module.css'

/** Pixels that an arrow key makes a panel wider. */
const step = 24

/** The line between two panels: dragged, or moved with the arrow keys. */
export function Splitter(props: {
  readonly label: string
  /** Of the panel behind it (right or below), in pixels. */
  readonly size: number
  readonly limits: readonly [least: number, most: number]
  readonly direction: 'across' | 'down'
  readonly onSize: (size: number) => void
}) {
  const { label, size, limits, direction, onSize } = props
  const [least, most] = limits
  const began = useRef<{ readonly at: number; readonly size: number } | null>(null)
  const set = (next: number): void => onSize(Math.round(Math.min(most, Math.max(least, next))))
  const at = (event: PointerEvent): number => (direction === 'across' ? event.clientX : event.clientY)
  function onKeyDown(event: KeyboardEvent): void {
    const grow = direction === 'across' ? 'ArrowLeft' : 'ArrowUp'
    const shrink = direction === 'across' ? 'ArrowRight' : 'ArrowDown'
    const next = { [grow]: size + step, [shrink]: size - step, Home: least, End: most }[event.key]
    if (next === undefined) return
    event.preventDefault()
    set(next)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a line that is moved is no hr
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={direction === 'across' ? 'vertical' : 'horizontal'}
      aria-valuenow={size}
      aria-valuemin={least}
      aria-valuemax={most}
      className={styles.splitter}
      data-direction={direction}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        began.current = { at: at(event), size }
      }}
      onPointerMove={(event) => {
        if (began.current !== null) set(began.current.size + began.current.at - at(event))
      }}
      onPointerUp={() => {
        began.current = null
      }}
    />
  )
}
