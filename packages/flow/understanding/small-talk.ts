import type { Turn } from '../turn.ts'
import { foldPhrase, phrasesIn } from './phrase.ts'

const kinds = ['hello', 'thanks', 'how_are_you', 'who_are_you'] as const
export type SmallTalk = (typeof kinds)[number]

/** Longer than any of its phrases. */
const longest = 80

/** What the words are when they are nothing else, said literally: no guessing here. */
export function smallTalkIn(text: string, turn: Turn): SmallTalk | null {
  if (text.length > longest) return null
  const folded = foldPhrase(text)
  return kinds.find((kind) => phrasesIn(turn.word(`talk_${kind}_said`).text).includes(folded)) ?? null
}
