import type { Session, Unsent } from './session.ts'
import type { Surroundings } from './surroundings.ts'

/** What the tabs of a browser tell each other about the conversation that they share. */
export type Note =
  | { readonly kind: 'said'; readonly conversation: string; readonly unsent: Unsent }
  | { readonly kind: 'refused' | 'discarded'; readonly conversation: string; readonly id: string }
  | { readonly kind: 'renewed'; readonly session: Session }
  /** The shelf of this name holds another conversation now, or none. */
  | { readonly kind: 'moved'; readonly shelf: string; readonly session: Session | null }
  /** It has become clear who the person is: the conversation is on the shelf of that identity now. */
  | { readonly kind: 'identified'; readonly identity: string; readonly conversation: string }

export interface Tabs {
  tell(note: Note): void
  close(): void
}

/**
 * Notes say everything themselves: a word from another tab may be there before what it has put into the storage.
 *
 * Where there is no such channel each tab is alone: the server still keeps them in step, only a little later.
 */
export function openTabs(
  { openChannel }: Pick<Surroundings, 'openChannel'>,
  name: string,
  listener: (note: Note) => void,
): Tabs {
  const channel = openChannel(name, (message) => {
    if (isNote(message)) listener(message)
  })
  return {
    tell: (note) => channel?.post(note),
    close: () => channel?.close(),
  }
}

/** A tab that still runs another version of this script may say other things. */
function isNote(message: unknown): message is Note {
  const { kind, unsent, id, session, identity, shelf, conversation } = (message ?? {}) as Record<string, unknown>
  const isSession = typeof (session as Session | null | undefined)?.token === 'string'
  if (kind === 'said') return typeof (unsent as Unsent | undefined)?.id === 'string'
  if (kind === 'refused' || kind === 'discarded') return typeof id === 'string'
  if (kind === 'renewed') return isSession
  if (kind === 'identified') return typeof identity === 'string' && typeof conversation === 'string'
  return kind === 'moved' && typeof shelf === 'string' && (isSession || session === null)
}
