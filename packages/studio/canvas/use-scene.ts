import { useEffect, useRef } from 'react'
import type { FlowFile } from '../source/flow-file.ts'
import type { Analysis } from '../worker/protocol.ts'
import { type BoardStore, useBoardState } from './board-state.ts'
import { graphOf, isUnplaced, layOut, placeMissing } from './layout.ts'
import { emptyScene, placeOf, type Scene, sceneOf } from './scene.ts'

/** The scene of a flow. Nodes without a place are given one here; nothing is written until somebody moves something. */
export function useScene(flow: string, file: FlowFile, analysis: Analysis | undefined, state: BoardStore): Scene {
  const laid = useBoardState((each) => each.laid)
  const before = useRef<{ readonly flow: string; readonly scene: Scene }>({ flow, scene: emptyScene })
  const scene = sceneOf(file, analysis, laid, before.current.flow === flow ? before.current.scene : emptyScene)
  before.current = { flow, scene }
  const unplaced = Object.entries(file.nodes)
    .filter(([id, node]) => placeOf(node) === null && !laid.has(id))
    .map(([id]) => id)
    .join(' ')
  const present = useRef({ file, scene })
  present.current = { file, scene }
  useEffect(() => {
    if (unplaced === '') return
    let isOver = false
    const { file: now, scene: drawn } = present.current
    const isFirst = isUnplaced(now) && state.getState().laid.size === 0
    if (!isFirst) state.setState(({ laid: known }) => ({ laid: placeMissing(now, known) }))
    else
      void layOut(graphOf(now.start, drawn.cards)).then((places) => {
        if (!isOver) state.setState({ laid: places })
      })
    return () => {
      isOver = true
    }
  }, [unplaced, state])
  return scene
}
