import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Chat } from '../client/chat.ts'
import type { SayRequest } from '../protocol.ts'
import type { Spoken } from './words/words.ts'

/** What every part of the view may need. */
export interface Surroundings extends Spoken {
  readonly chat: Chat
  /** Who the bot is, for a screen reader. */
  readonly name: string
  /** Answers, and brings the focus to where the next answer is typed. `shown`: what the person sees of it. */
  say(said: SayRequest, shown: string): void
  /** Tells the person what is wrong with what they are about to send; nothing with an empty text. */
  complain(text: string): void
}

export const SurroundingsContext = createContext<Surroundings | null>(null)

export function useSurroundings(): Surroundings {
  const found = useContext(SurroundingsContext)
  if (found === null) throw new Error('this part is only shown inside a chat')
  return found
}
