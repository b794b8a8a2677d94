/** What one canvas shows at this moment and nobody else needs to know: nothing of it is saved. */
import { createContext, useContext } from 'react'
import { createStore, type StoreApi, useStore } from 'zustand'
import type { Box, Point } from './card.ts'
import type { Port } from './edit.ts'
import type { Places } from './scene.ts'

/** How much of a card is drawn: everything; its head; nothing, because all of them are painted as one picture. */
export type Detail = 'full' | 'plain' | 'overview'

/** Nodes and stickers on their way. The document learns of it when they are dropped. */
export interface Drag {
  readonly lead: string
  /** Canvas id (see `canvas-id.ts`) → where it stood. */
  readonly origins: ReadonlyMap<string, Point>
  readonly dx: number
  readonly dy: number
}

/** Where a new node goes. */
export interface Adding {
  readonly from?: Port
  /** It comes between this port and where that leads. */
  readonly edge?: Port
  /** On the canvas; absent: beside `from`, or where one looks. */
  readonly at?: Point
  /** Where the palette opens, in pixels of the board; absent: at its corner. */
  readonly beside?: Point
}

export interface BoardState {
  /** It is known what of the canvas is seen first; until then nothing is drawn. */
  readonly isOpen: boolean
  /** What of the canvas is drawn, somewhat more than is seen. */
  readonly near: Box
  readonly detail: Detail
  /** One zooms through much at once: what is not drawn yet shows as part of the picture beneath. */
  readonly isSweeping: boolean
  readonly drag: Drag | null
  /** A sticker that is being resized. */
  readonly resized: { readonly id: string; readonly box: Box } | null
  /** The node that the keyboard is at. */
  readonly current: string | null
  /** Counts how often the current node was to have the focus. */
  readonly focusCount: number
  readonly edges: ReadonlySet<string>
  readonly stickers: ReadonlySet<string>
  /** The node under the pointer in an overview, and the edge under what is dragged. */
  readonly hovered: string | null
  readonly over: string | null
  readonly connecting: boolean
  /** A drag over the canvas selects with a frame instead of moving the view: a finger has no Shift. */
  readonly isFraming: boolean
  readonly adding: Adding | null
  readonly dialog: 'exits' | 'finder' | 'shortcuts' | 'peek' | null
  readonly menu: { readonly node: string; readonly at: Point } | null
  /** Said to people who do not see the canvas. */
  readonly said: string
  readonly laid: Places
  /** Whether cards glide to their places. */
  readonly gliding: boolean
  /** Variables of pasted nodes that the flow lacks. */
  readonly missing: { readonly [name: string]: { readonly [member: string]: unknown } } | null
}

export type BoardStore = StoreApi<BoardState>

export const createBoardState = (): BoardStore =>
  createStore<BoardState>(() => ({
    isOpen: false,
    near: { x: 0, y: 0, width: 0, height: 0 },
    detail: 'full',
    isSweeping: false,
    drag: null,
    resized: null,
    current: null,
    focusCount: 0,
    edges: new Set(),
    stickers: new Set(),
    hovered: null,
    over: null,
    connecting: false,
    isFraming: false,
    adding: null,
    dialog: null,
    menu: null,
    said: '',
    laid: new Map(),
    gliding: false,
    missing: null,
  }))

export const BoardStateContext = createContext<BoardStore | null>(null)

export function useBoardStore(): BoardStore {
  const store = useContext(BoardStateContext)
  if (store === null) throw new Error('this stands outside a canvas')
  return store
}

export function useBoardState<Value>(read: (state: BoardState) => Value): Value {
  return useStore(useBoardStore(), read)
}
