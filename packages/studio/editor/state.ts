/** What the editor shows and has selected: nothing of it is part of the solution. Canvas, inspector, simulator and reports meet here. */
import type { Problem } from '@parley/flow'
import { create } from 'zustand'
import type { Analysis } from '../worker/protocol.ts'

/** `<flow>.<node>`; of an edge `<flow>.<node>.<port>`. */
export type NodeKey = `${string}.${string}`

export type PaintTone = 'good' | 'warn' | 'bad' | 'muted' | 'accent'

/** Something painted over the canvas: coverage, drop-off, the difference of two versions. */
export interface Paint {
  readonly title: string
  readonly nodes: ReadonlyMap<NodeKey, { readonly tone: PaintTone; readonly label?: string }>
  /** `share`: how thick, from 0 to 1. */
  readonly edges: ReadonlyMap<string, { readonly tone: PaintTone; readonly label?: string; readonly share?: number }>
}

export interface EditorState {
  /** The flow on the canvas. */
  readonly flow: string
  /** Ids of selected nodes of that flow. */
  readonly selection: ReadonlySet<string>
  /** A node that the canvas is to bring into view, counted so that the same one can be asked for again. */
  readonly reveal: { readonly node: string; readonly count: number } | null
  /** A field that the inspector is to bring into view and focus, dotted as a problem's place names it. */
  readonly focus: { readonly node: string; readonly field: string; readonly count: number } | null
  /** Where the simulated conversation stands. */
  readonly lit: { readonly flow: string; readonly node: string } | null
  readonly paint: Paint | null
  /** Of the whole solution. */
  readonly problems: readonly Problem[]
  /** What the compiler knows of each flow; absent until it has looked. */
  readonly analyses: ReadonlyMap<string, Analysis>
}

export const useEditor = create<EditorState>(() => ({
  flow: 'main',
  selection: new Set(),
  reveal: null,
  focus: null,
  lit: null,
  paint: null,
  problems: [],
  analyses: new Map(),
}))

export function select(nodes: Iterable<string>): void {
  useEditor.setState({ selection: new Set(nodes) })
}

let count = 0

/** Shows a node: opens its flow, selects it, brings it into view, and with `field` focuses that in the inspector. */
export function reveal(flow: string, node: string, field?: string): void {
  count += 1
  useEditor.setState({
    flow,
    selection: new Set([node]),
    reveal: { node, count },
    focus: field === undefined ? null : { node, field, count },
  })
}
