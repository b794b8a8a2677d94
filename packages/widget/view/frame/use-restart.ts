import type { RefObject } from 'preact'
import { useState } from 'preact/hooks'
import type { Chat, ChatState } from '../../client/chat.ts'

interface Restarting {
  /** The person is being asked. */
  readonly asking: boolean
  /** Asks, where there is something to lose. */
  ask(): void
  answer(restart: boolean): void
}

/** Starting over. `button`: where the focus goes back to after a "no"; `focusAnswer`: after a "yes". */
export function useRestart(
  chat: Chat,
  { entries, status }: ChatState,
  button: RefObject<HTMLElement | null>,
  focusAnswer: () => void,
): Restarting {
  const [asking, setAsking] = useState(false)
  return {
    asking,
    ask() {
      const begun = entries.some((entry) => entry.kind === 'sending' || entry.message.from === 'user')
      if (begun && status !== 'ended' && status !== 'abandoned') setAsking(true)
      else chat.restart()
    },
    answer(restart) {
      setAsking(false)
      if (restart) chat.restart()
      // Once the rest is not inert any more.
      requestAnimationFrame(() => (restart ? focusAnswer() : button.current?.focus()))
    },
  }
}
