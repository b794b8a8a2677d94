/** How the actions of a solution are carried out in its simulator: remembered in this browser. */
import type { Values } from '@parley/flow'
import { create } from 'zustand'

export interface Mock {
  /** `ask`: whoever plays says how it ends; `mock`: as it ended last; `real`: it runs, against the sandbox. */
  readonly mode: 'ask' | 'mock' | 'real'
  readonly outcome: string
  readonly outputs: Values
  /** Why it failed, with the outcome `error`. */
  readonly message: string
}

export const usualMock: Mock = { mode: 'ask', outcome: 'success', outputs: {}, message: '' }

interface Mocks {
  readonly solution: string
  /** For all actions; `each`: each its own. */
  readonly all: 'each' | 'real'
  readonly actions: { readonly [action: string]: Mock }
}

const key = (solution: string): string => `parley.studio.mocks.${solution}`

export const useMocks = create<Mocks>(() => ({ solution: '', all: 'each', actions: {} }))

/** Takes what this browser remembers of the solution. */
export function openMocks(solution: string): void {
  if (useMocks.getState().solution === solution) return
  useMocks.setState({ solution, all: 'each', actions: {}, ...remembered(solution) })
}

function remembered(solution: string): Partial<Mocks> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key(solution)) ?? '{}')
    if (typeof kept !== 'object' || kept === null) return {}
    const { all, actions } = kept as Partial<Mocks>
    return {
      ...(all === 'real' ? { all } : {}),
      ...(typeof actions === 'object' && actions !== null ? { actions } : {}),
    }
  } catch {
    return {}
  }
}

export function setMock(action: string, change: Partial<Mock>): void {
  const { actions } = useMocks.getState()
  useMocks.setState({ actions: { ...actions, [action]: { ...usualMock, ...actions[action], ...change } } })
  keep()
}

export function setAll(all: Mocks['all']): void {
  useMocks.setState({ all })
  keep()
}

function keep(): void {
  const { solution, all, actions } = useMocks.getState()
  try {
    localStorage.setItem(key(solution), JSON.stringify({ all, actions }))
  } catch {
    // A browser that keeps nothing simulates all the same.
  }
}

export function modeOf({ all, actions }: Pick<Mocks, 'all' | 'actions'>, action: string): Mock['mode'] {
  return all === 'real' ? 'real' : (actions[action]?.mode ?? usualMock.mode)
}
