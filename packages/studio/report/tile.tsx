import { ArrowDown, ArrowRight, ArrowUp } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Movement } from './format.ts'
import styles from './report.module.css'
import { useWords } from './words.ts'

/** One figure: what it is, how it moved, and how it went. `wanted`: which direction is good. */
export function Tile(props: {
  readonly label: string
  readonly figure: string
  readonly hint: string
  readonly moved?: { readonly movement: Movement; readonly text: string; readonly before: string } | null
  readonly wanted?: 'up' | 'down'
  readonly course?: readonly number[]
  readonly children?: ReactNode
}) {
  const { label, figure, hint, moved = null, wanted, course } = props
  return (
    <div className={styles.tile}>
      <dt>{label}</dt>
      <dd className={styles.figure}>{figure}</dd>
      <dd className={styles.hint}>{hint}</dd>
      {moved === null ? null : <Moved {...moved} wanted={wanted} />}
      {props.children === undefined ? null : <dd>{props.children}</dd>}
      {course === undefined || course.length < 2 ? null : (
        <dd aria-hidden className={styles.course}>
          <Sparkline values={course} />
        </dd>
      )}
    </div>
  )
}

const arrows = { up: ArrowUp, down: ArrowDown, same: ArrowRight }

function Moved(props: {
  readonly movement: Movement
  readonly text: string
  readonly before: string
  readonly wanted: 'up' | 'down' | undefined
}) {
  const words = useWords()
  const { movement, wanted } = props
  const { direction } = movement
  const Arrow = arrows[direction]
  const tone = wanted === undefined || direction === 'same' ? 'plain' : direction === wanted ? 'good' : 'bad'
  return (
    <dd className={styles.moved} data-tone={tone}>
      <Arrow size={14} aria-hidden />
      <span className={styles.unseen}>{words[direction]}</span>
      <span>{props.text}</span>
      <span className={styles.hint}>{words.before(props.before)}</span>
    </dd>
  )
}

const [width, height] = [120, 28]

/** The course of a figure, without scale: the chart below has one. */
function Sparkline({ values }: { readonly values: readonly number[] }) {
  const most = Math.max(1, ...values)
  const at = (value: number, index: number) =>
    `${((index / (values.length - 1)) * width).toFixed(1)},${(height - 2 - (value / most) * (height - 4)).toFixed(1)}`
  return (
    <svg className={styles.spark} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="presentation">
      <polyline
        points={values.map(at).join(' ')}
        fill="none"
        stroke="var(--accent)"
        strokeWidth="1.5"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}
