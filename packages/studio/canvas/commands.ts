/** What a person can do on a canvas, whichever way they ask for it: a key, a button, a menu, a drag. */
import type { NodeKindName } from '@parley/flow'
import type { FlowFile } from '../source/flow-file.ts'
import type { Board } from './board.ts'
import type { Adding, BoardState } from './board-state.ts'
import { portOfEdge, startId, stickerId } from './canvas-id.ts'
import { around } from './card.ts'
import {
  addNode,
  connect,
  disconnect,
  freeId,
  insertOnEdge,
  moveNodes,
  type Port,
  putStickers,
  removeNodes,
  startAt,
} from './edit.ts'
import { exitsOf, freeExit } from './exits.ts'
import { type Direction, neighbour } from './order.ts'
import { addingAfter, freeAbove, isCramped, madeRoom, noteSize, placeFor, smallestSticker } from './placing.ts'
import type { Places } from './scene.ts'
import { bringIntoView, fit, middleOf, quick } from './viewing.ts'

export type Commands = ReturnType<typeof createCommands>

/** Around what a new group frames. */
const groupMargin = { side: 32, top: 52 }

export function createCommands(get: () => Board) {
  const set = (change: Partial<BoardState>): void => get().state.setState(change)
  const say = (said: string): void => set({ said })

  /** Changes the flow; nodes that were only laid out until now keep their places from then on. */
  const edit = (change: (flow: FlowFile) => FlowFile, merge?: string): void => {
    const { edit: apply, state } = get()
    const { laid } = state.getState()
    apply?.((flow) => {
      const changed = change(flow)
      return changed === flow || laid.size === 0 ? changed : moveNodes(changed, unsaved(changed, laid))
    }, merge)
  }

  /** Puts the keyboard on a node and brings that into view. */
  const goTo = (id: string, options: { readonly select?: boolean; readonly focus?: boolean } = {}): void => {
    const board = get()
    if (options.select !== false) board.select([id])
    const { focusCount } = board.state.getState()
    set({ current: id, ...(options.focus === false ? {} : { focusCount: focusCount + 1 }) })
    bringIntoView(board, id)
  }

  const add = (kind: NodeKindName, adding: Adding): void => {
    const board = get()
    if (board.edit === null) return
    let added = ''
    const at = adding.at === undefined || isCramped(board, adding) ? placeFor(board, adding) : adding.at
    edit((flow) => {
      if (adding.from?.node === startId) {
        const { flow: after, id } = addNode(flow, kind, at)
        added = id
        return startAt(after, id)
      }
      const { flow: after, id } = addNode(flow, kind, at, adding.edge === undefined ? adding.from : undefined)
      added = id
      const node = after.nodes[id]
      if (adding.edge === undefined || node === undefined) return after
      const target = flow.nodes[adding.edge.node]?.to?.[adding.edge.port]
      const joined = insertOnEdge(after, adding.edge, id, freeExit(exitsOf(node, undefined)))
      return target === undefined ? joined : madeRoom(board, joined, id, target)
    })
    const from = adding.from?.node ?? adding.edge?.node
    const { words, kindLabel } = board
    say(from === undefined || from === startId ? words.added(kindLabel(kind)) : words.addedTo(kindLabel(kind), from))
    set({ adding: null })
    // The document tells the canvas of the new node at once; it is drawn by the next frame.
    requestAnimationFrame(() => goTo(added))
  }

  return {
    goTo,
    add,
    edit,
    say,

    /** Opens the palette after the selected node, or freely. */
    beginAdding(adding?: Adding): void {
      const { edit: mayEdit, selection, scene } = get()
      if (mayEdit === null) return
      if (adding !== undefined) {
        set({ adding })
        return
      }
      const [only] = selection
      const card = selection.size === 1 && only !== undefined ? scene.cards.get(only) : undefined
      set({ adding: card === undefined ? {} : addingAfter(card) })
    },

    connect(from: Port, target: string): void {
      if (target.includes(':')) {
        say(get().words.cannotConnect)
        return
      }
      if (from.node === startId) edit((flow) => startAt(flow, target))
      else edit((flow) => connect(flow, from, target))
      say(get().words.connected(from.node === startId ? get().words.start : from.node, target))
    },

    reconnect(edge: string, from: Port, target: string): void {
      if (edge === startId) {
        this.connect({ node: startId, port: 'start' }, target)
        return
      }
      const before = portOfEdge(edge)
      edit((flow) => {
        const moved = before.node !== from.node || before.port !== from.port
        return connect(moved ? disconnect(flow, [before]) : flow, from, target)
      })
      say(get().words.connected(from.node, target))
    },

    disconnect(edges: Iterable<string>): void {
      edit((flow) => disconnect(flow, [...edges].filter((id) => id !== startId).map(portOfEdge)))
      set({ edges: new Set() })
      say(get().words.disconnected)
    },

    /** Removes what is selected; the keyboard goes on at what was beside it. */
    remove(closing = false): void {
      const { selection, state, words, scene, select } = get()
      const { edges, stickers } = state.getState()
      if (get().edit === null) return
      if (selection.size === 0 && edges.size > 0 && stickers.size === 0) {
        this.disconnect(edges)
        return
      }
      if (selection.size + stickers.size === 0) return
      const [first] = selection
      const beside = first === undefined ? null : (neighbour(scene, first, 'left') ?? neighbour(scene, first, 'right'))
      edit((flow) => {
        const less = removeNodes(flow, selection, closing)
        return stickers.size === 0 ? less : putStickers(less, Object.fromEntries([...stickers].map((id) => [id, null])))
      })
      set({ stickers: new Set(), current: null })
      select([])
      if (selection.size > 0) say(words.removed(selection.size))
      if (beside !== null && !selection.has(beside)) requestAnimationFrame(() => goTo(beside))
      else get().element?.focus()
    },

    makeStart(id: string): void {
      edit((flow) => startAt(flow, id))
    },

    selectAll(): void {
      const { scene, select } = get()
      select(scene.cards.keys())
      set({ stickers: new Set(scene.stickers.keys()) })
    },

    clear(): void {
      get().select([])
      set({ edges: new Set(), stickers: new Set(), adding: null, menu: null })
    },

    /** Moves what is selected by so many pixels. */
    nudge(dx: number, dy: number): void {
      const { selection, scene, state } = get()
      const { stickers } = state.getState()
      const places = new Map(
        [...selection].flatMap((id) => {
          const card = scene.cards.get(id)
          return card === undefined ? [] : [[id, { x: card.x + dx, y: card.y + dy }] as const]
        }),
      )
      edit((flow) => {
        const moved = moveNodes(flow, places)
        const notes = [...stickers].flatMap((id) => {
          const sticker = scene.stickers.get(id)
          return sticker === undefined ? [] : [[id, { ...sticker, x: sticker.x + dx, y: sticker.y + dy }] as const]
        })
        return notes.length === 0 ? moved : putStickers(moved, Object.fromEntries(notes))
      }, 'nudge')
    },

    place(places: Places): void {
      edit((flow) => moveNodes(flow, places))
    },

    /** Goes on to the neighbour in this direction. */
    go(direction: Direction): void {
      const { state, scene, selection } = get()
      const { current } = state.getState()
      const [selected] = selection
      const from = current !== null && scene.cards.has(current) ? current : selected
      if (from === undefined || !scene.cards.has(from)) {
        const first = scene.cards.has(scene.start) ? scene.start : scene.cards.keys().next().value
        if (first !== undefined) goTo(first)
        return
      }
      const next = neighbour(scene, from, direction)
      if (next !== null) goTo(next)
    },

    addNote(): void {
      const board = get()
      const id = freeId('note', (each) => board.scene.stickers.has(each))
      const at = freeAbove(middleOf(board), board)
      const sticker = { kind: 'note' as const, x: at.x, y: at.y, ...noteSize, text: '', colour: 'yellow' }
      edit((flow) => putStickers(flow, { [id]: sticker }))
      board.select([])
      set({ stickers: new Set([id]), edges: new Set(), current: null })
    },

    /** A frame around what is selected. */
    addGroup(): void {
      const { scene, selection, words } = get()
      const box = around([...selection].flatMap((id) => scene.cards.get(id) ?? []))
      if (box === null) return
      const id = freeId('group', (each) => scene.stickers.has(each))
      const { side, top } = groupMargin
      const frame = { x: box.x - side, y: box.y - top, width: box.width + 2 * side, height: box.height + side + top }
      edit((flow) => putStickers(flow, { [id]: { kind: 'group', ...frame, text: words.newGroup, colour: 'blue' } }))
      set({ stickers: new Set([id]) })
    },

    /** Whether a drag over the canvas selects with a frame, for those who have no Shift at hand. */
    toggleFraming(): void {
      const { state, words } = get()
      const isFraming = !state.getState().isFraming
      set({ isFraming })
      say(isFraming ? words.framing : words.framingOver)
    },

    /** The keyboard goes from the words of a sticker to the sticker itself. */
    chooseSticker(id: string): void {
      const { select, element, words } = get()
      select([])
      set({ stickers: new Set([id]), edges: new Set(), current: null })
      say(words.stickerChosen)
      element?.focus()
    },

    /** Takes the keyboard to the words of a sticker. */
    writeSticker(id: string): void {
      const sticker = get().element?.querySelector(`[data-id="${CSS.escape(stickerId(id))}"]`)
      sticker?.querySelector('textarea')?.focus()
    },

    /** Makes the selected stickers larger or smaller by so many pixels. */
    resize(dx: number, dy: number): void {
      const { scene, state } = get()
      const resized = [...state.getState().stickers].flatMap((id) => {
        const sticker = scene.stickers.get(id)
        if (sticker === undefined) return []
        const width = Math.max(smallestSticker.width, sticker.width + dx)
        const height = Math.max(smallestSticker.height, sticker.height + dy)
        return [[id, { ...sticker, width, height }] as const]
      })
      if (resized.length > 0) edit((flow) => putStickers(flow, Object.fromEntries(resized)), 'resize')
    },

    zoom(by: number): void {
      void (by > 1 ? get().view.zoomIn({ duration: quick() }) : get().view.zoomOut({ duration: quick() }))
    },

    fit(): void {
      fit(get(), quick())
    },
  }
}

/** Places of nodes that the file has none for. */
const unsaved = (flow: FlowFile, laid: Places): Places =>
  new Map([...laid].filter(([id]) => typeof flow.nodes[id]?.meta?.studio?.x !== 'number'))
