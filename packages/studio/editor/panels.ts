/** Sizes of the editor's panels, as each person left them in this browser. */
import { create } from 'zustand'

export interface Panels {
  /** Width of the panel at the right, pixels. */
  readonly side: number
  readonly isSideOpen: boolean
  /** Height of the drawer at the bottom, pixels. */
  readonly drawer: number
  readonly isDrawerOpen: boolean
  readonly sideTab: 'settings' | 'simulator' | 'comments'
  readonly drawerTab: 'problems' | 'tests'
}

const key = 'parley.studio.panels'
const usual: Panels = {
  side: 380,
  isSideOpen: true,
  drawer: 240,
  isDrawerOpen: false,
  sideTab: 'settings',
  drawerTab: 'problems',
}

export const limits = { side: [260, 900], drawer: [120, 700] } as const

/** What was kept, as far as it makes sense. */
export function readPanels(text: string | null): Panels {
  try {
    const kept = JSON.parse(text ?? '{}') as Partial<Panels>
    return {
      side: within(kept.side, limits.side, usual.side),
      drawer: within(kept.drawer, limits.drawer, usual.drawer),
      isSideOpen: typeof kept.isSideOpen === 'boolean' ? kept.isSideOpen : usual.isSideOpen,
      isDrawerOpen: typeof kept.isDrawerOpen === 'boolean' ? kept.isDrawerOpen : usual.isDrawerOpen,
      sideTab: ['settings', 'simulator', 'comments'].includes(kept.sideTab ?? '')
        ? (kept.sideTab ?? usual.sideTab)
        : usual.sideTab,
      drawerTab: kept.drawerTab === 'tests' ? 'tests' : 'problems',
    }
  } catch {
    return usual
  }
}

function within(value: unknown, [least, most]: readonly [number, number], otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : otherwise
}

/** On a tablet the panel at the right lies over the canvas: there it is opened when it is wanted. */
const isNarrow = (): boolean => matchMedia('(max-width: 1100px)').matches

export const usePanels = create<Panels>(() => {
  const kept = readPanels(localStorage.getItem(key))
  return isNarrow() ? { ...kept, isSideOpen: false } : kept
})

export function setPanels(change: Partial<Panels>): void {
  usePanels.setState(change)
  localStorage.setItem(key, JSON.stringify(usePanels.getState()))
}
