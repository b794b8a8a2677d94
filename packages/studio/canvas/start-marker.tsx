import { Handle, Position } from '@xyflow/react'
import { Play } from 'lucide-react'
import { memo } from 'react'
import styles from './canvas.module.css'
import { useCanvasWords } from './words.ts'

/** Where conversations come in. */
export const StartMarker = memo(() => {
  const words = useCanvasWords()
  return (
    <div className={styles.start}>
      <Play size={14} aria-hidden /> {words.start}
      <Handle type="source" id="start" position={Position.Right} className={styles.dot} data-state="joined" />
    </div>
  )
})
