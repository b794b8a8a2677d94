import { useReactFlow } from '@xyflow/react'
import { type RefObject, useMemo, useRef, useState } from 'react'
import type { Sticker } from '../source/flow-file.ts'
import { type Arranging, createArranging } from './arranging.ts'
import type { Board } from './board.ts'
import type { BoardActions } from './board-actions.ts'
import { type ClipboardCommands, createClipboardCommands } from './clipboard-commands.ts'
import { type Commands, createCommands } from './commands.ts'
import { putStickers } from './edit.ts'
import type { BoardEdge, BoardNode } from './elements.ts'
import { kindLabel } from './kind-text.ts'
import { useKindWords } from './kind-words.ts'
import { useCanvasWords } from './words.ts'

export interface BoardHandle {
  readonly get: () => Board
  readonly commands: Commands
  readonly clipboard: ClipboardCommands
  readonly arranging: Arranging
  readonly actions: BoardActions
}

/** The board as commands see it: one object for as long as the canvas lives, always with the present values. */
export function useBoard(
  given: Omit<Board, 'view' | 'words' | 'kindLabel' | 'element'>,
  element: RefObject<HTMLElement | null>,
): BoardHandle {
  const view = useReactFlow<BoardNode, BoardEdge>()
  const words = useCanvasWords()
  const kinds = useKindWords()
  const now = useRef<Board | null>(null)
  now.current = { ...given, view, words, kindLabel: (kind) => kindLabel(kinds, kind), element: element.current }
  const [made] = useState(() => {
    const get = (): Board => {
      if (now.current === null) throw new Error('the canvas is gone')
      return { ...now.current, element: element.current }
    }
    const commands = createCommands(get)
    return {
      get,
      commands,
      clipboard: createClipboardCommands(get, commands),
      arranging: createArranging(get, commands),
    }
  })
  const mayEdit = given.edit !== null
  const actions = useMemo<BoardActions>(
    () => ({
      mayEdit,
      commands: made.commands,
      putSticker: (id: string, sticker: Sticker, merge?: string) =>
        made.commands.edit((flow) => putStickers(flow, { [id]: sticker }), merge),
    }),
    [mayEdit, made],
  )
  return useMemo(() => ({ ...made, actions }), [made, actions])
}
