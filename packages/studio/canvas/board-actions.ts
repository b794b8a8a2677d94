import { createContext, useContext } from 'react'
import type { Sticker } from '../source/flow-file.ts'
import type { Commands } from './commands.ts'

/** What cards, lines and stickers may ask of the canvas that they stand on. Never changes while that lives. */
export interface BoardActions {
  readonly mayEdit: boolean
  readonly commands: Commands
  readonly putSticker: (id: string, sticker: Sticker, merge?: string) => void
}

export const BoardActionsContext = createContext<BoardActions | null>(null)

export function useBoardActions(): BoardActions {
  const actions = useContext(BoardActionsContext)
  if (actions === null) throw new Error('this stands outside a canvas')
  return actions
}
