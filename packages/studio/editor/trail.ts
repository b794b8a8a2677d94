import { create } from 'zustand'
import type { Use } from '../canvas/flow-names.ts'

/** The calls by which one came into the open flow, outermost first. */
export const useTrail = create<{ readonly trail: readonly Use[] }>(() => ({ trail: [] }))

export function enter(flow: string, node: string): void {
  useTrail.setState(({ trail }) => ({ trail: [...trail, { flow, node }] }))
}

/** Goes back to the call at this depth. Answers with it. */
export function leaveTo(depth: number): Use | undefined {
  const { trail } = useTrail.getState()
  useTrail.setState({ trail: trail.slice(0, depth) })
  return trail[depth]
}

/** A flow on the way has another name now. */
export function renameOnTrail(from: string, to: string): void {
  useTrail.setState(({ trail }) => ({ trail: trail.map((use) => (use.flow === from ? { ...use, flow: to } : use)) }))
}

export const forgetTrail = (): void => useTrail.setState({ trail: [] })
