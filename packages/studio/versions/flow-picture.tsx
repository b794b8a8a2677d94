import type { FlowChange } from '@parley/flow'
import { useMemo } from 'react'
import type { DiffAnswer } from '../api.ts'
import { Canvas } from '../canvas/canvas.tsx'
import { paintDiff } from './diff-paint.ts'
import { useVersionWords } from './words.ts'

/** A flow with what was added, changed and removed painted over it. */
export function FlowPicture(props: {
  readonly change: FlowChange
  readonly texts: DiffAnswer['flows'][string]
  readonly onNode: (node: string) => void
}) {
  const { changes: words } = useVersionWords()
  const { change, texts, onNode } = props
  const painted = useMemo(
    () =>
      paintDiff(change, texts, {
        title: words.flow(change.flow),
        added: words.added,
        removed: words.removed,
        changed: words.changed,
        renamed: words.changed,
      }),
    [change, texts, words],
  )
  if (painted === null) return null
  return <Canvas flow={change.flow} file={painted.file} readOnly paint={painted.paint} onNode={onNode} />
}
