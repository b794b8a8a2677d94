/**
 * What happens on a canvas, as its library tells it. Made once for as long as the canvas lives: the library tells every card and line on
 * it of each handler that is another one than before.
 */
import type { Connection, EdgeChange, FinalConnectionState, NodeChange, ReactFlowProps } from '@xyflow/react'
import type { DragEvent } from 'react'
import type { Board } from './board.ts'
import { isNodeId, portOfEdge, startId } from './canvas-id.ts'
import type { Commands } from './commands.ts'
import { type createDragging, edgeAt } from './dragging.ts'
import type { BoardEdge, BoardNode } from './elements.ts'
import { open } from './keys.ts'
import { kindNames } from './kind-view.ts'
import { dragType } from './palette.tsx'
import { selectChanged } from './selecting.ts'

export interface BoardEventParts {
  readonly get: () => Board
  readonly commands: Commands
  readonly dragging: ReturnType<typeof createDragging>
  /** Cards that are drawn. */
  readonly drawn: () => ReadonlySet<string>
  /** Whether what is selected now comes beside what is selected already. */
  readonly selectsMore: () => boolean
  /** The view has moved. */
  readonly look: () => void
}

type Events = Partial<ReactFlowProps<BoardNode, BoardEdge>>

export const createBoardEvents = (parts: BoardEventParts): Events => ({
  ...changeEvents(parts),
  ...connectionEvents(parts),
  ...dragEvents(parts),
  ...pointerEvents(parts),
})

function changeEvents({ get, dragging, drawn, selectsMore, look }: BoardEventParts): Events {
  return {
    onNodesChange(changes: NodeChange<BoardNode>[]) {
      dragging.move(changes.flatMap((change) => (change.type === 'position' ? [change] : [])))
      selectChanged(get(), changes, drawn(), selectsMore())
    },
    onEdgesChange(changes: EdgeChange<BoardEdge>[]) {
      const { state } = get()
      const chosen = new Set(state.getState().edges)
      for (const change of changes)
        if (change.type === 'select') {
          if (change.selected) chosen.add(change.id)
          else chosen.delete(change.id)
        }
      state.setState({ edges: chosen })
    },
    onMove: look,
  }
}

function connectionEvents({ get, commands }: BoardEventParts): Events {
  return {
    onConnect({ source, sourceHandle, target }: Connection) {
      if (sourceHandle !== null) commands.connect({ node: source, port: sourceHandle }, target)
    },
    onConnectStart: () => get().state.setState({ connecting: true }),
    /** A port let go over a card leads to that; over nothing it asks what is to follow. */
    onConnectEnd(event: MouseEvent | TouchEvent, connection: FinalConnectionState) {
      const { state, view, element } = get()
      state.setState({ connecting: false })
      const port = connection.fromHandle?.id
      const node = connection.fromNode?.id
      if (connection.isValid === true || port === null || port === undefined || node === undefined) return
      const { clientX, clientY } = pointOf(event)
      const target = cardAt(clientX, clientY)
      if (target !== null) {
        commands.connect({ node, port }, target)
        return
      }
      const { x, y } = view.screenToFlowPosition({ x: clientX, y: clientY })
      const box = element?.getBoundingClientRect()
      const beside = { x: clientX - (box?.left ?? 0), y: clientY - (box?.top ?? 0) }
      commands.beginAdding({ from: { node, port }, at: { x, y: y - 18 }, beside: fitting(beside, element) })
    },
    onReconnect(edge, { source, sourceHandle, target }) {
      if (sourceHandle !== null) commands.reconnect(edge.id, { node: source, port: sourceHandle }, target)
    },
    onReconnectEnd(event, edge, _, connection) {
      if (connection.isValid === true || edge.id === startId) return
      const { clientX, clientY } = pointOf(event)
      const target = cardAt(clientX, clientY)
      if (target === null) commands.disconnect([edge.id])
      else commands.reconnect(edge.id, portOfEdge(edge.id), target)
    },
  }
}

function dragEvents({ get, commands, dragging }: BoardEventParts): Events {
  return {
    onNodeDragStart: (_, node) => dragging.begin(node.id),
    onNodeDrag(event) {
      if ('clientX' in event) dragging.look(event.clientX, event.clientY)
    },
    onNodeDragStop: () => dragging.drop(),
    onSelectionDragStart(_, moved) {
      if (moved[0] !== undefined) dragging.begin(moved[0].id)
    },
    onSelectionDragStop: () => dragging.drop(),
    onDrop(event: DragEvent) {
      const kind = kindNames.find((each) => each === event.dataTransfer.getData(dragType))
      if (kind === undefined) return
      event.preventDefault()
      const { view, state } = get()
      const { x, y } = view.screenToFlowPosition({ x: event.clientX, y: event.clientY })
      const at = { x: x - 120, y: y - 18 }
      const edge = edgeAt(event.clientX, event.clientY)
      state.setState({ over: null })
      commands.add(kind, edge === null ? { at } : { at, edge: portOfEdge(edge) })
    },
    onDragOver(event: DragEvent) {
      if (!event.dataTransfer.types.includes(dragType)) return
      event.preventDefault()
      const { state } = get()
      const over = edgeAt(event.clientX, event.clientY)
      if (over !== state.getState().over) state.setState({ over })
    },
  }
}

function pointerEvents({ get, commands }: BoardEventParts): Events {
  return {
    onNodeDoubleClick(_, node) {
      if (isNodeId(node.id)) open(get(), node.id)
    },
    onNodeContextMenu(event, node) {
      event.preventDefault()
      if (!isNodeId(node.id)) return
      const { selection, select, state, element } = get()
      if (!selection.has(node.id)) select([node.id])
      const box = element?.getBoundingClientRect()
      const at = { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) }
      state.setState({ menu: { node: node.id, at }, current: node.id })
    },
    onPaneClick: () => commands.clear(),
    onPaneMouseMove: (event) => hover(get(), event.clientX, event.clientY),
  }
}

const pointOf = (event: MouseEvent | TouchEvent): { readonly clientX: number; readonly clientY: number } =>
  'changedTouches' in event ? (event.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : event

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
