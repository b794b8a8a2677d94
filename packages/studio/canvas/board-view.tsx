import '@xyflow/react/dist/base.css'
import type { Problem } from '@parley/flow'
import { ReactFlow, ReactFlowProvider, SelectionMode, useStoreApi } from '@xyflow/react'
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Paint } from '../editor/state.ts'
import { useDrawn } from '../editor/use-drawn.ts'
import type { FlowFile } from '../source/flow-file.ts'
import type { Analysis } from '../worker/protocol.ts'
import type { Board, Edit } from './board.ts'
import { BoardActionsContext } from './board-actions.ts'
import { createBoardEvents } from './board-events.ts'
import { BoardStateContext, type BoardStore, createBoardState } from './board-state.ts'
import styles from './canvas.module.css'
import { isNodeId } from './canvas-id.ts'
import { createDragging } from './dragging.ts'
import type { BoardEdge, BoardNode, Peer } from './elements.ts'
import { pressed } from './keys.ts'
import { LineEdge } from './line-edge.tsx'
import { Minimap } from './minimap.tsx'
import { NodeCard } from './node-card.tsx'
import { Overview } from './overview.tsx'
import type { Scene } from './scene.ts'
import { StartMarker } from './start-marker.tsx'
import { StickerCard } from './sticker-card.tsx'
import { isTyping } from './typing.ts'
import { type BoardHandle, useBoard } from './use-board.ts'
import { useClipboardEvents } from './use-clipboard-events.ts'
import { useElements } from './use-elements.ts'
import { useNear } from './use-near.ts'
import { useOpening } from './use-opening.ts'
import { useScene } from './use-scene.ts'
import { useCanvasWords } from './words.ts'

const nodeTypes = { card: NodeCard, sticker: StickerCard, start: StartMarker }
const edgeTypes = { line: LineEdge }
const grid: [number, number] = [8, 8]
const multiSelectionKeys = ['Shift', 'Meta', 'Control']
const noNodes: BoardNode[] = []
const noEdges: BoardEdge[] = []
const smallestZoom = 0.02
const largestZoom = 2
/** Nothing more is attributed than the library's licence asks for, which is its notice. */
const options = { hideAttribution: true }

export interface BoardProps {
  readonly flow: string
  readonly file: FlowFile
  readonly analysis: Analysis | undefined
  readonly edit: Edit | null
  readonly selection: ReadonlySet<string>
  readonly onSelect: (nodes: readonly string[]) => void
  readonly problems: ReadonlyMap<string, readonly Problem[]>
  readonly lit: string | null
  readonly paint: Paint | null
  readonly peers: ReadonlyMap<string, readonly Peer[]>
  readonly comments: ReadonlyMap<string, number>
  readonly reveal: { readonly node: string; readonly count: number } | null
  readonly openFlow: Board['openFlow']
  readonly editNode: Board['editNode']
  readonly tryFrom: Board['tryFrom']
  readonly undo: Board['undo']
  readonly redo: Board['redo']
  /** What stands over the canvas: tools, palette, dialogs. */
  readonly children?: (handle: BoardHandle, scene: Scene) => ReactNode
}

/** One flow on a canvas, to work on or, without `edit`, to look at. */
export function BoardView(props: BoardProps) {
  const [state] = useState(createBoardState)
  return (
    <BoardStateContext value={state}>
      <ReactFlowProvider>
        <Drawn {...props} state={state} />
      </ReactFlowProvider>
    </BoardStateContext>
  )
}

function Drawn(props: BoardProps & { readonly state: BoardStore }) {
  const { flow, file, analysis, edit, selection, onSelect, state, openFlow, editNode, tryFrom, undo, redo } = props
  const words = useCanvasWords()
  const flowStore = useStoreApi<BoardNode, BoardEdge>()
  // Sizes and ports follow from the nodes (`card.ts`): what the library would measure on the page is known already.
  useState(() => flowStore.setState({ updateNodeInternals: () => undefined }))
  const element = useRef<HTMLElement>(null)
  const scene = useScene(flow, file, analysis, state)
  const select = useMemo(() => (ids: Iterable<string>) => onSelect([...ids]), [onSelect])
  const given = { flow, file, scene, edit, selection, select, state, openFlow, editNode, tryFrom, undo, redo }
  const handle = useBoard(given, element)
  const { get, commands, actions } = handle
  const [dragging] = useState(() => createDragging(get, commands))
  const look = useNear(get)
  const isOpen = useOpening(get, scene, props.reveal, handle, look)
  const { nodes, edges, near, picture } = useElements(props, scene, state)
  const drawn = useRef(near.cards)
  drawn.current = near.cards
  const [events] = useState(() =>
    createBoardEvents({
      get,
      commands,
      dragging,
      drawn: () => drawn.current,
      selectsMore: () => {
        const { multiSelectionActive, userSelectionActive } = flowStore.getState()
        return multiSelectionActive || userSelectionActive
      },
      look,
    }),
  )
  const drag = useStore(state, (each) => each.drag)
  const isLeadGone = drag !== null && isNodeId(drag.lead) && !scene.cards.has(drag.lead)
  useEffect(() => {
    if (isLeadGone) dragging.leadGone()
  }, [isLeadGone, dragging])
  const current = useStore(state, (each) => each.current)
  const isCurrentGone = current !== null && !scene.cards.has(current)
  useEffect(() => {
    if (!isCurrentGone) return
    state.setState({ current: null })
    // The keyboard stays on the canvas when the node that it was at is gone; the library takes its card away a little later.
    const { activeElement } = document
    if (activeElement === document.body || activeElement?.closest('.react-flow__node') !== null)
      element.current?.focus()
  }, [isCurrentGone, state])
  const isFraming = useStore(state, (each) => each.isFraming)
  useClipboardEvents(element, handle)
  const isDrawn = useDrawn()
  useEffect(() => {
    // The library calls its part an application too; one around the other would be said twice.
    element.current?.querySelector('.react-flow')?.setAttribute('role', 'presentation')
  }, [])

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (isTyping(event.target) || event.defaultPrevented) return
    pressed(event, handle)
  }
  return (
    <BoardActionsContext value={actions}>
      <section
        ref={element}
        className={styles.board}
        role="application"
        aria-label={`${words.canvas}: ${flow}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard has to get in
        tabIndex={0}
        onKeyDown={onKeyDown}
        data-gliding={useStore(state, (each) => each.gliding) || undefined}
        data-framing={isFraming || undefined}
        data-connecting={useStore(state, (each) => each.connecting) || undefined}
      >
        <ReactFlow<BoardNode, BoardEdge>
          nodes={isOpen ? nodes : noNodes}
          edges={isOpen ? edges : noEdges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          {...events}
          nodesDraggable={edit !== null}
          nodesConnectable={edit !== null}
          edgesReconnectable={edit !== null}
          nodesFocusable={false}
          edgesFocusable={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          multiSelectionKeyCode={multiSelectionKeys}
          selectionKeyCode="Shift"
          selectionOnDrag={isFraming}
          panOnDrag={!isFraming}
          selectionMode={SelectionMode.Partial}
          selectNodesOnDrag
          snapToGrid
          snapGrid={grid}
          minZoom={smallestZoom}
          maxZoom={largestZoom}
          connectionRadius={36}
          zoomOnDoubleClick={false}
          elevateNodesOnSelect={false}
          proOptions={options}
        />
        <Overview picture={picture} />
        {isDrawn && scene.cards.size > 8 ? <Minimap picture={picture} /> : null}
        <p className={styles.live} aria-live="polite">
          {useStore(state, (each) => each.said)}
        </p>
        {props.children?.(handle, scene)}
      </section>
    </BoardActionsContext>
  )
}
