import { Button, Keyboard, Menu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components'
import { simulateFrom } from '../simulator/jump.ts'
import ui from '../ui/ui.module.css'
import type { Board } from './board.ts'
import { useBoardActions } from './board-actions.ts'
import { useBoardState, useBoardStore } from './board-state.ts'
import styles from './canvas.module.css'
import type { ClipboardCommands } from './clipboard-commands.ts'
import type { Commands } from './commands.ts'
import { open } from './keys.ts'
import { addingAfter } from './placing.ts'
import { type CanvasWords, useCanvasWords } from './words.ts'

/** What can be done with one node, or with all that are selected. */
export function NodeMenu({ board, clipboard }: { readonly board: () => Board; readonly clipboard: ClipboardCommands }) {
  const menu = useBoardState((state) => state.menu)
  const store = useBoardStore()
  const words = useCanvasWords()
  const { mayEdit, commands } = useBoardActions()
  if (menu === null) return null
  const close = (): void => store.setState({ menu: null })
  const entries = entriesOf(menu.node, board(), mayEdit, commands, clipboard, words)
  return (
    <MenuTrigger
      isOpen
      onOpenChange={(isOpen) => {
        if (isOpen) return
        close()
        board().element?.focus()
      }}
    >
      <Button
        className={styles.menuAnchor ?? ''}
        aria-label={words.nodeMenu}
        style={{ left: menu.at.x, top: menu.at.y }}
      />
      <Popover className={ui.popover ?? ''} placement="bottom start">
        <Menu aria-label={words.nodeMenu} autoFocus="first">
          {entries.map((entry, index) =>
            entry === 'line' ? (
              <Separator key={`line-${entries.slice(0, index).length}`} />
            ) : (
              <MenuItem
                key={entry.label}
                className={ui.option ?? ''}
                textValue={entry.label}
                onAction={() => {
                  close()
                  entry.run()
                }}
              >
                <span style={{ flex: 1 }}>{entry.label}</span>
                {entry.keys === undefined ? null : <Keyboard className={ui.hint}>{entry.keys}</Keyboard>}
              </MenuItem>
            ),
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

interface Entry {
  readonly label: string
  readonly keys?: string
  readonly run: () => void
}

function entriesOf(
  id: string,
  board: Board,
  mayEdit: boolean,
  commands: Commands,
  clipboard: ClipboardCommands,
  words: CanvasWords,
): readonly (Entry | 'line')[] {
  const card = board.scene.cards.get(id)
  if (card === undefined) return []
  const { state } = board
  const isCall = card.file.kind === 'call' && board.openFlow !== null
  const copy: Entry = { label: words.copy, keys: 'Ctrl+C', run: () => void clipboard.copy() }
  const look: readonly Entry[] = isCall
    ? [
        { label: words.openFlow, keys: 'Enter', run: () => open(board, id) },
        { label: words.peek, keys: 'P', run: () => state.setState({ dialog: 'peek', current: id }) },
      ]
    : []
  const simulate: Entry = { label: words.simulate, run: () => simulateFrom(board.flow, id) }
  if (!mayEdit) return [...look, simulate, copy]
  return [
    ...look,
    { label: words.edit, keys: isCall ? 'I' : 'Enter', run: () => board.editNode?.(id) },
    simulate,
    { label: words.exitsOf, keys: 'E', run: () => state.setState({ dialog: 'exits', current: id }) },
    ...(card.exits.length === 0
      ? []
      : [{ label: words.addAfter, keys: 'N', run: () => commands.beginAdding(addingAfter(card)) }]),
    ...(board.tryFrom === null ? [] : [{ label: words.tryFrom, keys: 'T', run: () => board.tryFrom?.(id) }]),
    ...(board.scene.start === id ? [] : [{ label: words.makeStart, keys: 'S', run: () => commands.makeStart(id) }]),
    'line',
    { label: words.cut, keys: 'Ctrl+X', run: () => void clipboard.cut() },
    copy,
    { label: words.duplicate, keys: 'Ctrl+D', run: () => clipboard.duplicate() },
    'line',
    { label: words.remove, keys: 'Del', run: () => commands.remove() },
    { label: words.removeClosing, keys: 'Shift+Del', run: () => commands.remove(true) },
  ]
}
