import { useEffect, useMemo, useRef } from 'react'
import type { FlowFile } from '../source/flow-file.ts'
import type { Analysis } from '../worker/protocol.ts'
import { type BoardStore, useBoardState } from './board-state.ts'
import { graphOf, isUnplaced, layOut, missingIn, placeMissing } from './layout.ts'
import { emptyScene, type Scene, sceneOf } from './scene.ts'

/** The scene of a flow. Nodes without a place are given one here; nothing is written until somebody moves something. */
export function useScene(flow: string, file: FlowFile, analysis: Analysis | undefined, state: BoardStore): Scene {
  const kept = useBoardState((each) => each.laid)
  const isFirst = useMemo(() => kept.size === 0 && missingIn(file, kept).length > 0 && isUnplaced(file), [file, kept])
  // A few that stand nowhere stand beside the others at once.
  const laid = useMemo(() => (isFirst ? kept : placeMissing(file, kept)), [isFirst, file, kept])
  const before = useRef<{ readonly flow: string; readonly scene: Scene }>({ flow, scene: emptyScene })
  const scene = useMemo(
    () => sceneOf(file, analysis, laid, before.current.flow === flow ? before.current.scene : emptyScene),
    [file, analysis, laid, flow],
  )
  before.current = { flow, scene }
  useEffect(() => {
    if (state.getState().laid !== laid) state.setState({ laid })
  }, [laid, state])
  const present = useRef({ file, scene })
  present.current = { file, scene }
  useEffect(() => {
    if (!isFirst) return
    let isOver = false
    const { file: now, scene: drawn } = present.current
    void layOut(graphOf(now.start, drawn.cards)).then((places) => {
      if (!isOver) state.setState({ laid: places })
    })
    return () => {
      isOver = true
    }
  }, [isFirst, state])
  return scene
}
