import { create } from 'zustand'
import { setPanels } from '../editor/panels.ts'

/** Asked for by the canvas: a simulation that begins at this node. Counted, so that the same one can be asked for again. */
export const useJumpRequest = create<{
  readonly wanted: { readonly flow: string; readonly node: string; readonly count: number } | null
}>(() => ({ wanted: null }))

let count = 0

/** Opens the simulator with its settings for a conversation that begins at a node. */
export function simulateFrom(flow: string, node: string): void {
  count += 1
  setPanels({ isSideOpen: true, sideTab: 'simulator' })
  useJumpRequest.setState({ wanted: { flow, node, count } })
}
