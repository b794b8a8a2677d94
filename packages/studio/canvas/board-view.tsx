import '@xyflow/react/dist/base.css'
import type { Problem } from '@parley/flow'
import {
  type Connection,
  type EdgeChange,
  type FinalConnectionState,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useStoreApi,
} from '@xyflow/react'
import { type DragEvent, type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Paint } from '../editor/state.ts'
import type { FlowFile } from '../source/flow-file.ts'
import type { Analysis } from '../worker/protocol.ts'
import type { Board, Edit } from './board.ts'
import { BoardActionsContext } from './board-actions.ts'
import { BoardStateContext, type BoardStore, createBoardState } from './board-state.ts'
import styles from './canvas.module.css'
import { isNodeId, portOfEdge, startId } from './canvas-id.ts'
import { createDragging, edgeAt } from './dragging.ts'
import type { BoardEdge, BoardNode, Peer } from './elements.ts'
import { open, pressed } from './keys.ts'
import { kindNames } from './kind-view.ts'
import { LineEdge } from './line-edge.tsx'
import { Minimap } from './minimap.tsx'
import { NodeCard } from './node-card.tsx'
import { Overview } from './overview.tsx'
import { dragType } from './palette.tsx'
import type { Scene } from './scene.ts'
import { selectChanged } from './selecting.ts'
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
  const currentScene = useRef(scene)
  currentScene.current = scene
  const [sceneNow] = useState(() => () => currentScene.current)
  const look = useNear(state, sceneNow)
  const { nodes, edges, near, picture } = useElements(props, scene, state)
  useOpening(get, scene, flow, props.reveal, handle)
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
  useClipboardEvents(element, handle)
  useEffect(() => {
    // The library calls its part an application too; one around the other would be said twice.
    element.current?.querySelector('.react-flow')?.setAttribute('role', 'presentation')
  }, [])

  function onNodesChange(changes: NodeChange<BoardNode>[]): void {
    dragging.move(changes.flatMap((change) => (change.type === 'position' ? [change] : [])))
    const { multiSelectionActive, userSelectionActive } = flowStore.getState()
    selectChanged(get(), changes, near.cards, multiSelectionActive || userSelectionActive)
  }
  function onEdgesChange(changes: EdgeChange<BoardEdge>[]): void {
    const chosen = new Set(state.getState().edges)
    for (const change of changes)
      if (change.type === 'select') {
        if (change.selected) chosen.add(change.id)
        else chosen.delete(change.id)
      }
    state.setState({ edges: chosen })
  }
  function onConnect({ source, sourceHandle, target }: Connection): void {
    if (sourceHandle !== null) commands.connect({ node: source, port: sourceHandle }, target)
  }
  /** A port let go over a card leads to that; over nothing it asks what is to follow. */
  function onConnectEnd(event: MouseEvent | TouchEvent, connection: FinalConnectionState): void {
    state.setState({ connecting: false })
    const port = connection.fromHandle?.id
    const node = connection.fromNode?.id
    if (connection.isValid === true || port === null || port === undefined || node === undefined) return
    const { clientX, clientY } =
      'changedTouches' in event ? (event.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : event
    const target = cardAt(clientX, clientY)
    if (target !== null) {
      commands.connect({ node, port }, target)
      return
    }
    const { x, y } = get().view.screenToFlowPosition({ x: clientX, y: clientY })
    const box = element.current?.getBoundingClientRect()
    const beside = { x: clientX - (box?.left ?? 0), y: clientY - (box?.top ?? 0) }
    commands.beginAdding({ from: { node, port }, at: { x, y: y - 18 }, beside: fitting(beside, element.current) })
  }
  function onDrop(event: DragEvent): void {
    const kind = kindNames.find((each) => each === event.dataTransfer.getData(dragType))
    if (kind === undefined) return
    event.preventDefault()
    const { x, y } = get().view.screenToFlowPosition({ x: event.clientX, y: event.clientY })
    const at = { x: x - 120, y: y - 18 }
    const edge = edgeAt(event.clientX, event.clientY)
    state.setState({ over: null })
    commands.add(kind, edge === null ? { at } : { at, edge: portOfEdge(edge) })
  }
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
        data-connecting={useStore(state, (each) => each.connecting) || undefined}
      >
        <ReactFlow<BoardNode, BoardEdge>
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodesChange={onNodesChange}
          onEdgesChange={onEdgesChange}
          onConnect={onConnect}
          onConnectStart={() => state.setState({ connecting: true })}
          onConnectEnd={onConnectEnd}
          onReconnect={(edge, { source, sourceHandle, target }) => {
            if (sourceHandle !== null) commands.reconnect(edge.id, { node: source, port: sourceHandle }, target)
          }}
          onReconnectEnd={(event, edge, _, connection) => {
            if (connection.isValid === true || edge.id === startId) return
            const { clientX, clientY } =
              'changedTouches' in event ? (event.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : event
            const target = cardAt(clientX, clientY)
            if (target === null) commands.disconnect([edge.id])
            else commands.reconnect(edge.id, portOfEdge(edge.id), target)
          }}
          onNodeDragStart={(_, node) => dragging.begin(node.id)}
          onNodeDrag={(event) => {
            if ('clientX' in event) dragging.look(event.clientX, event.clientY)
          }}
          onNodeDragStop={() => dragging.drop()}
          onSelectionDragStart={(_, moved) => {
            if (moved[0] !== undefined) dragging.begin(moved[0].id)
          }}
          onSelectionDragStop={() => dragging.drop()}
          onNodeDoubleClick={(_, node) => {
            if (isNodeId(node.id)) open(get(), node.id)
          }}
          onNodeContextMenu={(event, node) => {
            event.preventDefault()
            if (!isNodeId(node.id)) return
            if (!selection.has(node.id)) select([node.id])
            const box = element.current?.getBoundingClientRect()
            const at = { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) }
            state.setState({ menu: { node: node.id, at }, current: node.id })
          }}
          onPaneClick={() => commands.clear()}
          onMove={look}
          onDrop={onDrop}
          onDragOver={(event) => {
            if (!event.dataTransfer.types.includes(dragType)) return
            event.preventDefault()
            const over = edgeAt(event.clientX, event.clientY)
            if (over !== state.getState().over) state.setState({ over })
          }}
          onPaneMouseMove={(event) => hover(get(), event.clientX, event.clientY)}
          nodesDraggable={edit !== null}
          nodesConnectable={edit !== null}
          edgesReconnectable={edit !== null}
          nodesFocusable={false}
          edgesFocusable={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
          selectionKeyCode="Shift"
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
        {scene.cards.size > 8 ? <Minimap picture={picture} /> : null}
        <p className={styles.live} aria-live="polite">
          {useStore(state, (each) => each.said)}
        </p>
        {props.children?.(handle, scene)}
      </section>
    </BoardActionsContext>
  )
}

/** The card under a point of the window. */
function cardAt(x: number, y: number): string | null {
  const id = document.elementFromPoint(x, y)?.closest('.react-flow__node-card')?.getAttribute('data-id')
  return id ?? null
}

/** A corner for the palette inside the board. */
function fitting({ x, y }: { x: number; y: number }, element: HTMLElement | null): { x: number; y: number } {
  const { clientWidth = 0, clientHeight = 0 } = element ?? {}
  return { x: Math.max(8, Math.min(x, clientWidth - 340)), y: Math.max(8, Math.min(y, clientHeight - 440)) }
}

/** In an overview the card under the pointer is drawn, so that it can be clicked and dragged. */
function hover({ state, scene, view }: Board, clientX: number, clientY: number): void {
  const { detail, hovered } = state.getState()
  if (detail !== 'overview') return
  const { x, y } = view.screenToFlowPosition({ x: clientX, y: clientY }, { snapToGrid: false })
  let found: string | null = null
  for (const card of scene.cards.values())
    if (x >= card.x && y >= card.y && x <= card.x + card.width && y <= card.y + card.height) found = card.id
  if (found !== hovered && found !== null) state.setState({ hovered: found })
}
