import { type Alignment, align } from './align.ts'
import type { Board } from './board.ts'
import type { Commands } from './commands.ts'
import { graphOf, keptInPlace, layOut } from './layout.ts'

export type Arranging = ReturnType<typeof createArranging>

/** As long as cards glide to their places, `canvas.module.css`. */
const glideMs = 260

export function createArranging(get: () => Board, commands: Commands) {
  const gliding = (): void => {
    get().state.setState({ gliding: true })
    setTimeout(() => get().state.setState({ gliding: false }), glideMs)
  }
  return {
    align(alignment: Alignment): void {
      const { scene, selection } = get()
      const boxes = new Map(
        [...selection].flatMap((id) => {
          const card = scene.cards.get(id)
          return card === undefined ? [] : [[id, card] as const]
        }),
      )
      if (boxes.size < 2) return
      gliding()
      commands.place(align(boxes, alignment))
      commands.say(get().words.arranged)
    },

    /** Lays out the flow, or what is selected where it stands. */
    async arrange(selectionOnly: boolean): Promise<void> {
      const { scene, selection, edit } = get()
      if (edit === null) return
      const only = selectionOnly && selection.size > 1 ? selection : undefined
      const places = await layOut(graphOf(scene.start, scene.cards, only))
      gliding()
      commands.place(keptInPlace(places, get().scene.cards))
      commands.say(get().words.arranged)
      if (only === undefined) requestAnimationFrame(() => commands.fit())
    },
  }
}
