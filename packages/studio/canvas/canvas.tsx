import type { Problem } from '@parley/flow'
import { useCallback, useMemo, useState } from 'react'
import { type Paint, select, useEditor } from '../editor/state.ts'
import type { FlowFile } from '../source/flow-file.ts'
import { useCanRedo, useCanUndo, useFlow, useSource } from '../source/hooks.ts'
import type { Analysis } from '../worker/protocol.ts'
import { BoardView } from './board-view.tsx'
import type { Peer } from './elements.ts'
import { LookingTools, WorkingTools } from './tools.tsx'

const noPeers: ReadonlyMap<string, readonly Peer[]> = new Map()
const noComments: ReadonlyMap<string, number> = new Map()
const noProblems: ReadonlyMap<string, readonly Problem[]> = new Map()
const nothing: ReadonlySet<string> = new Set()

export interface CanvasProps {
  readonly flow: string
  /** Painted over it; default: what the editor paints. */
  readonly paint?: Paint | null
  /** Called with the node that is clicked or gone to. */
  readonly onNode?: (node: string) => void
  /** Nothing can be changed; shows `file` where that is given, else the document's flow. */
  readonly readOnly?: boolean
  readonly file?: FlowFile
  readonly analysis?: Analysis
  readonly peers?: ReadonlyMap<string, readonly Peer[]>
  readonly comments?: ReadonlyMap<string, number>
  readonly openFlow?: (flow: string, from?: string) => void
  readonly editNode?: (node: string) => void
  /** Begins a simulated conversation at a node. */
  readonly tryFrom?: (node: string) => void
}

/** A flow as a picture to work on, or to look at. */
export function Canvas(props: CanvasProps) {
  if (props.file !== undefined) return <ShownCanvas {...props} file={props.file} />
  return <OwnCanvas {...props} />
}

/** A flow that is given, such as one of an older version. */
function ShownCanvas({
  flow,
  file,
  analysis,
  paint = null,
  onNode,
  openFlow,
  peers,
  comments,
}: CanvasProps & { readonly file: FlowFile }) {
  const [selection, setSelection] = useState(nothing)
  const onSelect = useCallback(
    (ids: readonly string[]) => {
      setSelection(new Set(ids))
      if (ids.length === 1 && ids[0] !== undefined) onNode?.(ids[0])
    },
    [onNode],
  )
  return (
    <BoardView
      flow={flow}
      file={file}
      analysis={analysis}
      edit={null}
      selection={selection}
      onSelect={onSelect}
      problems={noProblems}
      lit={null}
      paint={paint}
      peers={peers ?? noPeers}
      comments={comments ?? noComments}
      reveal={null}
      openFlow={openFlow ?? null}
      editNode={onNode ?? null}
      tryFrom={null}
      undo={null}
      redo={null}
    >
      {(handle) => <LookingTools handle={handle} />}
    </BoardView>
  )
}

/** A flow of the document. */
function OwnCanvas(props: CanvasProps) {
  const { flow, paint, readOnly, onNode, peers, comments, openFlow, editNode, tryFrom } = props
  const store = useSource()
  const file = useFlow(flow)
  const analysis = useEditor((state) => state.analyses.get(flow))
  const selection = useEditor((state) => (state.flow === flow ? state.selection : nothing))
  const reveal = useEditor((state) => (state.flow === flow ? state.reveal : null))
  const lit = useEditor((state) => (state.lit?.flow === flow ? state.lit.node : null))
  const painted = useEditor((state) => state.paint)
  const problems = useProblems(flow)
  const canUndo = useCanUndo()
  const canRedo = useCanRedo()
  const edit = useMemo(
    () =>
      readOnly === true
        ? null
        : (change: (file: FlowFile) => FlowFile, merge?: string) =>
            store.editFlow(flow, change, merge === undefined ? {} : { merge: `${flow}.${merge}` }),
    [readOnly, store, flow],
  )
  const onSelect = useCallback(
    (ids: readonly string[]) => {
      select(ids)
      if (ids.length === 1 && ids[0] !== undefined) onNode?.(ids[0])
    },
    [onNode],
  )
  const mayEdit = edit !== null
  const undo = useMemo(() => (mayEdit ? () => store.undo() : null), [mayEdit, store])
  const redo = useMemo(() => (mayEdit ? () => store.redo() : null), [mayEdit, store])
  if (file === undefined) return null
  return (
    <BoardView
      key={flow}
      flow={flow}
      file={file}
      analysis={analysis}
      edit={edit}
      selection={selection}
      onSelect={onSelect}
      problems={problems}
      lit={lit}
      paint={paint === undefined ? painted : paint}
      peers={peers ?? noPeers}
      comments={comments ?? noComments}
      reveal={reveal}
      openFlow={openFlow ?? null}
      editNode={editNode ?? null}
      tryFrom={tryFrom ?? null}
      undo={undo}
      redo={redo}
    >
      {(handle, scene) => (
        <WorkingTools handle={handle} scene={scene} selection={selection} canUndo={canUndo} canRedo={canRedo} />
      )}
    </BoardView>
  )
}

/** Node id → its problems; the lists stay the same objects until what is wrong with the node changes. */
function useProblems(flow: string): ReadonlyMap<string, readonly Problem[]> {
  const all = useEditor((state) => state.problems)
  const [kept] = useState(() => new Map<string, { readonly key: string; readonly problems: readonly Problem[] }>())
  return useMemo(() => {
    const found = new Map<string, Problem[]>()
    for (const problem of all) {
      const { flow: where, node } = problem.place
      if (where !== flow || node === undefined) continue
      const known = found.get(node)
      if (known === undefined) found.set(node, [problem])
      else known.push(problem)
    }
    const now = new Map<string, readonly Problem[]>()
    for (const [node, problems] of found) {
      const key = JSON.stringify(problems)
      const before = kept.get(node)
      const same = before?.key === key ? before.problems : problems
      kept.set(node, { key, problems: same })
      now.set(node, same)
    }
    return now
  }, [all, flow, kept])
}
