import type { ReactFlowInstance } from '@xyflow/react'
import type { FlowFile } from '../source/flow-file.ts'
import type { BoardStore } from './board-state.ts'
import type { BoardEdge, BoardNode } from './elements.ts'
import type { Scene } from './scene.ts'
import type { CanvasWords } from './words.ts'

/** Changes the flow on the canvas; `merge` as in the store's edits. */
export type Edit = (change: (flow: FlowFile) => FlowFile, merge?: string) => void

/** A canvas as its commands reach it: always as it is now, whenever they were made. */
export interface Board {
  readonly flow: string
  readonly file: FlowFile
  readonly scene: Scene
  /** `null`: the flow is only shown. */
  readonly edit: Edit | null
  readonly selection: ReadonlySet<string>
  readonly select: (nodes: Iterable<string>) => void
  readonly state: BoardStore
  readonly view: ReactFlowInstance<BoardNode, BoardEdge>
  readonly element: HTMLElement | null
  readonly words: CanvasWords
  readonly kindLabel: (kind: string) => string
  /** Opens another flow, with a way back. */
  readonly openFlow: ((flow: string, from?: string) => void) | null
  /** Takes the focus to the settings of a node. */
  readonly editNode: ((node: string) => void) | null
  /** Begins a simulated conversation at a node. */
  readonly tryFrom: ((node: string) => void) | null
  readonly undo: (() => void) | null
  readonly redo: (() => void) | null
}
