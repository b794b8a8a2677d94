import type { Board } from './board.ts'
import { around } from './card.ts'
import { type Clip, copyNodes, pasteClip, printClip, readClip } from './clipboard.ts'
import type { Commands } from './commands.ts'
import { middleOf } from './viewing.ts'

export type ClipboardCommands = ReturnType<typeof createClipboardCommands>

/** Where a copy lies, from what it was copied of. */
const beside = 40

/** Copies, cuts and pastes: with the browser's own events where they come from keys, else with its clipboard. */
export function createClipboardCommands(get: () => Board, commands: Commands) {
  /** For browsers that do not let a page read the clipboard: what was copied in this one. */
  let last = ''

  const clipOf = (): Clip | null => {
    const { file, selection, state } = get()
    const { laid, stickers } = state.getState()
    return selection.size + stickers.size === 0 ? null : copyNodes(file, selection, stickers, laid)
  }

  const paste = (clip: Clip, near: boolean): void => {
    const board = get()
    if (board.edit === null) return
    const at = near ? cornerBeside(clip) : middleOf(board)
    let ids: readonly string[] = []
    let stickers: readonly string[] = []
    let missing: Clip['variables'] = {}
    commands.edit((flow) => {
      const pasted = pasteClip(flow, clip, at)
      ids = pasted.ids
      stickers = pasted.stickers
      missing = pasted.missing
      return pasted.flow
    })
    board.select(ids)
    board.state.setState({
      stickers: new Set(stickers),
      missing: Object.keys(missing).length === 0 ? null : missing,
      said: board.words.pasted(ids.length),
    })
    const [first] = ids
    if (first !== undefined) requestAnimationFrame(() => commands.goTo(first, { select: false }))
  }

  return {
    /** The text of what is selected, or `null`. */
    take(): string | null {
      const clip = clipOf()
      if (clip === null) return null
      last = printClip(clip)
      commands.say(get().words.copied(Object.keys(clip.nodes).length))
      return last
    },

    /** Answers whether the text was nodes. */
    put(text: string): boolean {
      const clip = readClip(text)
      if (clip === null) return false
      paste(clip, false)
      return true
    },

    async copy(): Promise<void> {
      const text = this.take()
      // A browser that refuses still has what was copied here.
      if (text !== null) await navigator.clipboard?.writeText(text).catch(() => undefined)
    },

    async cut(): Promise<void> {
      await this.copy()
      commands.remove()
    },

    async paste(): Promise<void> {
      const text = await navigator.clipboard?.readText().catch(() => last)
      if (!this.put(text ?? last)) commands.say(get().words.nothingToPaste)
    },

    duplicate(): void {
      const clip = clipOf()
      if (clip !== null) paste(clip, true)
    },
  }
}

function cornerBeside(clip: Clip): { readonly x: number; readonly y: number } {
  const places = Object.values(clip.nodes).flatMap(({ meta }) => (meta?.studio === undefined ? [] : [meta.studio]))
  const box = around([...places, ...Object.values(clip.stickers)].map(({ x, y }) => ({ x, y, width: 0, height: 0 })))
  return { x: (box?.x ?? 0) + beside, y: (box?.y ?? 0) + beside }
}
