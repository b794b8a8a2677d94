import type { Board } from './board.ts'
import type { Commands } from './commands.ts'
import { readingOrder } from './order.ts'
import type { BoardHandle } from './use-board.ts'

interface Press extends Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'> {
  preventDefault(): void
}

const directions = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' } as const
/** Pixels that a key moves by; with Shift. */
const nudge = 10
const farNudge = 50

/** Where an arrow key leads, and by how many pixels; `null` for other keys. */
function wayOf({ key, shiftKey }: Press) {
  if (!(key in directions)) return null
  const direction = directions[key as keyof typeof directions]
  const by = shiftKey ? farNudge : nudge
  const x = direction === 'left' ? -by : direction === 'right' ? by : 0
  const y = direction === 'up' ? -by : direction === 'down' ? by : 0
  return { direction, x, y }
}

/** A key pressed on the canvas. Answers whether it meant something here. */
export function pressed(event: Press, handle: BoardHandle): boolean {
  const done = withControl(event, handle) || plain(event, handle)
  if (done) event.preventDefault()
  return done
}

function withControl(event: Press, { get, commands, clipboard }: BoardHandle): boolean {
  if (!event.ctrlKey && !event.metaKey) return false
  const { state, undo, redo } = get()
  const way = wayOf(event)
  if (way !== null) {
    if (state.getState().stickers.size === 0) return false
    commands.resize(way.x, way.y)
    return true
  }
  switch (event.key.toLowerCase()) {
    case 'a':
      commands.selectAll()
      return true
    case 'f':
      state.setState({ dialog: 'finder' })
      return true
    case 'z':
      if (event.shiftKey) redo?.()
      else undo?.()
      return true
    case 'y':
      redo?.()
      return true
    case '0':
      commands.fit()
      return true
    case 'd':
      clipboard.duplicate()
      return true
    case 'g':
      commands.addGroup()
      return true
    default:
      return false
  }
}

function plain(event: Press, handle: BoardHandle): boolean {
  if (event.ctrlKey || event.metaKey) return false
  const { get, commands } = handle
  const board = get()
  const { key, shiftKey, altKey } = event
  const way = wayOf(event)
  if (way !== null) {
    if (altKey) commands.nudge(way.x, way.y)
    else commands.go(way.direction)
    return true
  }
  const { current, adding, menu, stickers } = board.state.getState()
  const node = current ?? [...board.selection][0]
  switch (key) {
    case 'Tab':
      return step(board, commands, shiftKey ? -1 : 1)
    case 'Enter':
      if (node !== undefined) open(board, node)
      else if (stickers.size === 1) commands.writeSticker([...stickers][0] ?? '')
      else return false
      return true
    case ' ':
      if (current === null) return false
      board.select(toggled(board.selection, current))
      return true
    case 'Delete':
    case 'Backspace':
      commands.remove(shiftKey)
      return true
    case 'Escape':
      if (adding !== null || menu !== null) board.state.setState({ adding: null, menu: null })
      else {
        commands.clear()
        board.state.setState({ current: null, isFraming: false })
        board.element?.focus()
      }
      return true
    case 'ContextMenu':
      return showMenu(board, node)
    case 'F10':
      return shiftKey && showMenu(board, node)
    default:
      return letter(event, board, handle, node)
  }
}

function letter(event: Press, board: Board, { commands, arranging }: BoardHandle, node: string | undefined): boolean {
  const { state } = board
  switch (event.key.toLowerCase()) {
    case '/':
    case 'n':
      commands.beginAdding()
      return true
    case 'e':
    case 'c':
      if (node === undefined) return false
      board.select([node])
      state.setState({ dialog: 'exits', current: node })
      return true
    case 'i':
      if (node === undefined) return false
      board.editNode?.(node)
      return true
    case 'p':
      if (node === undefined || board.scene.cards.get(node)?.file.kind !== 'call') return false
      state.setState({ dialog: 'peek', current: node })
      return true
    case 'l':
      void arranging.arrange(event.shiftKey)
      return true
    case 'b':
      commands.toggleFraming()
      return true
    case 'm':
      commands.addNote()
      return true
    case 'f':
      commands.fit()
      return true
    case 's':
      if (node === undefined) return false
      commands.makeStart(node)
      return true
    case 't':
      if (node === undefined || board.tryFrom === null) return false
      board.tryFrom(node)
      return true
    case '+':
    case '=':
      commands.zoom(1.2)
      return true
    case '-':
      commands.zoom(1 / 1.2)
      return true
    case '?':
      state.setState({ dialog: 'shortcuts' })
      return true
    case 'home':
      if (board.scene.cards.has(board.scene.start)) commands.goTo(board.scene.start)
      return true
    default:
      return false
  }
}

/** Tab walks through the nodes in their order and leaves the canvas at the ends; after Escape it leaves at once. */
function step(board: Board, commands: Commands, by: 1 | -1): boolean {
  const { current } = board.state.getState()
  if (current === null) return false
  const order = readingOrder(board.scene)
  const next = order[order.indexOf(current) + by]
  if (next === undefined) return false
  commands.goTo(next)
  return true
}

export function open(board: Board, node: string): void {
  const file = board.scene.cards.get(node)?.file
  if (file?.kind === 'call' && typeof file.flow === 'string' && file.flow !== '' && board.openFlow !== null)
    board.openFlow(file.flow, node)
  else board.editNode?.(node)
}

function showMenu(board: Board, node: string | undefined): boolean {
  const card = node === undefined ? undefined : board.scene.cards.get(node)
  if (card === undefined) return false
  const { x, y, zoom } = board.view.getViewport()
  board.state.setState({ menu: { node: card.id, at: { x: card.x * zoom + x + 24, y: card.y * zoom + y + 24 } } })
  return true
}

function toggled(selection: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(selection)
  if (!next.delete(id)) next.add(id)
  return next
}
