import type { Message } from '../protocol.ts'

/** The messages of a conversation in order, each once, in whatever order and however often they come. */
export interface Transcript {
  readonly messages: readonly Message[]
  /** Those among them that were not known. */
  take(messages: readonly Message[]): readonly Message[]
}

export function createTranscript(): Transcript {
  const known = new Set<number>()
  let messages: readonly Message[] = []
  return {
    get messages() {
      return messages
    },
    take(given) {
      const added = given.filter(({ seq }) => !known.has(seq) && known.add(seq))
      if (added.length > 0) messages = [...messages, ...added].sort((one, other) => one.seq - other.seq)
      return added
    },
  }
}
